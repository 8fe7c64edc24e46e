"""Paying for services that policy brings: by the payers of each instrument, with its overhead, by beneficiary group."""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.policy import Row
from sim.finance.ledger import GROUPS, MILLION, NOBODY, Account, For, beneficiary, micro
from sim.finance.payers import pay_shared


@njit(cache=True)
def pay_for_each(people, rows, flows, purpose, shares, overhead, price, month):  # type: ignore[no-untyped-def]
    """Payers by ``shares`` pay ``price`` W for each person of ``rows`` to the staff of a service, and ``overhead``."""
    counts = np.zeros(GROUPS, np.int64)
    for n in range(len(rows)):
        i = rows[n]
        counts[beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))] += 1
    for group in range(GROUPS):
        amount = counts[group] * micro(price)
        if amount > 0:
            pay_shared(flows, purpose, shares, overhead, Account.REST_OF_ECONOMY, group, amount)


@njit(cache=True)
def pay_at_once(flows, purpose, shares, overhead, amount):  # type: ignore[no-untyped-def]
    """Payers by ``shares`` pay ``amount`` (1e-6 W) to a service for nobody in particular, and ``overhead``."""
    pay_shared(flows, purpose, shares, overhead, Account.REST_OF_ECONOMY, NOBODY, amount)


def pay_for_service(m: Any, purpose: For, row: Row, rows: np.ndarray, price: float) -> None:
    """The payers of the instrument behind ``row`` pay ``price`` W for each person served.

    What households owe of it the government advances, as everywhere.
    """
    pay_for_each(m.people, rows, m.flows, int(purpose), np.array(row.shares), row.overhead, price, m.month)


def pay_for_staff(m: Any, purpose: For, row: Row, amount: float) -> None:
    """The payers of the instrument behind ``row`` pay ``amount`` W for the staff of a service."""
    pay_at_once(m.flows, int(purpose), np.array(row.shares), row.overhead, round(amount * MILLION))
