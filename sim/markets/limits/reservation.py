"""Search for a good offer: one offer a month, taken if it pays the reservation or more.

The reservation pay makes a jobseeker indifferent: w* − b = β/(1 − β(1 − σ)) Σ p_i (w_i − w*)₊, with idle income b,
monthly discount factor β, and σ the probability of losing the job. Source: McCall (1970), Q. J. Econ. 84(1).
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from sim.core.draws import Purpose, uniform, word
from sim.core.states import Job, Tier
from sim.markets.limits.hiring import casual_exits, drawn_firm, informal_firms, may_search, take_job


class Offers(NamedTuple):
    """Offers and what staying without a job is worth."""

    idle_income: float  # b, a month
    patience: float  # β, discount factor of a month
    lowest_offer: float = 0.0  # offers are uniform between the lowest and the highest
    highest_offer: float = 1.0


GRID = 20_000
"""Offers into which a uniform distribution is cut; the error of the mean gain is of order 1/GRID²."""


def reservation_pay(pay: np.ndarray, chance: np.ndarray, idle_income: float, patience: float, loss: float) -> float:
    """w* for offers ``pay`` with probabilities ``chance``, by bisection; never above the best offer."""
    weight = patience / (1.0 - patience * (1.0 - loss))
    low, high = idle_income, max(float(pay.max()), idle_income)
    while high - low > 1e-12 * max(1.0, abs(high)):
        middle = 0.5 * (low + high)
        if middle - idle_income < weight * float(chance @ np.maximum(pay - middle, 0.0)):
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@lru_cache(maxsize=64)
def uniform_reservation(n: Offers, loss: float) -> float:
    """w* for offers spread evenly between the lowest and the highest; ``loss`` is σ."""
    pay = n.lowest_offer + (n.highest_offer - n.lowest_offer) * (np.arange(GRID) + 0.5) / GRID
    return reservation_pay(pay, np.full(GRID, 1.0 / GRID), n.idle_income, n.patience, loss)


@njit(cache=True)
def consider(people, firms, moves, rows, lowest, highest, wanted, k, k_firm, month):  # type: ignore[no-untyped-def]
    """Every jobseeker gets an offer. Returns offers, hires and months waited by the hired."""
    count = np.zeros(3)
    for i in range(len(people.pid)):
        if people.pid[i] == 0 or people.job[i] != Job.NONE or not may_search(people, i, False, month):
            continue
        count[0] += 1.0
        offer = lowest + (highest - lowest) * uniform(word(k, people.pid[i]))
        if offer < wanted:
            continue
        waited = float(month - int(people.search_since[i]))
        count[1] += 1.0
        count[2] += waited
        take_job(people, firms, moves, i, drawn_firm(rows, k_firm, people.pid[i]), Tier.CASUAL, offer, month)
    return count


def accept_good_offers(m: Any) -> None:
    """A month of offers to jobseekers."""
    n = m.config.limit.numbers_of(Offers)
    wanted = uniform_reservation(n, casual_exits(m))
    offers, hires, waited = consider(
        m.people, m.firms, m.moves, informal_firms(m.firms), n.lowest_offer, n.highest_offer, wanted,
        m.key(Purpose.ACCEPT), m.key(Purpose.HIRE_CONTRACT), m.month,
    )  # fmt: skip
    m.events.update(offers=int(offers), hires=int(hires), months_waited=waited, reservation=wanted)


PHASES = (accept_good_offers,)
