"""A certificate in a market of two tiers: its effect grows for years, that of a placement fades within months.

Played by whole months under ``theory=two_tiers``: the model's separations, then jobs found at given rates by tier. From
the state at rest of the monthly chain, everybody is given a certificate, which raises the two roads to regular jobs,
or everybody out of work is placed in a casual job; the same people with the same luck live on without. People do not
meet in this limit, so the error of a difference is that of a mean of independent persons.
Source: powers of the transition matrix of the chain.
"""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numba import njit

import sim
from sim.agents.transitions import new_moves
from sim.core.draws import Purpose, key, uniform, word
from sim.core.states import Tier
from sim.experiments.exact.contract import Check, within_errors
from sim.indicators.identities import count_activities
from sim.markets.limits.hiring import drawn_firm, informal_firms, take_job

CASE = "D17"
PEOPLE = 40_000


class Chain(NamedTuple):
    """Monthly probabilities, and the factor of a certificate on the two roads to regular jobs."""

    casual: float  # out of work to casual
    regular: float  # out of work to regular
    upgrade: float  # casual to regular
    casual_exit: float
    regular_exit: float
    certificate: float


PRINTED = Chain(0.15, 0.010, 0.005, 0.10, 0.02, 2.0)
ONE_TIER = Chain(0.0, 0.15, 0.0, 0.08, 0.08, 1.25)
CHAINS = (PRINTED, Chain(0.25, 0.02, 0.01, 0.15, 0.03, 3.0), Chain(0.08, 0.03, 0.02, 0.05, 0.01, 1.5))
HORIZONS = (3, 6, 12, 24, 36, 60)
PLACED = (0, 1, 3, 6, 9)


def matrix(c: Chain, certified: bool) -> np.ndarray:
    """Transitions among out of work, casual and regular."""
    up = c.certificate if certified else 1.0
    return np.array([
        [1.0 - c.casual - c.regular * up, c.casual, c.regular * up],
        [c.casual_exit, 1.0 - c.casual_exit - c.upgrade * up, c.upgrade * up],
        [c.regular_exit, 0.0, 1.0 - c.regular_exit],
    ])  # fmt: skip


def at_rest(p: np.ndarray) -> np.ndarray:
    """The distribution that a month leaves as it is."""
    equations = np.vstack([p.T - np.eye(len(p)), np.ones(len(p))])
    return np.linalg.lstsq(equations, np.append(np.zeros(len(p)), 1.0), rcond=None)[0]


def expected(c: Chain, months: int, placed: bool = False) -> float:
    """Effect on the share at work after ``months`` of a certificate, or of placing all who are out of work."""
    start = at_rest(matrix(c, False))
    other = np.array([0.0, start[0] + start[1], start[2]]) if placed else start
    power = np.linalg.matrix_power
    return float((start @ power(matrix(c, False), months))[0] - (other @ power(matrix(c, not placed), months))[0])


@njit(cache=True)
def settle(people, firms, moves, rows, casual, regular, k, k_firm, month):  # type: ignore[no-untyped-def]
    """Put a share ``casual`` of the people in casual and a share ``regular`` in regular jobs, drawn by person."""
    for i in range(len(people.pid)):
        if people.pid[i] == 0 or people.employer[i] >= 0:
            continue
        u = uniform(word(k, people.pid[i]))
        if u < regular + casual:
            tier = Tier.REGULAR if u < regular else Tier.CASUAL
            take_job(people, firms, moves, i, drawn_firm(rows, k_firm, people.pid[i]), tier, 1.0, month)


def world(c: Chain, change: str = "", seed: int = 1) -> Any:
    """A market at rest, then changed: ``certificate`` to all, or ``place`` all who are out of work."""
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    m: Any = LabourMarket(
        sim.configure(
            "theory=two_tiers", f"people={PEOPLE}", "months=60", "limit.record=false", "checks=true",
            f"limit.numbers.finding_casual={c.casual}", f"limit.numbers.finding_regular={c.regular}",
            f"limit.numbers.upgrade={c.upgrade / (1.0 - c.casual_exit)}", f"limit.numbers.certificate={c.certificate}",
            f"economy.separation.casual_informal={c.casual_exit}",
            f"economy.separation.informal_regular={c.regular_exit}", f"seed={seed}",
        )
    )  # fmt: skip
    firms, k_firm = informal_firms(m.firms), m.key(Purpose.HIRE_CONTRACT)
    rest = at_rest(matrix(c, False))
    lot, no_flows = key(m.seed, Purpose.POPULATION), new_moves()  # the state at rest is a start, not a month
    settle(m.people, m.firms, no_flows, firms, rest[1], rest[2], lot, k_firm, -1)
    if change == "certificate":
        m.people.certificates[:] = 1
    elif change == "place":
        settle(m.people, m.firms, no_flows, firms, 1.0, 0.0, lot, k_firm, -1)
    m.stock = count_activities(m.people)
    return m


def effects(c: Chain, change: str, horizons: tuple[int, ...], seed: int = 1) -> Iterator[tuple[int, float, float]]:
    """Months, effect on the share at work and its standard error."""
    without, changed = world(c, seed=seed), world(c, change, seed)
    for month in range(max(horizons) + 1):
        if month in horizons:
            alive = without.people.pid != 0
            gain = (changed.people.employer >= 0)[alive].astype(float) - (without.people.employer >= 0)[alive]
            yield month, float(gain.mean()), float(gain.std() / math.sqrt(len(gain)))
        without.step()
        changed.step()


def cases() -> Iterator[Check]:
    for c in CHAINS:
        given = f"N→casual {c.casual:g}, N→regular {c.regular:g}, up {c.upgrade:g}, exits {c.casual_exit:g} and "
        given += f"{c.regular_exit:g}"
        for month, found, error in effects(c, "certificate", HORIZONS):
            what, where = f"certificate: share at work after {month} months", f"{given}, certificate ×{c.certificate:g}"
            yield within_errors(CASE, what, "month", where, expected(c, month), found, error)
        for month, found, error in effects(c, "place", PLACED):
            what = f"placement: share at work after {month} months"
            yield within_errors(CASE, what, "month", given, expected(c, month, placed=True), found, error)
    yield from _one_tier()


def _one_tier() -> Iterator[Check]:
    """In one tier nearly all of the effect is there after half a year."""
    c = ONE_TIER
    final = at_rest(matrix(c, False))[0] - at_rest(matrix(c, True))[0]
    given = f"one tier, f {c.regular:g} → {c.regular * c.certificate:g}, s {c.regular_exit:g}"
    for month, found, error in effects(c, "certificate", (3, 6, 24)):
        what = f"part of the final effect reached after {month} months"
        yield within_errors(CASE, what, "month", given, expected(c, month) / final, found / final, error / final)
