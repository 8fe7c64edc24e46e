"""The result of a comparison: tables, rows for programs, and the files that keep it."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.experiments.compare import answer, expected, money, programs, tables
from sim.experiments.compare.accounting import HOLDOUT, accounting, live_accounts
from sim.experiments.compare.brackets import FEW, brackets
from sim.experiments.compare.effects import (
    Effect,
    Reach,
    differences,
    effects,
    headline,
    person_years,
    reach,
)
from sim.experiments.compare.equal_money import equalise
from sim.experiments.compare.outcomes import EVERYBODY, HEADLINE
from sim.experiments.compare.pairs import Crew, Keeper, Worlds, live_all
from sim.experiments.compare.plan import Package, Plan, plan
from sim.experiments.compare.run import Pairs, Rule, gather
from sim.experiments.compare.sets import UnderSets, in_sets
from sim.experiments.compare.statistics import Estimate, estimate, holm
from sim.experiments.compare.worth import Worth, worth
from sim.experiments.pool import OnDone, quietly

SCENARIO = "two_ways_to_pay"
"""What ``sim compare`` without a scenario compares."""


@dataclass
class Comparison:
    """Paired worlds and what they say. Numbers of people and money are those of the whole country."""

    plan: Plan
    pairs: Pairs
    rule: Rule = field(default_factory=Rule)
    folder: Path | None = None
    notes: list[str] = field(default_factory=list)
    extras: dict[str, Any] = field(default_factory=dict)
    """Brackets, accounting and whatever else was asked for."""

    @property
    def worlds(self) -> list[Worlds]:
        return self.pairs.worlds

    @property
    def packages(self) -> tuple[Package, ...]:
        return self.plan.packages

    @property
    def replicates(self) -> int:
        return len(self.pairs.seeds)

    @property
    def weight(self) -> float:
        return float(self.plan.baseline.weight)

    @cached_property
    def effects(self) -> list[Effect]:
        return effects(self.plan, self.worlds)

    @cached_property
    def worth(self) -> dict[str, Worth]:
        return {p.name: worth(self.plan, self.worlds, p, self.changes[p.name]) for p in self.packages}

    @cached_property
    def reach(self) -> dict[str, Reach]:
        return {p.name: reach(p, self.worlds) for p in self.packages}

    def effect(self, policy: str, outcome: str = f"young_{HEADLINE}", group: str = "all") -> Effect:
        """One difference."""
        return next(e for e in self.effects if (e.policy, e.outcome, e.group) == (policy, outcome, group))

    @cached_property
    def adjusted(self) -> dict[str, float]:
        """p-value of each package's headline, allowing for all packages."""
        p = [self.effect(pk.name).difference.p for pk in self.packages]
        return dict(zip([pk.name for pk in self.packages], holm(p), strict=True))

    @property
    def years(self) -> str:
        months = self.plan.horizon
        return f"{months // 12} years" if months % 12 == 0 and months > 12 else f"{months} months"

    def last_year(self, policy: str, outcome: str = HEADLINE, group: str = "all") -> Estimate:
        """Additional young people, mean of the last twelve months."""
        return estimate(differences(self.worlds, policy, outcome, group)[:, -12:].mean(axis=1) * self.weight)

    def older(self, policy: str) -> Estimate:
        """Additional person-years in decent work of people of 30 to 64."""
        whole = differences(self.worlds, policy, HEADLINE, "all", EVERYBODY)
        young = differences(self.worlds, policy, HEADLINE)
        return estimate(person_years(self.plan, whole - young) * self.weight)

    @cached_property
    def changes(self) -> dict[str, np.ndarray]:
        """Package -> pairs × purpose × payer × payee: what is paid more, discounted, W of simulated people."""
        return {p.name: money.changes(self.plan, self.worlds, p.name) for p in self.packages}

    def contrast(self) -> tuple[str, str, Estimate] | None:
        """Between two packages: additional person-years of the first over the second."""
        if len(self.packages) != 2 or not all(r.enough for r in self.reach.values()):
            return None
        first, second = self.packages
        gap = headline(self.plan, self.worlds, first.name) - headline(self.plan, self.worlds, second.name)
        return first.label, second.label, estimate(gap * self.weight)

    def answer(self) -> list[str]:
        """The result in two or three sentences."""
        rows = [(p.label, self.effect(p.name), self.reach[p.name], self.adjusted[p.name]) for p in self.packages]
        older = [(p.label, self.older(p.name)) for p in self.packages if self.reach[p.name].enough]
        sets = self.extras["ensemble"].sentences() if "ensemble" in self.extras else []
        return answer.sentences(rows, self.years, self.contrast(), older) + sets

    def first_clear_year(self, policy: str) -> int | None:
        """First year of policy whose additional young people in decent work are established."""
        paths = differences(self.worlds, policy, HEADLINE)[:, self.plan.start :]
        for year in range(paths.shape[1] // 12):
            if estimate(paths[:, 12 * year : 12 * year + 12].mean(axis=1)).established:
                return year + 1
        return None

    # ---- tables

    def table(self) -> pd.DataFrame:
        """All differences, a row a package, outcome and group."""
        return pd.DataFrame([tables.row(e) for e in self.effects])

    def by_group(self, outcome: str = f"young_{HEADLINE}") -> pd.DataFrame:
        """Additional person-years by group, a row a package and group."""
        return pd.DataFrame([tables.row(e) for e in self.effects if e.outcome == outcome])

    def who_pays(self) -> pd.DataFrame:
        """A row a package, payer and purpose: money that is paid more, W, discounted; low and high of its interval."""
        return tables.who_pays(self)

    def who_bears(self) -> pd.DataFrame:
        """A row a package and party: what it pays by law, and how much better off it is in the end, W, discounted."""
        return tables.who_bears(self)

    def indicators(self) -> pd.DataFrame:
        """Rates and levels of the last twelve months: both worlds and the difference."""
        return tables.indicators(self)

    def expected(self) -> pd.DataFrame:
        """What the evidence makes us expect, hit or miss."""
        return pd.DataFrame([expected.expectation(self, row) for row in self.plan.baseline.expected])

    def as_json(self) -> dict[str, Any]:
        """Everything, for programs."""
        return programs.everything(self)

    def csv(self, folder: str | Path) -> Path:
        """Write every table as CSV."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        found = {
            "differences": self.table(), "indicators": self.indicators(), "who_pays": self.who_pays(),
            "who_bears": self.who_bears(), "households": tables.households(self), "expected": self.expected(),
            "paths": tables.paths(self), "pairs": tables.by_pair(self),
        }  # fmt: skip
        for extra in self.extras.values():
            found |= extra.tables() if hasattr(extra, "tables") else {}
        for name, table in found.items():
            table.to_csv(folder / f"{name}.csv", index=False)
        return folder

    def save(self, folder: str | Path | None = None, *, report: bool = True) -> Path:
        """Write settings, tables and the report beside the pairs; returns the folder."""
        from sim.experiments.compare.store import save

        return save(self, Path(folder) if folder is not None else self.folder, report=report)


def targets_that_reach_nobody(made: Plan, worlds: list[Worlds]) -> list[str]:
    """A warning for every measure whose target group is empty in some pair."""
    said = []
    for package in made.packages:
        for k, name in enumerate(str(n) for n in worlds[0][package.name]["reached_names"]):
            counts = [int(w[package.name]["reached"][k]) for w in worlds]
            if min(counts) == 0:
                target = package.instruments[name].target.describe()
                said.append(
                    f"{package.name}: the target group {{{target}}} of {name} matches nobody in "
                    f"{counts.count(0)} of {len(counts)} pairs (of {made.baseline.people:,} people)."
                )
    return said


def old_sets(made: Plan) -> list[str]:
    """A warning where an ensemble was made for other facts than those of the country now."""
    if made.sets is None or made.sets.said("facts") in ("", made.baseline.country.facts.sha256[:16]):
        return []
    return [f"ensemble {made.sets.name} was made for other facts of {made.baseline.country.name}: make it again."]


def compare(*words: str, **how: Any) -> Comparison:
    """Compare the policies of a scenario in paired worlds.

    ``compare("scenarios=two_ways_to_pay", "people=5000", seeds=10)``; words are those of ``configure``, and
    what follows them is that of ``compare_plan``: seeds, most, precision, workers, out, bracketed, accounted.
    """
    made = plan(*words) if words else plan(f"scenarios={SCENARIO}")
    return compare_plan(made, **how)


def compare_plan(
    made: Plan,
    seeds: int = 20,
    most: int = 60,
    precision: float | None = None,
    workers: int = 2,
    out: str | Path | None = None,
    on_pair: OnDone = quietly,
    bracketed: bool = True,
    accounted: bool = False,
) -> Comparison:
    """Compare what a plan describes; ``out``: folder in which the folders of comparisons lie."""
    root, notes = Path(out) if out is not None else compare_folder(made.baseline), list[str]()
    with Crew(workers) as crew:
        if made.baseline.equal_money and len(made.packages) > 1:
            alike = equalise(replace(made, sets=None), crew, root / "equal_money", notes)
            made = replace(alike, sets=made.sets)
        if accounted:
            made = made.with_holdouts(HOLDOUT)
        rule, job = Rule(seeds, max(most, seeds), precision), live_accounts if accounted else live_all
        if made.sets is not None:
            job = UnderSets(job, made.sets.members, made.first_seed)
        pairs = gather(made, rule, Keeper(root / made.key / "pairs"), crew, on_pair, job)
        if not pairs.worlds:
            raise KeyboardInterrupt
        found = Comparison(made, pairs, rule, root / made.key, notes)
        found.notes += [*made.baseline.country.doubts, *targets_that_reach_nobody(made, pairs.worlds)]
        if (sets := in_sets(found)) is not None:
            found.extras["ensemble"] = sets
        notes += old_sets(made)
        if accounted:
            found.extras["accounting"] = accounting(made, pairs.worlds)
        if bracketed and not pairs.interrupted:
            default = {p.name: found.effect(p.name).difference for p in made.packages}
            extra = brackets(made, default, crew, root, min(FEW, seeds), on_pair)
            found.extras |= {"brackets": extra} if extra is not None else {}
            pairs.interrupted = extra is None
    return found


def compare_folder(config: Any) -> Path:
    """``outputs/compare``, beside the folder of runs."""
    from sim.experiments.store import runs_folder

    return runs_folder(config).parent / "compare"
