"""Pairs over an ensemble: each pair of worlds has a parameter set of its own, and the interval is taken apart.

Differences of pair r under set m: y = μ + a + e, a of variance σ² between sets (what is not known of the parameters),
e of chance. One-way random effects: σ² = (MSB − MSW) / n₀, chance MSW. Source: Searle, Casella & McCulloch (1992),
Variance Components, ch. 3. More pairs narrow chance; only more evidence narrows what lies between sets.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import f as f_distribution
from scipy.stats import norm

from sim.config.values import with_values
from sim.experiments.compare.effects import WATCHED, differences, headline, person_years
from sim.experiments.compare.outcomes import HEADLINE, OUTCOMES, place
from sim.experiments.compare.pairs import Job, Worlds, live_all
from sim.experiments.compare.statistics import LEVEL, Estimate, t_quantile
from sim.experiments.compare.world import live
from sim.experiments.ensemble import Ensemble

if TYPE_CHECKING:
    from sim.experiments.compare.comparison import Comparison

OFTEN = 0.05
"""A conclusion changes its sign within the ensemble where more than this share of sets has the other sign."""


@dataclass(frozen=True)
class UnderSets:
    """Lives the worlds of one seed under the parameter set of that seed; can be sent to another process."""

    job: Job
    members: tuple[dict[str, float], ...]
    first: int

    def __call__(self, arms: dict[str, Any], start: int, seed: int) -> Worlds:
        member = self.members[member_of(seed, self.first, len(self.members))]
        made = {name: with_values(config, member) for name, config in arms.items()}
        if self.job is not live_all:
            return self.job(made, start, seed)
        own = {name: config.changed(seed=seed, population_seed=seed) for name, config in made.items()}
        return {name: live(config, start, watch=Settling(start)) for name, config in own.items()}


def member_of(seed: int, first: int, members: int) -> int:
    """Seeds go round the sets: after as many pairs as there are sets each has had one.

    >>> [member_of(seed, 1, 3) for seed in (1, 2, 3, 4)]
    [0, 1, 2, 0]
    """
    return (seed - first) % members


class Settling:
    """Until policy begins the references of all feedbacks follow the averages of the set's own world."""

    def __init__(self, start: int) -> None:
        self.start = start

    def begin(self, model: Any, month: int) -> None:
        """Nothing to do before a month."""

    def end(self, model: Any, month: int) -> None:
        if month < self.start:
            model.averages.follow()


class Parts(NamedTuple):
    """An effect taken apart. ``chance``: standard error from luck; ``between``: standard deviation between sets.

    ``most``: what ``between`` is at most, with 95 % confidence; ``p``: that there is nothing between sets.
    """

    mean: float
    chance: float
    between: float
    most: float
    p: float
    sets: int
    pairs: int

    @property
    def by_chance(self) -> Estimate:
        """The mean over sets with its interval of chance alone."""
        return self._around(self.chance, self.pairs - self.sets)

    @property
    def by_parameters(self) -> Estimate:
        """Where the effect of a set lies that is as plausible as these, luck apart."""
        return self._around(self.between, math.inf)

    @property
    def both(self) -> Estimate:
        """Where the effect lies in a country whose true parameters are one such set."""
        return self._around(math.sqrt(self.between**2 * (1 + 1 / self.sets) + self.chance**2), self.sets - 1)

    @property
    def above(self) -> float:
        """Share of sets whose effect is above zero."""
        return float(norm.cdf(self.mean / self.between)) if self.between > 0 else float(self.mean > 0)

    @property
    def changes_sign(self) -> bool:
        return min(self.above, 1.0 - self.above) > OFTEN

    def times(self, factor: float) -> "Parts":
        """In another unit; ``factor`` above zero."""
        return self._replace(**{n: getattr(self, n) * factor for n in ("mean", "chance", "between", "most")})

    def _around(self, error: float, freedom: float) -> Estimate:
        reach = (norm.ppf((1 + LEVEL) / 2) if math.isinf(freedom) else t_quantile((1 + LEVEL) / 2, freedom)) * error
        return Estimate(self.mean, self.mean - reach, self.mean + reach, error, self.pairs)


