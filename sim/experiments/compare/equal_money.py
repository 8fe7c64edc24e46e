"""Equal money: the intensity of every package but the first is scaled until all of them cost the same.

Cost is that of all payers, discounted over the horizon, in a few pilot pairs; the factor is found by false
position and printed. What a package costs depends on what people and firms do, so it cannot be worked out on paper.
"""

import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sim.experiments.compare import money
from sim.experiments.compare.effects import discounting
from sim.experiments.compare.pairs import Crew
from sim.experiments.compare.plan import BASELINE, Package, Plan

PILOTS = 6
"""Pairs in which cost is measured: with two, the costs of twenty pairs differed by a quarter."""
NEAR = 0.02
"""Share of the cost of the first package by which the others may differ."""
TRIES = 6
"""Most factors that are tried; the one whose cost comes closest counts."""
LEAST = 0.01
"""Smallest factor that is tried."""


def equalise(plan: Plan, crew: Crew, folder: Path, notes: list[str]) -> Plan:
    """``plan`` with every package scaled to the cost of the first; factors are kept in ``folder``."""
    file = folder / f"{plan.key}.json"
    try:
        found = {str(k): float(v) for k, v in json.loads(file.read_text("utf-8")).items()}
    except (OSError, ValueError):
        found = factors(plan, crew, notes)
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found), "utf-8")
    return plan.scaled(found)


def factors(plan: Plan, crew: Crew, notes: list[str]) -> dict[str, float]:
    """Factor on the intensity of each package."""
    base = {seed: worlds[BASELINE] for seed, worlds in crew.live({BASELINE: plan.baseline}, plan.start, pilots(plan))}

    def cost(package: Package) -> float:
        weights = discounting(plan)
        lived = crew.live({package.name: package.config}, plan.start, pilots(plan))
        change = [money.flows(w[package.name], weights) - money.flows(base[seed], weights) for seed, w in lived]
        return float(money.total_cost(np.stack(change)).mean())

    first, *others = plan.packages
    goal = cost(first)
    made = {first.name: 1.0}
    for package in others:
        factor, reached = solve(lambda s, p=package: cost(p.scaled(s)), goal, package.most)  # type: ignore[misc]
        made[package.name] = factor
        if goal <= 0.0 or abs(reached / goal - 1.0) > 3 * NEAR:
            said = f"{reached / goal:.2f} times" if goal > 0.0 else "more than"
            notes.append(f"{package.name} could not be given the cost of {first.name}: it costs {said} as much.")
    return made


def pilots(plan: Plan) -> list[int]:
    return list(plan.seeds(PILOTS))


def solve(cost: Callable[[float], float], goal: float, most: float) -> tuple[float, float]:
    """Factor at which ``cost(factor)`` is ``goal``, and the cost there: false position on logarithms, from 1.

    Exact at the second step where cost is a power of the factor.

    >>> factor, _ = solve(lambda s: 10.0 * s, 5.0, 10.0)
    >>> round(factor, 3)
    0.5
    """
    if goal <= 0.0:
        return 1.0, math.nan
    points = [(1.0, cost(1.0))]
    while len(points) < TRIES and points[-1][1] > 0.0 and abs(points[-1][1] / goal - 1.0) > NEAR:
        step = min(max(_next(points, goal), LEAST), most)
        if any(step == tried for tried, _ in points):
            break
        points.append((step, cost(step)))
    return min(points, key=lambda p: abs(p[1] - goal))


def _next(points: list[tuple[float, float]], goal: float) -> float:
    """Where the line through two points, in logarithms, meets ``goal``: the two that enclose it most narrowly.

    Where all points lie on one side, the last two; from a single point, cost is taken as proportional.
    """
    below = max((p for p in points if p[1] <= goal), key=lambda p: p[1], default=None)
    above = min((p for p in points if p[1] > goal), key=lambda p: p[1], default=None)
    first, second = (below, above) if below and above else (points[-2:] if len(points) > 1 else (None, points[-1]))
    assert second is not None
    slope = 1.0
    if first is not None and first[1] > 0.0 and first[1] != second[1]:
        slope = max(0.2, math.log(second[1] / first[1]) / math.log(second[0] / first[0]))
    return second[0] * math.exp((math.log(goal) - math.log(second[1])) / slope)


def said(plan: Plan) -> list[str]:
    """The factors in words."""
    return [f"{p.label}: all intensities times {p.scale:.3g}" for p in plan.packages if p.scale != 1.0]
