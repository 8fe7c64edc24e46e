"""Behaviour is common to all countries: the sets of one country, with the level constants of another solved for each.

A set is kept where the other country's own figures do not rule it out. Moments that no set meets are set aside and
named, as in a search of its own. Where too few are left, crosses of those with points of a Sobol design are tried too.
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
LEAST, BATCH, TRIES = 20, 12, 240
"""Sets wanted, crosses tried at a time, crosses at most."""


@dataclass
class Borrowed:
    """Sets of another country's ensemble that this country's figures do not rule out."""

    moments: list[Moment]
    beyond: list[str]
    members: list[Set]
    tried: int
    crossed: int = 0
    """How many of the members are crosses, and not of the source."""

    @property
    def fitted(self) -> list[Moment]:
        return [m for m in self.moments if m.fitted]


def points_of(space: Space, source: Ensemble) -> np.ndarray:
    """The sets of an ensemble as points of the space; a parameter that it does not hold stands in the middle."""
    middle = space.values(np.full(len(space), 0.5))
    return np.array([space.point(middle | {k: v for k, v in m.items() if k in middle}) for m in source.members])


def crosses(space: Space, parents: np.ndarray, number: int) -> np.ndarray:
    """Batch ``number`` of new points: half of each from one of the ``parents``, half from a Sobol design."""
    new = space.sobol(BATCH * (number + 1), seed=2)[-BATCH:]
    own = np.random.default_rng([3, number]).permuted(np.tile(np.arange(len(space)) % 2 == 0, (BATCH, 1)), axis=1)
    return np.where(own, parents[(BATCH * number + np.arange(BATCH)) % len(parents)], new)


class Borrowing:
    """The worlds of a country under sets of another one; each is kept in ``folder`` as soon as it is lived."""

    def __init__(self, problem: Any, folder: Path, workers: int, told: OnDone) -> None:
        self.problem, self.folder, self.workers, self.told = problem, folder, workers, told
        self.moments, self.keeper = problem.moments(), Keeper(folder)
        self.sets, self.done, self.total = list[Set](), 0, 0

    def _lived(self, jobs: Sequence[Task]) -> list[Lived]:
        known, found = [self.keeper.read(t) is not None for t in jobs], list[Lived]()
        for one in each(live, [(self.problem, str(self.folder), t) for t in jobs], 1 if all(known) else self.workers):
            found.append(one)
            self.done += 1
            self.told(self.done, self.total)
        return found

    def add(self, points: np.ndarray) -> Borrowed:
        """Solve the level constants for every point and live each in fresh worlds; what is left of all so far."""
        first = len(self.sets)
        self.total += len(points) * (1 + CHECKS)
        tasks = [Task("set", tuple(float(f"{u:.6f}") for u in p), 1 + first + k) for k, p in enumerate(points)]
        sets = self._lived(tasks)
        checks = [
            Task("check", s.task.point, 900_000 + 10 * k + c, False, tuple(sorted(s.solved.items())))
            for k, s in enumerate(sets, first) for c in range(CHECKS)
        ]  # fmt: skip
        worlds = self._lived(checks)
        self.sets += [_set(self.moments, s, worlds[CHECKS * k : CHECKS * (k + 1)]) for k, s in enumerate(sets)]
        return judged(self.moments, self.sets)


def borrow(
    problem: Any, source: Ensemble, folder: Path, workers: int = 1, told: OnDone = quietly, most: int = 24,
    tries: int = TRIES,
) -> Borrowed:  # fmt: skip
    """Sets that are not ruled out: the first ``most`` of ``source``, then crosses until ``LEAST`` are found."""
    job = Borrowing(problem, folder, workers, told)
    found = job.add(points_of(problem.space, source)[:most])
    own = found.tried
    for number in range(tries // BATCH):
        if len(found.members) >= LEAST:
            break
        parents = [s.lived.task.point for s in found.members or job.sets]
        found = job.add(crosses(problem.space, np.array(parents), number))
    found.crossed = sum(s in found.members for s in job.sets[own:])
    return found


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
