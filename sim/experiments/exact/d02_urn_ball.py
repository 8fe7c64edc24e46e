"""Urn-ball matching: U seekers each apply to one of V vacancies, and each vacancy takes one.

Played by one rule: vacancies are placed in their slots and every seeker walks to the first suitable one, as in the
month. Matches are the vacancies that somebody reached: mean V (1 − (1 − 1/V)^U), variance
V (V − 1)(1 − 2/V)^U + V (1 − 1/V)^U − V² (1 − 1/V)^(2U). Source: Petrongolo & Pissarides (2001), J. Econ. Lit. 39(2).
"""

import math
from collections.abc import Iterator

import numpy as np
from numba import njit

import sim
from sim.agents.capital import RELATEDNESS
from sim.agents.firm import Firm
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.draws import Purpose, key, words
from sim.core.states import Channel, Tier
from sim.experiments.exact.contract import Check, within_errors
from sim.markets.search import find_vacancy
from sim.markets.vacancies import Vacancies, place, slot_tables

CASE = "D02"
MARKETS = ((10, 10, 4000), (50, 100, 1500), (100, 100, 1500), (200, 100, 1500), (30, 7, 2000), (1000, 500, 300))
"""Seekers, vacancies, months."""


def expected_matches(u: int, v: int) -> tuple[float, float]:
    """Mean and variance of the number of matches."""
    one, two = (1.0 - 1.0 / v) ** u, (1.0 - 2.0 / v) ** u
    return v * (1.0 - one), v * (v - 1) * two + v * one - v * v * one**2


def _rows(kind: type, n: int, **values: int) -> object:
    made = kind.Columns(**{name: column.empty(n) for name, column in columns_of(kind).items()})  # type: ignore[attr-defined]
    for name, value in values.items():
        getattr(made, name)[...] = value
    return made


def matches(seekers: int, vacancies: int, months: int, seed: int = 1) -> np.ndarray:
    """Matches of ``months`` independent months, other vacancies and other luck in each."""
    p = sim.configure().parameters.search._replace(aim=0.0)
    people, firms = _rows(Worker, seekers), _rows(Firm, vacancies, sector=2)
    slots, here = slot_tables(np.array([float(vacancies)])), np.zeros(vacancies, np.int32)
    casual, kind = np.full(vacancies, int(Tier.CASUAL), np.uint8), np.zeros(vacancies, np.uint8)
    found = np.empty(months)
    for month in range(months):
        posts = words(key(seed, Purpose.SLOT_FILL, month), np.arange(vacancies))
        open_posts = Vacancies(np.arange(vacancies, dtype=np.int32), casual, kind, posts, here)
        place(open_posts, slots)
        walks = words(key(seed, Purpose.APPLY, month), np.arange(seekers))
        found[month] = posts_reached(people, firms, open_posts, slots, walks, RELATEDNESS, p)
    return found


@njit(cache=True)
def posts_reached(people, firms, vacancies, slots, walks, relatedness, p):  # type: ignore[no-untyped-def]
    """Vacancies to which at least one person walks."""
    reached = np.zeros(len(vacancies.firm), np.int64)
    for i in range(len(walks)):
        v = find_vacancy(people, firms, vacancies, slots, i, 0, Channel.DIRECT, walks[i], relatedness, p)
        if v >= 0:
            reached[v] = 1
    return reached.sum()


def cases() -> Iterator[Check]:
    for u, v, months in MARKETS:
        mean, variance = expected_matches(u, v)
        found = matches(u, v, months)
        given = f"U={u} V={v} ({months} months)"
        yield within_errors(CASE, "matches, mean", "rule", given, mean, found.mean(), math.sqrt(variance / months))
        spread = found.var(ddof=1)
        fourth = ((found - found.mean()) ** 4).mean()
        error = math.sqrt(max(fourth - spread**2, 0.0) / months)
        yield within_errors(CASE, "matches, variance", "rule", given, variance, spread, error)
