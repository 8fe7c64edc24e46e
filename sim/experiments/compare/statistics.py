"""Statistics of paired worlds: one number a pair, and what the pairs together can say.

Each pair shares people and luck, so the interval is that of the mean difference, from pairs and never from persons.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import stdtr, stdtrit

LEVEL = 0.95
POWER = 0.8


class Estimate(NamedTuple):
    """A mean difference over pairs with its interval. Not a number where fewer than two pairs are known."""

    mean: float
    low: float
    high: float
    error: float
    pairs: int
    p: float = math.nan

    @property
    def sign(self) -> int:
        """1 or −1 where the interval lies on one side of zero, 0 where it does not."""
        if self.low > 0 or (self.low == self.high == self.mean and self.mean > 0):
            return 1
        return -1 if self.high < 0 or (self.low == self.high == self.mean and self.mean < 0) else 0

    @property
    def established(self) -> bool:
        """The interval does not contain zero."""
        return self.sign != 0

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2.0

    def times(self, factor: float) -> "Estimate":
        """In another unit; ``factor`` above zero."""
        return Estimate(*(v * factor for v in self[:4]), self.pairs, self.p)


def t_quantile(probability: float, freedom: float) -> float:
    """Quantile of Student's t.

    >>> round(t_quantile(0.975, 19), 4)
    2.093
    """
    return float(stdtrit(freedom, probability))


FEW = 5
"""Pairs below which equal differences are a coincidence, from which no interval can be had."""


def estimate(differences: Sequence[float] | np.ndarray, level: float = LEVEL) -> Estimate:
    """Mean of paired differences with its t interval: d̄ ± t(n − 1) · s / √n, and the two-sided p-value.

    >>> e = estimate([1.0, 2.0, 3.0])
    >>> round(e.mean, 3), round(e.low, 3), round(e.high, 3)
    (2.0, -0.484, 4.484)
    """
    values = np.asarray(differences, np.float64)
    n, mean = len(values), float(values.mean()) if len(values) else math.nan
    if n < 2 or not np.isfinite(values).all():
        return Estimate(mean, math.nan, math.nan, math.nan, n)
    error = float(values.std(ddof=1) / math.sqrt(n))
    reach = t_quantile((1.0 + level) / 2.0, n - 1) * error
    if error == 0.0 and mean != 0.0 and n < FEW:
        return Estimate(mean, math.nan, math.nan, math.nan, n)
    if error == 0.0:
        return Estimate(mean, mean, mean, 0.0, n, 1.0 if mean == 0.0 else 0.0)
    p = 2.0 * float(stdtr(n - 1, -abs(mean) / error))
    return Estimate(mean, mean - reach, mean + reach, error, n, p)


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values of several comparisons, adjusted so that together they err no more often than one (Holm 1979).

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda k: p_values[k])
    adjusted, highest = [math.nan] * len(p_values), 0.0
    for rank, k in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[k]))
        adjusted[k] = highest
    return adjusted


def detectable(e: Estimate, level: float = LEVEL, power: float = POWER) -> float:
    """Smallest true difference that as many pairs would find with probability ``power``: (t_α/2 + t_β) · error.

    Source: Bloom (1995), Evaluation Review 19(5).
    """
    if e.pairs < 2:
        return math.nan
    freedom = e.pairs - 1
    return (t_quantile((1.0 + level) / 2.0, freedom) + t_quantile(power, freedom)) * e.error


def pairs_needed(e: Estimate, half_width: float) -> int:
    """Pairs for an interval of this half-width, from the spread seen so far."""
    if not e.half_width > 0.0 or half_width <= 0.0:
        return e.pairs
    return math.ceil(e.pairs * (e.half_width / half_width) ** 2)


class Ratio(NamedTuple):
    """Cost per unit of effect. ``said``: "" where it exists, else why there is none."""

    value: float
    low: float
    high: float
    said: str = ""


def ratio(cost: Sequence[float] | np.ndarray, effect: Sequence[float] | np.ndarray, level: float = LEVEL) -> Ratio:
    """Mean cost over mean effect of pairs, with Fieller's interval.

    Not established where the interval of the effect contains zero; no ratio where the effect is a loss.
    Source: Fieller (1954), Journal of the Royal Statistical Society B 16(2).
    """
    c, e = np.asarray(cost, np.float64), np.asarray(effect, np.float64)
    found = estimate(e, level)
    if found.pairs < 2:
        return Ratio(math.nan, math.nan, math.nan, "not established")
    if found.sign <= 0:
        return Ratio(math.nan, math.nan, math.nan, "not established" if found.sign == 0 else "no added jobs")
    n, t = found.pairs, t_quantile((1.0 + level) / 2.0, found.pairs - 1)
    mc, me = c.mean(), e.mean()
    vc, ve = c.var(ddof=1) / n, e.var(ddof=1) / n
    vce = float(np.cov(c, e, ddof=1)[0, 1]) / n
    a, b, d = me**2 - t**2 * ve, mc * me - t**2 * vce, mc**2 - t**2 * vc
    root = math.sqrt(max(0.0, b**2 - a * d))
    return Ratio(float(mc / me), float((b - root) / a), float((b + root) / a))


def quantiles(paths: np.ndarray, shares: Sequence[float] = (0.05, 0.25, 0.5, 0.75, 0.95)) -> np.ndarray:
    """Quantiles over pairs (first axis) of paths."""
    return np.quantile(paths, shares, axis=0)
