"""What a package costs for what it gives: per participant, per completer, per additional person-year in decent work."""

from typing import NamedTuple

import numpy as np

from sim.experiments.compare import money
from sim.experiments.compare.effects import DISCOUNT, headline, reach
from sim.experiments.compare.pairs import Worlds
from sim.experiments.compare.plan import Package, Plan
from sim.experiments.compare.statistics import Estimate, Ratio, estimate, ratio


class Worth(NamedTuple):
    """Cost and what it buys, in W; totals of the whole country, discounted from the start of policy."""

    total: Estimate
    public: Estimate
    participants: float
    completers: float
    per_participant: float
    per_completer: float
    per_person_year: Ratio
    public_per_person_year: Ratio
    financing_tax: Estimate
    returns: Estimate
    balance: Estimate
    """Taxes and contributions that come back, less the public cost."""


def worth(plan: Plan, worlds: list[Worlds], package: Package, change: np.ndarray) -> Worth:
    """Cost in relation to participants, completers and additional person-years; fiscal pay-back."""
    weight = float(plan.baseline.weight)
    total, public = money.total_cost(change), money.public_cost(change)
    back = money.returns(plan, worlds, package.name, change)
    gained = headline(plan, worlds, package.name, rate=DISCOUNT)
    participants, completers = taking_part(package, worlds), completed(plan, package, worlds)
    return Worth(
        total=estimate(total * weight),
        public=estimate(public * weight),
        participants=participants * weight,
        completers=completers * weight,
        per_participant=float(total.mean() / participants) if participants > 0 else np.nan,
        per_completer=float(total.mean() / completers) if completers > 0 else np.nan,
        per_person_year=ratio(total, gained),
        public_per_person_year=ratio(public, gained),
        financing_tax=estimate(money.financing_tax(plan, worlds, package.name) * weight),
        returns=estimate(back * weight),
        balance=estimate((back - public) * weight),
    )


def taking_part(package: Package, worlds: list[Worlds]) -> float:
    """People who take part, mean of a world; not a number where nobody is treated as a person."""
    found = reach(package, worlds).a_pair
    return float("nan") if found is None else float(found.mean())


def series(world: dict[str, np.ndarray], name: str) -> np.ndarray | None:
    """A monthly figure of a world."""
    names = [str(n) for n in world["series_names"]]
    return world["series"][names.index(name)] if name in names else None


def completed(plan: Plan, package: Package, worlds: list[Worlds]) -> float:
    """Courses and apprenticeships completed since the start, mean of a world with a package that trains."""
    if not package.trains:
        return float("nan")
    found = [series(w[package.name], "completed") for w in worlds]
    return float(np.mean([np.nansum(s[plan.start :]) for s in found if s is not None]))
