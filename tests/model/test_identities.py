"""After every month people, employer links and money add up, under every policy; a broken world is noticed."""

import numpy as np
import pytest
from small_market import POLICIES, market

from sim.core.states import Job
from sim.indicators.identities import IdentityError


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_identities_hold_after_each_of_24_months(policy, seed):
    model = market("checks=true", f"seed={seed}", f"population_seed={seed}", *POLICIES[policy])
    model.run_for(24)
    assert model.month == 24


@pytest.fixture
def sound():
    """A market that has lived one month with its books in order."""
    model = market("checks=true", months=3, people=1000)
    model.step()
    return model


def employee(model) -> int:
    return int(np.flatnonzero((model.people.pid != 0) & (model.people.job == Job.EMPLOYEE))[0])


def test_an_employee_moved_to_another_firm_by_hand_is_noticed(sound):
    row = employee(sound)
    others = np.flatnonzero((sound.firms.fid != 0) & (np.arange(len(sound.firms.fid)) != sound.people.employer[row]))
    sound.people.employer[row] = others[0]
    with pytest.raises(IdentityError, match="firm row"):
        sound.step()


def test_a_person_who_loses_work_without_a_counted_move_is_noticed(sound):
    row = int(np.flatnonzero((sound.people.pid != 0) & (sound.people.job == Job.OWN_ACCOUNT))[0])
    sound.people.job[row] = Job.NONE
    with pytest.raises(IdentityError, match="people:"):
        sound.step()


def test_money_from_nowhere_is_noticed(sound):
    row = int(np.flatnonzero(sound.households.hid != 0)[0])
    sound.households.cash[row] += 1
    with pytest.raises(Exception, match=r"(?i)household"):
        sound.step()


def test_without_checks_nothing_is_compared():
    model = market("checks=false", months=3, people=1000)
    model.step()
    model.people.job[np.flatnonzero(model.people.job == Job.OWN_ACCOUNT)[0]] = Job.NONE
    model.step()
    assert model.month == 2
