"""Payments of a month of courses: learners, providers and those who pay for places, stipends, travel and care."""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import NEVER, age_years
from sim.core.levers import Lever
from sim.core.states import ProviderKind
from sim.finance.care import hours_left
from sim.finance.envelopes import payable
from sim.finance.ledger import NOBODY, Account, For, beneficiary, micro
from sim.finance.payers import (
    charge_household,
    household_pays_provider,
    pay_benefit,
    pay_household,
)
from sim.training import funding
from sim.training.places import running_cost
from sim.training.reach import nearness

PRIVATE, MASTER = int(ProviderKind.PRIVATE), int(ProviderKind.MASTER)


@njit(cache=True)
def collect(people, providers, households, flows, rows, owed, charge, outlay, parts, stipend, month):  # type: ignore[no-untyped-def]
    """Payments of the month for each learner: fee, public and donor money, travel, care and materials, stipend.

    ``owed``: 1 for learners of this month; ``stipend``: W due now. Returns paid (0 where the fee could not be paid,
    and then nothing else is) and the stipends paid, 1e-6 W.
    """
    paid, stipends = np.ones(len(rows), np.uint8), np.int64(0)
    for n in range(len(rows)):
        i = rows[n]
        r, h = people.provider[i], people.household[i]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        if owed[n] == 1:
            if not household_pays_provider(households, h, providers, r, flows, For.FEE, group, micro(charge[n])):
                paid[n] = 0
                continue
            funding.post_places(flows, providers, r, group, parts[n, 0], parts[n, 1], parts[n, 2])
            charge_household(
                households, h, flows, For.TRAVEL_AND_CARE, Account.REST_OF_ECONOMY, group, micro(outlay[n])
            )
        amount = micro(stipend[n])
        pay_household(households, h, flows, For.STIPEND, Account.GOVERNMENT, group, amount)
        stipends += amount
    return paid, stipends


@njit(cache=True)
def pay_benefits(people, households, flows, rows, amount, purpose, shares, overhead, month):  # type: ignore[no-untyped-def]
    """A benefit of ``amount`` W to each person in ``rows`` from the payers of the policy behind it."""
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        pay_benefit(households, people.household[i], flows, purpose, shares, overhead, group, micro(amount[n]))


@njit(cache=True)
def pay_block(providers, costs, shares, scale, p, flows):  # type: ignore[no-untyped-def]
    """Block funding of places, taken or not, × ``scale``; returns what each budget pays, 1e-6 W."""
    total = np.zeros(3, np.int64)
    for r in range(len(providers.rid)):
        if providers.rid[r] == 0 or providers.kind[r] == MASTER:
            continue
        block = costs[r] * p.block_share * providers.places[r]
        a = micro(block * shares[r, 0] * scale[0])
        b = micro(block * shares[r, 1] * scale[1])
        c = micro(block * shares[r, 2] * scale[2])
        funding.post_places(flows, providers, r, NOBODY, a, b, c)
        total[0] += a
        total[1] += b
        total[2] += c
    return total


@njit(cache=True)
def pay_running_costs(providers, costs, flows, p):  # type: ignore[no-untyped-def]
    """Providers pay what running costs; colleges only what they have. Returns the covered share by provider."""
    coverage = np.ones(len(providers.rid))
    for r in range(len(providers.rid)):
        if providers.rid[r] == 0 or providers.kind[r] == MASTER:
            continue
        cost = micro(running_cost(costs[r], providers.places[r], providers.enrolled[r], p))
        if cost <= 0:
            continue
        spent = cost
        if providers.kind[r] != PRIVATE:
            spent = min(cost, max(providers.balance[r], 0))
        coverage[r] = spent / cost
        providers.balance[r] -= spent
        flows[For.PROVIDER_COSTS, Account.PROVIDERS, Account.REST_OF_ECONOMY, NOBODY] += spent
    return coverage


@njit(cache=True)
def care_hours(people, rows, hours, age, month):  # type: ignore[no-untyped-def]
    """Hours of care a week of people ``rows``: ``hours`` of a woman whose youngest child is below ``age`` months."""
    out = np.zeros(len(rows))
    for n in range(len(rows)):
        if has_young_child(people, rows[n], age, month):
            out[n] = hours
    return out


