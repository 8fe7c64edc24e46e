"""Vacancies in slots: what applicants meet depends on which posts are open, not on their order."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from market_world import firms, parameters, people, vacancies

from sim.agents.capital import RELATEDNESS
from sim.core.draws import key, words
from sim.core.states import Channel
from sim.markets.search import find_vacancy
from sim.markets.vacancies import Vacancies, place, slot_tables


def layout(posts: Vacancies, order: np.ndarray) -> list[int]:
    """Keys by slot after placing the posts in ``order``."""
    slots = slot_tables(np.array([20.0]))
    assert place(Vacancies(*(column[order] for column in posts)), slots) == 0
    return [int(posts.key[order][v]) if v >= 0 else -1 for v in slots.vacancy]


@given(st.integers(0, 1000), st.permutations(range(40)))
@settings(max_examples=40, deadline=None)
def test_layout_does_not_depend_on_the_order_of_posts(seed, order):
    posts = vacancies(40, seed)
    assert layout(posts, np.array(order)) == layout(posts, np.arange(40))


def applications(posts: Vacancies, seekers: int, month: int) -> np.ndarray:
    """Vacancy that each seeker finds first where every post is suitable."""
    everyone, employers = people(seekers), firms(int(posts.firm.max()) + 1, sector=2)
    p = parameters("search", aim=0.0)
    slots = slot_tables(np.array([100.0]))
    place(posts, slots)
    walks = words(key(5, 39, month), np.arange(seekers))
    return np.array([
        find_vacancy(everyone, employers, posts, slots, i, 0, Channel.DIRECT, walks[i], RELATEDNESS, p)
        for i in range(seekers)
    ])  # fmt: skip


def test_hundred_seekers_and_hundred_posts_give_the_urn_ball_number_of_matches():
    """100 (1 − .99^100) = 63.397 posts get an applicant; n = 200 months, SD of one about 3.1, 4 SE = .88."""
    matches = [len(np.unique(applications(vacancies(100, t), 100, t))) for t in range(200)]
    assert abs(np.mean(matches) - 63.397) < 4 * np.std(matches) / np.sqrt(200)


def test_one_per_cent_more_posts_change_few_applications():
    """Best possible 1 %; n = 20,000 applications, seed 5."""
    more = vacancies(101)
    fewer = Vacancies(*(column[:100] for column in more))
    before, after = applications(fewer, 20_000, 0), applications(more, 20_000, 0)
    assert 0.005 < (before != after).mean() < 0.03
