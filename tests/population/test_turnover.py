"""Demography of the month."""

import math

import numpy as np
import pytest
from small_model import Small, populated, section

import sim
from sim.agents.lifecycle import birth_rate, death_rate, disabled_share, monthly_tables, united_share
from sim.agents.parameters import LifecycleParameters
from sim.agents.transitions import ACTIVITIES, activity
from sim.agents.worker import Worker
from sim.core.states import Education
from sim.finance.ledger import Account
from sim.model import LabourMarket
from sim.population.turnover import turn_over_population

LIFE = section(LifecycleParameters, "lifecycle")


def live(m: Small, months: int) -> Small:
    for _ in range(months):
        m.events = {}
        turn_over_population(m)
        m.month += 1
    return m


@pytest.fixture(scope="module")
def after_two_years():
    m = populated(people=10_000)
    m.start = stocks(m)
    return live(m, 24)


def stocks(m: Small) -> np.ndarray:
    people = m.people
    found = [int(activity(people, int(i))) for i in m.store(Worker).rows()]
    return np.bincount(found, minlength=ACTIVITIES)


def test_the_population_grows_at_the_stated_rate(after_two_years):
    wanted = 10_000 * 1.026**2
    se = math.sqrt(24 * len(after_two_years.territory) / 4)  # rounding of each market and month: at most 1/2
    assert abs(len(after_two_years.store(Worker)) - wanted) < 4 * se


def test_stock_is_previous_plus_entries_minus_exits(after_two_years):
    m = after_two_years
    change = m.moves.sum(0) - m.moves.sum(1)
    assert np.array_equal(m.start[:-1] + change[:-1], stocks(m)[:-1])


def test_ids_stay_unique_and_links_hold(after_two_years):
    m = after_two_years
    rows, people, homes, firms = m.store(Worker).rows(), m.people, m.households, m.firms
    assert len(np.unique(people.pid[rows])) == len(rows)
    assert np.array_equal(np.bincount(people.household[rows], minlength=len(homes.hid)), homes.members)
    assert (homes.hid[people.household[rows]] != 0).all()
    assert ((homes.hid == 0) | (homes.members > 0)).all()
    employer = people.employer[rows]
    heads = np.bincount(employer[employer >= 0], minlength=len(firms.fid))
    assert np.array_equal(heads, firms.staff_regular + firms.staff_casual)
    learners = people.provider[rows]
    assert np.array_equal(np.bincount(learners[learners >= 0], minlength=len(m.providers.rid)), m.providers.enrolled)
    assert len(np.unique(homes.hid[homes.hid != 0])) == (homes.hid != 0).sum()


def test_money_of_ended_households_goes_through_the_ledger(after_two_years):
    m = after_two_years
    assert m.ledger.balance(Account.HOUSEHOLDS) == m.households.cash.sum()
    assert m.ledger.balance(Account.REST_OF_ECONOMY) > 0


def test_entrants_are_fifteen_and_mostly_at_school():
    m = populated(people=10_000)
    before = len(m.people.pid)
    live(m, 1)
    new = np.flatnonzero(m.people.birth == -180)
    assert m.events["entrants"] == len(new) > 20
    assert len(m.store(Worker)) == before + len(new) - m.events["exits"]
    assert (m.people.education[new] == Education.SCHOOL).mean() > 0.5
    assert (m.people.wealth[new] == m.households.wealth[m.people.household[new]]).all()


def test_nobody_stays_past_sixty_four(after_two_years):
    m = after_two_years
    rows = m.store(Worker).rows()
    assert ((m.month - 1 - m.people.birth[rows].astype(int)) // 12 <= 64).all()


def test_household_size_and_disability_stay_where_they_were(after_two_years):
    m = after_two_years
    alive = m.households.hid != 0
    assert m.households.members[alive].mean() == pytest.approx(2.95, abs=0.1)
    assert (m.people.disability[m.store(Worker).rows()] > 0).mean() == pytest.approx(0.115, abs=0.015)


def test_events_come_at_the_stated_rates():
    m = populated(people=40_000)
    people = m.people
    years = (0 - people.birth.astype(int)) // 12
    exits, unions, _births, onsets = monthly_tables(LIFE)
    stay = years < 65
    single = stay & (people.union == 0)
    expected = {
        "exits_below_65": exits[people.sex[stay], years[stay]].sum(),
        "unions": unions[people.sex[single], years[single]].sum(),
        "disability_onsets": onsets[years[stay & (people.disability == 0)]].sum(),
    }
    live(m, 1)
    for event, mean in expected.items():
        assert abs(m.events[event] - mean) < 4 * math.sqrt(mean), event


def test_the_same_seed_lives_the_same_life_and_another_does_not():
    a, b, c = (live(populated(people=2_000, seed=s), 6) for s in (1, 1, 2))
    assert np.array_equal(a.people.pid, b.people.pid)
    assert not np.array_equal(a.people.pid, c.people.pid)


def test_no_growth_replaces_exits_one_by_one():
    m = populated(people=2_000)
    m.country = type(m.country)(**vars(m.country))
    m.country.institutions = m.country.institutions._replace(population_growth=0.0)
    live(m, 12)
    assert len(m.store(Worker)) == 2_000


def test_moves_to_towns_when_asked():
    m = populated(people=4_000)
    m.parameters.lifecycle = LIFE._replace(internal_migration=0.2)
    rural = (m.people.area == 0).sum()
    live(m, 3)
    rows = m.store(Worker).rows()
    assert m.events["moved_to_towns"] > 0
    assert (m.people.area[rows] == 0).sum() < rural
    assert (m.households.market[m.people.household[rows]] == m.people.market[rows]).all()
    assert m.ledger.balance(Account.HOUSEHOLDS) == m.households.cash.sum()


def test_life_tables_have_plausible_shapes():
    assert death_rate(0, 60, LIFE) > 5 * death_rate(0, 20, LIFE) > 0
    assert death_rate(1, 40, LIFE) < death_rate(0, 40, LIFE)
    assert birth_rate(25, 1, LIFE) > birth_rate(40, 1, LIFE) > birth_rate(48, 1, LIFE) == 0
    assert (np.diff(disabled_share(np.arange(15.0, 65.0), 0.06, LIFE)) > 0).all()
    assert united_share(np.array([1]), np.array([22.0]), LIFE)[0] == pytest.approx(0.54, abs=0.05)


def test_a_village_where_nobody_lives_any_more_is_settled_anew():
    """A hundred people in sixty villages: within five years one of them is deserted (seed 1)."""
    m = LabourMarket(sim.configure("country=ghana", "people=100", "months=60", "checks=true"))
    m.run_for(60)
    here, rows = m.people, m.store(Worker).rows()
    assert (m.households.market[here.household[rows]] == here.market[rows]).all()
