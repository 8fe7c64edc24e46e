"""Paying for services that policy brings: by the payers of each instrument, with its overhead, by beneficiary group."""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.policy import Row
from sim.finance.envelopes import paid_by
from sim.finance.ledger import GROUPS, MILLION, NOBODY, For, beneficiary
from sim.finance.payers import share_cost


@njit(cache=True)
def costs_by_group(people, rows, price, month):  # type: ignore[no-untyped-def]
    """``price`` (1e-6 W) for each person of ``rows``, by beneficiary group."""
    costs = np.zeros(GROUPS, np.int64)
    for n in range(len(rows)):
        i = rows[n]
        costs[beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))] += price
    return costs


def pay_for_service(m: Any, purpose: For, row: Row, rows: np.ndarray, price: float) -> None:
    """The payers of the instrument behind ``row`` pay ``price`` W for each person served.

    What households owe of it the government advances, as everywhere. A budget pays as far as it goes, and then reaches
    fewer people in the month that follows.
    """
    rows = rows[paid_by(m, row, m.people.pid[rows], np.full(len(rows), price)) > 0.0] if price > 0.0 else rows
    costs = costs_by_group(m.people, rows, round(price * MILLION), m.month)
    share_cost(m.flows, int(purpose), np.array(row.shares), row.overhead, costs)


def pay_for_staff(m: Any, purpose: For, row: Row, amount: float) -> None:
    """The payers of the instrument behind ``row`` pay ``amount`` W for the staff of a service."""
    costs = np.zeros(GROUPS, np.int64)
    costs[NOBODY] = round(paid_by(m, row, np.zeros(1, np.int64), np.full(1, amount))[0] * MILLION)
    share_cost(m.flows, int(purpose), np.array(row.shares), row.overhead, costs)
