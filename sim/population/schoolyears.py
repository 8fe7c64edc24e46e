"""When people leave school: the distribution of leaving ages that follows from the plans of schooling.

Leaving age = official end of the ultimate level + time in the next, unfinished level + a Rayleigh delay.
"""

from functools import lru_cache
from typing import Any

import numpy as np

from sim.agents.parameters import Constants
from sim.core.states import Level
from sim.schooling.parameters import SchoolParameters
from sim.schooling.progress import longest_unfinished, official_end
from sim.schooling.solve import SchoolSolution, solve_school

LEVELS = len(Level)
MONTHS = 12 * 50
"""Leaving ages are tabulated for every month of age below 50 years."""


@lru_cache(maxsize=8)
def solved(facts: Any, par: SchoolParameters, added: tuple[float, float]) -> SchoolSolution:
    """The solution with ``added`` to the participation of men and women; kept for the next call."""
    return solve_school(facts, par, added)


def school_of(facts: Any, par: SchoolParameters, constants: Constants) -> SchoolSolution:
    """How far and how late the young of a country go to school; solved once for each table of facts."""
    return solved(facts, par, (constants.school_m, constants.school_f))


def leaving_cdf(par: SchoolParameters, delay: np.ndarray) -> np.ndarray:
    """``cdf[sex·6 + ultimate, age in months]``: probability of having left school by that age."""
    age = np.arange(MONTHS) / 12.0
    out = np.empty((2 * LEVELS, MONTHS))
    for sex in range(2):
        for level in range(LEVELS):
            longest = longest_unfinished(level, par)
            extra = longest * (np.arange(24) + 0.5) / 24.0 if longest > 0 else np.zeros(1)
            late = np.maximum(age[:, None] - official_end(level, par) - extra[None, :], 0.0)
            out[sex * LEVELS + level] = 1.0 - np.exp(-0.5 * (late / delay[sex]) ** 2).mean(1)
    out[:, -1] = 1.0
    return out
