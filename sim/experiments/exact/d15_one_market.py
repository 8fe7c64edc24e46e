"""A complete network of occupations is one market.

Played by one rule, the labour flows between occupations of ``sim.markets.labour_flows``: whoever can reach every
occupation alike lives in one market, so N occupations and one give the same unemployment and vacancies to rounding,
step by step, whatever the sizes of the occupations.
Source: del Rio-Chanona, Mealy, Beguerisse-Díaz, Lafond & Farmer (2021), J. R. Soc. Interface 18(174).
"""

from collections.abc import Iterator

import numpy as np

from sim.core.draws import key, uniforms
from sim.experiments.exact.contract import Check, exactly
from sim.markets.labour_flows import FlowNumbers, Occupations, at_rest, step

CASE = "D15"
STEP_OF_PAPER = FlowNumbers(separation=0.016, opening=0.012, adjustment=0.16)
"""Rates of a step of 6.75 weeks, United States: replication files of the source."""
NUMBERS = (
    STEP_OF_PAPER,
    FlowNumbers(separation=0.0204, opening=0.0186, adjustment=0.396),  # monthly, Canada: the same authors, 2025
    FlowNumbers(separation=0.03, opening=0.02, adjustment=0.05),  # made up
)
SIZES = (2, 8, 464)
AT_REST = {"u": 0.041066, "v": 0.017219}
"""Unemployed over labour force and vacancies over posts at rest, at the numbers of the source."""


def occupations(n: int, slack: float = 0.05) -> Occupations:
    """``n`` occupations of uneven size, one person in all: ``slack`` without a job, as many posts open."""
    size = 0.05 + uniforms(key(1, 0), np.arange(n))
    size /= size.sum()
    return Occupations(size * (1.0 - slack), size * slack, size * slack)


def rates(now: Occupations) -> dict[str, float]:
    """Unemployment and vacancy rate of the whole economy."""
    e, u, v = (float(part.sum()) for part in now)
    return {"u": u / (u + e), "v": v / (v + e)}


def complete(n: int) -> np.ndarray:
    """Every occupation reaches every one alike."""
    return np.full((n, n), 1.0 / n)


def after(n: int, p: FlowNumbers, steps: int, shock: float) -> Occupations:
    """``n`` occupations ``steps`` after demand everywhere has changed by the share ``shock``."""
    now = occupations(n)
    target = (now.e + now.u) * (1.0 + shock)
    for _ in range(steps):
        now = step(now, target, complete(n), p)
    return now


def cases() -> Iterator[Check]:
    for p in NUMBERS:
        given = f"δu={p.separation:g} δv={p.opening:g} γ={p.adjustment:g}"
        for steps, shock in ((1, 0.0), (20, -0.05), (20, 0.05), (500, 0.0)):
            one = rates(after(1, p, steps, shock))
            for n in SIZES:
                many = rates(after(n, p, steps, shock))
                where = f"{given} N={n}, {steps} steps, demand {shock:+.0%}"
                for rate, word in (("u", "unemployment rate"), ("v", "vacancy rate")):
                    yield exactly(CASE, word, "rule", where, one[rate], many[rate], 1e-12)
    yield from _figures_of_the_source()


def _figures_of_the_source() -> Iterator[Check]:
    for n in (1, *SIZES):
        start = occupations(n)
        found = rates(at_rest(start, start.e + start.u, complete(n), STEP_OF_PAPER))
        for rate, word in (("u", "unemployment rate at rest"), ("v", "vacancy rate at rest")):
            given = f"numbers of the source, N={n}; six digits"
            yield exactly(CASE, word, "rule", given, AT_REST[rate], found[rate], 5e-7)
