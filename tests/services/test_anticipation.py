"""Published forecasts of vacancies by occupation family."""

from types import SimpleNamespace

import numpy as np
import pytest
from small_services import ANTICIPATION, services_world

from sim.core.levers import Lever
from sim.core.states import FAMILIES
from sim.services.anticipation import lagged, publish_forecasts


def publish(months, p=ANTICIPATION, seed=1, vacancies=lambda month: 0.02, levers=None):
    """Forecasts of every month in which something is published, {month: array}."""
    m = services_world(n=1, month=0, seed=seed)
    m.parameters.anticipation = p
    m.levers = levers or m.levers
    out = {}
    for m.month in range(months):
        m.averages.vacancies[:] = vacancies(m.month)
        publish_forecasts(m)
        out[m.month] = m.forecast.copy()
    return out


def test_log_error_has_the_stated_spread_and_no_bias():
    exact = publish(600, ANTICIPATION._replace(interval=1))
    logs = np.log(np.array(list(exact.values())) / 0.02)
    n = logs.size
    assert logs.std() == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(2 * n))
    assert logs.mean() == pytest.approx(0, abs=4 * 0.5 / np.sqrt(n))


def test_errors_differ_between_families_publications_and_seeds():
    a, b = publish(13), publish(13, seed=2)
    assert len(set(a[0])) == FAMILIES
    assert (a[0] != a[12]).all() and (a[0] != b[0]).all()


def test_without_error_what_was_measured_eighteen_months_ago_is_published():
    months = publish(49, ANTICIPATION._replace(error=0.0), vacancies=lambda month: 0.01 * (1 + month))
    assert months[24] == pytest.approx(0.01 * (1 + 24 - 18))
    assert months[48] == pytest.approx(0.01 * (1 + 48 - 18))


def test_before_the_lag_has_passed_the_oldest_figure_is_published():
    months = publish(13, ANTICIPATION._replace(error=0.0), vacancies=lambda month: 0.01 * (1 + month))
    assert months[12] == pytest.approx(0.01)
    assert lagged([np.array([1.0]), np.array([2.0])], 0) == 2.0


def test_a_forecast_stands_until_the_next_one():
    months = publish(25)
    assert all((months[t] == months[t - t % 12]).all() for t in months)


def test_the_history_stays_short():
    m = services_world(n=1, month=0)
    for m.month in range(60):
        publish_forecasts(m)
    assert len(m.vacancy_history) == ANTICIPATION.lag + 1


def test_a_better_service_shrinks_the_same_errors():
    better = SimpleNamespace(
        value=lambda lever, base, m: 0.3 if lever == Lever.FORECAST_ERROR else base, rows=lambda lever: []
    )
    usual, less = publish(1)[0], publish(1, levers=better)[0]
    assert np.log(less / 0.02) == pytest.approx(0.6 * np.log(usual / 0.02))
