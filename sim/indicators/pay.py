"""Pay and hours, and the thresholds of pay that other operators compare with."""

import numpy as np
from numba import njit

from sim.core.states import Job, Level
from sim.indicators.bits import Op, Value
from sim.indicators.registry import Indicator, Sum

LEVELS = len(Level)
ALL_LEVELS, MINIMUM = LEVELS, LEVELS + 1
"""Places in the array of thresholds after the medians by level: the median of all, and the statutory minimum."""
_BINS, _PER_UNIT, _TILE = 4000, 400.0, 1024
WEEKS_A_MONTH = 52.0 / 12.0


@njit(inline="always")
def full_time_pay(pay, hours, standard_hours):  # type: ignore[no-untyped-def]
    """Monthly pay at standard hours: pay an hour, expressed by the month."""
    return pay * standard_hours / max(hours, 1.0)


@njit(inline="always")
def hourly_pay(pay, hours):  # type: ignore[no-untyped-def]
    """Pay an hour = monthly pay / (weekly hours × 52 / 12)."""
    return pay / (max(hours, 1.0) * WEEKS_A_MONTH)


@njit(cache=True, error_model="numpy")
def _count_pay(people, standard_hours, bins):  # type: ignore[no-untyped-def]
    """Histogram of full-time pay of employees by level, in steps of 1/400 W; the last bin is open.

    Free rows have no job. Employees are listed tile by tile first, because one person in five is one.
    """
    listed = np.empty(_TILE + 1, np.int64)
    for lo in range(0, people.job.shape[0], _TILE):
        n = 0
        for i in range(lo, min(lo + _TILE, people.job.shape[0])):
            listed[n] = i
            n += int(people.job[i] == Job.EMPLOYEE)
        for at in range(n):
            i = listed[at]
            pay = float(people.pay[i]) + float(people.pay_kind[i])
            step = int(full_time_pay(pay, float(people.hours[i]), standard_hours) * _PER_UNIT)
            bins[int(people.level[i]), min(step, _BINS - 1)] += 1


@njit(inline="always")
def _median(counts, total):  # type: ignore[no-untyped-def]
    """Median within the bin by linear interpolation of ``total`` people; 0 where nobody is."""
    if total == 0:
        return 0.0
    step, before = 0, 0
    while before + counts[step] < 0.5 * total:
        before += counts[step]
        step += 1
    return (step + (0.5 * total - before) / counts[step]) / _PER_UNIT


@njit(cache=True)
def _medians(bins, out):  # type: ignore[no-untyped-def]
    """Medians by level, then of all; ``bins`` has one row a level and an empty one, which takes the sum."""
    for level in range(LEVELS):
        bins[LEVELS] += bins[level]
    for row in range(LEVELS + 1):
        out[row] = _median(bins[row], bins[row].sum())


def thresholds(people, standard_hours: float, minimum_wage: float) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Median full-time pay of employees by level, of all employees, and the minimum wage, W a month."""
    bins, limits = np.zeros((LEVELS + 1, _BINS), np.int32), np.full(LEVELS + 2, minimum_wage)
    _count_pay(people, standard_hours, bins)
    _medians(bins, limits)
    return limits


INDICATORS = (
    Indicator("hourly_pay", "Mean hourly pay of employees", "W an hour", Value.HOURLY_PAY, Op.EMPLOYEE,
              "Cash and kind, before tax.", "SDG 8.5.1"),
    Indicator("monthly_pay", "Mean monthly pay of employees", "W a month", Value.EMPLOYEE_PAY, Op.EMPLOYEE),
    Indicator("self_employment_income", "Mean net income of employers and own-account workers", "W a month",
              Value.SELF_INCOME, Sum((Op.EMPLOYER, Op.OWN_ACCOUNT_13)), "Net of costs."),
    Indicator("hours_worked", "Mean weekly hours of the employed", "hours a week", Value.HOURS, Op.EMPLOYED_13),
)  # fmt: skip
