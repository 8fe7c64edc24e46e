"""History matching: what published figures rule out, and where to look next.

Implausibility of a point x by a moment with figure z: I(x) = |z − E f(x)| / √(V_emulator(x) + V_luck + V_figure +
V_model). A point is ruled out where its largest I exceeds 3: whatever the shape of the errors, a unimodal one goes
beyond three standard deviations in less than 5 % (Pukelsheim 1994). Source: Vernon, Goldstein & Bower (2010),
Bayesian Analysis 5(4). ``V_luck`` is the variance of one simulated world, found by the emulator; ``V_figure`` and
``V_model`` are declared (``conf/calibration/moments.csv``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from sim.experiments.plausible.emulate import Emulator
from sim.experiments.plausible.moments import Moment

CUT = 3.0
CANDIDATES = 8192
"""Points of the cube by which a region is measured."""
LEAST_SHARE = 8 / CANDIDATES
"""Smallest share that so many points can tell."""


@dataclass(frozen=True)
class Region:
    """What is not ruled out. ``beyond``: moments by which no point of the cube is plausible: they are set aside."""

    moments: tuple[Moment, ...]
    emulators: tuple[Emulator, ...]
    beyond: tuple[str, ...] = ()

    def implausibility(self, x: np.ndarray) -> np.ndarray:
        """Points × moments, those set aside apart."""
        found = np.zeros((len(x), len(self.moments)))
        with threadpool_limits(1):
            for k, (m, e) in enumerate(zip(self.moments, self.emulators, strict=True)):
                if m.name not in self.beyond:
                    mean, unknown = e.predict(x)
                    found[:, k] = np.abs(mean - m.value) / np.sqrt(unknown + e.noise + m.observed + m.discrepancy)
        return found

    def holds(self, x: np.ndarray) -> np.ndarray:
        """Which points are not ruled out."""
        return np.asarray(self.implausibility(x).max(axis=1, initial=0.0) <= CUT)


def region(moments: Sequence[Moment], emulators: Sequence[Emulator], cube: np.ndarray) -> Region:
    """The region that these emulators leave of the ``cube``; moments that leave nothing are set aside, and named.

    If all moments together leave nothing, the one that rules out most is set aside too, until something is left.
    """
    whole = Region(tuple(moments), tuple(emulators))
    found = whole.implausibility(cube)
    beyond = [m.name for m, column in zip(moments, found.T, strict=True) if column.min() > CUT]
    left = np.array([m.name not in beyond for m in moments])
    while left.any() and (found[:, left].max(axis=1) > CUT).all():
        worst = int(np.argmax(np.where(left, (found > CUT).mean(axis=0), -1.0)))
        left[worst] = False
        beyond.append(moments[worst].name)
    return Region(whole.moments, whole.emulators, tuple(beyond))


def sample(made: Region, cube: np.ndarray, wanted: int, seed: int) -> tuple[np.ndarray, float]:
    """At least ``wanted`` points of a region where they can be found, and the region's share of the cube.

    First those of the cube; where these are few, steps from known ones, shorter from round to round.
    """
    kept = cube[made.holds(cube)]
    share, draws = len(kept) / len(cube), np.random.default_rng(seed)
    step = 0.15
    for _ in range(8):
        if len(kept) >= wanted or not len(kept):
            break
        start = kept[draws.integers(len(kept), size=2048)]
        tried = start + draws.normal(0.0, step, start.shape)
        tried = tried[((tried >= 0.0) & (tried <= 1.0)).all(axis=1)]
        kept, step = np.vstack([kept, tried[made.holds(tried)]]) if len(tried) else kept, 0.8 * step
    return kept, share


def spread_out(points: np.ndarray, count: int, seed: int, away: np.ndarray | None = None) -> np.ndarray:
    """``count`` of these points, each as far as can be from those chosen before and from ``away`` (maximin)."""
    count = min(count, len(points))
    draws = np.random.default_rng(seed)
    points = points[draws.permutation(len(points))]
    chosen = [] if away is not None and len(away) else [0]
    others = np.vstack([*([away] if away is not None and len(away) else []), *(points[k][None] for k in chosen)])
    far = np.full(len(points), np.inf)
    for other in others:
        far = np.minimum(far, ((points - other) ** 2).sum(axis=1))
    while len(chosen) < count:
        best = int(np.argmax(far))
        chosen.append(best)
        far = np.minimum(far, ((points - points[best]) ** 2).sum(axis=1))
    return points[chosen]
