"""How heavy the tail of firm sizes is: Hill's estimator of the exponent, with its standard error."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from sim.indicators.bits import Op, Value
from sim.indicators.registry import FromModel, Indicator

LEAST_STAFF = 5
"""Staff from which firms count as the tail."""


def hill(sizes: np.ndarray, least: float, whole: bool = False) -> tuple[float, float]:
    """Exponent ζ of P(size > x) ~ x^−ζ among ``sizes`` of ``least`` and more, and its standard error ζ/√n.

    ζ = n / Σ ln(size/least), the maximum-likelihood estimator. ``whole`` sizes (head-counts) are compared with
    least − ½. Source: Hill (1975), Ann. Stat. 3(5); Clauset, Shalizi & Newman (2009), SIAM Rev. 51(4).
    """
    tail = np.asarray(sizes, float)
    tail = tail[tail >= least]
    total = float(np.log(tail / (least - 0.5 if whole else least)).sum()) if len(tail) else 0.0
    if total <= 0.0:
        return math.nan, math.nan
    exponent = len(tail) / total
    return exponent, exponent / math.sqrt(len(tail))


def staff_tail(m: Any, national: Callable[[Op | Value], int]) -> float:
    """Hill exponent of firms' staff"""
    firms = m.firms
    staff = (firms.staff_regular + firms.staff_casual)[firms.fid != 0]
    return hill(staff, LEAST_STAFF, whole=True)[0]


INDICATORS = (
    Indicator(
        "firm_size_tail",
        "Exponent of the tail of firm sizes",
        "exponent",
        FromModel(staff_tail),
        None,
        f"Hill's estimator over firms with {LEAST_STAFF} and more staff; about 1 where sizes follow Zipf's law, larger "
        "where large firms are rarer.",
        "Hill (1975); Axtell (2001), Science 293",
    ),
)
