"""Admission: at an intake, vacant places go to those in the queue by a keyed lottery within priority classes.

Every person keeps one lottery number for a programme as long as they wait, so one more place admits one person more
and turns nobody away. A place that public or donor money pays for reserves its whole cost first: full is full.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import enrol, start_job
from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose, below, key, pair, uniform, word
from sim.core.levers import Lever
from sim.core.sieve import rows_set
from sim.core.states import Education, Job, ProviderKind, Tier, Unit
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import charge_household, pay_shared
from sim.training import funding
from sim.training.delivery import in_course
from sim.training.terms import fees_asked

MASTER = int(ProviderKind.MASTER)


def waiting(people: Any) -> np.ndarray:
    """Rows of people who stand in a queue."""
    rows: np.ndarray = rows_set(people.waiting_for)
    return rows


@njit(cache=True)
def takes_in(rid, kind, trait_key, interval, month):  # type: ignore[no-untyped-def]
    """1 for providers with an intake this month: masters always, courses every ``interval`` months of their own."""
    out = np.zeros(len(rid), np.uint8)
    for r in range(len(rid)):
        if rid[r] != 0:
            offset = below(word(trait_key, rid[r]), interval)
            out[r] = kind[r] == MASTER or (month + offset) - interval * ((month + offset) // interval) == 0
    return out


@njit(cache=True)
def lottery(pid, since, rid, keys, month):  # type: ignore[no-untyped-def]
    """Lottery number of each applicant at a programme, drawn once for a queue entry; ``keys[age]`` by months waited."""
    out = np.empty(len(pid))
    for n in range(len(pid)):
        out[n] = uniform(pair(word(keys[month - since[n]], pid[n]), rid[n]))
    return out


@njit(cache=True)
def winners(programme, reserved, vacant, held=0.0):  # type: ignore[no-untyped-def]
    """Who gets a place, of applicants sorted by programme and lottery number.

    ``reserved``: share of places kept for the applicant's group, 0 for none. The best of the group fill the reserved
    places, at most that share of the vacant ones; of what they leave the part ``held`` stays empty until the next
    intake, and the rest goes to all others in order. Returns the priority class of each: 0 reserved, 1 open, 2 not
    admitted.
    """
    out = np.full(len(programme), 2, np.int64)
    first = 0
    while first < len(programme):
        last = first
        share = 0.0
        while last < len(programme) and programme[last] == programme[first]:
            share = max(share, reserved[last])
            last += 1
        free = vacant[programme[first]]
        kept = min(free, int(share * free + 0.5))
        for n in range(first, last):
            if kept > 0 and reserved[n] > 0.0:
                out[n] = 0
                kept -= 1
                free -= 1
        free -= int(held * kept + 0.5)
        for n in range(first, last):
            if free > 0 and out[n] == 2:
                out[n] = 1
                free -= 1
        first = last
    return out


def affordable(m: Any, parts: np.ndarray) -> np.ndarray:
    """Reserve ``parts`` (people in order of priority × budgets, 1e-6 W): the longest prefix that money covers.

    Once somebody cannot be paid for, all later ones who need the same budget wait too; so more money never costs
    anybody the place. People who need no budget always pass.
    """
    fine = np.ones(len(parts), np.bool_)
    if funding.reserve(m, parts.sum(axis=0)):
        return fine
    closed = np.zeros(3, np.bool_)
    for n, part in enumerate(parts):
        needs = part > 0
        if (needs & closed).any() or not funding.reserve(m, part):
            fine[n] = False
            closed |= needs
    return fine


@njit(cache=True)
def begin(people, firms, providers, households, moves, flows, rows, entry, a, month):  # type: ignore[no-untyped-def]
    """Start the course or apprenticeship of each admitted person; returns 1 for those who started.

    A course takes the place of any job (lock-in). A master is paid the entry fee first; who cannot pay stays out.
    """
    started = np.zeros(len(rows), np.uint8)
    for n in range(len(rows)):
        i = rows[n]
        r = people.waiting_for[i]
        leave_queue(people, providers, i)
        if providers.kind[r] == MASTER:
            group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
            h, fee = people.household[i], micro(entry[n])
            if not charge_household(households, h, flows, For.APPRENTICE_FEE, Account.ENTERPRISES, group, fee):
                continue
            kind = Job.PAID_APPRENTICE if a.pay_start >= a.paid_from else Job.UNPAID_APPRENTICE
            hours, family = int(a.hours), int(providers.family[r])
            start_job(people, firms, moves, i, month, kind, Unit.INFORMAL, family, hours, a.pay_start, a.meals)
        else:
            enrol(people, firms, moves, i, month, Education.COURSE)
        people.provider[i] = r
        people.course_end[i] = month + int(providers.duration[r])
        providers.enrolled[r] += 1
        providers.started[r] += 1
        started[n] = 1
    return started


@njit
def leave_queue(people, providers, i):  # type: ignore[no-untyped-def]
    """Give up a place in a queue."""
    providers.queue[people.waiting_for[i]] -= 1
    people.waiting_for[i] = -1
    people.waiting_since[i] = NEVER


def owed(m: Any) -> np.ndarray:
    """What is promised for people now in courses, by budget, 1e-6 W."""
    rows = in_course(m.people)
    provider = m.people.provider[rows].astype(np.int64)
    left = np.maximum(0, m.people.course_end[rows].astype(np.int64) - m.month)
    parts = funding.monthly_parts(m, rows, provider, 1.0 - m.parameters.places.block_share)
    return (parts * left[:, None]).sum(axis=0)


def applicants(m: Any) -> tuple[np.ndarray, np.ndarray]:
    """People at an intake this month in order of programme and lottery number, with their numbers.

    Who has found a regular job since applying declines.
    """
    people, providers = m.people, m.providers
    rows = waiting(people)
    interval = int(m.parameters.choice.intake)
    open_now = takes_in(providers.rid, providers.kind, key(m.population_seed, Purpose.ADMISSION), interval, m.month)
    rows = rows[(open_now[people.waiting_for[rows]] == 1) & (people.tier[rows] != Tier.REGULAR)]
    programme, since = people.waiting_for[rows], people.waiting_since[rows].astype(np.int64)
    oldest = int(m.month - since.min()) if len(rows) else 0
    keys = np.array([key(m.seed, Purpose.ADMISSION, m.month - age) for age in range(oldest + 1)], np.uint64)
    number = lottery(people.pid[rows], since, providers.rid[programme], keys, m.month)
    order = np.lexsort((people.pid[rows], number, programme))
    return rows[order], number[order]


def admit(m: Any) -> None:
    """Step 7: fill vacant places from the queues."""
    people, providers = m.people, m.providers
    funding.settle(m, owed(m))
    rows, number = applicants(m)
    programme = people.waiting_for[rows].astype(np.int64)
    vacant = np.maximum(0, providers.places.astype(np.int64) - providers.enrolled)
    reserved = m.levers.values(Lever.RESERVED_SHARE, 0.0, m, rows)
    held = m.levers.value(Lever.RESERVED_HELD, 0.0, m) if m.levers.has(Lever.RESERVED_HELD) else 0.0
    grade = winners(programme, reserved, vacant, held)
    called = np.flatnonzero(grade < 2)
    called = called[np.lexsort((people.pid[rows[called]], number[called], grade[called]))]
    rows, programme, grade = rows[called], programme[called], grade[called]
    course = providers.kind[programme] != MASTER
    parts = funding.monthly_parts(m, rows, programme, 1.0 - m.parameters.places.block_share)
    parts *= (providers.duration[programme].astype(np.int64) * course)[:, None]
    fine = affordable(m, parts)
    rows, programme, grade = rows[fine], programme[fine], grade[fine]
    fee = funding.charges(m, rows, fees_asked(m)[programme]) * providers.duration[programme]
    started = begin(
        people, m.firms, providers, m.households, m.moves, m.flows, rows, fee, m.parameters.apprenticeship, m.month
    )
    cover_entry_fees(m, rows[started == 1], programme[started == 1])
    courses = providers.kind[programme] != MASTER
    m.treated.add(m, "course", rows[(started == 1) & courses])
    m.treated.add(m, "apprenticeship", rows[(started == 1) & ~courses])
    if m.levers.has(Lever.RESERVED_SHARE):
        kept = rows[(started == 1) & (grade == 0)]
        m.treated.add(m, "reserved_places", kept)
        m.events["admitted_reserved"] = len(kept)
    m.events["admitted"] = int(started.sum())
    m.events["admitted_to_courses"] = int(started[courses].sum())
    m.events["queue"] = int(providers.queue.sum())


def cover_entry_fees(m: Any, rows: np.ndarray, programme: np.ndarray) -> None:
    """Pay masters the part of the entry fee that policy takes over from their new apprentices."""
    master, months = m.providers.kind[programme] == MASTER, m.providers.duration[programme]
    asked = fees_asked(m)[programme] * master
    usual = np.asarray(m.providers.fee, np.float64)[programme] * master
    if m.levers.has(Lever.ENTRY_FEE):
        pay_masters(m, Lever.ENTRY_FEE, rows, (usual - asked) * months)
    if m.levers.has(Lever.FEE):
        pay_masters(m, Lever.FEE, rows, (asked - funding.charges(m, rows, asked)) * months)


def pay_masters(m: Any, lever: Lever, rows: np.ndarray, covered: np.ndarray) -> None:
    """Pay masters ``covered`` W of the fee of each of their new apprentices ``rows``, by the payers of ``lever``."""
    shares, overhead = m.levers.payers(lever), m.levers.overhead(lever)
    for i, amount in zip(rows, covered, strict=True):
        group = beneficiary(int(m.people.sex[i]), age_years(int(m.people.birth[i]), m.month))
        pay_shared(m.flows, For.APPRENTICE_FEE, shares, overhead, Account.ENTERPRISES, group, micro(amount))
