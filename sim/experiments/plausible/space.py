"""The space that is searched: a few numbers, each with a prior range, as points of the unit cube."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.stats import qmc

from sim.config import places
from sim.core import remarked
from sim.core.errors import InputError


class Dimension(NamedTuple):
    """One parameter. ``scale``: ``linear``, or ``log`` where factors count."""

    name: str
    low: float
    high: float
    scale: str = "linear"
    source: str = ""
    why: str = ""

    @property
    def label(self) -> str:
        """
        >>> Dimension("economy.search.reliability", 0, 1).label
        'search.reliability'
        """
        return self.name.removeprefix("economy.")


class Space(NamedTuple):
    """All parameters; a point is a row of the unit cube."""

    dimensions: tuple[Dimension, ...]

    def __len__(self) -> int:  # type: ignore[override]
        return len(self.dimensions)

    @property
    def names(self) -> list[str]:
        return [d.name for d in self.dimensions]

    def values(self, point: Sequence[float] | np.ndarray) -> dict[str, float]:
        """Parameter -> value at a point of the unit cube.

        >>> Space((Dimension("a", 1.0, 100.0, "log"), Dimension("b", 0.0, 4.0))).values([0.5, 0.25])
        {'a': 10.0, 'b': 1.0}
        """
        return {d.name: _value(d, float(u)) for d, u in zip(self.dimensions, point, strict=True)}

    def point(self, values: dict[str, float]) -> np.ndarray:
        """The inverse of ``values``, clipped to the cube."""
        return np.clip([_place(d, values[d.name]) for d in self.dimensions], 0.0, 1.0)

    def sobol(self, count: int, seed: int) -> np.ndarray:
        """``count`` points that fill the cube evenly: a scrambled Sobol sequence (Owen 1998)."""
        made = qmc.Sobol(len(self.dimensions), scramble=True, rng=np.random.default_rng(seed))
        return np.asarray(made.random(1 << max(0, count - 1).bit_length())[:count])


def _value(d: Dimension, u: float) -> float:
    if d.scale == "log":
        found = math.exp(math.log(d.low) + u * (math.log(d.high) - math.log(d.low)))
    else:
        found = d.low + u * (d.high - d.low)
    return float(f"{min(max(found, d.low), d.high):.6g}")


def _place(d: Dimension, value: float) -> float:
    if d.scale == "log":
        return (math.log(max(value, 1e-300)) - math.log(d.low)) / (math.log(d.high) - math.log(d.low))
    return (value - d.low) / (d.high - d.low)


def rows(file: Path) -> list[remarked.Row]:
    """Rows of a table."""
    try:
        return remarked.read(file)[0]
    except OSError:
        raise InputError(f"{file}: there is no such table.") from None


def behaviour(file: Path | None = None) -> Space:
    """The shipped space, or that of ``file``."""
    source = file or places.conf() / "calibration" / "behaviour.csv"
    made = []
    for row in rows(source):
        try:
            d = Dimension(
                row["parameter"], float(row["low"]), float(row["high"]), row["scale"], row["source"], row["why"]
            )
        except (KeyError, TypeError, ValueError):
            raise InputError(f"{source}: needs parameter, low, high, scale, source and why, got {row}.") from None
        if not d.low < d.high or d.scale not in ("linear", "log") or (d.scale == "log" and d.low <= 0):
            raise InputError(f"{source}: {d.name}: low must be below high, and scale linear, or log above 0.")
        made.append(d)
    if not made:
        raise InputError(f"{source}: no parameter to search.")
    return Space(tuple(made))
