"""Points of a design: every combination of levels, or a sample that fills the space evenly."""

from collections.abc import Sequence
from itertools import product
from typing import Any, Literal

import numpy as np

from sim.core.errors import InputError
from sim.experiments.sweep.factors import Factor

Kind = Literal["grid", "sobol", "latin_hypercube"]
Point = dict[str, Any]
"""Key of a factor -> its level."""


def points(kind: Kind, factors: Sequence[Factor], count: int | None, draw: int) -> list[Point]:
    """Points of a design; ``count`` and ``draw`` (the luck of the sample) concern samples only."""
    if kind == "grid":
        return grid(factors, count)
    if count is None or count < 1:
        raise InputError(f"points: a {kind} design needs a number of points, such as points: 64.")
    shares = sobol(len(factors), count, draw) if kind == "sobol" else latin_hypercube(len(factors), count, draw)
    return [{f.key: f.at(float(s)) for f, s in zip(factors, row, strict=True)} for row in shares]


def grid(factors: Sequence[Factor], count: int | None = None) -> list[Point]:
    """Every combination; the last factor varies first."""
    if count is not None:
        raise InputError("points: a grid has as many points as its factors make; leave points out.")
    for f in factors:
        if not f.listed:
            raise InputError(f"factor {f.key}: a grid needs listed values; sobol and latin_hypercube sample a range.")
    return [dict(zip([f.key for f in factors], made, strict=True)) for made in product(*(f.levels for f in factors))]


def sobol(factors: int, count: int, draw: int) -> np.ndarray:
    """Scrambled Sobol points in the unit cube (count × factors).

    A longer sample of the same draw begins with the shorter one, so a sweep can be enlarged. Even filling holds for
    powers of two. Source: Owen (1998), J. Complexity 14(4).
    """
    from scipy.stats import qmc

    if not factors:
        return np.zeros((count, 0))
    whole = 1 << (count - 1).bit_length()
    return np.asarray(qmc.Sobol(factors, seed=draw).random(whole)[:count])


def latin_hypercube(factors: int, count: int, draw: int) -> np.ndarray:
    """Latin hypercube points (count × factors): each factor takes each of ``count`` equal parts once.

    Another count is another sample throughout. Source: McKay, Beckman & Conover (1979), Technometrics 21(2).
    """
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(factors, seed=draw).random(count)) if factors else np.zeros((count, 0))