@njit
def has_young_child(people, i, age, month):  # type: ignore[no-untyped-def]
    """A woman whose youngest child is below ``age`` months."""
    born = int(people.child_birth[i])
    return people.sex[i] == 1 and born != NEVER and month - born < age


@njit(cache=True)
def travel_costs(people, rows, provider, near, c):  # type: ignore[no-untyped-def]
    """Travel to the programme, W a month, dearer the less accessible it is from the person's market."""
    out = np.empty(len(rows))
    for n in range(len(rows)):
        out[n] = c.travel + c.travel_far * (1.0 - near[people.market[rows[n]], provider[n]])
    return out


def travel_and_care(m: Any, rows: np.ndarray, provider: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Travel and care that a course costs people ``rows`` a month before any help, W."""
    c = m.parameters.choice
    hours = care_hours(m.people, rows, c.care_hours, 12 * int(c.care_age), m.month)
    hours = hours_left(m, rows, hours)
    return travel_costs(m.people, rows, provider, nearness(m), c), c.care_cost * hours


def tied_by_care(m: Any, rows: np.ndarray) -> np.ndarray:
    """Share of the care of a young child that falls to each of people ``rows``; 0 for all but women with one."""
    c = m.parameters.choice
    young = care_hours(m.people, rows, 1.0, 12 * int(c.care_age), m.month)
    if not m.levers.has(Lever.CARE_HOURS):
        return young
    left = hours_left(m, rows, c.care_hours * young)
    return young * np.minimum(1.0, left / max(c.care_hours, 1e-9))


def paid_so_far(months: np.ndarray, delay: int, duration: np.ndarray) -> np.ndarray:
    """Months of stipend that have arrived after ``months`` of a course; all of them at its end.

    >>> paid_so_far(np.array([0, 2, 3, 6]), 2, np.array([6, 6, 6, 6])).tolist()
    [0, 1, 2, 6]
    """
    return np.where(months >= duration, duration, np.minimum(np.maximum(months - delay + 1, 0), duration))


def late(m: Any, rows: np.ndarray, provider: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """Stipend that arrives this month, W: nothing in the first months of a course, the arrears at its end.

    Where the delay has been shortened since last month, what was in arrears comes at once.
    """
    if not amount.any():
        return np.zeros(len(rows))
    delay = payment_delay(m)
    before = m.memory.get("last_delay", delay)
    duration = m.providers.duration[provider].astype(np.int64)
    months = duration - np.maximum(0, m.people.course_end[rows].astype(np.int64) - m.month)
    due = paid_so_far(months, delay, duration) - np.where(months > 0, paid_so_far(months - 1, before, duration), 0)
    return amount * due


def payment_delay(m: Any) -> int:
    """Months from a month of training to the stipend for it."""
    return round(m.levers.value(Lever.PAYMENT_DELAY, m.parameters.choice.stipend_delay, m))


def help_learners(m: Any, rows: np.ndarray, lever: Lever, amount: np.ndarray, purpose: For) -> None:
    """Pay what policy gives through ``lever``; nothing where no instrument moves it."""
    if m.levers.has(lever) and len(rows):
        amount = payable(m, lever, rows, amount)
        shares, overhead = m.levers.payers(lever), m.levers.overhead(lever)
        pay_benefits(m.people, m.households, m.flows, rows, amount, int(purpose), shares, overhead, m.month)


def run_programmes(m: Any) -> np.ndarray:
    """Block funding comes in and running costs go out; returns the covered share of costs by provider."""
    p, costs, shares = m.parameters.places, funding.unit_costs(m), funding.place_shares(m)
    if p.block_share > 0.0:
        wanted = (shares * (costs * m.providers.places * p.block_share)[:, None]).sum(axis=0) * 1e6
        there = np.array([max(0, b.available) for b in funding.budgets_of(m)])
        scale = np.where(wanted > there, there / np.maximum(wanted, 1.0) * 0.999999, 1.0)
        funding.spend(m, pay_block(m.providers, costs, shares, scale, p, m.flows))
    return pay_running_costs(m.providers, costs, m.flows, p)
