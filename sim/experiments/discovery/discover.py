"""From a design of points to the boxes in which a package fails, and how the boxes do at fresh points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sim.experiments.discovery.prim import Box, Measures, boxes, measures, quasi_p
from sim.experiments.factors.factor import Factor, values
from sim.experiments.factors.question import Evaluate

MOST = 3
"""Boxes at most."""
FEW = 5
"""Failures, or successes, below which there is nothing to search."""


@dataclass(frozen=True)
class Asked:
    """Points as shares of the ranges, and the answers with every seed."""

    shares: np.ndarray
    answers: np.ndarray

    def fails(self, below: float) -> np.ndarray:
        """Points whose mean answer lies below the threshold."""
        return np.asarray(self.answers.mean(axis=1) < below)


@dataclass(frozen=True)
class Discovery:
    """Where the answers fall below a threshold."""

    factors: tuple[Factor, ...]
    below: float
    first: Asked
    fresh: Asked | None = None
    boxes: list[Box] = field(default_factory=list)

    @cached_property
    def cases(self) -> np.ndarray:
        return self.first.fails(self.below)

    def found(self, box: Box) -> Measures:
        """The box at the points in which it was found."""
        return measures(box, self.first.shares, self.cases)

    def again(self, box: Box) -> Measures | None:
        """The box at points and seeds that it has never seen."""
        return measures(box, self.fresh.shares, self.fresh.fails(self.below)) if self.fresh is not None else None

    @property
    def torn(self) -> float:
        """Share of points that fail with some seeds and not with others; not a number with one seed."""
        if self.first.answers.shape[1] < 2:
            return float("nan")
        below = self.first.answers < self.below
        return float((below.any(axis=1) & ~below.all(axis=1)).mean())

    def table(self) -> pd.DataFrame:
        """One row a box and factor that it limits."""
        rows: list[dict[str, Any]] = []
        for k, box in enumerate(self.boxes, 1):
            m, again = self.found(box), self.again(box)
            about = {
                "box": k, "density": m.density, "coverage": m.coverage, "mass": m.mass, "points": m.points,
                "density_fresh": again.density if again and again.points else np.nan,
                "coverage_fresh": again.coverage if again and again.all_cases else np.nan,
                "points_fresh": again.points if again else 0,
            }  # fmt: skip
            for j in box.limited:
                f, ends = self.factors[j], (box.low[j], box.high[j])
                low, high = (_number(f, share) for share in ends)
                p = quasi_p(box, box.without(j), self.first.shares, self.cases)
                limits = {"factor": f.key, "from": low, "to": high, "unit": f.unit, "quasi_p": p}
                rows.append(about | limits | {"whole_from": f.low, "whole_to": f.high})
        return pd.DataFrame(rows)

    def points(self) -> pd.DataFrame:
        """One row a point: the numbers of its factors, the answers, whether it fails, the first box that holds it."""
        parts = []
        for name, asked in (("found", self.first), ("fresh", self.fresh)):
            if asked is None:
                continue
            table = pd.DataFrame(values(self.factors, asked.shares))
            for k in range(asked.answers.shape[1]):
                table[f"answer_{k + 1}"] = asked.answers[:, k]
            inside = [box.holds(asked.shares) for box in self.boxes]
            table["fails"] = asked.fails(self.below)
            table["box"] = [next((k for k, i in enumerate(inside, 1) if i[row]), 0) for row in range(len(table))]
            table["set"] = name
            parts.append(table)
        return pd.concat(parts, ignore_index=True)

    def answer(self) -> list[str]:
        """The result in a few sentences."""
        n, bad = len(self.cases), int(self.cases.sum())
        said = [f"{bad} of {n} points fail (below {self.below:g})."]
        if bad == 0:
            said.append("It never fails within these ranges: there is nothing to search for.")
        elif bad == n:
            said.append("It fails everywhere within these ranges: there is no box to find.")
        elif min(bad, n - bad) < FEW:
            rare = "fail" if bad < FEW else "succeed"
            said.append(f"Too few points {rare} to find where: take more --points, or another --below.")
        elif not self.boxes:
            said.append("No box holds clearly more failures than the whole: where it fails cannot be told from noise.")
        for k, box in enumerate(self.boxes, 1):
            said.append(self._sentence(k, box))
        if np.isfinite(self.torn):
            share = f"{100 * self.torn:.0f} % of points fail with some seeds and not with others"
            said.append(f"{share}: so much of the border is luck.")
        return said

    def _sentence(self, k: int, box: Box) -> str:
        m, again = self.found(box), self.again(box)
        where = " and ".join(limit_words(self.factors[j], box, j) for j in box.limited)
        held = f"it holds {100 * m.coverage:.0f} % of the failures, and {100 * m.density:.0f} % of its points fail"
        fresh = ""
        if again is not None and again.points:
            fresh = f"; at fresh points {100 * again.coverage:.0f} % and {100 * again.density:.0f} %"
        elif again is not None:
            fresh = "; no fresh point lies in it"
        return f"Box {k}: {where}: {held}{fresh}."


def _number(f: Factor, share: float) -> float:
    return f.low + (f.high - f.low) * float(share) if not f.whole else f.at(float(share))


def limit_words(f: Factor, box: Box, j: int) -> str:
    """
    >>> import numpy as np
    >>> limit_words(Factor("economy.search.applications", 1.0, 3.0), Box(np.array([0.5]), np.array([1.0])), 0)
    'search: applications above 2'
    """
    low, high = _number(f, box.low[j]), _number(f, box.high[j])
    if box.low[j] > 0.0 and box.high[j] < 1.0:
        return f"{f.label} between {low:.3g} and {high:.3g}"
    return f"{f.label} above {low:.3g}" if box.low[j] > 0.0 else f"{f.label} below {high:.3g}"


def design(factors: int, points: int, seed: int) -> np.ndarray:
    """A Latin hypercube in the unit cube: every factor is spread evenly."""
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(factors, rng=np.random.default_rng(seed)).random(points))


def discover(
    factors: Sequence[Factor],
    evaluate: Evaluate,
    evaluate_fresh: Evaluate | None = None,
    *,
    below: float = 0.0,
    points: int = 100,
    fresh: int = 50,
    seed: int = 1,
) -> Discovery:
    """Ask at ``points`` points, find the boxes, and look at them again at ``fresh`` points with seeds of their own."""

    def asked(how: Evaluate, n: int, luck: int) -> Asked:
        shares = design(len(factors), n, luck)
        return Asked(shares, np.asarray(how(values(factors, shares)), np.float64))

    first = asked(evaluate, points, seed)
    cases = first.fails(below)
    searched = min(int(cases.sum()), int((~cases).sum())) >= FEW
    found = boxes(first.shares, cases, MOST) if searched else []
    again = asked(evaluate_fresh or evaluate, fresh, seed + 1_000_003) if found and fresh else None
    return Discovery(tuple(factors), below, first, again, found)
