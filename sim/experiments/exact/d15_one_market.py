"""A complete network of occupations is one market.

Played twice. By one rule, the labour flows between occupations of ``sim.markets.labour_flows``: whoever can reach
every occupation alike lives in one market, so N occupations and one give the same unemployment and vacancies to
rounding, step by step, whatever the sizes of the occupations. And by the month under ``theory=one_market``: where
nobody aims at an occupation, posts of eight occupations and of one lead to the same lives, bit for bit.
Source: del Rio-Chanona, Mealy, Beguerisse-Díaz, Lafond & Farmer (2021), J. R. Soc. Interface 18(174).
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

import sim
from sim.core.draws import key, uniforms
from sim.experiments.exact.contract import Check, exactly
from sim.experiments.exact.d11_null_policies import differing, registers
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
    for seed in (1, 2):
        yield from _lives(seed)


def _figures_of_the_source() -> Iterator[Check]:
    for n in (1, *SIZES):
        start = occupations(n)
        found = rates(at_rest(start, start.e + start.u, complete(n), STEP_OF_PAPER))
        for rate, word in (("u", "unemployment rate at rest"), ("v", "vacancy rate at rest")):
            given = f"numbers of the source, N={n}; six digits"
            yield exactly(CASE, word, "rule", given, AT_REST[rate], found[rate], 5e-7)


def lived(share: float, months: int, *words: str) -> Any:
    """People and firms after some months; ``share`` of a firm's posts are in its own occupation, the rest in any.

    A share of 1 stands for one occupation: all firms are then of the first.
    """
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    m: Any = LabourMarket(
        sim.configure(
            "theory=one_market", "people=4000", f"months={months}", "limit.record=false",
            f"economy.search.own_family={share}", *words,
        )
    )  # fmt: skip
    if share == 1.0:
        m.firms.family[:] = 0
    m.run_for(months)
    return m


def other_lives(one: Any, many: Any) -> list[str]:
    """Registers, other than the occupation itself, that differ between two worlds."""
    return [name for name in differing(registers(one), registers(many)) if not name.endswith(".family")]


def _lives(seed: int) -> Iterator[Check]:
    for months in (1, 12):
        one, many = (lived(share, months, f"seed={seed}") for share in (1.0, 0.0))
        occupations_held = len(np.unique(many.people.family[many.people.employer >= 0]))
        given = f"{occupations_held} occupations and one, {months} months, seed {seed}"
        found = len(other_lives(one, many))
        yield exactly(CASE, "registers that differ from those of one occupation", "month", given, 0, found, 0.0)
