"""What must hold after every month: people, employer links, households and money (``checks=on``)."""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import ACTIVITIES, Activity, activity
from sim.core.errors import PasserelleError
from sim.core.states import Job, Tier
from sim.finance.budget import check_money


class IdentityError(PasserelleError):
    """An accounting identity of the model does not hold: a defect of a rule, never of the input."""


@njit(cache=True)
def count_activities(people):  # type: ignore[no-untyped-def]
    """People by main activity."""
    stock = np.zeros(ACTIVITIES, np.int64)
    for i in range(len(people.pid)):
        if people.pid[i] != 0:
            stock[activity(people, i)] += 1
    return stock


@njit(cache=True)
def count_staff(people, firms):  # type: ignore[no-untyped-def]
    """Employees by firm row and tier, counted from the people."""
    staff = np.zeros((len(firms.fid), 2), np.int64)
    for i in range(len(people.pid)):
        if people.job[i] == Job.EMPLOYEE and people.tier[i] != Tier.NONE:
            staff[people.employer[i], people.tier[i] - 1] += 1
    return staff


def check_people(before: np.ndarray, after: np.ndarray, moves: np.ndarray) -> None:
    """Stock = previous + entries − exits, for every activity; ``moves`` (from × to) with the world outside last."""
    expected = before + moves.sum(axis=0) - moves.sum(axis=1)
    for a in range(ACTIVITIES - 1):
        if after[a] != expected[a]:
            raise IdentityError(
                f"people: {after[a]} {Activity(a).name.lower()} at the end of the month, "
                f"but {before[a]} before and the flows give {expected[a]}"
            )


def check_links(people: Any, firms: Any) -> None:
    """Employer links and employers' head-counts agree, and nobody works for a firm that is gone."""
    staff = count_staff(people, firms)
    for tier, name in ((0, "staff_regular"), (1, "staff_casual")):
        wrong = np.flatnonzero(staff[:, tier] != getattr(firms, name))
        if len(wrong):
            j = wrong[0]
            kept = getattr(firms, name)[j]
            raise IdentityError(f"firm row {j}: {name} is {kept}, but {staff[j, tier]} people work there")
    gone = np.flatnonzero((firms.fid == 0) & (staff.sum(axis=1) > 0))
    if len(gone):
        raise IdentityError(f"firm row {gone[0]} is empty, but people are employed there")


def check_month(m: Any) -> None:
    """Raise ``IdentityError`` unless people, employer links and money are consistent at the end of the month."""
    stock = count_activities(m.people)
    check_people(m.stock, stock, m.moves)
    m.stock = stock
    check_links(m.people, m.firms)
    check_money(m)
