"""Pay: returns to schooling and experience, spread, persistence, and pay in slack markets.

Regressions read pay received in the month. Spread and persistence read it as people report it
(``sim.experiments.validate.reported``), as those of the sources do: errors of reporting add to them, but move neither
means nor slopes. Frictional dispersion is that of the pay agreed on.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from sim.agents.capital import SCHOOL_YEARS
from sim.core.states import Disability, Sex
from sim.experiments.validate.lived import SETTLED, Lived, both, by_year
from sim.experiments.validate.reported import agreed_hourly, received_hourly, reported_hourly
from sim.experiments.validate.tests import CYCLE, tested
from sim.indicators.earnings import SCHOOL_START, earners

Hourly = Callable[[Any, np.ndarray], np.ndarray]
"""Hourly pay of employees, given by row."""


@tested("S07", CYCLE)
def wage_curve(w: Lived) -> float:
    """Elasticity of mean pay to local unemployment, local markets by year, net of market and year.

    Within markets, since what differs between them for good is not the work of unemployment.
    """
    years = {name: by_year(np.array(values[SETTLED:])) for name, values in w.markets.items()}
    force = years["unemployed"] + years["employed"]
    some = ((years["unemployed"] > 0) & (years["earners"] > 0)).all(axis=0)
    rate = np.log(years["unemployed"][:, some] / force[:, some])
    pay = years["log_pay"][:, some] / years["earners"][:, some]
    weight = years["earners"][:, some].sum(axis=0)
    x, y = (within(values, weight) for values in (rate, pay))
    return float((weight * x * y).sum() / (weight * x * x).sum())


def within(values: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Years × markets net of the mean of the market and the weighted mean of the year."""
    left = values - values.mean(axis=0)
    found: np.ndarray = left - np.average(left, axis=1, weights=weight)[:, None]
    return found


@tested("S11")
def growth_with_experience(w: Lived) -> float:
    """Growth of pay over the first 20 years of experience, %."""
    _, beta = mincer(w)
    return 100.0 * (math.exp(20.0 * beta[2] + 400.0 * beta[3]) - 1.0)


@tested("S12")
def return_to_schooling(w: Lived) -> float:
    """Return to a year of schooling, log points."""
    return float(mincer(w)[1][1])


@tested("S13")
def return_of_women(w: Lived) -> float:
    """Return to schooling of women less that of men."""
    sex = w.model.people.sex
    rows = earners(w.model.people)
    women, men = (regression(w, rows[sex[rows] == s])[1][1] for s in (Sex.FEMALE, Sex.MALE))
    return float(women - men)


@tested("S14")
def residual_spread(w: Lived) -> float:
    """Standard deviation of the residual of log hourly pay."""
    left, beta = mincer(w, reported_hourly)
    return float(np.sqrt((left**2).sum() / (len(left) - len(beta))))


def mincer(w: Lived, hourly: Hourly = received_hourly) -> tuple[np.ndarray, np.ndarray]:
    """Mincer regression of all employees, with sex."""
    people, rows = w.model.people, earners(w.model.people)
    return regression(w, rows, hourly, female=(people.sex[rows] == Sex.FEMALE).astype(float))


def regression(
    w: Lived, rows: np.ndarray, hourly: Hourly = received_hourly, **more: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Residuals and coefficients (constant, schooling, experience, its square, then ``more``) of log hourly pay."""
    people, month = w.model.people, w.model.month
    years = SCHOOL_YEARS[people.level[rows]]
    past = np.maximum((month - people.birth[rows].astype(float)) / 12 - years - SCHOOL_START, 0)
    x = np.column_stack([np.ones(len(rows)), years, past, past**2, *more.values()])
    y = np.log(hourly(w.model, rows))
    beta = np.linalg.lstsq(x, y, rcond=None)[0]
    return y - x @ beta, beta


@tested("S15")
def persistence(w: Lived) -> float:
    """Correlation of log hourly pay of the same employees a year apart, net of sex, schooling and experience."""
    found = []
    for earlier, later in zip(w.yearly[:-1], w.yearly[1:], strict=True):
        a, b = both(earlier, later)
        x, y = earlier.residual[a], later.residual[b]
        kept = np.isfinite(x) & np.isfinite(y)
        found.append(np.corrcoef(x[kept], y[kept])[0, 1])
    return float(np.mean(found))


@tested("S24")
def disability_gap(w: Lived) -> float:
    """Hourly pay gap of employees with a disability, %."""
    rows = earners(w.model.people)
    pay, disabled = received_hourly(w.model, rows), w.model.people.disability[rows] != Disability.NONE
    return 100 * (1 - float(pay[disabled].mean() / pay[~disabled].mean()))


@tested("S25")
def disability_gap_unexplained(w: Lived) -> float:
    """Part of the gap that schooling, experience and sex do not explain, %."""
    people, rows = w.model.people, earners(w.model.people)
    female, disabled = (people.sex[rows] == Sex.FEMALE).astype(float), people.disability[rows] != Disability.NONE
    _, beta = regression(w, rows, female=female, disabled=disabled.astype(float))
    return 100 * (1 - math.exp(beta[-1]))


@tested("S34")
def mean_to_minimum(w: Lived) -> float:
    """Mean over low (fifth percentile) residual pay."""
    pay = np.exp(mincer(w, agreed_hourly)[0])
    return float(pay.mean() / np.percentile(pay, 5))
