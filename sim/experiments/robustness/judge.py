"""From packages and futures to the result: effects in every future, and what is regretted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.core.errors import InputError
from sim.experiments.bench.figures import cost, enough, years
from sim.experiments.bench.worlds import Bench, bench_folder, strengthened
from sim.experiments.compare.plan import BASELINE, Plan, plan, words_of
from sim.experiments.compare.statistics import estimate
from sim.experiments.factors.factor import Factor, moved
from sim.experiments.pool import OnDone, quietly
from sim.experiments.robustness.futures import Future, begin
from sim.experiments.robustness.regret import Judged, clearly_best, judge, regrets, untold_mean, untold_worst

NOTHING = "nothing"
"""Doing nothing is a choice too: its effect is zero in every future."""


@dataclass(frozen=True)
class Robustness:
    """Effects of packages in futures: additional person-years in decent work of 1,000 young people."""

    packages: tuple[str, ...]
    futures: tuple[str, ...]
    effects: np.ndarray
    """Packages × futures × seeds."""
    costs: np.ndarray
    """The same, W of simulated people, discounted."""
    least: float = 0.0
    factors: tuple[Factor, ...] = ()
    notes: list[str] = field(default_factory=list)

    @cached_property
    def judged(self) -> list[Judged]:
        return judge(self.effects, self.least)

    @cached_property
    def regret(self) -> np.ndarray:
        """Packages × futures, of the means over seeds."""
        return regrets(self.effects.mean(axis=2))

    @cached_property
    def clear(self) -> list[int | None]:
        return clearly_best(self.effects)

    def label(self, p: int) -> str:
        return words_of(self.packages[p])

    def table(self) -> pd.DataFrame:
        """One row a package."""
        rows: list[dict[str, Any]] = []
        for name, j in zip(self.packages, self.judged, strict=True):
            row: dict[str, Any] = {"package": name}
            for what, e in (("effect", j.mean), ("mean_regret", j.regret), ("max_regret", j.worst)):
                row |= {what: e.mean, f"{what}_low": e.low, f"{what}_high": e.high}
            rows.append(row | {
                "worst_future": self.futures[j.worst_future],
                "best_share": j.best, "clearly_best_share": j.clearly_best,
                "enough_share": j.enough, "clearly_enough_share": j.clearly_enough,
            })  # fmt: skip
        return pd.DataFrame(rows)

    def by_future(self) -> pd.DataFrame:
        """One row a future and package: the effect with its interval, the regret, the cost."""
        rows = []
        for f, future in enumerate(self.futures):
            for p, name in enumerate(self.packages):
                e = estimate(self.effects[p, f])
                rows.append({
                    "future": future, "package": name, "effect": e.mean, "low": e.low, "high": e.high,
                    "regret": self.regret[p, f], "clearly_best": self.clear[f] == p,
                    "cost": float(self.costs[p, f].mean()), "pairs": e.pairs,
                })  # fmt: skip
        return pd.DataFrame(rows)

    def answer(self) -> list[str]:
        """Who is robust, and where that cannot be told."""
        worst = [j.worst.mean for j in self.judged]
        winner = int(np.argmin(worst))
        j = self.judged[winner]
        said = [
            f"Smallest largest regret: {self.label(winner)} ({j.worst.mean:.1f} person-years per 1,000 young people, "
            f"in the future: {self.futures[j.worst_future]})." if j.worst.mean > 0.0 else
            f"{self.label(winner)} has the highest mean effect in every future."
        ]  # fmt: skip
        near = untold_worst(self.effects, winner)
        if near:
            said.append(f"Its largest regret cannot be told apart from that of {self._names(near)}.")
        mean = int(np.argmin([j.regret.mean for j in self.judged]))
        if mean != winner:
            said.append(f"Smallest mean regret: {self.label(mean)}.")
        near = untold_mean(self.effects, mean)
        if near:
            said.append(f"The mean regret of {self.label(mean)} cannot be told apart from that of {self._names(near)}.")
        sure = sum(k is not None for k in self.clear)
        said.append(f"In {sure} of {len(self.futures)} futures one choice is clearly the best.")
        for f, k in enumerate(self.clear):
            if k is not None and k != winner:
                said.append(f"{self.futures[f].capitalize()}: {self.label(k)} is clearly better.")
        return said[:7]

    def _names(self, near: Sequence[int]) -> str:
        names = [self.label(p) for p in near]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def robustness(
    words: Sequence[str],
    futures: Sequence[Future],
    factors: Sequence[Factor] = (),
    *,
    seeds: int = 6,
    least: float = 0.0,
    shock: int | None = None,
    workers: int = 2,
    folder: Path | None = None,
    on_world: OnDone = quietly,
) -> Robustness:
    """Live every package in every future. Packages are as large as in the world without shocks, whatever comes."""
    made = plan(*words)
    start, names = made.start, [p.name for p in made.packages]
    if NOTHING in names:
        raise InputError(f"a package is called {NOTHING}, which is the name of doing nothing; give it another name.")
    seeds_there, notes = tuple(made.seeds(seeds)), list[str]()
    with Bench(folder or bench_folder(made.baseline), start, workers, on_world) as bench:
        scale = equal(made, bench, notes)
        effects, costs = [], []
        for future in futures:
            arms = worlds(words, future, scale, start if shock is None else shock)
            found = bench.figures(arms, seeds_there)
            base = found.pop(BASELINE)
            for name in names:
                enough(found[name], f"{name} in the future '{future.name}'")
            effects.append([np.zeros(seeds), *(years(found[n], base) for n in names)])
            costs.append([np.zeros(seeds), *(cost(found[n], base) for n in names)])
    both = (np.array(part).transpose(1, 0, 2) for part in (effects, costs))
    return Robustness((NOTHING, *names), tuple(f.name for f in futures), *both, least, tuple(factors), notes)


def worlds(words: Sequence[str], future: Future, scale: dict[str, float], shock: int) -> dict[str, Any]:
    """All arms of one future: the baseline first. What comes with the future is in all of them."""
    there = plan(*words, *future.words)
    base, packages = there.baseline, {p.name: p.config for p in there.packages}
    if set(packages) != set(scale):  # a package made of options: those of the future stand beside its own
        (name,), (whole,) = scale, there.packages
        own = plan(*words).packages[0].config.instruments
        base = base.changed(instruments={n: e for n, e in whole.config.instruments.items() if n not in own})
        packages = {name: whole.config}
    arms = {BASELINE: base} | {n: strengthened(config, base, scale[n]) for n, config in packages.items()}
    return {name: moved(begin(config, future, shock), dict(future.numbers)) for name, config in arms.items()}


def equal(made: Plan, bench: Bench, notes: list[str]) -> dict[str, float]:
    """Factor on the intensity of each package: where a scenario wants equal money, all cost the same as the first."""
    scale = {p.name: 1.0 for p in made.packages}
    if made.baseline.equal_money and len(made.packages) > 1:
        from sim.experiments.compare.equal_money import equalise

        scaled = equalise(made, bench.crew, bench.folder.parent / "equal_money", notes)
        scale = {p.name: p.scale for p in scaled.packages}
    return scale
