"""The solved schooling of Ghana gives the published rates, on paper and when people live through it."""

import numpy as np
import pytest
from small_school import table

from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.transitions import new_moves
from sim.agents.worker import Worker
from sim.core.draws import Purpose, key, normals, uniforms
from sim.core.states import Education
from sim.schooling.progress import plan_schooling
from sim.schooling.school import progress
from sim.schooling.solve import solve_school
from sim.schooling.targets import urban_by_wealth

N, MONTHS = 60_000, 120


def people_to_be(solution, p, lowest, highest, month):
    """``N`` people aged ``lowest`` to ``highest`` years in ``month``, with their plans as of that month."""
    pid = np.arange(1, N + 1)
    u = np.array([uniforms(key(7, Purpose.POPULATION, j), pid) for j in range(4)])
    sex, wealth = (u[0] < 0.5).astype(np.uint8), (5 * u[1]).astype(np.uint8)
    area = (u[2] < solution.urban[wealth]).astype(np.uint8)
    birth = month - (12 * (lowest + (highest - lowest) * u[3])).astype(np.int64)
    plan = plan_schooling(
        birth, sex, area, wealth, normals(key(7, Purpose.POPULATION, 4), pid), np.zeros(N), pid, month,
        key(1, Purpose.SCHOOL_PROGRESS), solution.cutoffs, solution.gradient, solution.delay, p,
    )  # fmt: skip
    return pid, birth, sex, area, wealth, plan


@pytest.fixture(scope="module")
def lived(solution, p):
    """People of 15 to 24 in the last of 120 months, each of whom entered at 15 and lived through school."""
    last = MONTHS - 1
    pid, birth, sex, area, wealth, (ultimate, end, _) = people_to_be(solution, p, 15, 25, last)
    people = table(Worker, N, pid=pid, birth=birth, sex=sex, area=area, wealth=wealth, ultimate=ultimate)
    people.school_end[:] = end
    households, firms, moves = table(Household, 1), table(Firm, 1), new_moves()
    plan_key = key(1, Purpose.SCHOOL_PROGRESS)
    for month in range(MONTHS):
        new = birth + 15 * 12 == month if month else birth + 15 * 12 <= month
        people.education[new & (end > month)] = Education.SCHOOL
        people.last_enrolled[new] = np.minimum(month, end[new] - 1)
        people.level[new & (end <= month)] = ultimate[new & (end <= month)]
        shocks = key(1, Purpose.SCHOOL_LEAVING, month)
        progress(people, firms, households, moves, p, plan_key, shocks, month)
    return people


def of_age(people, low, high):
    years = (MONTHS - 1 - people.birth.astype(int)) / 12
    return (years >= low) & (years < high)


def test_every_published_rate_of_ghana_is_met_within_a_point_and_a_half(solution):
    assert max(map(abs, solution.residuals.values())) < 1.5


def test_attendance_now_is_below_participation_in_twelve_months(solution):
    assert (solution.enrolled < solution.participation).all()
    assert (solution.enrolled > solution.participation - 0.1).all()


def test_the_long_run_level_is_above_completion_at_the_stated_age(solution, ghana):
    for s, sex in enumerate(("male", "female")):
        published = ghana.value("completion_rate", sex, education="upper_secondary").value / 100
        urban = np.column_stack([1 - solution.urban, solution.urban])
        reached = (solution.shares[s, :, :, 3:].sum(2) * urban.T).sum() / 5
        assert published < reached < published + 0.2


def test_shares_add_up_and_rise_with_wealth(solution):
    assert np.allclose(solution.shares.sum(-1), 1)
    assert (np.diff(solution.shares[..., 3:].sum(-1), axis=-1) > 0).all()
    assert (solution.shares >= -1e-12).all()


def test_people_who_live_through_school_show_the_published_participation(lived, ghana):
    for s, sex in enumerate(("male", "female")):
        fact = ghana.value("education_training_participation_12m", sex, age_band="15-24")
        growth = np.log(ghana.people(15, 19, fact.year, sex) / ghana.people(20, 24, fact.year, sex)) / 5
        here = lived.sex == s
        years = (MONTHS - 1 - lived.birth[here].astype(int)) / 12
        attended = MONTHS - 1 - lived.last_enrolled[here].astype(int) < 12
        rate = np.average(attended, weights=np.exp(-growth * years))
        assert rate == pytest.approx(fact.value / 100, abs=0.015)  # SE .003 with n = 30,000


@pytest.mark.parametrize(("word", "level", "official"), [("lower_secondary", 2, 14), ("upper_secondary", 3, 17)])
def test_people_who_live_through_school_show_the_published_completion(lived, ghana, word, level, official):
    window = of_age(lived, official + 3, official + 6)
    for s, sex in enumerate(("male", "female")):
        for a, area in enumerate(("rural", "urban")):
            here = window & (lived.sex == s) & (lived.area == a)
            fact = ghana.value("completion_rate", sex, area=area, education=word).value / 100
            se = np.sqrt(fact * (1 - fact) / here.sum())
            assert (lived.level[here] >= level).mean() == pytest.approx(fact, abs=0.01 + 3 * se)


def test_primary_completion_before_the_age_of_entry(solution, p, ghana):
    _, _, sex, area, _, (_, _, level) = people_to_be(solution, p, 14, 17, 0)
    for s, word in enumerate(("male", "female")):
        for a, place in enumerate(("rural", "urban")):
            here = (sex == s) & (area == a)
            fact = ghana.value("completion_rate", word, area=place, education="primary").value / 100
            se = np.sqrt(fact * (1 - fact) / here.sum())
            assert (level[here] >= 1).mean() == pytest.approx(fact, abs=0.01 + 3 * se)


def test_more_participation_is_explained_by_longer_delay(ghana, p, solution, monkeypatch):
    find = ghana.find

    def raised(indicator, **cell):
        rows = find(indicator, **cell)
        if indicator == "education_training_participation_12m":
            return [row._replace(value=row.value + 8) for row in rows]
        return rows

    monkeypatch.setattr(ghana, "find", raised)
    assert (solve_school(ghana, p).delay > solution.delay + 0.3).all()


def test_share_in_town_rises_with_wealth_and_keeps_the_mean():
    shares = urban_by_wealth(0.58, 1.1)
    assert shares.mean() == pytest.approx(0.58)
    assert (np.diff(shares) > 0).all()
