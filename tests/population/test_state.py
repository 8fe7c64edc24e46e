"""Saved states: donors give populations of any size with the same shares."""

import math

import numpy as np
import pytest
from small_model import Small, populated

from sim.agents.worker import Worker
from sim.core.errors import InputError
from sim.core.states import Education, Job, Tier
from sim.finance.ledger import Account
from sim.population.donors import save_state
from sim.population.restart import populate_from_state
from sim.population.turnover import turn_over_population


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    m = populated(people=8_000)
    for _ in range(5):
        m.events = {}
        turn_over_population(m)
        m.month += 1
    m.averages.finding[:] = 0.07
    path = tmp_path_factory.mktemp("state") / "GHA.parquet"
    save_state(m, path)
    return m, path


def restarted(path, **config) -> Small:
    return populated(lambda m: populate_from_state(m, path), **config)


def shares(m: Small) -> dict[str, float]:
    rows, people = m.store(Worker).rows(), m.people
    return {
        "urban": people.area[rows].mean(),
        "women": people.sex[rows].mean(),
        "employees": (people.job[rows] == Job.EMPLOYEE).mean(),
        "own account": (people.job[rows] == Job.OWN_ACCOUNT).mean(),
        "pupils": (people.education[rows] == Education.SCHOOL).mean(),
        "poorest": (people.wealth[rows] == 0).mean(),
    }


@pytest.mark.parametrize("people", [3_000, 8_000, 20_000])
def test_shares_survive_at_any_size(settled, people):
    m, path = settled
    again = restarted(path, people=people)
    assert len(again.people.pid) == people
    wanted, found = shares(m), shares(again)
    for name, share in wanted.items():
        se = math.sqrt(3.0 * share * (1 - share) / min(people, 8_000))  # three members a household
        assert abs(found[name] - share) < 4 * se, name


def test_links_hold_after_a_restart(settled):
    m = restarted(settled[1], people=5_000)
    people, firms, homes, v = m.people, m.firms, m.households, m.providers
    e = people.job == Job.EMPLOYEE
    assert (people.employer[~e] == -1).all()
    for tier, staff in ((Tier.REGULAR, firms.staff_regular), (Tier.CASUAL, firms.staff_casual)):
        assert np.array_equal(np.bincount(people.employer[e & (people.tier == tier)], minlength=len(firms.fid)), staff)
    assert np.array_equal(np.bincount(people.household, minlength=len(homes.hid)), homes.members)
    assert (homes.market[people.household] == people.market).all()
    assert (m.territory.area[people.market] == people.area).all()
    assert (v.enrolled <= v.places).all()
    assert len(np.unique(people.pid)) == 5_000
    assert m.ledger.balance(Account.HOUSEHOLDS) == homes.cash.sum()


def test_the_month_of_the_state_becomes_month_zero(settled):
    old, path = settled
    m = restarted(path, people=8_000)
    assert m.people.birth.max() < -180
    assert np.median(m.people.birth) == pytest.approx(np.median(old.people.birth[old.store(Worker).rows()]) - 5, abs=3)
    assert (m.people.school_end[m.people.education == Education.SCHOOL] >= -5).all()
    turn_over_population(m)
    assert m.events["entrants"] > 0


def test_averages_come_back(settled):
    m = restarted(settled[1], people=3_000)
    assert m.averages.finding == pytest.approx(0.07)
    assert m.averages.density.shape[0] == len(m.territory)
    assert (m.averages.density_reference > 0).any()


def test_another_population_seed_chooses_other_donors(settled):
    a, b = restarted(settled[1], people=2_000), restarted(settled[1], people=2_000, population_seed=5)
    assert not np.array_equal(np.sort(a.people.ability), np.sort(b.people.ability))


def test_a_state_of_twenty_thousand_is_small(tmp_path, world):
    save_state(world, tmp_path / "x.parquet")
    assert (tmp_path / "x.parquet").stat().st_size < 3_000_000


def test_a_file_that_is_no_state_is_refused(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    with pytest.raises(InputError, match="not a saved state"):
        restarted(tmp_path / "other.parquet", people=200)
