"""Durations: a constant hazard, spells that are cut off, and two hidden types.

Played by the estimators of durations on spells drawn by the keyed draws, and by the time to the first job in months
under ``theory=two_state``. A constant hazard f gives mean 1/f, variance (1 − f)/f² and median ⌈ln ½/ln(1 − f)⌉; Kaplan
and Meier's curve covers (1 − f)^t; events over exposure is f. A mixture of two types has a falling hazard although
nobody's falls; a Weibull shape of 1 says constant, below 1 falling. Source: Lancaster (1990), The Econometric Analysis
of Transition Data.
"""

import math
from collections.abc import Iterator

import numpy as np

from sim.core.draws import Purpose, key, uniforms
from sim.experiments.durations import curves, median
from sim.experiments.exact.contract import FOUR, Check, exactly, within_errors
from sim.experiments.exact.worlds import months, world
from sim.indicators.durations import greenwood, kaplan_meier
from sim.indicators.durations import median as curve_median
from sim.indicators.hazards import constant_hazard, observed_hazards, weibull_shape

CASE = "D07"
SPELLS = 40_000
HAZARDS = (0.1, 0.03, 0.25)
CUT_OFF = 0.04
"""Monthly hazard of being lost from sight."""
MIXTURES = ((0.3, 0.05), (0.2, 0.02))
"""Hazards of two hidden types, half of the people each."""


def spells(hazard: np.ndarray | float, n: int, seed: int) -> np.ndarray:
    """Months until the event, one keyed draw a person, by inversion."""
    u = uniforms(key(seed, Purpose.APPLY), np.arange(n))
    return np.ceil(np.log1p(-u) / np.log1p(-np.asarray(hazard))).clip(1).astype(np.int64)


def middle(f: float) -> int:
    """Median of a constant hazard, months."""
    return math.ceil(math.log(0.5) / math.log(1.0 - f))


def median_slack(f: float, n: int) -> float:
    """Months by which the median of n spells may differ: those whose share still waiting is ½ within four errors."""
    months_left = [t for t in range(1, 10 * middle(f)) if abs((1.0 - f) ** t - 0.5) <= FOUR * 0.5 / math.sqrt(n)]
    return float(max((abs(t + side - middle(f)) for t in months_left for side in (0, 1)), default=0))


def constant(f: float, n: int = SPELLS, seed: int = 7) -> Iterator[Check]:
    """Spells of one hazard, seen to their end and cut off at random."""
    t = spells(f, n, seed)
    whole = np.ones(n, bool)
    given, variance = f"f={f}, n={n:,}", (1.0 - f) / f**2
    yield within_errors(CASE, "mean months", "estimator", given, 1.0 / f, t.mean(), math.sqrt(variance / n))
    kurtosis = 9.0 + f**2 / (1.0 - f)
    error = variance * math.sqrt((kurtosis - 1.0) / n)
    yield within_errors(CASE, "variance of months", "estimator", given, variance, t.var(ddof=1), error)
    lengths, survival, _ = kaplan_meier(t, whole)
    found = curve_median(lengths, survival)
    yield exactly(CASE, "median months", "estimator", given, middle(f), found or math.nan, median_slack(f, n))

    cut = spells(CUT_OFF, n, seed + 1)
    ended, seen = t <= cut, np.minimum(t, cut)
    given += f", cut off with {CUT_OFF} a month"
    rate, error = constant_hazard(seen, ended)
    yield within_errors(CASE, "hazard, events over exposure", "estimator", given, f, rate, error)
    lengths, survival, at_risk = kaplan_meier(seen, ended)
    bands = greenwood(survival, at_risk)
    for month in (1, 5, 10, 20):
        at = int(np.searchsorted(lengths, month))
        theory = (1.0 - f) ** month
        yield within_errors(CASE, f"still waiting after {month}", "estimator", given, theory, survival[at], bands[at])
    shape, error = weibull_shape(seen, ended)
    yield within_errors(CASE, "Weibull shape", "estimator", given, 1.0, shape, error)


def mixed(high: float, low: float, n: int = SPELLS, seed: int = 11) -> Iterator[Check]:
    """Two hidden types, half of the people each."""
    types = np.where(np.arange(n) < n // 2, high, low)
    t = spells(types, n, seed)
    at, hazard, at_risk = observed_hazards(t, np.ones(n, bool))
    given = f"half {high}, half {low}, n={n:,}"
    for month in (1, 6, 12, 24):
        stay = np.array([(1.0 - high) ** (month - 1), (1.0 - low) ** (month - 1)])
        theory = float((stay * [high, low]).sum() / stay.sum())
        k = int(np.searchsorted(at, month))
        error = math.sqrt(theory * (1.0 - theory) / at_risk[k])
        yield within_errors(CASE, f"observed hazard in month {month}", "estimator", given, theory, hazard[k], error)
    shape, error = weibull_shape(t, np.ones(n, bool))
    yield exactly(
        CASE, "Weibull shape below 1 by four errors", "estimator", given, 1.0, float(shape + 4 * error < 1), 0.0
    )


def first_jobs(f: float, people: int = 5000, number: int = 60) -> Iterator[Check]:
    """Time to the first job as the indicators read it at the end of a run."""
    model = world("two_state", people, f"limit.numbers.finding_casual={f}", "economy.separation.casual_informal=0",
                  "limit.record=true")  # fmt: skip
    for _ in months(model, number):
        pass
    curve = curves(model, model.month - 1)
    curve = curve[(curve["indicator"] == "months_to_first_job") & (curve["group"] == "all")]
    given = f"f={f}, {int(curve['at_risk'].max()):,} leavers up to 35"
    found = median(curve["months"].to_numpy(), curve["survival"].to_numpy())
    yield exactly(
        CASE,
        "median months to the first job",
        "month",
        given,
        middle(f),
        found,
        median_slack(f, int(curve["at_risk"].max())),
    )
    for month in (3, 12):
        row = curve[curve["months"] == month].iloc[0]
        theory = (1.0 - f) ** month
        error = math.sqrt(theory * (1.0 - theory) / curve["at_risk"].max())
        yield within_errors(CASE, f"without a first job after {month}", "month", given, theory, row["survival"], error)


def cases() -> Iterator[Check]:
    for f in HAZARDS:
        yield from constant(f)
    for high, low in MIXTURES:
        yield from mixed(high, low)
    for f in HAZARDS[:2]:
        yield from first_jobs(f)
