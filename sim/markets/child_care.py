"""Child care: hours of care taken over by carers, who are paid for them and hired by firms of the market."""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.levers import Lever
from sim.core.states import Sector, Sex
from sim.finance.care import pay_for_hours
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import pay_shared
from sim.markets.activity_choice import care_hours, small_child


@njit(cache=True)
def mothers(people, p, month):  # type: ignore[no-untyped-def]
    """Rows of women with a small child, and their hours of care a week."""
    rows, hours, n = np.empty(len(people.pid), np.int64), np.empty(len(people.pid)), 0
    for i in range(len(people.pid)):
        if people.pid[i] != 0 and people.sex[i] == Sex.FEMALE and small_child(people, i, month, p):
            rows[n] = i
            hours[n] = care_hours(people.sex[i], True, int(people.wealth[i]), p)
            n += 1
    return rows[:n].copy(), hours[:n].copy()


@njit(cache=True)
def pay_for_care(people, rows, hours, price, flows, shares, overhead, month):  # type: ignore[no-untyped-def]
    """The payers of the policy pay ``price`` for each hour a week to the firms of carers."""
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        pay_shared(flows, For.CHILD_CARE, shares, overhead, Account.ENTERPRISES, group, micro(price * hours[n]))


def carers_needed(hours: float, p: Any) -> float:
    """Full-time carers for so many child-hours a week: hours / (hours of a carer · children at a time)."""
    return hours / (p.carer_hours * p.children_per_carer)


def care_posts(m: Any) -> np.ndarray:
    """Pay for the care that policy takes over this month; returns the posts of carers it gives, by firm row.

    Posts go to the services firms of the market, in proportion to their base posts.
    """
    people, firms, p = m.people, m.firms, m.parameters
    rows, usual = mothers(people, p.participation, m.month)
    saved = usual - m.levers.values(Lever.CARE_HOURS, usual, m, rows)
    rows, saved = rows[saved > 0.0], saved[saved > 0.0]
    lever, price = Lever.CARE_HOURS, p.choice.care_cost
    saved = pay_for_hours(m, rows, saved, price)
    rows, saved = rows[saved > 0.0], saved[saved > 0.0]
    pay_for_care(people, rows, saved, price, m.flows, m.levers.payers(lever), m.levers.overhead(lever), m.month)
    first = min(row.start for row in m.levers.rows(lever)) == m.month
    m.treated.add(m, "child_care", rows if first else rows[people.child_birth[rows] == m.month])
    hours = np.bincount(people.market[rows], weights=saved, minlength=len(m.territory))
    m.events["care_users"], m.events["care_hours"] = len(rows), float(saved.sum())
    m.events["carers"] = carers_needed(float(hours.sum()), p.access)
    base = (firms.base_regular.astype(np.float64) + firms.base_casual) * (firms.sector == Sector.SERVICES)
    base *= firms.fid != 0
    total = np.bincount(firms.market, weights=base, minlength=len(m.territory))
    here = hours[firms.market] / np.maximum(total[firms.market], 1e-9)
    return base * carers_needed(1.0, p.access) * here  # type: ignore[no-any-return]
