"""How heavy the tail of firm sizes is: Hill's estimator of the exponent, with its standard error."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from sim.core.groups import employees_of
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
    return _tail_of(firms_of(np.asarray(sizes, np.int64), least), least)


@njit(cache=True)
def firms_of(sizes, least):  # type: ignore[no-untyped-def]
    """Number of ``sizes`` that reach ``least``, ``least`` + 1, … up to the largest."""
    largest = least - 1
    for size in sizes:
        largest = max(largest, size)
    reached = np.zeros(largest - least + 1, np.int64)
    for size in sizes:
        if size >= least:
            reached[size - least] += 1
    for k in range(len(reached) - 2, -1, -1):
        reached[k] += reached[k + 1]
    return reached


@njit(cache=True)
def _tail_of(reached, least):  # type: ignore[no-untyped-def]
    """Root in ζ of n/ζ − Σ reached/(j + ζ) and its standard error, by Newton's steps between bounds."""
    if len(reached) < 2:
        return math.nan, math.nan
    low, high, exponent, step, information = 1e-3, 1e3, 1.0, 1.0, 1.0
    while abs(step) > 1e-12 * exponent and high - low > 1e-12 * high:
        excess, information = reached[0] / exponent, reached[0] / exponent**2
        for k in range(len(reached)):
            share = 1.0 / (least + k + exponent)
            excess -= reached[k] * share
            information -= reached[k] * share * share
        low, high = (exponent, high) if excess > 0.0 else (low, exponent)
        step = excess / information if information > 0.0 else high
        if not low <= exponent + step <= high:
            step = 0.5 * (low + high) - exponent
        exponent += step
    return exponent, 1.0 / math.sqrt(information)


def staff_tail(m: Any, national: Callable[[Op | Value], int]) -> float:
    """exponent of the tail of staff"""
    firms = m.firms
    staff = employees_of(firms, firms.fid != 0)
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
