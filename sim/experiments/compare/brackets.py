"""How far jobs respond to who looks for them: the headline for the default and for two brackets.

Nobody knows this response well, and it decides how much of a gain is displacement. Jobs fixed: firms do not hire more
because hires are better or posts fill faster, demand does not follow household income, and prices stay. Supply creates
jobs: the response at the upper end of its range.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.compare.effects import headline
from sim.experiments.compare.outcomes import HEADLINE
from sim.experiments.compare.pairs import Crew, Keeper
from sim.experiments.compare.plan import Plan, plan
from sim.experiments.compare.run import Rule, gather
from sim.experiments.compare.statistics import Estimate, estimate
from sim.experiments.pool import OnDone, quietly

BRACKETS = {
    "jobs fixed": (
        "economy.labour_demand.supply_response=0",
        "economy.demand.income_agriculture=0",
        "economy.demand.income_industry=0",
        "economy.demand.income_services=0",
        "economy.demand.price_capacity=0",
    ),
    "supply creates jobs": ("economy.labour_demand.supply_response=3",),
}
FEW = 6
"""Pairs of each bracket."""


@dataclass
class Brackets:
    """Headline of every package in each bracket, people of the whole country."""

    found: dict[str, dict[str, Estimate]]
    default: dict[str, Estimate]

    def same_sign(self, policy: str) -> bool:
        """Whether the effect has one and the same established sign in both brackets and in the default."""
        signs = {by_policy[policy].sign for by_policy in self.found.values()} | {self.default[policy].sign}
        return len(signs) == 1 and 0 not in signs

    def table(self) -> pd.DataFrame:
        """A row a bracket and package."""
        rows = [
            {"response": name, "scenario": policy, "outcome": f"young_{HEADLINE}", **e._asdict()}
            for name, by_policy in ({"default": self.default} | self.found).items()
            for policy, e in by_policy.items()
        ]
        return pd.DataFrame(rows)

    def tables(self) -> dict[str, pd.DataFrame]:
        return {"brackets": self.table()}

    def as_json(self) -> list[dict[str, Any]]:
        return [{str(k): v for k, v in row.items()} for row in self.table().to_dict("records")]


def brackets(
    made: Plan,
    default: dict[str, Estimate],
    crew: Crew,
    folder: Path,
    few: int = FEW,
    on_pair: OnDone = quietly,
) -> Brackets | None:
    """Live both brackets with the packages of ``made``; None where Ctrl-C came before they were complete."""
    found: dict[str, dict[str, Estimate]] = {}
    factors = {p.name: p.scale for p in made.packages}
    weight = float(made.baseline.weight)
    for name, words in BRACKETS.items():
        other = plan(*made.words, *words).scaled(factors)
        pairs = gather(other, Rule(few, few), Keeper(folder / other.key / "pairs"), crew, on_pair)
        if pairs.interrupted or len(pairs.worlds) < few:
            return None
        found[name] = {p.name: estimate(headline(other, pairs.worlds, p.name) * weight) for p in other.packages}
    return Brackets(found, default)
