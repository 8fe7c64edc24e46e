"""Offline solution of schooling: how far the young of a country go, and how late, from its published rates.

Unknown by sex: scale of the delay, slope and bend of the index in wealth; by sex and area: five cutoffs. They solve
    participation of 15-24 in education (any of the last twelve months), by sex;
    completion of primary, lower and upper secondary, 3 to 5 years above the official age, by sex and area;
    upper secondary completion of the poorest and the richest fifth, by sex;
    shares with tertiary education from gross enrolment and the attainment of 25 and older, by sex and area.
All are solved together, because completion at a stated age understates the level reached at last where delays
are long.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numba import njit

from sim.core.errors import CheckError
from sim.core.plain import plain
from sim.schooling.moments import completed, enrolled, normal_cdf, reached
from sim.schooling.parameters import SchoolParameters
from sim.schooling.targets import AREAS, LEVEL_WORDS, SEXES, SchoolTargets, bisect, read_targets

WEALTH_SCORE = np.array([-1.3998, -0.5319, 0.0, 0.5319, 1.3998])
"""Mean of a standard normal variate within each fifth of its distribution."""
DELAY_RANGE, SLOPE_RANGE, CUTOFF_RANGE = (0.05, 10.0), (0.0, 2.5), (-6.0, 6.0)
BEND_RANGE = (-0.45, 0.45)
"""Within it the index rises from each fifth to the next."""


@dataclass(frozen=True)
class SchoolSolution:
    """Axes: sexes (male, female), areas (rural, urban), wealth quintiles, levels (none to bachelor)."""

    delay: np.ndarray  # (2) scale of the Rayleigh delay, years
    gradient: np.ndarray  # (2, 5) part of wealth in the index
    cutoffs: np.ndarray  # (2, 2, 5) of the index, levels 1 to 5, young cohorts
    stock_cutoffs: np.ndarray  # (2, 2, 5) the same for people of 25 and older
    shares: np.ndarray  # (2, 2, 5, 6) ultimate levels of the young
    urban: np.ndarray  # (5) share living in town, by wealth quintile
    enrolled: np.ndarray  # (2) at school now, share of 15-24
    participation: np.ndarray  # (2) at school in any of the last twelve months, share of 15-24
    residuals: dict[str, float]  # percentage points, solved minus published


@njit(cache=True)
def _cutoffs(targets, tertiary, weights, scores, done):  # type: ignore[no-untyped-def]
    """Five cutoffs of one group, found from the top level down by bisection.

    ``targets`` (3) completion of levels 1 to 3, ``tertiary`` (2) shares that reach levels 4 and 5, ``weights``
    (5) wealth quintiles of the group, ``scores`` (5) of ``gradient``, ``done`` (5, 6, 6) of ``completed``.
    """
    cut = np.full(5, 6.0)
    above = np.zeros((5, 6))
    reach = np.zeros(5)
    for level in range(5, 0, -1):
        low, high = -6.0, 6.0 if level == 5 else cut[level]
        for _ in range(45):
            middle = 0.5 * (low + high)
            total = 0.0
            for q in range(5):
                here = max(0.0, normal_cdf(scores[q] - middle) - reach[q])
                if level > 3:
                    total += weights[q] * (here + reach[q])
                else:
                    total += weights[q] * here * done[q, level, level]
                    for up in range(level + 1, 6):
                        total += weights[q] * above[q, up] * done[q, level, up]
            wanted = tertiary[level - 4] if level > 3 else targets[level - 1]
            if total > wanted:
                low = middle
            else:
                high = middle
        cut[level - 1] = 0.5 * (low + high)
        for q in range(5):
            now = max(reach[q], normal_cdf(scores[q] - cut[level - 1]))
            above[q, level] = now - reach[q]
            reach[q] = now
    return cut


@dataclass(frozen=True)
class _Problem:
    """One sex: 0 men, 1 women."""

    sex: int
    t: SchoolTargets
    p: SchoolParameters
    seen: dict[float, np.ndarray] = field(default_factory=dict)  # completion at the last delay asked for

    def completion_at(self, delay: float) -> np.ndarray:
        """``completed`` at this delay; slope and bend are sought while the delay stands still."""
        if delay not in self.seen:
            self.seen.clear()
            self.seen[delay] = completed(self.sex, delay, self.p)
        return self.seen[delay]

    def shares(self, delay: float, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(cutoffs, ultimate levels (2, 5, 6), completion (2, 5, 6 levels)) at this delay and gradient."""
        done = self.completion_at(delay)
        t = self.t
        groups = zip(t.completion, t.tertiary, t.quintiles, strict=True)
        cut = np.array([_cutoffs(*group, scores, done) for group in groups])
        ultimate = np.array([reached(c, scores) for c in cut])
        return cut, ultimate, np.einsum("aqu,qlu->aql", ultimate, done)

    def participating(self, delay: float, ultimate: np.ndarray) -> tuple[float, float]:
        """(at school now, in any of the last twelve months), shares of 15-24."""
        weights = self.t.areas[:, None, None] * self.t.quintiles[:, :, None] * ultimate
        now, year = enrolled(self.sex, delay, self.t.growth, self.p)
        return float((weights * now).sum()), float((weights * year).sum())

    def attending(self, delay: float, slope: float, bend: float) -> float:
        """Participation of 15-24 in any of the last twelve months."""
        return self.participating(delay, self.shares(delay, gradient(slope, bend))[1])[1]

    def by_wealth(self, completion: np.ndarray) -> np.ndarray:
        """Upper secondary completion by wealth quintile (5)."""
        return (self.t.area_of * completion[:, :, 3].T).sum(1)

    def ends(self, delay: float, slope: float, bend: float, richest_sign: int) -> float:
        """Completion of the richest fifth plus or minus that of the poorest."""
        by_wealth = self.by_wealth(self.shares(delay, gradient(slope, bend))[2])
        return float(by_wealth[4] + richest_sign * by_wealth[0])


