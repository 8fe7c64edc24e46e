"""Behaviour is common to all countries: the sets of one country, with the level constants of another solved for each.

A set is kept where the other country's own figures do not rule it out. Moments that no set meets are set aside and
named, as in a search of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.experiments.ensemble import Ensemble
from sim.experiments.plausible.kept import Keeper, Lived, Task, live
from sim.experiments.plausible.matching import CUT
from sim.experiments.plausible.moments import Moment, distance
from sim.experiments.plausible.search import Set
from sim.experiments.plausible.space import Space
from sim.experiments.pool import OnDone, each, quietly

CHECKS = 2


@dataclass
class Borrowed:
    """Sets of another country's ensemble that this country's figures do not rule out."""

    moments: list[Moment]
    beyond: list[str]
    members: list[Set]
    tried: int

    @property
    def fitted(self) -> list[Moment]:
        return [m for m in self.moments if m.fitted]


def points_of(space: Space, source: Ensemble) -> np.ndarray:
    """The sets of an ensemble as points of the space; a parameter that it does not hold stands in the middle."""
    middle = space.values(np.full(len(space), 0.5))
    return np.array([space.point(middle | {k: v for k, v in m.items() if k in middle}) for m in source.members])


def borrow(
    problem: Any, source: Ensemble, folder: Path, workers: int = 1, told: OnDone = quietly, most: int = 24
) -> Borrowed:
    """Solve the level constants for the first ``most`` sets of ``source``, and live each in fresh worlds."""
    points = points_of(problem.space, source)[:most]
    tasks = [Task("set", tuple(float(f"{u:.6f}") for u in p), 1 + k) for k, p in enumerate(points)]
    total, done = len(tasks) * (1 + CHECKS), [0]

    def lived(jobs: Sequence[Task]) -> list[Lived]:
        keeper, found = Keeper(folder), list[Lived]()
        known = [keeper.read(t) is not None for t in jobs]
        done[0] += sum(known)
        for one in each(live, [(problem, str(folder), t) for t in jobs], 1 if all(known) else workers):
            found.append(one)
            done[0] = min(total, done[0] + (not known[len(found) - 1]))
            told(done[0], total)
        return found

    sets = lived(tasks)
    checks = [
        Task("check", s.task.point, 900_000 + 10 * k + c, False, tuple(sorted(s.solved.items())))
        for k, s in enumerate(sets) for c in range(CHECKS)
    ]  # fmt: skip
    worlds = lived(checks)
    moments = problem.moments()
    made = [_set(moments, s, worlds[CHECKS * k : CHECKS * (k + 1)]) for k, s in enumerate(sets)]
    return judged(moments, made)


def _set(moments: list[Moment], lived: Lived, worlds: list[Lived]) -> Set:
    fitted, others = [m for m in moments if m.fitted], [m for m in moments if not m.fitted]
    fresh = {n: float(np.mean([w.values.get(n, math.nan) for w in worlds])) for n in worlds[0].values}
    near = [float(np.mean([distance(of, w.values) for w in worlds])) for of in (fitted, others)]
    return Set(lived, fresh, distance(fitted, lived.values), near[0], near[1])


def judged(moments: list[Moment], sets: list[Set]) -> Borrowed:
    """Sets that are not ruled out, once moments that rule out all of them are set aside."""
    fitted = [m for m in moments if m.fitted and any(math.isfinite(s.fresh.get(m.name, math.nan)) for s in sets)]
    gaps = np.array([[abs(s.fresh.get(m.name, math.nan) - m.value) / m.spread for m in fitted] for s in sets])
    beyond = [m.name for m, column in zip(fitted, gaps.T, strict=True) if np.nanmin(column) > CUT]
    left = np.array([m.name not in beyond for m in fitted])
    for s, row in zip(sets, gaps, strict=True):
        s.worst = float(np.nanmax(row[left])) if left.any() else math.nan
    return Borrowed(moments, beyond, [s for s in sets if s.plausible], len(sets))