def parts(values: Sequence[float] | np.ndarray, members: Sequence[int] | np.ndarray) -> Parts | None:
    """Take the differences of pairs apart by their sets; None unless some set has two pairs and there are two sets."""
    y, of = np.asarray(values, np.float64), np.asarray(members)
    names, place_of, counts = np.unique(of, return_inverse=True, return_counts=True)
    k, n = len(names), len(y)
    if k < 2 or n - k < 1 or not np.isfinite(y).all():
        return None
    means = np.bincount(place_of, y) / counts
    within = float(((y - means[place_of]) ** 2).sum() / (n - k))
    among = float((counts * (means - y.mean()) ** 2).sum() / (k - 1))
    usual = (n - (counts**2).sum() / n) / (k - 1)
    between = max(0.0, (among - within) / usual)
    low = float(f_distribution.ppf(1 - LEVEL, k - 1, n - k))
    most = max(between, (among / low - within) / usual)
    p = float(f_distribution.sf(among / within, k - 1, n - k)) if within > 0 else float(among == 0)
    return Parts(float(means.mean()), math.sqrt(within / n), math.sqrt(between), math.sqrt(max(0.0, most)), p, k, n)


@dataclass
class InSets:
    """What the parameter sets do to every conclusion of a comparison."""

    ensemble: Ensemble
    found: dict[tuple[str, str], Parts]
    labels: dict[str, str]

    def headline(self, policy: str) -> Parts | None:
        return self.found.get((policy, f"young_{HEADLINE}"))

    def table(self) -> pd.DataFrame:
        """A row a package (or two of them) and outcome: mean, three intervals, and the share of sets above zero."""
        rows = []
        for (policy, outcome), p in self.found.items():
            row: dict[str, Any] = {"scenario": policy, "outcome": outcome, "mean": p.mean}
            for name, e in (("chance", p.by_chance), ("parameters", p.by_parameters), ("both", p.both)):
                row |= {f"{name}_low": e.low, f"{name}_high": e.high}
            rows.append(row | {
                "between_sets_sd": p.between, "between_sets_at_most": p.most, "p_between": p.p, "sets": p.sets,
                "replicates": p.pairs, "share_above_zero": p.above, "changes_sign": p.changes_sign,
            })  # fmt: skip
        return pd.DataFrame(rows)

    def tables(self) -> dict[str, pd.DataFrame]:
        return {"ensemble": self.table()}

    def as_json(self) -> dict[str, Any]:
        about = {"name": self.ensemble.name, "sets": len(self.ensemble), "header": list(self.ensemble.header)}
        return about | {"rows": self.table().to_dict("records")}

    def sentences(self) -> list[str]:
        """Which conclusions hold whatever the set."""
        said = []
        for (policy, outcome), p in self.found.items():
            if outcome == f"young_{HEADLINE}":
                said.append(f"{self.labels[policy]}: {verdict(p)}.")
        return said


def verdict(p: Parts, up: str = "a gain", down: str = "a loss") -> str:
    """What the sets say of a conclusion; ``up`` and ``down``: what it is called above zero and below."""
    if p.mean == p.chance == p.between == 0.0:
        return "no difference under any parameter set"
    sign = up if p.mean > 0 else down
    if p.changes_sign:
        return f"sign changes: {100 * p.above:.0f} % of {p.sets} plausible parameter sets show {up}, the others {down}"
    if p.between == 0.0:
        return f"{sign} under plausible parameters; {p.sets} sets cannot be told apart from chance"
    return f"{sign} under at least {100 * (1 - OFTEN):.0f} % of plausible parameter sets ({p.sets} lived)"


def in_sets(c: "Comparison") -> InSets | None:
    """Take the effects of a comparison apart; None where too few pairs are complete."""
    sets = c.plan.sets
    if sets is None:
        return None
    of = [member_of(seed, c.plan.first_seed, len(sets)) for seed in c.pairs.seeds]
    found: dict[tuple[str, str], Parts | None] = {}
    for package in c.packages:
        for outcome in WATCHED:
            scale = 12.0 if OUTCOMES[place(outcome)].unit == "W" else 1.0
            years = person_years(c.plan, differences(c.worlds, package.name, outcome)) * scale * c.weight
            found[package.name, f"young_{outcome}"] = parts(years, of)
    if len(c.packages) == 2:
        first, second = c.packages
        gap = headline(c.plan, c.worlds, first.name) - headline(c.plan, c.worlds, second.name)
        found[f"{first.name} less {second.name}", f"young_{HEADLINE}"] = parts(gap * c.weight, of)
    known = {key: p for key, p in found.items() if p is not None}
    labels = {p.name: p.label for p in c.packages}
    if len(c.packages) == 2:
        first, second = c.packages
        labels[f"{first.name} less {second.name}"] = f"{first.label} against {second.label.lower()}"
    return InSets(sets, known, labels) if known else None
