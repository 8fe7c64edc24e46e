"""Occupational mobility and unemployment: the market of del Rio-Chanona et al. (2021), and what is compared.

Jobseekers aim at occupations that their own leads to, in proportion to vacancies there; each vacancy takes one of its
applicants. By rule: expectations, ``sim.markets.labour_flows``. By agents: ``mobility_agents``.
Source: del Rio-Chanona, Mealy, Beguerisse-Díaz, Lafond & Farmer (2021), J. R. Soc. Interface 18(174).
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.experiments.replication.network import Network, complete
from sim.markets.labour_flows import FlowNumbers, Occupations, step

NUMBERS = FlowNumbers(separation=0.016, opening=0.012, adjustment=0.16)
"""Rates of a step of 6.75 weeks, United States: replication files of the source."""
AMPLITUDE, PERIOD = 0.065, 103
"""Cycle of demand: share up and down, and steps from peak to peak; same source."""
SETTLE, CYCLES = 500, 3
SLACK = 0.05
"""Share without a job, and as many posts open, at the start."""


class Path(NamedTuple):
    """Unemployed over the labour force and vacancies over posts, step by step."""

    u: np.ndarray
    v: np.ndarray


class Market(NamedTuple):
    """What one network does: rest, and the last of the cycles of demand."""

    u: float
    v: float
    correlation: float
    area: float


Live = Callable[[Network, Callable[[int], float], int], Path]
"""(network, demand relative to its usual level by step, steps) -> path."""


def demand(step: int) -> float:
    """Level while the market settles, then a sine."""
    return 1.0 + AMPLITUDE * math.sin(2.0 * math.pi * (step - SETTLE) / PERIOD) if step >= SETTLE else 1.0


def expected(network: Network, relative: Callable[[int], float], steps: int) -> Path:
    """The path by the rule of expected flows; ``size`` sums to one person."""
    now = Occupations(network.size * (1.0 - SLACK), network.size * SLACK, network.size * SLACK)
    target, found = now.e + now.u, np.empty((steps, 2))
    for n in range(steps):
        now = step(now, target * relative(n), network.chance, NUMBERS)
        e, u, v = (float(part.sum()) for part in now)
        found[n] = u / (u + e), v / (v + e)
    return Path(found[:, 0], found[:, 1])


def loop_area(u: np.ndarray, v: np.ndarray) -> float:
    """Signed area of a closed path in (u, v), positive counter-clockwise: ½ Σ (u_t v_t+1 − u_t+1 v_t).

    >>> loop_area(np.array([0.0, 1.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0, 1.0]))
    1.0
    """
    return float(0.5 * np.sum(u * np.roll(v, -1) - np.roll(u, -1) * v))


def market(network: Network, live: Live, window: int = 1) -> Market:
    """Rest (mean of the last ``window`` steps before the cycles) and last cycle of one network."""
    path = live(network, demand, SETTLE + CYCLES * PERIOD)
    rest, last = slice(SETTLE - window, SETTLE), slice(-PERIOD, None)
    u, v = path.u[last], path.v[last]
    correlation = float(np.corrcoef(u, v)[0, 1])
    return Market(float(path.u[rest].mean()), float(path.v[rest].mean()), correlation, loop_area(u, v))


def without_network(network: Network) -> Network:
    """The same occupations with every one in reach of every one."""
    return Network(complete(len(network.size)), network.size)


REFERENCE = {
    "network": Market(u=0.0556, v=0.0325, correlation=-0.912, area=6.5e-4),
    "complete": Market(u=0.0411, v=0.0172, correlation=-0.746, area=5.8e-4),
}
"""The same equations restated and solved apart from this code, on 539 occupations of the United States (Current
Population Survey, as published with the Canada labour application, CC BY 4.0). Not figures of the source, whose own
matrix of 464 occupations is not used here."""
TOLERANCE = 0.003
"""On unemployment and vacancies of the agents: 0.3 points."""


class Figure(NamedTuple):
    """One comparison: ``found`` against ``expected``, and whether it holds by ``rule``."""

    world: str
    what: str
    expected: float
    found: float
    rule: str
    holds: bool


def figures(world: str, found: dict[str, Market], reference: dict[str, Market], tolerance: float) -> list[Figure]:
    """Rest within ``tolerance``; same signs of correlation and loop; the network above the complete graph."""
    rows = []
    for name, got in found.items():
        asked = reference[name]
        for what in ("u", "v"):
            e, f = float(getattr(asked, what)), float(getattr(got, what))
            rule = f"within {100 * tolerance:g} points"
            rows.append(Figure(world, f"{WORDS[what]}, {NETWORKS[name]}", e, f, rule, abs(e - f) <= tolerance))
        for what in ("correlation", "area"):
            e, f = float(getattr(asked, what)), float(getattr(got, what))
            rows.append(Figure(world, f"{WORDS[what]}, {NETWORKS[name]}", e, f, "same sign", e * f > 0.0))
    gaps = [m["network"].u - m["complete"].u for m in (reference, found)]
    rows.append(Figure(world, "unemployment that the network adds", *gaps, "above 0", gaps[1] > 0.0))
    return rows


WORDS = {
    "u": "unemployment at rest", "v": "vacancies at rest", "correlation": "correlation of u and v over a cycle",
    "area": "area of the loop in (u, v)",
}  # fmt: skip
NETWORKS = {"network": "network", "complete": "every occupation in reach"}


def both(network: Network, live: Live, window: int = 1) -> dict[str, Market]:
    """The network and the same occupations all in reach."""
    return {"network": market(network, live, window), "complete": market(without_network(network), live, window)}
