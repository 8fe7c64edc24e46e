"""The anticipation service publishes vacancies by occupation family, late and with error.

Published figure of family k in month t = vacancies of k in month t − lag, times exp(σ_f · ε), with ε standard normal
and keyed by family and month of publication. Between publications the last figure stands.
"""

from typing import Any

import numpy as np

from sim.core.draws import Purpose, key, normals
from sim.core.elementary import exps, logs
from sim.core.levers import Lever
from sim.services.system import pay_for_the_system

Array = np.ndarray


def lagged(history: list[Array], lag: int) -> Array:
    """What was measured ``lag`` months ago (``history``: one array a month, the last is now), or the oldest known."""
    return history[max(0, len(history) - 1 - lag)]


def published(vacancies: Array, error: float, shocks: Array) -> Array:
    """Forecast by family: the measured figure with a log error of SD ``error``; ``shocks`` standard normal."""
    return vacancies * exps(error * shocks)


def miss(forecast: Array, vacancies: Array) -> float:
    """How far a forecast is from the vacancies of today: root mean square of the log ratio, in shares of the mean."""
    shares = [np.maximum(posts, 1e-9) / posts.mean() for posts in (forecast, vacancies)]
    foreseen, seen = logs(np.array(shares))
    return float(np.sqrt(((foreseen - seen) ** 2).mean()))


def publish_forecasts(m: Any) -> None:
    """Keep a record of vacancies and publish when it is time: sets ``m.forecast`` (occupation families)."""
    p, now = m.parameters.anticipation, np.array(m.averages.vacancies, np.float64)
    lag = round(m.levers.value(Lever.PUBLICATION_LAG, p.lag, m))
    history = [*getattr(m, "vacancy_history", []), now]
    m.vacancy_history = history[-(max(lag, int(p.lag)) + 1) :]
    if m.month % int(p.interval) == 0 or getattr(m, "forecast", None) is None:
        error = m.levers.value(Lever.FORECAST_ERROR, p.error, m)
        measured = lagged(m.vacancy_history, lag)
        shocks = normals(key(m.seed, Purpose.FORECAST_ERROR, m.month), np.arange(len(measured)))
        m.forecast = published(measured, error, shocks)
    m.events["forecast_miss"] = miss(m.forecast, now)
    pay_for_the_system(m)
