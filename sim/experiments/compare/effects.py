"""What a package changes: differences to the world without it, by outcome and group, one number a pair."""

from typing import Any, NamedTuple

import numpy as np

from sim.experiments.compare.outcomes import (
    EVERYBODY,
    HEADLINE,
    OUTCOMES,
    SCALES,
    SPLITS,
    YOUNG,
    group,
    place,
)
from sim.experiments.compare.pairs import Worlds
from sim.experiments.compare.plan import BASELINE, COURSES, Package, Plan
from sim.experiments.compare.statistics import Estimate, estimate

LEAST_TREATED = 100
"""Treated agents, over all pairs, below which no contrast is printed."""
LEAST_CELL = 100
"""People of a group in a world, on average, below which its difference is not printed."""
DISCOUNT = 0.05
"""A year, for money and for the person-years that it buys (assumption; usual in appraisal [0.03-0.1])."""
WATCHED = ("decent", "employed", "employees", "stable", "informal", "unemployed", "neet", "in_education")
"""Outcomes of young people whose differences are shown by group."""


def discounting(plan: Plan, rate: float = DISCOUNT) -> np.ndarray:
    """Weight of each month of the run: 0 before policy begins, then (1 + r)^(−t/12)."""
    return weights(plan.baseline.months, plan.start, rate)


def weights(months: int, start: int, rate: float = DISCOUNT) -> np.ndarray:
    """The same, for a run of so many months."""
    month = np.arange(months)
    return np.where(month >= start, (1.0 + rate) ** (-(month - start) / 12.0), 0.0)


def levels(worlds: list[Worlds], arm: str, outcome: str, who: str = "all", ages: int = YOUNG) -> np.ndarray:
    """Pairs × months of one arm, in the unit of the outcome, simulated people."""
    g, k = group(who), place(outcome)
    return np.stack([w[arm]["counts"][:, ages, g, k] for w in worlds]) * SCALES[k]


def differences(worlds: list[Worlds], arm: str, outcome: str, who: str = "all", ages: int = YOUNG) -> np.ndarray:
    """Pairs × months: a package less the baseline."""
    return levels(worlds, arm, outcome, who, ages) - levels(worlds, BASELINE, outcome, who, ages)


def person_years(plan: Plan, paths: np.ndarray, rate: float = 0.0) -> np.ndarray:
    """One number a pair: months since the start added up, a twelfth each; discounted where ``rate`` is above 0."""
    return np.asarray(paths @ discounting(plan, rate) / 12.0)


def headline(plan: Plan, worlds: list[Worlds], arm: str, per_thousand: bool = False, rate: float = 0.0) -> np.ndarray:
    """Additional person-years of young people in decent work, one number a pair, simulated people."""
    found = person_years(plan, differences(worlds, arm, HEADLINE), rate)
    if not per_thousand:
        return found
    young = levels(worlds, BASELINE, "people")[:, plan.start :].mean()
    return 1000.0 * found / young


class Reach(NamedTuple):
    """How many people a package treated: over all pairs, and a pair; None where nobody is treated as a person."""

    agents: int | None
    a_pair: np.ndarray | None

    @property
    def enough(self) -> bool:
        return self.agents is None or self.agents >= LEAST_TREATED


def reach(package: Package, worlds: list[Worlds]) -> Reach:
    """Learners count for a package that acts through training, and everybody whom one of its measures logged."""
    counts = np.array([_treated(package, w[package.name]) for w in worlds])
    if not package.trains and not any(_kinds(package, w[package.name]) for w in worlds):
        return Reach(None, None)
    return Reach(int(counts.sum()), counts)


def _kinds(package: Package, world: Any) -> list[str]:
    kinds = [str(k) for k in world["treated_names"] if str(k) != "any"]
    return [k for k in kinds if package.trains or k not in COURSES]


def _treated(package: Package, world: Any) -> int:
    names, persons = [str(k) for k in world["treated_names"]], world["treated"][:, 1]
    kinds = _kinds(package, world)
    if len(kinds) == len(names) - 1:
        return int(persons[names.index("any")])
    return int(sum(persons[names.index(k)] for k in kinds))


class Effect(NamedTuple):
    """A difference: of which package, in what, among whom; in people of the whole country."""

    policy: str
    outcome: str
    label: str
    group: str
    unit: str
    baseline: float
    with_policy: float
    difference: Estimate
    heads: float
    """People of the group in a simulated world."""
    refused: str = ""


def effects(plan: Plan, worlds: list[Worlds]) -> list[Effect]:
    """All differences of all packages that may be printed, and those that may not, with the reason."""
    made = []
    for package in plan.packages:
        treated = reach(package, worlds)
        refusal = "" if treated.enough else f"only {treated.agents} treated agents"
        groups = ["all", *dict.fromkeys(g for split in SPLITS.values() for g in split)]
        for outcome in WATCHED:
            made += [of_group(plan, worlds, package, outcome, g, refusal) for g in groups]
        for outcome in ("decent", "employed", "pay", "self_income"):
            made.append(of_group(plan, worlds, package, outcome, "all", refusal, EVERYBODY))
    return made


def of_group(
    plan: Plan, worlds: list[Worlds], package: Package, outcome: str, who: str, refusal: str = "", ages: int = YOUNG
) -> Effect:
    """Additional person-years (years of W for pay) of one group from the start to the end of the run."""
    weight, about = float(plan.baseline.weight), OUTCOMES[place(outcome)]
    base = person_years(plan, levels(worlds, BASELINE, outcome, who, ages)) * weight
    policy = person_years(plan, levels(worlds, package.name, outcome, who, ages)) * weight
    if about.unit == "W":
        base, policy = 12.0 * base, 12.0 * policy
    heads = float(levels(worlds, BASELINE, "people", who, ages)[:, plan.start :].mean())
    if not refusal and heads < LEAST_CELL:
        refusal = f"only {heads:.0f} people in a world"
    prefix = "young_" if ages == YOUNG else "all_"
    return Effect(
        package.name, prefix + outcome, about.label, who, "person-years" if about.unit == "persons" else "W",
        float(base.mean()), float(policy.mean()), estimate(policy - base), heads, refusal,
    )  # fmt: skip


def rates(plan: Plan, worlds: list[Worlds], package: Package, indicator: str, who: str, window: str = "last") -> Any:
    """Pairs × (baseline, policy) of an indicator; None where the worlds do not know it or the group."""
    from sim.indicators.groups import GROUPS

    names = [str(n) for n in worlds[0][BASELINE]["indicator_names"]]
    if indicator not in names or who not in GROUPS:
        return None
    k, g = names.index(indicator), GROUPS.index(who)
    parts = np.array([[w[arm][window][k, g] for arm in (BASELINE, package.name)] for w in worlds], np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = parts[:, :, 0] / parts[:, :, 1]
    return found if np.isfinite(found).all() else None
