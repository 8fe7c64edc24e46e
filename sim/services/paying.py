"""Paying for services that policy brings: by the payers of each instrument, with its overhead, by beneficiary group."""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.hits import Row, reach
from sim.core.levers import Lever
from sim.finance.envelopes import afford, keep_promise
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


def serve(m: Any, purpose: For, lever: Lever, rows: np.ndarray, price: float) -> np.ndarray:
    """Which of ``rows`` are served through ``lever``, as far as the budget of each instrument goes; they are paid for.

    ``price`` in W a person; what households owe of it the government advances, as everywhere.
    """
    fine = np.zeros(len(rows), np.bool_)
    for row in m.levers.rows(lever):
        mine = np.flatnonzero(reach(row, m, rows, "person") > 0.0)
        cost = np.full(len(mine), round(price * (1.0 + row.overhead) * MILLION))
        mine = mine[afford(m, row.name, m.people.pid[rows[mine]], cost)]
        keep_promise(m, row.name, int(cost[: len(mine)].sum()))
        _pay_for(m, purpose, row, rows[mine], price)
        fine[mine] = True
    return fine


def _pay_for(m: Any, purpose: For, row: Row, rows: np.ndarray, price: float) -> None:
    costs = costs_by_group(m.people, rows, round(price * MILLION), m.month)
    share_cost(m.flows, int(purpose), np.array(row.shares), row.overhead, costs)


def pay_for_staff(m: Any, purpose: For, row: Row, amount: float) -> None:
    """The payers of the instrument behind ``row`` pay ``amount`` W for the staff of a service."""
    costs = np.zeros(GROUPS, np.int64)
    costs[NOBODY] = round(amount * MILLION)
    share_cost(m.flows, int(purpose), np.array(row.shares), row.overhead, costs)
