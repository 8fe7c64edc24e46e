"""The whole search: waves of history matching, a descent from the best point with fresh luck, then the ensemble.

What has to be decided (how many points of each kind the budget allows, which point comes next) depends on nothing but
the first points and the seed, and is kept: the same command goes on where it was stopped, and ends at the same result.
"""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.core.errors import CheckError
from sim.experiments.plausible.descent import brood, descend
from sim.experiments.plausible.emulate import emulators
from sim.experiments.plausible.kept import Keeper, Lived, Task, live
from sim.experiments.plausible.matching import CANDIDATES, CUT, Region, region, sample, spread_out
from sim.experiments.plausible.moments import Moment, distance
from sim.experiments.pool import Each, OnDone, lasting, quietly

LEAST_MEMBERS = 20
CHECKS = 3
"""Worlds with people and luck of their own in which a parameter set is lived again before it is believed."""
Clock = Callable[[], float]


@dataclass(frozen=True)
class Sizes:
    """Points of the first wave and of later ones, later waves, generations of the descent, sets of the ensemble."""

    first: int
    later: int
    waves: int
    generations: int
    members: int

    def points(self, brood: int) -> int:
        """Points in all, a check counted as one."""
        own = self.first + self.waves * self.later + self.generations * brood
        return own + self.members * (1 + CHECKS)


@dataclass
class Wave:
    """One wave as it was told: points lived so far, share of the prior ranges that is left, moments set aside."""

    points: int
    share: float
    beyond: tuple[str, ...]
    best: float


@dataclass
class Set:
    """A parameter set with what it shows: as it was found, and in fresh worlds (mean of moments, mean of distances)."""

    lived: Lived
    fresh: dict[str, float] = field(default_factory=dict)
    near: float = math.nan
    """Distance of the fitted moments as found."""
    fresh_near: float = math.nan
    held_out: float = math.nan
    """Distance of the held-out moments in fresh worlds."""
    worst: float = math.nan
    """Largest implausibility in fresh worlds."""

    @property
    def plausible(self) -> bool:
        return self.worst <= CUT


@dataclass
class Found:
    """The result of a search."""

    problem: Any
    moments: list[Moment]
    sizes: Sizes
    waves: list[Wave]
    region: Region
    left: np.ndarray
    """Points of the cube that are not ruled out."""
    start: Set
    """The numbers as shipped."""
    best: Set
    """Where the descent ended."""
    members: list[Set]
    lived: int
    seconds: float
    cost: tuple[float, float]
    """Seconds that a point takes, bare and with trials."""
    complete: bool
    """False where the budget ended before the last stage."""

    @property
    def fitted(self) -> list[Moment]:
        return [m for m in self.moments if m.fitted]


class Stopped(Exception):
    """The budget is spent."""


