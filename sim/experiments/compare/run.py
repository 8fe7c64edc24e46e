"""From a plan to its pairs: as many as were asked for, and more until the headline is known well enough."""

from dataclasses import dataclass

import numpy as np

from sim.experiments.compare.effects import headline
from sim.experiments.compare.pairs import Crew, Job, Keeper, Worlds, live_all
from sim.experiments.compare.plan import Plan
from sim.experiments.compare.statistics import Estimate, estimate, pairs_needed
from sim.experiments.pool import OnDone, quietly

LEAST = 2
"""Pairs without which nothing can be said."""


@dataclass(frozen=True)
class Rule:
    """When to stop: after ``seeds`` pairs, or later, until the interval is narrow enough, at ``most`` so many.

    ``precision``: half-width of the interval of the headline, person-years per 1,000 young people.
    """

    seeds: int = 20
    most: int = 60
    precision: float | None = None


@dataclass
class Pairs:
    """Worlds of every seed that is complete, in the order of seeds."""

    seeds: list[int]
    worlds: list[Worlds]
    interrupted: bool = False


def widest(plan: Plan, worlds: list[Worlds]) -> Estimate:
    """The headline estimate with the widest interval, person-years per 1,000 young people."""
    found = [estimate(headline(plan, worlds, p.name, per_thousand=True)) for p in plan.packages]
    return max(found, key=lambda e: -1.0 if np.isnan(e.half_width) else e.half_width)


def wanted_next(plan: Plan, rule: Rule, worlds: list[Worlds]) -> int:
    """How many pairs are needed, as far as can be told from those that are there."""
    done = len(worlds)
    if rule.precision is None or done < LEAST:
        return done
    e = widest(plan, worlds)
    if e.half_width <= rule.precision:
        return done
    more = plan.whole(min(rule.most, max(done + 2, pairs_needed(e, rule.precision))))
    return more if more <= max(rule.most, done) else done


def gather(
    plan: Plan,
    rule: Rule,
    keeper: Keeper,
    crew: Crew,
    on_pair: OnDone = quietly,
    job: Job = live_all,
) -> Pairs:
    """Live the pairs that are not kept yet, until the rule is met or Ctrl-C."""
    found: dict[int, Worlds] = {}
    wanted, interrupted = plan.whole(rule.seeds), False
    try:
        while True:
            seeds = list(plan.seeds(wanted))
            for seed in seeds:
                if seed not in found and (kept := keeper.read(seed)) is not None:
                    found[seed] = kept
            on_pair(len(found), wanted)
            for seed, worlds in crew.live(plan.arms, plan.start, [s for s in seeds if s not in found], job):
                keeper.keep(seed, worlds)
                found[seed] = worlds
                on_pair(len(found), wanted)
            more = wanted_next(plan, rule, [found[s] for s in seeds])
            if more <= wanted:
                break
            wanted = more
    except KeyboardInterrupt:
        interrupted = True
    order = sorted(found)
    return Pairs(order, [found[s] for s in order], interrupted)
