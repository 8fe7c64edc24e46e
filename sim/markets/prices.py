"""Consumer prices off the balanced path: what is fixed in money loses, what is traded afresh does not.

When prices rise by the factor g, cash and pay agreed before are worth 1/g; pay agreed before comes back as it is reset.
Prices do not fall back when the policy or crisis ends.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.levers import Lever
from sim.core.sieve import rows_with
from sim.core.states import Job
from sim.finance.ledger import NOBODY, Account, For


@njit(cache=True)
def erode(people, rows, factor):  # type: ignore[no-untyped-def]
    """Pay agreed before, of the employees ``rows``, divided by ``factor``."""
    for i in rows:
        people.pay[i] = float(people.pay[i]) / factor
        people.pay_kind[i] = float(people.pay_kind[i]) / factor


def price_level(m: Any) -> float:
    """Consumer prices against the balanced path, 1 on it."""
    return float(m.memory.get("prices", 1.0))


def move_prices(m: Any) -> None:
    """Follow the price path; pay agreed before and the cash of households lose what prices have gained."""
    if not m.levers.has(Lever.PRICE_PATH):
        return
    before = price_level(m)
    now = max(before, m.levers.value(Lever.PRICE_PATH, 1.0, m))
    m.memory["prices"], factor = now, now / before
    m.events["prices"] = now
    if factor == 1.0:
        return
    erode(m.people, rows_with(m.people.job, int(Job.EMPLOYEE)), factor)
    cash = m.households.cash
    kept = np.floor(cash / factor).astype(np.int64)
    m.flows[For.PRICES, Account.HOUSEHOLDS, Account.REST_OF_ECONOMY, NOBODY] += int((cash - kept).sum())
    cash[:] = kept


def real_floor(m: Any) -> float:
    """Statutory minimum, W a month of constant prices: it is fixed in money."""
    floor = m.country.institutions.minimum_wage / price_level(m)
    return float(m.levers.value(Lever.WAGE_FLOOR, floor, m))
