"""Pay and hours, and the thresholds of pay that other operators compare with."""

import numpy as np
from numba import njit

from sim.core.states import Job, Level
from sim.indicators.bits import Op, Value
from sim.indicators.registry import Indicator, Sum

LEVELS = len(Level)
ALL_LEVELS, MINIMUM = LEVELS, LEVELS + 1
"""Places in the array of thresholds after the medians by level: the median of all, and the statutory minimum."""
_BINS, _PER_UNIT = 4000, 400.0
WEEKS_A_MONTH = 52.0 / 12.0


@njit(inline="always")
def full_time_pay(pay, hours, standard_hours):  # type: ignore[no-untyped-def]
    """Monthly pay at standard hours: pay an hour, expressed by the month."""
    return pay * standard_hours / max(hours, 1.0)


@njit(inline="always")
def hourly_pay(pay, hours):  # type: ignore[no-untyped-def]
    """Pay an hour = monthly pay / (weekly hours × 52 / 12)."""
    return pay / (max(hours, 1.0) * WEEKS_A_MONTH)


@njit(cache=True)
def _count_pay(people, standard_hours, bins):  # type: ignore[no-untyped-def]
    """Histogram of full-time pay of employees by level, in steps of 1/400 W; the last bin is open."""
    for i in range(people.pid.shape[0]):
        if people.job[i] == Job.EMPLOYEE and people.pid[i] != 0:
            pay = float(people.pay[i]) + float(people.pay_kind[i])
            step = int(full_time_pay(pay, float(people.hours[i]), standard_hours) * _PER_UNIT)
            bins[int(people.level[i]), min(step, _BINS - 1)] += 1


def _median(counts: np.ndarray) -> float:
    """Median within the bin by linear interpolation; 0 where nobody is."""
    total = int(counts.sum())
    if total == 0:
        return 0.0
    below = np.cumsum(counts)
    step = int(np.searchsorted(below, 0.5 * total))
    before = below[step] - counts[step]
    return float((step + (0.5 * total - before) / counts[step]) / _PER_UNIT)


def thresholds(people, standard_hours: float, minimum_wage: float) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Median full-time pay of employees by level, of all employees, and the minimum wage, W a month."""
    bins = np.zeros((LEVELS, _BINS), np.int64)
    _count_pay(people, standard_hours, bins)
    return np.array([*(_median(row) for row in bins), _median(bins.sum(axis=0)), minimum_wage])


INDICATORS = (
    Indicator("hourly_pay", "Mean hourly pay of employees", "W an hour", Value.HOURLY_PAY, Op.EMPLOYEE,
              "Cash and kind, before tax.", "SDG 8.5.1"),
    Indicator("monthly_pay", "Mean monthly pay of employees", "W a month", Value.EMPLOYEE_PAY, Op.EMPLOYEE),
    Indicator("self_employment_income", "Mean net income of employers and own-account workers", "W a month",
              Value.SELF_INCOME, Sum((Op.EMPLOYER, Op.OWN_ACCOUNT_13)), "Net of costs."),
    Indicator("hours_worked", "Mean weekly hours of the employed", "hours a week", Value.HOURS, Op.EMPLOYED_13),
)  # fmt: skip