class Search:
    """A search that is under way. ``clock`` tells seconds, ``budget`` how many there are."""

    def __init__(
        self, problem: Any, folder: Path, start: np.ndarray, each: Each, budget: float = math.inf, workers: int = 1,
        told: OnDone = quietly, clock: Clock = time.monotonic, seed: int = 1, sizes: Sizes | None = None,
        spent: float = 0.0,
    ) -> None:  # fmt: skip
        self.problem, self.folder, self.each = problem, folder, each
        self.told, self.clock, self.seed = told, clock, seed
        self.start_point, self.budget, self.begun, self.workers = start, budget, clock() - spent, workers
        self.moments = problem.moments()
        self.fitted = [m for m in self.moments if m.fitted]
        self.keeper, self.lived = Keeper(folder), list[Lived]()
        self.done, self.wanted, self.given = 0, 0, sizes
        self.cube = problem.space.sobol(CANDIDATES, 7_919 + seed)

    # ---- living points

    def left(self) -> float:
        return self.budget - (self.clock() - self.begun)

    def over(self, until: float) -> bool:
        """Whether this share of the budget is spent."""
        return math.isfinite(self.budget) and self.clock() - self.begun > until * self.budget

    def _tell(self, more: int) -> None:
        self.done += more
        self.told(self.done, max(self.wanted, self.done))

    def live(self, tasks: Iterable[Task], until: float = 1.0) -> list[Lived]:
        """Live tasks; ``until``: share of the budget after which no other is begun. What is kept costs nothing."""
        tasks = list(tasks)
        known = {t.name: kept for t in tasks if (kept := self.keeper.read(t)) is not None}
        self._tell(len(known))
        stream: Any = self.each(live, [(self.problem, str(self.folder), t) for t in tasks if t.name not in known])
        while len(known) < len(tasks) and not self.over(until) and (lived := next(stream, None)) is not None:
            known[lived.task.name] = lived
            self._tell(1)
        stream.close()  # what has not begun is given up; what has, is kept by the process that lives it
        found = [known[t.name] for t in tasks if t.name in known]
        if not all(t.solved for t in tasks):
            self.lived += [f for f in found if not f.task.solved]
        return found

    def tasks(self, stage: str, points: np.ndarray, first_seed: int, full: bool) -> list[Task]:
        """Every point has people and luck of its own."""
        places = (tuple(float(f"{u:.6f}") for u in p) for p in points)
        return [Task(stage, p, first_seed + k, full) for k, p in enumerate(places)]

    # ---- stages

    def first(self) -> list[Task]:
        """The numbers as shipped, and one other point."""
        return [
            *self.tasks("start", self.start_point[None], 1, True), *self.tasks("start", self.cube[:1], 2, False)
        ]  # fmt: skip

    def plan(self) -> Sizes:
        """Sizes that fit the budget, by the time that the first two points took; settled once."""
        name = f"sizes-{self.budget:g}" if self.given is None else "sizes-given"
        known = self.keeper.settled(name)
        if known is not None:
            return Sizes(**known)
        trial = self.live(self.first())
        if len(trial) < 2:
            raise Stopped
        full, bare = (max(t.seconds, 1e-3) / self.workers for t in trial)
        made = self.given or sizes_for(self.left(), bare, full, len(self.problem.space))
        return Sizes(**(self.keeper.settled(name, vars(made)) or {}))

    def learn(self) -> Region:
        """The region that all points lived so far leave."""
        x = np.array([f.task.point for f in self.lived])
        columns = [np.array([f.values.get(m.name, math.nan) for f in self.lived]) for m in self.fitted]
        known = [k for k, y in enumerate(columns) if np.isfinite(y).sum() >= 2 * len(self.problem.space)]
        made = emulators(x, [columns[k] for k in known], self.seed)
        return region([self.fitted[k] for k in known], made, self.cube)

    def best(self) -> Lived:
        """The nearest point so far among those whose moments are all known, luck included."""
        most = max(len(f.values) for f in self.lived)
        whole = [f for f in self.lived if len(f.values) == most]
        return min(whole, key=lambda f: distance(self.fitted, f.values))

    def match(self, sizes: Sizes) -> tuple[Region, np.ndarray, list[Wave]]:
        """Waves: live points where nothing is ruled out yet, learn, look again."""
        first = self.problem.space.sobol(sizes.first, self.seed)
        self.live(self.tasks("wave 1", first, 1_000, False), 0.32)
        made, waves = self.learn(), list[Wave]()
        kept, share = sample(made, self.cube, 4 * sizes.later, self.seed)
        waves.append(Wave(len(self.lived), share, made.beyond, distance(self.fitted, self.best().values)))
        for wave in range(2, sizes.waves + 2):
            away = np.array([f.task.point for f in self.lived])
            points = spread_out(kept, sizes.later, self.seed + wave, away) if len(kept) else away[:0]
            self.live(self.tasks(f"wave {wave}", points, 1_000 * wave, True), 0.32 + 0.23 * (wave - 1) / sizes.waves)
            made = self.learn()
            kept, share = sample(made, self.cube, 4 * sizes.later, self.seed + wave)
            waves.append(Wave(len(self.lived), share, made.beyond, distance(self.fitted, self.best().values)))
        return made, kept, waves

    def descend(self, sizes: Sizes, kept: np.ndarray) -> list[Lived]:
        """CMA-ES from the best point, with fresh luck in every generation: where it began, and where it ended."""

        def generation(points: np.ndarray, number: int) -> list[float] | None:
            seed = 100_000 + 1_000 * number
            tasks = [Task("descent", t.point, seed, True) for t in self.tasks("descent", points, seed, True)]
            found = self.live(tasks, 0.66)
            if len(found) < len(tasks):
                return None
            return [distance(self.fitted, f.values) for f in found]

        begin, spread = self.best(), kept.std(axis=0) if len(kept) > 1 else np.full(len(self.problem.space), 0.2)
        last = descend(np.array(begin.task.point), spread, generation, sizes.generations, self.seed)
        return [begin, *self.live(self.tasks("descent", last[None], 200_000, True), 0.7)]

    def ensemble(self, sizes: Sizes, made: Region, kept: np.ndarray, best: Set) -> list[Set]:
        """Sets spread over what is left, each lived and then lived again in fresh worlds; those ruled out are dropped.

        Where too few are believed, further points that were lived on the way are checked, the nearest first.
        """
        points = spread_out(kept, sizes.members, self.seed + 77) if len(kept) else kept
        drawn = self.live(self.tasks("ensemble", points, 300_000, True), 0.8)
        self.live([t for lived in drawn for t in self.checks(lived, False)])  # all at once, so that no process waits
        sets = [best, *(self.checked(lived, made) for lived in drawn)]
        found = [s for s in sets if s.plausible]
        names = {s.lived.task.point for s in sets}
        x = np.array([f.task.point for f in self.lived])
        worst = made.implausibility(x).max(axis=1, initial=0.0)
        rest = [self.lived[k] for k in np.argsort(worst) if worst[k] <= CUT and self.lived[k].task.point not in names]
        for lived in rest[: 2 * LEAST_MEMBERS]:
            if len(found) >= LEAST_MEMBERS or self.left() <= 0:
                break
            one = self.checked(lived, made)
            found += [one] if one.plausible else []
        return found

    def checks(self, lived: Lived, full: bool) -> list[Task]:
        """The fresh worlds in which a point is lived again."""
        solved = tuple(sorted(lived.solved.items())) or (("", 0.0),)
        seeds = (500_000 + lived.task.seed + k for k in range(CHECKS))
        return [Task("check", lived.task.point, seed, full, solved) for seed in seeds]

    def checked(self, lived: Lived, made: Region, full: bool = False) -> Set:
        """A point lived again in ``CHECKS`` fresh worlds; without them (no time left) it is not believed.

        ``full``: with trials; else what the point showed of them when it was found stands.
        """
        worlds = self.live(self.checks(lived, full))
        one = Set(lived, near=distance(self.fitted, lived.values))
        if not worlds:
            return one
        shown = {n: np.array([w.values.get(n, math.nan) for w in worlds]) for n in worlds[0].values}
        one.fresh = lived.values | {n: _mean(list(v)) for n, v in shown.items()}
        one.fresh_near = _mean([distance(self.fitted, w.values) for w in worlds])
        one.held_out = _mean([distance([m for m in self.moments if not m.fitted], w.values) for w in worlds])
        luck = {m.name: e.noise for m, e in zip(made.moments, made.emulators, strict=True)}
        known = [m for m in self.fitted if m.name not in made.beyond and m.name in luck]
        gaps = [
            abs(one.fresh[m.name] - m.value)
            / math.sqrt(m.observed + m.discrepancy + luck[m.name] / (len(worlds) if m.name in shown else 1))
            for m in known
            if math.isfinite(one.fresh.get(m.name, math.nan))
        ]
        one.worst = max(gaps, default=math.nan)
        return one

    def cost(self) -> tuple[float, float]:
        """Mean seconds of a bare point and of a full one."""
        found = [[f.seconds for f in self.lived if f.task.full == full] for full in (False, True)]
        return _mean(found[0]), _mean(found[1])

    def run(self) -> Found:
        """All stages."""
        sizes = self.plan()
        self.wanted = 2 + sizes.points(brood(len(self.problem.space)))
        self.lived, self.done = [], 0
        start = self.live(self.first())
        made, kept, waves = self.match(sizes)
        ends = self.descend(sizes, kept)
        made = self.learn()
        kept, share = sample(made, self.cube, 4 * max(sizes.later, sizes.members), self.seed + 50)
        waves.append(Wave(len(self.lived), share, made.beyond, distance(self.fitted, self.best().values)))
        begin = self.checked(start[0], made, True)
        best = min((self.checked(end, made, True) for end in ends), key=lambda s: _or_far(s.fresh_near))
        members = self.ensemble(sizes, made, kept, best)
        complete = self.left() > 0 and len(members) >= LEAST_MEMBERS
        return Found(
            self.problem, self.moments, sizes, waves, made, kept, begin, best, members, len(self.lived),
            self.clock() - self.begun, self.cost(), complete,
        )  # fmt: skip


