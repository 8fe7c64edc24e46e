"""The result of a comparison: tables, rows for programs, and the files that keep it."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.experiments.compare import answer, money
from sim.experiments.compare.brackets import FEW, brackets
from sim.experiments.compare.effects import (
    Effect,
    Reach,
    differences,
    effects,
    headline,
    levels,
    of_group,
    person_years,
    rates,
    reach,
)
from sim.experiments.compare.outcomes import EVERYBODY, HEADLINE, SPLITS
from sim.experiments.compare.equal_money import equalise
from sim.experiments.compare.pairs import Crew, Keeper, OnPair, Worlds
from sim.experiments.compare.plan import BASELINE, Package, Plan, plan
from sim.experiments.compare.run import Pairs, Rule, gather
from sim.experiments.compare.statistics import Estimate, detectable, estimate, holm
from sim.experiments.compare.worth import Worth, worth

SCENARIO = "two_ways_to_pay"
"""What ``sim compare`` without a scenario compares."""
MAIN = (
    "decent_job_population_ratio", "employment_rate", "wage_employment_share", "informality_rate",
    "unemployment_rate", "neet_rate", "enrolment_rate", "transited", "monthly_pay", "self_employment_income",
    "training_places", "training_queue", "completion_rate", "tightness",
)  # fmt: skip
"""Indicators whose means of the last twelve months are compared."""


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
        return answer.sentences(rows, self.years, self.contrast(), older)

    def first_clear_year(self, policy: str) -> int | None:
        """First year of policy whose additional young people in decent work are established."""
        paths = differences(self.worlds, policy, HEADLINE)[:, self.plan.start :]
        for year in range(paths.shape[1] // 12):
            if estimate(paths[:, 12 * year : 12 * year + 12].mean(axis=1)).established:
                return year + 1
        return None

    # ---- tables

    def by_group(self, outcome: str = f"young_{HEADLINE}") -> pd.DataFrame:
        """Additional person-years by group, a row a package and group."""
        rows = [e for e in self.effects if e.outcome == outcome]
        return pd.DataFrame([_row(e) for e in rows])

    def table(self) -> pd.DataFrame:
        """All differences."""
        return pd.DataFrame([_row(e) for e in self.effects])

    def who_pays(self) -> pd.DataFrame:
        """A row a package, payer and purpose: money that is paid more, W, discounted; low and high of its interval."""
        rows = []
        for package in self.packages:
            change = self.changes[package.name]
            for (payer, purpose), paid in money.by_purpose(change).items():
                e = estimate(paid * self.weight)
                rows.append((package.name, payer, purpose, e.mean, e.low, e.high))
        return pd.DataFrame(rows, columns=["scenario", "payer", "purpose", "amount", "low", "high"])

    def who_bears(self) -> pd.DataFrame:
        """A row a package and party: what it pays by law, and how much better off it is in the end, W, discounted."""
        rows = []
        for package in self.packages:
            change = self.changes[package.name]
            law = dict(zip(money.PAYERS, money.by_law(change).T, strict=True))
            borne = dict(zip(money.BEARERS, money.borne(change).T, strict=True))
            for party in dict.fromkeys([*money.PAYERS, *money.BEARERS]):
                by_law = estimate(law[party] * self.weight) if party in law else None
                gain = estimate(borne[party] * self.weight) if party in borne else None
                rows.append(
                    {"scenario": package.name, "party": money.name(party)}
                    | _columns("by_law", by_law)
                    | _columns("gain", gain)
                )
        return pd.DataFrame(rows)

    def households(self) -> pd.DataFrame:
        """What moves household income, W, discounted."""
        rows = []
        for package in self.packages:
            change = self.changes[package.name]
            for said, moved in money.households_from(change).items():
                rows.append({"scenario": package.name, "source": said} | _columns("gain", estimate(moved * self.weight)))
        return pd.DataFrame(rows)

    def indicators(self) -> pd.DataFrame:
        """Rates and levels of the last twelve months: both worlds and the difference."""
        rows = []
        groups = ["all", *SPLITS["sex"]]
        for package in self.packages:
            for name in MAIN:
                for who in groups:
                    found = rates(self.plan, self.worlds, package, name, who)
                    if found is not None:
                        rows.append(self._rate(package, name, who, found))
        return pd.DataFrame(rows)

    def _rate(self, package: Package, name: str, who: str, found: np.ndarray) -> dict[str, Any]:
        e = estimate(found[:, 1] - found[:, 0])
        return {
            "scenario": package.name, "indicator": name, "group": who, "baseline": float(found[:, 0].mean()),
            "policy": float(found[:, 1].mean()), "difference": e.mean, "low": e.low, "high": e.high,
            "replicates": e.pairs,
        }  # fmt: skip

    def expected(self) -> pd.DataFrame:
        """What the evidence makes us expect, hit or miss."""
        return pd.DataFrame([self._expectation(row) for row in self.plan.baseline.expected])

    def _expectation(self, row: dict[str, Any]) -> dict[str, Any]:
        package, who = self.plan.package(str(row["policy"])), str(row.get("group") or "all")
        wanted = {"+": 1, "1": 1, "-": -1, "-1": -1, "0": 0}[str(row["sign"])]
        e = self._asked(package, str(row["outcome"]), who)
        found = "unknown outcome or group"
        if e is not None:
            found = "hit" if e.sign == wanted else "miss" if e.established else "not established"
        return {
            "policy": package.name, "outcome": row["outcome"], "group": who,
            "sign": {1: "+", -1: "−", 0: "0"}[wanted], "difference": e.mean if e else np.nan,
            "low": e.low if e else np.nan, "high": e.high if e else np.nan, "found": found,
            "source": str(row.get("source") or ""),
        }  # fmt: skip

    def _asked(self, package: Package, outcome: str, who: str) -> Estimate | None:
        """Difference of an indicator, of a monthly figure of the model, or of what is counted among young people."""
        found = rates(self.plan, self.worlds, package, outcome, who, "window")
        if found is not None:
            return estimate(found[:, 1] - found[:, 0])
        from sim.experiments.compare.outcomes import NAMES
        from sim.experiments.compare.worth import series
        from sim.indicators.groups import GROUPS

        if outcome in NAMES and who in GROUPS:
            return estimate(person_years(self.plan, differences(self.worlds, package.name, outcome, who)) * self.weight)
        both = [(series(w[BASELINE], outcome), series(w[package.name], outcome)) for w in self.worlds]
        if all(p is not None for _, p in both):
            start = self.plan.start
            return estimate([np.nansum(p[start:]) - (0 if b is None else np.nansum(b[start:])) for b, p in both])
        return None

    # ---- rows for programs

    def rows(self) -> list[dict[str, Any]]:
        """``scenario, indicator, group, baseline, policy, difference, low, high, replicates`` and what goes with it."""
        made = self.indicators().to_dict("records")
        for e in self.effects:
            d = e.difference
            made.append({
                "scenario": e.policy, "indicator": f"{e.outcome}_{'person_years' if e.unit == 'person-years' else 'sum'}",
                "group": e.group, "baseline": e.baseline, "policy": e.with_policy if not e.refused else None,
                "difference": None if e.refused else d.mean, "low": None if e.refused else d.low,
                "high": None if e.refused else d.high, "replicates": d.pairs, "unit": e.unit,
                "detectable": detectable(d), "refused": e.refused or None,
            })  # fmt: skip
        return made

    def as_json(self) -> dict[str, Any]:
        """Everything, for programs."""
        who = self.who_pays()
        return {
            "compare_key": self.plan.key, "country": self.plan.baseline.country.option,
            "scenario": self.plan.baseline.scenario, "people": int(self.plan.baseline.people),
            "months": int(self.plan.baseline.months), "start": self.plan.start, "replicates": self.replicates,
            "interrupted": self.pairs.interrupted, "answer": self.answer(),
            "policies": {p.name: self._summary(p) for p in self.packages}, "rows": self.rows(),
            "money": who[["scenario", "payer", "purpose", "amount", "low", "high"]].to_dict("records"),
            "bearers": self.who_bears().to_dict("records"), "expected": self.expected().to_dict("records"),
            "notes": self.notes,
        } | {name: extra.as_json() for name, extra in self.extras.items() if hasattr(extra, "as_json")}  # fmt: skip

    def _summary(self, package: Package) -> dict[str, Any]:
        e, w, treated = self.effect(package.name), self.worth[package.name], self.reach[package.name]
        return {
            "about": package.about, "scale": package.scale, "treated_agents": treated.agents,
            "additional_person_years": None if e.refused else e.difference._asdict(), "refused": e.refused or None,
            "p_holm": self.adjusted[package.name], "detectable": detectable(e.difference),
            "in_last_year": None if e.refused else self.last_year(package.name)._asdict(),
            "total_cost": w.total._asdict(), "public_cost": w.public._asdict(),
            "cost_per_participant": w.per_participant, "cost_per_completer": w.per_completer,
            "cost_per_additional_person_year": w.per_person_year._asdict(),
            "fiscal_balance": w.balance._asdict(),
        }  # fmt: skip

    def csv(self, folder: str | Path) -> Path:
        """Write every table as CSV."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        tables = {
            "differences": self.table(), "indicators": self.indicators(), "who_pays": self.who_pays(),
            "who_bears": self.who_bears(), "households": self.households(), "expected": self.expected(),
            "paths": self.paths(), "pairs": self.by_pair(),
        }  # fmt: skip
        for name, extra in self.extras.items():
            tables |= extra.tables() if hasattr(extra, "tables") else {}
        for name, table in tables.items():
            table.to_csv(folder / f"{name}.csv", index=False)
        return folder

    def save(self, folder: str | Path | None = None, *, report: bool = True) -> Path:
        """Write settings, tables and the report beside the pairs; returns the folder."""
        from sim.experiments.compare.store import save

        return save(self, Path(folder) if folder is not None else self.folder, report=report)

    def paths(self, outcomes: tuple[str, ...] = (HEADLINE, "employed", "neet", "informal")) -> pd.DataFrame:
        """Young people by month: mean of both worlds, and quantiles over pairs of the difference."""
        parts = []
        for package in self.packages:
            for outcome in outcomes:
                d = differences(self.worlds, package.name, outcome) * self.weight
                q = np.quantile(d, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
                base = levels(self.worlds, BASELINE, outcome).mean(axis=0) * self.weight
                names = ("q05", "q25", "q50", "q75", "q95")
                parts.append(pd.DataFrame(
                    {"scenario": package.name, "outcome": outcome, "month": np.arange(d.shape[1]), "baseline": base,
                     "difference": d.mean(axis=0)} | dict(zip(names, q, strict=True))
                ))  # fmt: skip
        return pd.concat(parts, ignore_index=True)

    def by_pair(self) -> pd.DataFrame:
        """One row a package and pair: additional person-years and discounted cost, whole country."""
        parts = []
        for p in self.packages:
            cost = money.total_cost(self.changes[p.name]) * self.weight
            gained = headline(self.plan, self.worlds, p.name) * self.weight
            parts.append(pd.DataFrame({"scenario": p.name, "seed": self.pairs.seeds, "person_years": gained, "cost": cost}))
        return pd.concat(parts, ignore_index=True)


def _columns(name: str, e: Estimate | None) -> dict[str, float]:
    values = (np.nan, np.nan, np.nan) if e is None else (e.mean, e.low, e.high)
    return dict(zip((name, f"{name}_low", f"{name}_high"), values, strict=True))


def _row(e: Effect) -> dict[str, Any]:
    d, hidden = e.difference, bool(e.refused)
    return {
        "scenario": e.policy, "outcome": e.outcome, "label": e.label, "group": e.group, "unit": e.unit,
        "baseline": e.baseline, "policy": np.nan if hidden else e.with_policy,
        "difference": np.nan if hidden else d.mean, "low": np.nan if hidden else d.low,
        "high": np.nan if hidden else d.high, "p": np.nan if hidden else d.p,
        "detectable": detectable(d), "people_in_a_world": e.heads, "replicates": d.pairs, "refused": e.refused,
    }  # fmt: skip


def quietly(done: int, of: int) -> None:
    """Nobody watches."""


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


def compare(*words: str, **how: Any) -> Comparison:
    """Compare the policies of a scenario in paired worlds.

    ``compare("scenarios=two_ways_to_pay", "people=5000", seeds=10)``; words are those of ``configure``, and
    what follows them is that of ``compare_plan``: seeds, most, precision, workers, out, bracketed.
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
    on_pair: OnPair = quietly,
    cold: bool = False,
    bracketed: bool = True,
) -> Comparison:
    """Compare what a plan describes; ``out``: folder in which the folders of comparisons lie."""
    root, notes = Path(out) if out is not None else compare_folder(made.baseline), list[str]()
    with Crew(workers, made.packages[0].config if cold else None) as crew:
        if made.baseline.equal_money and len(made.packages) > 1:
            made = equalise(made, crew, root / "equal_money", notes)
        rule = Rule(seeds, max(most, seeds), precision)
        pairs = gather(made, rule, Keeper(root / made.key / "pairs"), crew, on_pair)
        if not pairs.worlds:
            raise KeyboardInterrupt
        found = Comparison(made, pairs, rule, root / made.key, notes)
        found.notes += targets_that_reach_nobody(made, pairs.worlds)
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
