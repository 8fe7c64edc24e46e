"""How heavy the tail of firm sizes is: Hill's estimator of the exponent, with its standard error."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from sim.indicators.bits import Op, Value
from sim.indicators.registry import FromModel, Indicator

LEAST_STAFF = 5
"""Staff from which firms count as the tail."""


def hill(sizes: np.ndarray, least: float) -> tuple[float, float]:
    """Exponent ζ of P(size > x) ~ x^−ζ among ``sizes`` of ``least`` and more, and its standard error ζ/√n.

    ζ = n / Σ ln(size/least), the maximum-likelihood estimator. Source: Hill (1975), Ann. Stat. 3(5).
    """
    tail = np.asarray(sizes, float)
    tail = tail[tail >= least]
    total = float(np.log(tail / least).sum()) if len(tail) else 0.0
    if total <= 0.0:
        return math.nan, math.nan
    exponent = len(tail) / total
    return exponent, exponent / math.sqrt(len(tail))


def hill_of_counts(sizes: np.ndarray, least: int) -> tuple[float, float]:
    """The same for head-counts: exponent of a Yule–Simon tail P(size ≥ k) ~ Γ(k)/Γ(k + ζ), and its standard error.

    Maximum likelihood: Σ Σ_{j = least}^{size} 1/(j + ζ) = n/ζ, Hill's sum of logs taken over whole numbers. Source:
    Simon (1955), Biometrika 42(3/4).
    """
    tail, count = np.unique(np.asarray(sizes, np.int64), return_counts=True)
    tail, count = tail[tail >= least], count[tail >= least]
    n = int(count.sum())
    if n == 0 or tail[-1] == least:
        return math.nan, math.nan
    steps = np.arange(least, tail[-1] + 1)
    reached = count[::-1].cumsum()[::-1][np.searchsorted(tail, steps)]  # firms of that size and more

    def excess(exponent: float) -> float:
        return float(n / exponent - (reached / (steps + exponent)).sum())

    low, high = 1e-3, 1e3
    while high - low > 1e-10 * high:
        middle = 0.5 * (low + high)
        low, high = (middle, high) if excess(middle) > 0.0 else (low, middle)
    information = n / low**2 - float((reached / (steps + low) ** 2).sum())
    return low, 1.0 / math.sqrt(information)


def staff_tail(m: Any, national: Callable[[Op | Value], int]) -> float:
    """exponent of the tail of staff"""
    firms = m.firms
    staff = (firms.staff_regular + firms.staff_casual)[firms.fid != 0]
    return hill_of_counts(staff, LEAST_STAFF)[0]


INDICATORS = (
    Indicator(
        "firm_size_tail",
        "Exponent of the tail of firm sizes",
        "exponent",
        FromModel(staff_tail),
        None,
        f"Hill's estimator over firms with {LEAST_STAFF} and more staff; about 1 where sizes follow Zipf's law, larger "
        "where large firms are rarer.",
        "Hill (1975); Simon (1955); Axtell (2001), Science 293",
    ),
)