def gradient(slope: float, bend: float) -> np.ndarray:
    """Part of wealth in the index, by quintile: slope · (w + bend · (w² − 1)) with the wealth score w."""
    return slope * (WEALTH_SCORE + bend * (WEALTH_SCORE**2 - 1))


def _solve_sex(problem: _Problem) -> tuple[float, np.ndarray]:
    """(delay, gradient): in turn slope by the gap between the fifths, bend by their sum, delay by participation."""
    at = np.array([1.0, 0.5, 0.0])
    gap, both = problem.t.richest - problem.t.poorest, problem.t.richest + problem.t.poorest
    for _ in range(40):
        before = at.copy()
        at[1] = bisect(gap, lambda x: problem.ends(at[0], x, at[2], -1), *SLOPE_RANGE)
        at[2] = bisect(both, lambda x: problem.ends(at[0], at[1], x, 1), *BEND_RANGE)
        at[0] = bisect(problem.t.participation, lambda d: problem.attending(d, at[1], at[2]), *DELAY_RANGE)
        if np.abs(at - before).sum() < 1e-4:
            break
    return float(at[0]), gradient(at[1], at[2])


def _at_least(weights: np.ndarray, scores: np.ndarray) -> float:
    """Weighted share whose index is above 0."""
    return sum(float(w) * plain(normal_cdf)(x) for w, x in zip(weights, scores, strict=True))


def _stock_cutoffs(t: SchoolTargets, scores: np.ndarray) -> np.ndarray:
    """Cutoffs (2 areas, 5) that give the attainment of people of 25 and older."""
    out = np.empty((2, 5))
    for a in (0, 1):
        for k in range(5):
            out[a, k] = -bisect(t.stock[a, k], lambda c: _at_least(t.quintiles[a], scores + c), *CUTOFF_RANGE)  # noqa: B023
    return out


def solve_school(facts: Any, p: SchoolParameters, added: tuple[float, float] = (0.0, 0.0)) -> SchoolSolution:
    """Solve delay, gradient and cutoffs from the published rates of a country (``facts``: its table of figures).

    ``added`` (men, women) is added to the published participation of 15-24, share.
    """
    names = ("delay", "gradient", "cutoffs", "stock", "shares", "now", "year")
    parts: dict[str, list[Any]] = {name: [] for name in names}
    residuals: dict[str, float] = {}
    for s, sex in enumerate(SEXES):
        wanted = read_targets(facts, sex, p)
        problem = _Problem(s, replace(wanted, participation=wanted.participation + added[s]), p)
        delay, scores = _solve_sex(problem)
        cut, ultimate, completion = problem.shares(delay, scores)
        now, year = problem.participating(delay, ultimate)
        row = (delay, scores, cut, _stock_cutoffs(problem.t, scores), ultimate, now, year)
        for name, value in zip(parts, row):
            parts[name].append(value)
        residuals |= _residuals(problem, sex, completion, year)
    if not np.isfinite(parts["cutoffs"]).all():
        raise CheckError("solve_school: no finite solution; check completion and participation in the facts.")
    solved = {name: np.array(values) for name, values in parts.items()}
    return SchoolSolution(
        delay=solved["delay"],
        gradient=solved["gradient"],
        cutoffs=solved["cutoffs"],
        stock_cutoffs=solved["stock"],
        shares=solved["shares"],
        urban=problem.t.area_of[:, 1],
        enrolled=solved["now"],
        participation=solved["year"],
        residuals=residuals,
    )


def _residuals(problem: _Problem, sex: str, completion: np.ndarray, year: float) -> dict[str, float]:
    """Solved minus published rates, percentage points."""
    out = {f"participation {sex}": 100 * (year - problem.t.participation)}
    for a, area in enumerate(AREAS):
        for k, word in enumerate(LEVEL_WORDS):
            rate = float(problem.t.quintiles[a] @ completion[a, :, k + 1])
            out[f"completion {word} {sex} {area}"] = 100 * (rate - problem.t.completion[a, k])
    by_wealth = problem.by_wealth(completion)
    for q, word, figure in ((0, "poorest", problem.t.poorest), (4, "richest", problem.t.richest)):
        out[f"completion upper_secondary {sex} {word}"] = 100 * (float(by_wealth[q]) - figure)
    return out
