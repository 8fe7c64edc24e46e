"""Taking up a job where no firm chooses: the employer is drawn, the tier and pay are given."""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import start_employment
from sim.core.calendar import NEVER
from sim.core.draws import below, word
from sim.core.states import Contract, Tier

HOURS = 40


@njit(cache=True)
def informal_firms(firms):  # type: ignore[no-untyped-def]
    """Rows of the firms that hire in a limit: the informal ones, so that one hazard ends all jobs of a tier."""
    rows = np.empty(len(firms.fid), np.int64)
    n = 0
    for j in range(len(firms.fid)):
        if firms.fid[j] != 0 and firms.formal[j] == 0:
            rows[n] = j
            n += 1
    return rows[:n].copy()


@njit
def take_job(people, firms, moves, i, j, tier, pay, month):  # type: ignore[no-untyped-def]
    """Person ``i`` starts work at firm ``j`` for ``pay``."""
    contract = Contract.PERMANENT if tier == Tier.REGULAR else Contract.CASUAL
    start_employment(people, firms, moves, i, month, j, tier, contract, NEVER, 0, HOURS, pay, 0)


@njit(inline="always")
def drawn_firm(rows, k, pid):  # type: ignore[no-untyped-def]
    """A firm drawn for the person, each as likely as any other."""
    return rows[below(word(k, pid), len(rows))]


@njit(inline="always")
def may_search(people, i, same_month, month):  # type: ignore[no-untyped-def]
    """Whether jobseeker ``i`` meets employers this month: those new to search only where the month allows it."""
    return people.seeking[i] == 1 and (same_month or people.since[i] != month)


def casual_exits(m: Any) -> float:
    """Monthly hazard of losing a casual job in a limit, in which hazards fall neither with tenure nor with age."""
    return float(m.parameters.separation.casual_informal)
