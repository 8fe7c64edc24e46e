"""From candidates to the result: the race, a second look with fresh luck, the front, and who cannot be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.core.errors import InputError
from sim.experiments.bench.figures import column
from sim.experiments.bench.worlds import Bench
from sim.experiments.compare.effects import LEAST_TREATED
from sim.experiments.compare.statistics import Estimate, estimate
from sim.experiments.factors.question import FAR
from sim.experiments.optimise.levers import Candidate, Menu, candidates, how_many, spread
from sim.experiments.optimise.race import Course, Scores, front, level, rounds, run
from sim.experiments.optimise.score import Equity, equity, score
from sim.experiments.optimise.search import FROM, search
from sim.experiments.pool import OnDone, quietly

PILOT = 4
"""Pairs of the first round."""
SLACK = 0.5
"""Person-years per 1,000 young people that nobody would notice (assumption)."""
NEAR = 0.02
"""The same for money: a share of the largest cost (assumption)."""


@dataclass
class Choice:
    """The result: candidates, their race, and the survivors seen again in worlds of their own luck."""

    candidates: list[Candidate]
    course: Course
    fresh: dict[int, Scores]
    fair: Equity
    budget: float | None
    """W of simulated people, discounted over the horizon."""
    weight: float = 1.0
    notes: list[str] = field(default_factory=list)

    @property
    def survivors(self) -> list[int]:
        """Those left after the race, the best in decent work first (fresh figures)."""
        return sorted(self.fresh, key=lambda k: -float(self.fresh[k][:, 0].mean()))

    @cached_property
    def front(self) -> set[int]:
        """Survivors within the budget that no other beats in all objectives by its fresh means."""
        kept = [k for k in self.survivors if self.affordable(k)]
        if not kept:
            return set()
        return {kept[i] for i in front(np.array([self.fresh[k].mean(axis=0) for k in kept]))}

    def affordable(self, k: int) -> bool:
        """Whether its mean cost with fresh luck is within the budget."""
        return self.budget is None or float(self.fresh[k][:, 2].mean()) <= self.budget

    def surely_affordable(self, k: int) -> bool:
        return self.budget is None or estimate(self.fresh[k][:, 2]).high <= self.budget

    @property
    def best(self) -> int | None:
        """Most decent work within the budget as the race saw it, so that fresh figures know nothing of the choice."""
        kept = [k for k in self.fresh if self.budget is None or self.course.scores[k][:, 2].mean() <= self.budget]
        return max(kept, key=lambda k: float(self.course.scores[k][:, 0].mean())) if kept else None

    @cached_property
    def against_best(self) -> dict[int, int]:
        """Every other survivor within the budget: −1 surely less decent work than the best, 1 surely more, 0 untold.

        Fresh pairs; intervals allow for all these comparisons.
        """
        others = [k for k in self.survivors if k != self.best and self.affordable(k)]
        if self.best is None:
            return {}
        top, sure = self.fresh[self.best][:, 0], level(len(others))
        return {k: estimate(self.fresh[k][:, 0] - top, sure).sign for k in others}

    def near(self) -> list[int]:
        """Those that cannot be told apart from the best."""
        return [k for k, sign in self.against_best.items() if sign == 0]

    def estimates(self, scores: Scores) -> tuple[Estimate, Estimate, Estimate]:
        """Decent work and equity a 1,000, and cost in W of the whole country."""
        decent, fair, cost = (estimate(scores[:, j]) for j in range(3))
        return decent, fair, cost.times(self.weight)

    def table(self) -> pd.DataFrame:
        """One row a candidate: race and fresh figures, and what became of it."""
        rows = []
        order = [*self.survivors, *sorted(self.course.left, key=lambda k: (-self.course.left[k][0], k))]
        for k in order:
            row: dict[str, Any] = {"candidate": self.candidates[k].name, "number": k}
            for label, scores in (("race", self.course.scores[k]), ("fresh", self.fresh.get(k))):
                found = self.estimates(scores) if scores is not None else (None, None, None)
                for name, e in zip(("decent", "equity", "cost"), found, strict=True):
                    three = (e.mean, e.low, e.high) if e is not None else (np.nan,) * 3
                    row |= dict(zip((f"{name}_{label}", f"{name}_{label}_low", f"{name}_{label}_high"), three))
                row[f"pairs_{label}"] = len(scores) if scores is not None else 0
            rows.append(row | {"fate": self.fate(k), "on_front": k in self.front})
        return pd.DataFrame(rows)

    def fate(self, k: int) -> str:
        """What became of a candidate, in words."""
        if k in self.course.left:
            number, why = self.course.left[k]
            if number == 0:
                return why
            if why.startswith("beaten by "):
                why = f"beaten by {self.candidates[int(why.removeprefix('beaten by '))].name}"
            return f"round {number}: {why}"
        if not self.affordable(k):
            return f"{'best of the race, ' if k == self.best else ''}over the budget with fresh luck"
        words = {-1: "less decent work", 0: "cannot be told apart from the best", 1: "more decent work with fresh luck"}
        word = "best" if k == self.best else words[self.against_best[k]]
        return word if self.surely_affordable(k) else f"{word}; may break the budget"

    @property
    def curse(self) -> Estimate | None:
        """Decent work of the winner of the race, less what it shows with fresh luck."""
        if self.best is None:
            return None
        race, again = (estimate(s[self.best][:, 0]) for s in (self.course.scores, self.fresh))
        error = float(np.hypot(race.error, again.error))
        gap = race.mean - again.mean
        return Estimate(gap, gap - 1.96 * error, gap + 1.96 * error, error, race.pairs + again.pairs)

    def answer(self) -> list[str]:
        """The result in a few sentences."""
        said = [f"{len(self.candidates)} candidates, {len(self.course.left)} of them dropped in the race."]
        if self.best is None:
            return [*said, "None is within the budget: take lower --intensities, or a larger --budget."]
        decent = estimate(self.fresh[self.best][:, 0])
        named = self.candidates[self.best].name
        if not decent.established:
            said.append(f"The winner of the race, {named}, is not sure to bring more decent work than nothing: "
                        f"{_words(decent)} person-years per 1,000 young people with fresh luck.")  # fmt: skip
        else:
            said.append(f"Most decent work within the budget: {named}, {_words(decent)} person-years per 1,000 young "
                        "people with fresh luck.")  # fmt: skip
        if not self.affordable(self.best):
            said.append("With fresh luck it costs more than the budget allows.")
        near = self.near()
        if near:
            names = [self.candidates[k].name for k in near[:5]]
            more = f" and {len(near) - 5} more" if len(near) > 5 else ""
            said.append(f"Cannot be told apart from it: {'; '.join(names)}{more}.")
        ahead = [self.candidates[k].name for k, sign in self.against_best.items() if sign > 0]
        if ahead:
            said.append(f"Surely better with fresh luck: {'; '.join(ahead)}.")
        if self.front - {self.best}:
            fair = max(self.front, key=lambda k: float(self.fresh[k][:, 1].mean()))
            cheap = min(self.front, key=lambda k: float(self.fresh[k][:, 2].mean()))
            said.append(f"Best in equity ({self.fair.label}): {self.candidates[fair].name}. Cheapest on the front: "
                        f"{self.candidates[cheap].name}.")  # fmt: skip
        if self.curse is not None:
            said.append(f"What its race showed above fresh luck: {_words(self.curse)}.")
        return said


def _words(e: Estimate) -> str:
    return f"{e.mean:+.1f} [{e.low:+.1f} to {e.high:+.1f}]".replace("-", "−")


def choose(
    made: Menu,
    intensities: Sequence[float],
    *,
    budget: float | None = None,
    fair: str | None = None,
    most: int = 40,
    pairs: int = 16,
    fresh: int = 16,
    workers: int = 2,
    folder: Path,
    on_world: OnDone = quietly,
) -> Choice:
    """Race the candidates of a menu, look at the survivors again, and say what can be said.

    ``budget``: W of the whole country, discounted, all payers. ``most``: candidates at most.
    """
    seed, weight = int(made.baseline.seed), float(made.baseline.weight)
    limit = None if budget is None else budget / weight
    with Bench(folder, made.start, workers, on_world) as bench:
        base: dict[int, np.ndarray] = {}

        def baseline(first: int, n: int) -> np.ndarray:
            if first not in base or len(base[first]) < n:
                base[first] = bench.figures({"": made.baseline}, range(first, first + n))[""]
            return base[first][:n]

        settled = equity(fair, baseline(seed, min(PILOT, pairs)))

        def scores(chosen: Sequence[Candidate], first: int, n: int) -> list[Scores]:
            there = baseline(first, n)
            found = bench.figures({str(k): made.config(c) for k, c in enumerate(chosen)}, range(first, first + n))
            return [score(f, there, settled) for f in found.values()]

        shown = field_of(made, intensities, most, seed, lambda c: np.array(
            [s.mean(axis=0) for s in scores(c, seed, min(PILOT, pairs))]
        ))  # fmt: skip
        if not shown:
            raise InputError("--among: there is nothing to choose from.")

        def evaluate(alive: Sequence[int], n: int) -> dict[int, Scores]:
            return dict(zip(alive, scores([shown[k] for k in alive], seed, n), strict=True))

        pilot = evaluate(range(len(shown)), min(PILOT, pairs))
        out = too_few(bench, made, shown, range(seed, seed + min(PILOT, pairs)), min(pairs, fresh))
        largest = max(abs(float(s[:, 2].mean())) for s in pilot.values())
        slack = np.array([SLACK, SLACK, NEAR * largest])
        course = run(len(shown), evaluate, rounds(min(PILOT, pairs), pairs), limit, slack, out)
        course.scores = pilot | course.scores
        again = dict(zip(course.alive, scores([shown[k] for k in course.alive], seed + FAR, fresh), strict=True))
    return Choice(shown, course, again, settled, limit, weight)


def too_few(bench: Bench, made: Menu, shown: Sequence[Candidate], seeds: range, pairs: int) -> dict[int, str]:
    """Candidates that would treat too few agents in so many pairs for any contrast, as far as the first pairs tell."""
    found = bench.figures({str(k): made.config(c) for k, c in enumerate(shown)}, seeds)
    agents = [float(f[:, column("treated")].mean()) * pairs for f in found.values()]
    return {
        k: f"not judged, only about {n:.0f} treated agents in {pairs} pairs"
        for k, n in enumerate(agents)
        if n < LEAST_TREATED
    }


def field_of(made: Menu, intensities: Sequence[float], most: int, seed: int, judge: Any) -> list[Candidate]:
    """All combinations where they are few; else a sample that fills the space, or proposals of an optimiser."""
    if how_many(len(made.levers), len(intensities), made.most) <= most:
        return candidates(made, intensities)
    if len(made.levers) < FROM:
        return spread(made, intensities, most, seed)
    return search(made, intensities, most, seed, judge)
