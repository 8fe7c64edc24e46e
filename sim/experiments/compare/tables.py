"""Tables of a comparison, for people and for files; numbers of people and money are those of the whole country."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.experiments.compare import money
from sim.experiments.compare.effects import Effect, differences, headline, levels, rates
from sim.experiments.compare.outcomes import HEADLINE, SPLITS
from sim.experiments.compare.plan import BASELINE, Package
from sim.experiments.compare.statistics import Estimate, detectable, estimate

if TYPE_CHECKING:
    from sim.experiments.compare.comparison import Comparison

MAIN = (
    "decent_job_population_ratio", "employment_rate", "wage_employment_share", "informality_rate",
    "unemployment_rate", "neet_rate", "enrolment_rate", "transited", "monthly_pay", "self_employment_income",
    "training_places", "training_queue", "completion_rate", "tightness",
)  # fmt: skip
"""Indicators whose means of the last twelve months are compared."""


def who_pays(c: "Comparison") -> pd.DataFrame:
    """A row a package, payer and purpose: money that is paid more, W, discounted; low and high of its interval."""
    rows = []
    for package in c.packages:
        change = c.changes[package.name]
        for (payer, purpose), paid in money.by_purpose(change).items():
            e = estimate(paid * c.weight)
            rows.append((package.name, payer, purpose, e.mean, e.low, e.high))
    return pd.DataFrame(rows, columns=["scenario", "payer", "purpose", "amount", "low", "high"])


def who_bears(c: "Comparison") -> pd.DataFrame:
    """A row a package and party: what it pays by law, and how much better off it is in the end, W, discounted."""
    rows = []
    for package in c.packages:
        change = c.changes[package.name]
        law = dict(zip(money.PAYERS, money.by_law(change).T, strict=True))
        borne = dict(zip(money.BEARERS, money.borne(change).T, strict=True))
        for party in dict.fromkeys([*money.PAYERS, *money.BEARERS]):
            by_law = estimate(law[party] * c.weight) if party in law else None
            gain = estimate(borne[party] * c.weight) if party in borne else None
            rows.append(
                {"scenario": package.name, "party": money.name(party)}
                | _columns("by_law", by_law)
                | _columns("gain", gain)
            )
    return pd.DataFrame(rows)


def households(c: "Comparison") -> pd.DataFrame:
    """What moves household income, W, discounted."""
    rows = []
    for package in c.packages:
        change = c.changes[package.name]
        for said, moved in money.households_from(change).items():
            rows.append({"scenario": package.name, "source": said} | _columns("gain", estimate(moved * c.weight)))
    return pd.DataFrame(rows)


def indicators(c: "Comparison") -> pd.DataFrame:
    """Rates and levels of the last twelve months: both worlds and the difference."""
    rows = []
    groups = ["all", *SPLITS["sex"]]
    for package in c.packages:
        for name in MAIN:
            for who in groups:
                found = rates(c.plan, c.worlds, package, name, who)
                if found is not None:
                    rows.append(_rate(package, name, who, found))
    return pd.DataFrame(rows)


def _rate(package: Package, name: str, who: str, found: np.ndarray) -> dict[str, Any]:
    e = estimate(found[:, 1] - found[:, 0])
    return {
        "scenario": package.name, "indicator": name, "group": who, "baseline": float(found[:, 0].mean()),
        "policy": float(found[:, 1].mean()), "difference": e.mean, "low": e.low, "high": e.high,
        "replicates": e.pairs,
    }  # fmt: skip


def paths(c: "Comparison", outcomes: tuple[str, ...] = (HEADLINE, "employed", "neet", "informal")) -> pd.DataFrame:
    """Young people by month: mean of both worlds, and quantiles over pairs of the difference."""
    parts = []
    for package in c.packages:
        for outcome in outcomes:
            d = differences(c.worlds, package.name, outcome) * c.weight
            q = np.quantile(d, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
            base = levels(c.worlds, BASELINE, outcome).mean(axis=0) * c.weight
            names = ("q05", "q25", "q50", "q75", "q95")
            parts.append(pd.DataFrame(
                {"scenario": package.name, "outcome": outcome, "month": np.arange(d.shape[1]), "baseline": base,
                 "difference": d.mean(axis=0)} | dict(zip(names, q, strict=True))
            ))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def by_pair(c: "Comparison") -> pd.DataFrame:
    """One row a package and pair: additional person-years and discounted cost, whole country."""
    parts = []
    for p in c.packages:
        cost = money.total_cost(c.changes[p.name]) * c.weight
        gained = headline(c.plan, c.worlds, p.name) * c.weight
        parts.append(pd.DataFrame({"scenario": p.name, "seed": c.pairs.seeds, "person_years": gained, "cost": cost}))
    return pd.concat(parts, ignore_index=True)


def _columns(name: str, e: Estimate | None) -> dict[str, float]:
    values = (np.nan, np.nan, np.nan) if e is None else (e.mean, e.low, e.high)
    return dict(zip((name, f"{name}_low", f"{name}_high"), values, strict=True))


def row(e: Effect) -> dict[str, Any]:
    d, hidden = e.difference, bool(e.refused)
    return {
        "scenario": e.policy, "outcome": e.outcome, "label": e.label, "group": e.group, "unit": e.unit,
        "baseline": e.baseline, "policy": np.nan if hidden else e.with_policy,
        "difference": np.nan if hidden else d.mean, "low": np.nan if hidden else d.low,
        "high": np.nan if hidden else d.high, "p": np.nan if hidden else d.p,
        "detectable": detectable(d), "people_in_a_world": e.heads, "replicates": d.pairs, "refused": e.refused,
    }  # fmt: skip
