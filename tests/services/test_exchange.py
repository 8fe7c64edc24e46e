"""The public employment service."""

import numpy as np
import pytest
from small_services import EXCHANGE, services_world

from sim.core.states import Education, Job
from sim.finance.ledger import NOBODY, Account, For
from sim.services.exchange import capacity, caseworkers, longest_first, register_jobseekers


def served(m, **changes):
    m.parameters.exchange = EXCHANGE._replace(**changes)
    register_jobseekers(m)
    return m.exchange.astype(bool)


def test_without_a_limit_the_stated_share_of_spells_registers():
    n = 20_000
    flags = served(services_world(n=n), caseworkers=1e6)
    assert flags.mean() == pytest.approx(0.1, abs=4 * np.sqrt(0.09 / n))


def test_caseworkers_bind_and_the_longest_search_comes_first():
    m = services_world(n=20_000)
    everybody = served(m, caseworkers=1e6)
    some = served(m, caseworkers=20.0, caseload=100)
    assert some.sum() == 400 == m.events["served"] < m.events["registered"]
    assert not (some & ~everybody).any()
    since = m.people.search_since
    assert since[some].max() <= since[everybody & ~some].min()


def test_more_caseworkers_never_drop_anybody():
    m = services_world(n=20_000)
    few, more = served(m, caseworkers=10.0, caseload=100), served(m, caseworkers=30.0, caseload=100)
    assert few.sum() < more.sum() and not (few & ~more).any()


def test_a_spell_is_registered_or_not_for_all_its_months():
    m = services_world()
    first = served(m, caseworkers=1e6)
    m.month += 5
    assert (served(m, caseworkers=1e6) == first).all()
    m.people.search_since[:] = m.month
    assert (served(m, caseworkers=1e6) != first).any()


def test_only_jobseekers_without_a_job_and_out_of_education_are_served():
    m = services_world(n=4)
    m.people.seeking[0], m.people.job[1], m.people.education[2] = 0, Job.OWN_ACCOUNT, Education.COURSE
    assert served(m, registration=1.0, caseworkers=1e6).tolist() == [False, False, False, True]


def test_the_government_pays_the_caseworkers_whether_or_not_anybody_comes():
    m = services_world(n=20_000, seeking=0)
    assert not served(m).any()
    staff = caseworkers(20_000, EXCHANGE.caseworkers)
    paid = m.flows[For.ADMINISTRATION, Account.GOVERNMENT, Account.REST_OF_ECONOMY, NOBODY]
    assert paid == round(staff * EXCHANGE.caseworker_cost * 1e6) == m.flows.sum()


def test_capacity_is_staff_times_caseload():
    assert capacity(caseworkers(2_000_000, 0.75), 500) == 7500
    assert longest_first(np.array([3, 1, 1, 2]), np.array([0.1, 0.9, 0.2, 0.5]), 2).tolist() == [2, 1]
