"""Points at which the model is asked, as shares of the ranges of the factors."""

from typing import Any, NamedTuple

import numpy as np

from sim.core import extras
from sim.core.errors import InputError

LEVELS = 4
"""Levels of a factor in Morris's grid, as Campolongo et al. (2007) use."""


class Method(NamedTuple):
    """A way to measure influence. ``points``: what ``--points`` counts, with a default and the least that works."""

    name: str
    counts: str
    points: int
    least: int
    index: str


METHODS = {
    "morris": Method("Morris", "trajectories", 10, 4, "mean absolute change over a step, times its length"),
    "sobol": Method("Sobol", "base points, a power of two", 64, 8, "total share of the variance"),
    "pawn": Method("PAWN", "points", 150, 40, "distance between distributions, 0 to 1"),
}


def worlds(method: str, factors: int, points: int) -> int:
    """Points of the design in all.

    >>> worlds("morris", 3, 10), worlds("sobol", 3, 64), worlds("pawn", 3, 100)
    (40, 320, 100)
    """
    return points * {"morris": factors + 1, "sobol": factors + 2, "pawn": 1}[method]


def checked(method: str, points: int) -> int:
    about = METHODS[method]
    if points < about.least:
        raise InputError(f"--points: {about.name} needs at least {about.least} {about.counts}, got {points}.")
    if method == "sobol" and points & (points - 1):
        raise InputError(f"--points: a power of two such as {1 << points.bit_length()}, got {points}.")
    return points


def problem(factors: int) -> dict[str, Any]:
    """The unit cube, as SALib wants it described."""
    return {"num_vars": factors, "names": [str(k) for k in range(factors)], "bounds": [[0.0, 1.0]] * factors}


def salib(part: str) -> Any:
    """A module of SALib."""
    return extras.load(f"SALib.{part}", "analysis", "a sensitivity analysis")


def sample(method: str, factors: int, points: int, seed: int) -> np.ndarray:
    """Points × factors, shares of the ranges; the same for the same seed."""
    cube = problem(factors)
    if method == "morris":
        made = salib("sample.morris").sample(cube, points, num_levels=LEVELS, seed=seed)
    elif method == "sobol":
        made = salib("sample.sobol").sample(cube, points, calc_second_order=False, scramble=True, seed=seed)
    else:
        made = salib("sample.latin").sample(cube, points, seed=seed)
    return np.asarray(made, np.float64)
