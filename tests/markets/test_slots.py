"""Vacancies in slots: what applicants meet depends on which posts are open, not on their order or their number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from market_world import columns, firms, parameters, people, vacancies
from numba import njit

from sim.agents.capital import RELATEDNESS
from sim.agents.household import Household
from sim.core.draws import Purpose, key, words
from sim.core.states import Channel, Family, Level, Tier
from sim.core.thinning import thresholds
from sim.finance.ledger import GROUPS, Ledger
from sim.markets.search import SEEKING, application_rates, apply_for_jobs, find_vacancy
from sim.markets.vacancies import (
    Vacancies,
    family_shares,
    list_vacancies,
    place,
    reach_table,
    slot_tables,
)


def only(posts: Vacancies, rows: np.ndarray) -> Vacancies:
    """The posts in ``rows``, in that order."""
    return Vacancies(*(column[rows] for column in posts))


def layout(posts: Vacancies, rows: np.ndarray, expected: float = 20.0) -> list[int]:
    """Keys by slot after placing ``rows`` of the posts in that order."""
    slots, some = slot_tables(np.array([expected])), only(posts, rows)
    assert place(some, slots) == 0
    return [int(some.key[v]) if v >= 0 else -1 for v in slots.vacancy]


@given(st.integers(0, 1000), st.permutations(range(60)), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_layout_depends_on_the_set_of_posts_only(seed, order, kept):
    posts, some = vacancies(60, seed), np.array(order[:kept], np.int64)
    assert layout(posts, some) == layout(posts, np.sort(some))


def test_one_per_cent_more_posts_move_hardly_any_other_post():
    """2,000 posts in 4,096 slots, 20 more: fewer than 1 % of the old ones change their slot."""
    posts = vacancies(2020)
    before, after = (layout(posts, np.arange(n), 1600.0) for n in (2000, 2020))
    slot = {k: s for s, k in enumerate(after)}
    assert np.mean([slot[k] != s for s, k in enumerate(before) if k >= 0]) < 0.01


def test_a_full_market_turns_posts_away_and_an_empty_one_sends_applicants_home():
    slots = slot_tables(np.array([1.0]))
    assert place(vacancies(20), slots) == 4 and slots.count[0] == 16 and (slots.vacancy >= 0).all()
    assert (applications(vacancies(0), 10, 0, 1.0) == -1).all()


def test_the_only_post_of_a_large_market_is_found_by_everybody():
    """One post in 2,048 slots: a walk of 64 slots meets it in 3 % of cases only."""
    assert (applications(vacancies(1), 2_000, 0, 1000.0) == 0).all()


@njit
def first_posts(everyone, employers, posts, slots, walks, relatedness, p, channel):
    """Vacancy that each person finds first."""
    out = np.empty(len(walks), np.int64)
    for i in range(len(walks)):
        out[i] = find_vacancy(everyone, employers, posts, slots, i, 0, channel, walks[i], relatedness, p)
    return out


def applications(posts: Vacancies, seekers: int, month: int, expected: float = 100.0) -> np.ndarray:
    """Vacancy that each seeker finds first where every post is suitable."""
    everyone, employers = people(seekers), firms(1 + len(posts.firm), sector=2)
    slots = slot_tables(np.array([expected]))
    place(posts, slots)
    walks = words(key(5, Purpose.APPLY, month), np.arange(seekers))
    p = parameters("search", aim=0.0)
    return first_posts(everyone, employers, posts, slots, walks, RELATEDNESS, p, int(Channel.DIRECT))


def test_graduates_who_wait_for_office_and_professional_posts_pass_up_others_and_nobody_else_does():
    """400 posts, a quarter inside; 2,000 people. Passing up .9, of first posts .1 o/(.1 o + d) = .231 lie outside
    (o, d: shares outside and inside); 4 standard errors."""
    families = np.where(np.arange(400) % 4 == 0, Family.OFFICE, Family.TRADE).astype(np.uint8)
    posts, inside = vacancies(400), 0.25
    posts.family[:] = families
    slots, employers = slot_tables(np.array([400.0])), firms(1 + len(posts.firm), sector=2)
    place(posts, slots)
    walks = words(key(5, Purpose.APPLY, 0), np.arange(2000))

    def outside(level: Level, share: float) -> float:
        everyone = people(2000, level=int(level))
        p = parameters("search", aim=0.0, tertiary_formal=0.0, tertiary_desk=share)
        found = first_posts(everyone, employers, posts, slots, walks, RELATEDNESS, p, int(Channel.DIRECT))
        return float((families[found[found >= 0]] < Family.OFFICE).mean())

    wanted = 0.1 * (1 - inside) / (0.1 * (1 - inside) + inside)
    assert outside(Level.UPPER_SECONDARY, 0.9) == outside(Level.BACHELOR, 0.0) == outside(Level.UPPER_SECONDARY, 0.0)
    assert abs(outside(Level.BACHELOR, 0.9) - wanted) < 4 * np.sqrt(wanted * (1 - wanted) * (1 / 2000 + 1 / 400))
    assert outside(Level.BACHELOR, 1.0) == 0.0


def test_hundred_seekers_and_hundred_posts_give_the_urn_ball_number_of_matches():
    """100 (1 − .99^100) = 63.397 posts get an applicant; n = 1,000 months, SD of one about 3.1, 4 SE = .39."""
    matches = [len(np.unique(applications(vacancies(100, t), 100, t))) for t in range(1000)]
    assert abs(np.mean(matches) - 63.397) < 4 * np.std(matches) / np.sqrt(1000)


@pytest.mark.parametrize(("posts", "expected"), [(7, 8.0), (40, 20.0), (100, 100.0), (110, 60.0)])
def test_every_open_post_is_equally_likely_however_the_table_is_filled(posts, expected):
    """Chi-square of 200,000 first applications over the posts, within 4 standard deviations of its mean."""
    counts = np.bincount(applications(vacancies(posts, 3), 200_000, 0, expected), minlength=posts)
    even = 200_000 / posts
    chi2 = ((counts - even) ** 2 / even).sum()
    assert counts.sum() == 200_000 and abs(chi2 - (posts - 1)) < 4 * np.sqrt(2 * (posts - 1))


def test_one_per_cent_more_posts_change_about_one_per_cent_of_applications():
    """10 more posts than 1,000: at least 10/1010 must change; 1.0 to 1.5 %, n = 200,000 applications."""
    more = vacancies(1010)
    fewer = only(more, np.arange(1000))
    before, after = (applications(posts, 200_000, 0, 1000.0) for posts in (fewer, more))
    assert 0.0090 < (before != after).mean() < 0.015
    to_the_new = (after >= 1000).mean()  # theory: 10/1010, standard error .0002
    assert abs(to_the_new - 10 / 1010) < 4 * np.sqrt(0.0099 / 200_000)


def test_when_a_post_goes_only_its_applicants_and_the_few_it_stood_beside_look_elsewhere():
    """One post of 200 goes: of 100,000 applications to others fewer than 1.5 % change."""
    posts = vacancies(200)
    gone = np.delete(np.arange(200), 17)
    before = applications(posts, 100_000, 0, 200.0)
    after = gone[applications(only(posts, gone), 100_000, 0, 200.0)]
    others = before != 17
    assert (before[others] != after[others]).mean() < 0.015


def sent(posts: Vacancies, seekers: int, each: float) -> list[np.ndarray]:
    """Posts that each jobseeker applies for when sending ``each`` applications, by person."""
    everyone, employers = people(seekers, seeking=1, household=0), firms(1 + len(posts.firm), sector=2)
    slots = slot_tables(np.array([100.0]))
    place(posts, slots)
    p = parameters("search", aim=0.0)
    rates = application_rates(1.0, p)[0].copy()
    rates[SEEKING] = each
    person, vacancy, _ = apply_for_jobs(
        everyone, columns(Household, 1), employers, posts, slots, reach_table(np.ones((1, 1)), slots),
        np.zeros(seekers, np.uint8), np.full(1, each), np.zeros(1), rates, thresholds(rates), Ledger().flows,
        np.zeros(GROUPS, np.int64), RELATEDNESS, key(5, Purpose.APPLY, 1), p, 1,
    )  # fmt: skip
    return [vacancy[person == i] for i in range(seekers)]


def test_the_applications_of_one_person_go_to_different_posts():
    found = sent(vacancies(100), 1000, 3.0)
    assert all(len(set(posts)) == len(posts) == 3 for posts in found)


def test_posts_met_in_one_walk_are_equally_likely():
    """Three different ones of 50 posts, 5,000 people: chi-square of the counts within 4 SD of its mean.

    Drawn without replacement the counts spread less than independent ones, by (50 − 3)/(50 − 1).
    """
    counts = np.bincount(np.concatenate(sent(vacancies(50), 5_000, 3.0)), minlength=50)
    chi2 = ((counts - 300.0) ** 2 / 300.0).sum()
    assert abs(chi2 - 47) < 4 * np.sqrt(2 * 47)


def ids_of_posts(regular: int, casual: int) -> dict[int, tuple[int, int]]:
    """Key of every post of three firms, the second of which has so many, with its tier and family."""
    employers = firms(3, vacancies_regular=[1, regular, 0], vacancies_casual=[2, casual, 1], sector=2)
    listed = list_vacancies(employers, family_shares(0.0, 0.0), 0.6, key(1, Purpose.SLOT_FILL))
    return {int(k): (int(t), int(f)) for k, t, f in zip(listed.key, listed.tier, listed.family, strict=True)}


def test_one_more_post_is_a_new_one_and_leaves_the_others_as_they_are():
    before = ids_of_posts(2, 3)
    assert len(before) == 9
    for more, tier in ((ids_of_posts(3, 3), Tier.REGULAR), (ids_of_posts(2, 4), Tier.CASUAL)):
        assert before.items() < more.items()
        assert [t for k, (t, _) in more.items() if k not in before] == [tier]
