"""Earnings regressions on the simulated people, as they are run on survey data."""

import math
from typing import NamedTuple

import numpy as np

from sim.agents.capital import SCHOOL_YEARS
from sim.core.states import Job, Sex
from sim.indicators.pay import WEEKS_A_MONTH

SCHOOL_START = 6
"""Age at entering school, years; potential experience is age − years of schooling − this."""


class EarningsFit(NamedTuple):
    """ln pay = constant + schooling · years + experience · x + experience_squared · x² + female, by least squares."""

    schooling: float
    schooling_se: float
    experience: float
    experience_squared: float
    female: float
    residual_sd: float
    n: int

    def growth(self, years: float) -> float:
        """Growth of pay from experience 0 to ``years``, percent."""
        gap = self.experience * years + self.experience_squared * years**2
        return 100.0 * (math.exp(gap) - 1.0)


_NAN = float("nan")
_NOTHING = EarningsFit(_NAN, _NAN, _NAN, _NAN, _NAN, _NAN, 0)


def earners(people, jobs: tuple[int, ...] = (Job.EMPLOYEE,)) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Rows of people in one of these ``jobs`` with positive pay and hours."""
    pay = people.pay + people.pay_kind
    return np.flatnonzero((people.pid != 0) & np.isin(people.job, jobs) & (pay > 0) & (people.hours > 0))


def fit(people, month: int, rows: np.ndarray, hourly: bool = True) -> EarningsFit:  # type: ignore[no-untyped-def]
    """Mincer regression over ``rows``; log hourly or monthly pay, cash and kind.

    Source: Mincer (1974), Schooling, Experience, and Earnings; ordinary least squares, classical standard error.
    """
    if len(rows) < 10:
        return _NOTHING
    pay = (people.pay[rows] + people.pay_kind[rows]).astype(np.float64)
    if hourly:
        pay = pay / (people.hours[rows].astype(np.float64) * WEEKS_A_MONTH)
    years = SCHOOL_YEARS[people.level[rows]]
    age = (month - people.birth[rows].astype(np.float64)) / 12.0
    experience = np.maximum(age - years - SCHOOL_START, 0.0)
    female = (people.sex[rows] == Sex.FEMALE).astype(np.float64)
    x = np.column_stack([np.ones(len(rows)), years, experience, experience**2, female])
    y = np.log(pay)
    beta, _, rank, _ = np.linalg.lstsq(x, y, rcond=None)
    if rank < x.shape[1]:
        return _NOTHING._replace(n=len(rows))
    variance = float(((y - x @ beta) ** 2).sum() / max(len(rows) - x.shape[1], 1))
    error = float(np.sqrt(variance * np.linalg.inv(x.T @ x)[1, 1]))
    return EarningsFit(float(beta[1]), error, float(beta[2]), float(beta[3]), float(beta[4]), variance**0.5, len(rows))


def mincer_return(people, month: int) -> EarningsFit:  # type: ignore[no-untyped-def]
    """Return to a year of schooling of employees (``schooling``, log points) and residual spread (``residual_sd``)."""
    return fit(people, month, earners(people))


def mincer_return_all(people, month: int) -> EarningsFit:  # type: ignore[no-untyped-def]
    """The same over all who earn: employees, employers and own-account workers."""
    return fit(people, month, earners(people, (Job.EMPLOYEE, Job.EMPLOYER, Job.OWN_ACCOUNT)))


def pay_growth_20(people, month: int) -> float:  # type: ignore[no-untyped-def]
    """Growth of employees' pay over the first 20 years of experience, percent.

    Source of the comparison across countries: Lagakos et al. (2018), J. Polit. Econ. 126(2).
    """
    return mincer_return(people, month).growth(20.0)
