"""The patient rule induction method: a box is peeled thin slice by thin slice while the share of cases in it rises.

Source: Friedman & Fisher (1999), Statistics and Computing 9(2); its use for scenario discovery and the measures of a
box: Bryant & Lempert (2010), Technological Forecasting and Social Change 77(1).
"""

from dataclasses import dataclass

import numpy as np

PEEL, PASTE = 0.05, 0.05
"""Share of the points in a box that one peel takes off, and one paste puts back."""
LEAST = 0.05
"""Smallest box, as a share of all points."""
LEAST_POINTS = 8
SURE = 0.05
"""Quasi-p above which a limit is dropped: without it the box would be as good."""


@dataclass(frozen=True)
class Box:
    """Limits of every factor, as shares of its range (0 and 1: not limited)."""

    low: np.ndarray
    high: np.ndarray

    def holds(self, points: np.ndarray) -> np.ndarray:
        """Which points lie inside."""
        return np.asarray(((points >= self.low) & (points <= self.high)).all(axis=1))

    @property
    def limited(self) -> list[int]:
        """Factors that the box limits."""
        return [j for j in range(len(self.low)) if self.low[j] > 0.0 or self.high[j] < 1.0]

    def without(self, j: int) -> "Box":
        """The same box with one factor free."""
        low, high = self.low.copy(), self.high.copy()
        low[j], high[j] = 0.0, 1.0
        return Box(low, high)

    @property
    def limits(self) -> list[tuple[int, int]]:
        """Factors and sides (0 lower, 1 upper) that the box limits."""
        free = (0.0, 1.0)
        return [
            (j, side) for j in self.limited for side, ends in enumerate((self.low, self.high)) if ends[j] != free[side]
        ]

    def limit(self, j: int, side: int, at: float) -> "Box":
        """The same box with another lower (0) or upper (1) limit of one factor."""
        low, high = self.low.copy(), self.high.copy()
        (low, high)[side][j] = at
        return Box(low, high)


@dataclass(frozen=True)
class Measures:
    """How good a box is: its points, the cases among them, and all cases."""

    points: int
    cases: int
    all_points: int
    all_cases: int

    @property
    def density(self) -> float:
        """Share of its points that are cases."""
        return self.cases / self.points if self.points else 0.0

    @property
    def coverage(self) -> float:
        """Share of all cases that it holds."""
        return self.cases / self.all_cases if self.all_cases else 0.0

    @property
    def mass(self) -> float:
        """Share of all points that it holds."""
        return self.points / self.all_points

    @property
    def worth(self) -> float:
        """Harmonic mean of density and coverage: 1 where it holds all cases and nothing else."""
        total = self.density + self.coverage
        return 2.0 * self.density * self.coverage / total if total else 0.0


def whole(factors: int) -> Box:
    return Box(np.zeros(factors), np.ones(factors))


def measures(box: Box, points: np.ndarray, cases: np.ndarray) -> Measures:
    inside = box.holds(points)
    return Measures(int(inside.sum()), int(cases[inside].sum()), len(points), int(cases.sum()))


def prim(points: np.ndarray, cases: np.ndarray) -> Box | None:
    """The box of most worth on the peeling path, pasted, without limits that are not needed; None where none helps."""
    if not cases.any() or cases.all():
        return None
    path = [whole(points.shape[1])]
    while (thinner := peeled(path[-1], points, cases)) is not None:
        path.append(thinner)
    best = max(path, key=lambda box: measures(box, points, cases).worth)
    return needed(pasted(best, points, cases), points, cases)


def peeled(box: Box, points: np.ndarray, cases: np.ndarray) -> Box | None:
    """The box with the thin slice off whose loss raises the share of cases most; None where it would be too small."""
    inside = box.holds(points)
    least = max(LEAST_POINTS, LEAST * len(points))
    found: tuple[float, int, Box] | None = None
    for j in range(points.shape[1]):
        values = np.sort(points[inside, j])
        n = len(values)
        off = max(1, int(PEEL * n))
        if n - off < least:
            continue
        for side, at in (
            (0, _between(values[off - 1], values[off])),
            (1, _between(values[n - off - 1], values[n - off])),
        ):
            made = box.limit(j, side, at)
            m = measures(made, points, cases)
            if m.points < n and m.points >= least and (found is None or (m.density, m.points) > found[:2]):
                found = (m.density, m.points, made)
    return found[2] if found is not None else None


def _between(a: float, b: float) -> float:
    return float((a + b) / 2.0)


def pasted(box: Box, points: np.ndarray, cases: np.ndarray) -> Box:
    """The box widened by thin slices as long as its share of cases does not fall."""
    while True:
        now, wider = measures(box, points, cases), list[tuple[float, int, Box]]()
        for j in box.limited:
            free = box.without(j)
            near = np.sort(points[free.holds(points), j])
            take = max(1, int(PASTE * now.points))
            below, above = near[near < box.low[j]], near[near > box.high[j]]
            ends = [(0, below[-take - 1] if len(below) > take else 0.0)] if len(below) else []
            ends += [(1, above[take] if len(above) > take else 1.0)] if len(above) else []
            for side, at in ends:
                made = box.limit(j, side, float(at))
                m = measures(made, points, cases)
                if m.points > now.points and m.density >= now.density:
                    wider.append((m.density, m.points, made))
        if not wider:
            return box
        box = max(wider, key=lambda w: w[:2])[2]


def quasi_p(box: Box, without: Box, points: np.ndarray, cases: np.ndarray) -> float:
    """Chance of as many cases in the box if a limit that ``without`` lacks did not help.

    Binomial, with the share of cases of the box without that limit. Source: Bryant & Lempert (2010).
    """
    from scipy.stats import binom

    m, free = measures(box, points, cases), measures(without, points, cases)
    return float(binom.sf(m.cases - 1, m.points, free.density))


def needed(box: Box, points: np.ndarray, cases: np.ndarray) -> Box:
    """The box without the limits that do not help: the worst goes first, until all that are left are needed."""
    while box.limited:
        wider = [box.limit(j, side, float(side)) for j, side in box.limits]
        p = [quasi_p(box, w, points, cases) for w in wider]
        worst = int(np.argmax(p))
        if p[worst] <= SURE:
            break
        box = wider[worst]
    return box


def boxes(points: np.ndarray, cases: np.ndarray, most: int = 3) -> list[Box]:
    """Box after box, each found among the points that no box before it holds."""
    found: list[Box] = []
    left = np.ones(len(points), bool)
    while len(found) < most and left.sum() > 2 * LEAST_POINTS and cases[left].any():
        box = prim(points[left], cases[left])
        if box is None or not box.limited:
            break
        found.append(box)
        left &= ~box.holds(points)
    return found
