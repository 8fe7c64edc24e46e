"""Firms of a limit: small newcomers opened in any number, and their growth by chance alone."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from sim.agents.firm import Firm
from sim.core.draws import Purpose, below, normal, sub, uniform, uniforms, word
from sim.core.elementary import exp
from sim.core.states import Job, Sector, Tier
from sim.markets.limits.hiring import informal_firms, take_job
from sim.markets.separations import open_firms


class SinglePosts(NamedTuple):
    """How many firms look for one worker each."""

    vacancies: float  # a month, whole number


class Gibrat(NamedTuple):
    """Growth that does not depend on size, above a least size."""

    firms: float  # number of firms, whole
    spread: float  # SD of monthly log growth
    least_share: float  # least size over mean size, in the long run


class Founding(NamedTuple):
    """How people come to firms by growth."""

    founding: float  # probability that somebody who enters work opens a firm


def open_small_firms(m: Any, number: int) -> np.ndarray:
    """Rows of ``number`` new informal firms of one post in the first local market."""
    store, taken = m.store(Firm), set(m.store(Firm).rows().tolist())
    fid = (np.int64(1) << 60) | (np.int64(m.month + 1) << 40) | np.arange(number, dtype=np.int64)
    nobody = np.zeros(number)
    kinds = {"market": 0, "sector": int(Sector.SERVICES), "formal": 0, "family": 4}
    values = {name: np.full(number, value) for name, value in kinds.items()}
    open_firms(m, fid, values | {"reference": nobody, "base_regular": nobody, "base_casual": nobody + 1.0})
    return np.array([row for row in store.rows().tolist() if row not in taken], np.int64)


def post_single_vacancies(m: Any) -> None:
    """Each of a given number of firms has one casual post open; all other firms have none."""
    number = round(m.config.limit.numbers_of(SinglePosts).vacancies)
    missing = number - len(informal_firms(m.firms))
    if missing > 0:
        open_small_firms(m, missing)
    firms = m.firms
    firms.vacancies_regular[:] = 0
    firms.vacancies_casual[:] = 0
    firms.vacancies_casual[informal_firms(firms)[:number]] = 1
    m.events["vacancies"] = number


# ---- growth by chance


@njit(inline="always")
def next_size(size, growth, least):  # type: ignore[no-untyped-def]
    """Size after a month: grown by the factor, never below the least size."""
    return max(least, size * growth)


@njit(cache=True)
def grow(firms, rows, drift, spread, k):  # type: ignore[no-untyped-def]
    """Every firm's posts grow by a factor drawn alike for small and large; the least size is 1."""
    for r in range(len(rows)):
        j = rows[r]
        growth = exp(drift + spread * normal(word(k, firms.fid[j])))
        firms.base_casual[j] = next_size(float(firms.base_casual[j]), growth, 1.0)


def grow_by_chance(m: Any) -> None:
    """A month of growth in proportion (Gibrat 1931) with a reflecting least size.

    Log drift −ζ σ²/2 gives the tail exponent ζ = 1/(1 − least/mean). Source: Gabaix (1999), Q. J. Econ. 114(3).
    """
    n = m.config.limit.numbers_of(Gibrat)
    missing = round(n.firms) - len(informal_firms(m.firms))
    if missing > 0:
        open_small_firms(m, missing)
    exponent = 1.0 / (1.0 - n.least_share)
    rows = informal_firms(m.firms)[: round(n.firms)]
    if m.month == 0:
        m.firms.base_casual[rows] = 1.0
    grow(m.firms, rows, -exponent * n.spread**2 / 2.0, n.spread, m.key(Purpose.FIRM_SHOCK))


# ---- growth by joining


@njit(cache=True)
def enter_work(people, firms, moves, order, founders, founding, k, month):  # type: ignore[no-untyped-def]
    """Jobseekers enter work one after the other: each opens a firm, or joins the firm of somebody met at random.

    ``founders`` are rows of firms without staff, opened in this order; returns how many were needed.
    """
    at_work = np.empty(len(order), np.int64)
    opened = 0
    for n in range(len(order)):
        i = order[n]
        w = word(k, people.pid[i])
        if n == 0 or uniform(w) < founding:
            j = founders[opened]
            opened += 1
        else:
            j = np.int64(people.employer[at_work[below(sub(w, 1), n)]])
        take_job(people, firms, moves, i, j, Tier.CASUAL, 1.0, month)
        at_work[n] = i
    return opened


def found_or_join(m: Any) -> None:
    """All jobseekers enter work in this month, in a drawn order. Source: Simon (1955), Biometrika 42(3/4)."""
    founding = m.config.limit.numbers_of(Founding).founding
    people = m.people
    seekers = np.flatnonzero((people.pid != 0) & (people.job == Job.NONE) & (people.seeking == 1))
    if len(seekers) == 0:
        return
    order = seekers[np.argsort(uniforms(m.key(Purpose.ACCEPT), people.pid[seekers]), kind="stable")]
    room = int(len(seekers) * founding + 8.0 * np.sqrt(len(seekers)) + 10)
    founders = open_small_firms(m, room)
    m.events["founded"] = enter_work(
        m.people, m.firms, m.moves, order, founders, founding, m.key(Purpose.APPLY), m.month
    )


PHASES = (post_single_vacancies, grow_by_chance, found_or_join)
