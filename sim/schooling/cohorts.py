"""How far cohorts of the past went at school: between the people of 25 and older and the young of today.

The published stock of schooling is that of a year. A run that is to end in that year with that stock must give each
cohort the schooling of its own time, or thirty years of today's school leavers replace it.
"""

from typing import Any

import numpy as np

from sim.core.plain import plain
from sim.schooling.moments import POINTS, YOUNG, normal_cdf, yearly_hazard
from sim.schooling.progress import completion_age, rayleigh
from sim.schooling.targets import bisect

AS_TODAY, OLDEST = 25.0, 3.0
"""Age in the anchor year up to which cohorts go as far as the young; how many times the way from them to the stock the
oldest cohorts lie at most."""
CUTOFFS = (-9.0, 9.0)


def middle_age(people: np.ndarray) -> float:
    """Mean age of people of 25 to 64, from their numbers by sex and five-year band from 15."""
    adults = people.sum(0)[2:]
    return float(adults @ (27.5 + 5.0 * np.arange(len(adults))) / adults.sum())


def cohort_cutoffs(young: np.ndarray, planned: np.ndarray, age: float, middle: float) -> np.ndarray:
    """Cutoffs of the index of schooling, (2 sexes, 2 areas, 5 levels), of the cohort of ``age`` in the anchor year.

    c(a) = c_young + w (c_stock − c_young), w = (a − 25) / (middle − 25) within 0 and 3: the young's up to 25, the
    stock's (``planned_cutoffs``) at the mean age of the adults, beyond it on the same line (an assumption).
    """
    w = min(max((age - AS_TODAY) / (middle - AS_TODAY), 0.0), OLDEST)
    cutoffs: np.ndarray = np.maximum.accumulate(young + w * (planned - young), axis=2)
    return cutoffs


def wealth_of_areas(solution: Any) -> np.ndarray:
    """Distribution over wealth quintiles within rural and urban areas, (2, 5)."""
    weight = np.stack([1 - solution.urban, solution.urban])
    return weight / weight.sum(1, keepdims=True)


def planned_cutoffs(solution: Any, p: Any) -> np.ndarray:
    """Cutoffs of the plans of the people of 25 and older, (2, 2, 5), some of whom dropped out before the end.

    Σ_q w_q Φ(g_q − c) S_q = Σ_q w_q Φ(g_q − c₀): c₀ gives the published stock, S is ``stay``.
    """
    cdf = np.vectorize(plain(normal_cdf))
    weight = wealth_of_areas(solution)
    out = np.empty_like(solution.stock_cutoffs)
    for s in (0, 1):
        stays = stay(s, float(solution.delay[s]), p)
        for a, k in np.ndindex(2, 5):
            scores = solution.gradient[s]
            wanted = float(weight[a] @ cdf(scores - solution.stock_cutoffs[s, a, k]))
            out[s, a, k] = -bisect(wanted, lambda c: float(weight[a] * stays[k] @ cdf(scores + c)), *CUTOFFS)  # noqa: B023
    return out


def stay(sex: int, delay: float, p: Any) -> np.ndarray:
    """Share of those who mean to complete a level and are not stopped before it, (5 levels, 5 wealth quintiles)."""
    age, late, hazard = plain(completion_age), plain(rayleigh), plain(yearly_hazard)
    delays = [late((k + 0.5) / POINTS, delay) for k in range(POINTS)]
    years = np.array([[max(0.0, age(level, level, d, p) - YOUNG) for d in delays] for level in range(1, 6)])
    hazards = np.array([hazard(sex, q, p) for q in range(5)])
    out: np.ndarray = np.exp(-years[:, None, :] * hazards[None, :, None]).mean(2)
    return out
