"""Pay as people report it to a survey: what they received in the month, with an error of reporting.

Published spreads and autocorrelations of pay are of such reports, and so are those set beside them. The error is
classical: independent of true pay and of the error of another year, its variance such that the given share of the
variance of reported log hourly pay is true. Validation studies find .82 for men and .92 for women for yearly earnings
(Bound & Krueger 1991, J. Labor Econ. 9(1)), and less for pay an hour (Bound, Brown, Duncan & Rodgers 1994, J. Labor
Econ. 12(3); review: Bound, Brown & Mathiowetz 2001, Handbook of Econometrics 5, ch. 59).
"""

from typing import Any

import numpy as np

from sim.core.draws import Purpose, key, normals
from sim.finance.passing import received_by
from sim.indicators.earnings import earners
from sim.indicators.pay import WEEKS_A_MONTH

RELIABILITY = 0.82
"""Share of the variance of reported log hourly pay that is true: men, yearly earnings (Bound & Krueger 1991)."""


def error_sd(true: np.ndarray, reliability: float) -> float:
    """SD of the error in logs with which reports of ``true`` log pay have this reliability: √(v (1 − λ)/λ)."""
    return float(np.sqrt(true.var() * (1.0 - reliability) / reliability))


def agreed_hourly(m: Any, rows: np.ndarray) -> np.ndarray:
    """Hourly pay that employees ``rows`` have agreed on, in cash and kind."""
    people = m.people
    found: np.ndarray = (people.pay[rows] + people.pay_kind[rows]).astype(float) / (people.hours[rows] * WEEKS_A_MONTH)
    return found


def received_hourly(m: Any, rows: np.ndarray) -> np.ndarray:
    """Hourly pay received by employees ``rows`` in the month that has ended, in cash and kind."""
    people = m.people
    cash = received_by(people, rows, m.month - 1, m.parameters.pay, key(m.seed, Purpose.PASSING_PAY))
    found: np.ndarray = (cash + people.pay_kind[rows]) / (people.hours[rows] * WEEKS_A_MONTH)
    return found


def reported_hourly(m: Any, rows: np.ndarray, reliability: float = RELIABILITY) -> np.ndarray:
    """Hourly pay that employees ``rows`` report; the same person reports the same in every regression of a month."""
    true = np.log(received_hourly(m, earners(m.people)))
    errors = normals(key(m.seed, Purpose.REPORTING, m.month), m.people.pid[rows])
    found: np.ndarray = received_hourly(m, rows) * np.exp(error_sd(true, reliability) * errors)
    return found
