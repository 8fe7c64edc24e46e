"""Pay as a survey finds it: true pay of the month and an error of reporting."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.states import Job, Tier
from sim.experiments.validate.reported import RELIABILITY, agreed_hourly, received_hourly, reported_hourly

N = 40_000


def world(month=10):
    people = Worker.Columns(*(c.empty(N) for c in columns_of(Worker).values()))
    people.pid[:], people.job[:], people.tier[:], people.hours[:] = np.arange(N) + 1, Job.EMPLOYEE, Tier.REGULAR, 40
    people.pay[:] = np.exp(0.6 * np.random.default_rng(1).normal(size=N))
    pay = SimpleNamespace(passing_regular=0.0, passing_casual=0.0, passing_months=3.0)
    return SimpleNamespace(people=people, month=month, seed=1, parameters=SimpleNamespace(pay=as_tuple(pay)))


def as_tuple(values):
    from sim.markets.parameters import PayParameters

    zeros = PayParameters(*[0.0] * len(PayParameters._fields))
    return zeros._replace(**vars(values))


def test_reports_have_the_reliability_of_validation_studies_and_no_bias():
    # n = 40,000 persons, seed 1; four standard errors
    m, rows = world(), np.arange(N)
    true, told = np.log(received_hourly(m, rows)), np.log(reported_hourly(m, rows))
    assert np.corrcoef(true, told)[0, 1] ** 2 == pytest.approx(RELIABILITY, abs=4 * 2 * 0.25 / np.sqrt(N))
    assert (told - true).mean() == pytest.approx(0.0, abs=4 * 0.35 / np.sqrt(N))


def test_errors_of_a_year_later_are_others_and_those_of_a_subset_the_same():
    rows = np.arange(N)
    now, later = world(), world(22)
    first = np.log(reported_hourly(now, rows) / received_hourly(now, rows))
    second = np.log(reported_hourly(later, rows) / received_hourly(later, rows))
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / np.sqrt(N)
    assert (reported_hourly(now, rows[::7]) == reported_hourly(now, rows)[::7]).all()


def test_without_passing_shocks_pay_received_is_pay_agreed_on():
    m, rows = world(), np.arange(100)
    assert received_hourly(m, rows) == pytest.approx(agreed_hourly(m, rows), rel=1e-6)
