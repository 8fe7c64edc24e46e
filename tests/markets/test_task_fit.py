"""Disability and tasks: who loses product in which job, what accommodation gives back, and how pay follows."""

import numpy as np
import pytest

import sim
from sim.agents.capital import RELATEDNESS
from sim.agents.firm import Firm
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.draws import Purpose, key
from sim.core.states import FAMILIES, Disability, Family, Job, Tier
from sim.instruments.accessible_provision import AccessibleProvision
from sim.markets.pay import offered_pay
from sim.markets.task_fit import MISFIT, granted_to_staff, task_loss

N = 20_000
CONFIG = sim.configure()
PAY, K = CONFIG.parameters.pay, key(1, Purpose.MATCH_QUALITY)


def rows_of(kind, n, **values):
    made = kind.Columns(**{name: column.empty(n) for name, column in columns_of(kind).items()})
    for name, value in values.items():
        getattr(made, name)[...] = value
    return made


def losses(degree, family=Family.CRAFT, granted=0.0, p=PAY, n=N):
    people = rows_of(Worker, n, pid=np.arange(1, n + 1), disability=degree)
    return np.array([task_loss(people, i, 7, int(family), granted, K, p) for i in range(n)])


def test_nobody_without_a_disability_loses():
    assert (losses(Disability.NONE, n=500) == 0.0).all()


def test_tasks_fit_as_many_as_the_family_says_and_accommodation_gives_most_of_the_loss_back():
    # n = 20,000 persons, seed 1; four standard errors
    found = losses(Disability.SEVERE)
    whole, left = PAY.misfit_loss * 2, PAY.misfit_loss * 2 * (1 - PAY.accommodation_restores)
    share = MISFIT[Family.CRAFT]
    assert set(np.round(found, 9)) == {0.0, round(whole, 9), round(left, 9)}
    assert (found > 0).mean() == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / N))
    hurt, a = found[found > 0], PAY.accommodated
    assert np.isclose(hurt, left).mean() == pytest.approx(a, abs=4 * np.sqrt(a * (1 - a) / len(hurt)))


def test_a_grant_adds_accommodations_and_takes_none_away_until_all_are_accommodated():
    alone, half, paid = (losses(Disability.MODERATE, granted=g) for g in (0.0, 0.5, 1.0))
    assert (half <= alone).all() and (paid <= half).all()
    assert (half < alone).any() and (paid < half).any()
    left = PAY.misfit_loss * (1 - PAY.accommodation_restores)
    assert np.isclose(paid[paid > 0], left).all()


def test_employers_who_know_only_the_degree_expect_the_loss_there_is():
    # mean over families: employers' expectation is a published gap, the loss is set to it within a tenth
    a, r = PAY.accommodated, PAY.accommodation_restores
    mean = PAY.misfit_loss * MISFIT.mean() * (1 - a * r)
    assert mean == pytest.approx(CONFIG.parameters.search.disability_penalty, rel=0.1)
    assert len(MISFIT) == FAMILIES


def test_pay_at_hire_follows_what_is_expected_and_later_the_loss():
    people = rows_of(Worker, 1, pid=1, job=Job.EMPLOYEE, disability=Disability.MODERATE)
    firms = rows_of(Firm, 1, fid=7)

    def pay(gap, loss):
        return offered_pay(
            people, firms, 0, 0, int(Family.CRAFT), int(Tier.REGULAR), gap, loss, 1.0, 0.0, RELATEDNESS, K,
            CONFIG.country.constants, PAY,
        )  # fmt: skip

    expected = 0.12
    fits, misfit = pay(0.0 - expected, 0.0), pay(0.3 - expected, 0.3)
    assert fits == pytest.approx(misfit) == pytest.approx(pay(0.0, 0.0) * np.exp(-expected))
    assert pay(0.0, 0.3) == pytest.approx(pay(0.0, 0.0) * np.exp(-0.3))


def test_a_grant_stays_with_the_job_for_which_it_was_given():
    grant = AccessibleProvision(accommodation=1.0, take_up=1.0, budget=None)
    m = sim.LabourMarket(sim.configure("people=3000", "months=18"))
    m.instruments = {"grant": grant}
    m.run_for(12)
    m.instruments = {}
    m.run_for(1)
    people, share = m.people, granted_to_staff(m)
    reached = np.flatnonzero(share > 0.0)
    assert len(reached) > 0
    assert (people.job[reached] == Job.EMPLOYEE).all() and (people.disability[reached] > 0).all()
    assert (people.job_since[reached] < 12).all() and (people.job_since[reached] >= 0).all()
    rest = np.flatnonzero((people.job == Job.EMPLOYEE) & (people.disability > 0) & (people.job_since < 0))
    assert (share[rest] == 0.0).all()