def sizes_for(seconds: float, bare: float, full: float, dimensions: int) -> Sizes:
    """Sizes for so many seconds, a bare and a full point taking ``bare`` and ``full`` seconds.

    Of the time three tenths go to the first wave, a quarter to later ones, a seventh to the descent and the rest to the
    ensemble and its checks; never fewer than a handful, never more than is of use (ten points a parameter, then six).
    """
    if not math.isfinite(seconds):
        return Sizes(10 * dimensions, 4 * dimensions, 3, 8, 30)
    usable = 0.85 * seconds
    first = _between(0.30 * usable / bare, 2 * dimensions + 2, 12 * dimensions)
    later = _between(0.25 * usable / full / 2, dimensions, 6 * dimensions)
    generations = _between(0.14 * usable / full / brood(dimensions), 1, 15)
    members = _between(0.31 * usable / (full * (1 + CHECKS)), LEAST_MEMBERS + 2, 60)
    return Sizes(first, later, 2, generations, members)


def _between(value: float, low: int, high: int) -> int:
    return int(min(max(value, low), high))


def _or_far(value: float) -> float:
    return value if math.isfinite(value) else math.inf


def _mean(values: list[float]) -> float:
    known = [v for v in values if math.isfinite(v)]
    return float(np.mean(known)) if known else math.nan


def search(
    problem: Any, folder: Path, start: np.ndarray, budget: float = math.inf, workers: int = 1,
    told: OnDone = quietly, seed: int = 1, sizes: Sizes | None = None, clock: Clock = time.monotonic,
    spent: float = 0.0,
) -> Found:  # fmt: skip
    """Search ``problem`` from ``start``, keeping every point in ``folder``; ``spent``: seconds already gone."""
    with lasting(workers) as each:
        try:
            return Search(problem, folder, start, each, budget, workers, told, clock, seed, sizes, spent).run()
        except Stopped:
            raise CheckError(
                "calibrate: the budget ended before the first two points were lived; give more time."
            ) from None
