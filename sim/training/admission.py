"""Admission: at an intake, vacant places go to those in the queue by a keyed lottery within priority classes.

Every person keeps one lottery number for a programme as long as they wait, so one more place admits one person more
and turns nobody away. A place that public or donor money pays for reserves its whole cost first: full is full.

A second lottery may hold out a share of the winners for good, so that lives with and without a place can be compared;
it knows only the person, so the same people are held out in every world, and the next in order get their places.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import enrol, start_job
from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose, below, key, pair, uniform, uniforms, word
from sim.core.levers import Lever
from sim.core.sieve import rows_set
from sim.core.states import Education, Job, ProviderKind, Tier, Unit
from sim.finance.envelopes import payable
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import charge_household, pay_shared
from sim.training import funding
from sim.training.delivery import in_course
from sim.training.grants import pending
from sim.training.holdings import owed_by_fund
from sim.training.placement_pay import by_predicted_placement, kept_back
from sim.training.terms import fees_asked
from sim.training.vouchers import can_have_voucher, hand_out_vouchers, requests

MASTER = int(ProviderKind.MASTER)
HALF = np.full(1, 0.5)
"""Rounding to the nearest whole place."""


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
def winners(programme, reserved, vacant, unfilled=0.0, rounding=HALF):  # type: ignore[no-untyped-def]
    """Who gets a place, of applicants sorted by programme and lottery number.

    ``reserved``: share of places kept for the applicant's group, 0 for none. The best of the group fill the reserved
    places, ⌊share · vacant + ``rounding``⌋ by programme; of what they leave the part ``unfilled`` stays empty until the
    next intake, and the rest goes to all others in order. Returns the priority class of each: 0 reserved, 1 open, 2 not
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
        kept = min(free, int(share * free + rounding[programme[first] if len(rounding) > 1 else 0]))
        for n in range(first, last):
            if kept > 0 and reserved[n] > 0.0:
                out[n] = 0
                kept -= 1
                free -= 1
        free -= int(unfilled * kept + 0.5)
        for n in range(first, last):
            if free > 0 and out[n] == 2:
                out[n] = 1
                free -= 1
        first = last
    return out


def grades(
    programme: np.ndarray, reserved: np.ndarray, vacant: np.ndarray, kept: float, held: np.ndarray, rounding: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Priority class of each applicant as in ``winners``, and who of those with a place is to be held out.

    The place of a person held out goes to the next in order, who may be one to hold out as well.
    """
    grade, out = winners(programme, reserved, vacant, kept, rounding), np.zeros(len(programme), np.bool_)
    while (lost := held & ~out & (grade < 2)).any():
        out |= lost
        grade[~out] = winners(programme[~out], reserved[~out], vacant, kept, rounding)
    return grade, out


def may_be_held_out(m: Any, pid: np.ndarray) -> np.ndarray:
    """Who is held out on winning a place: u(person) < share; nested."""
    if m.config.holdout == 0.0:
        return np.zeros(len(pid), np.bool_)
    drawn: np.ndarray = uniforms(key(m.seed, Purpose.HOLD_OUT), pid)
    return drawn < m.config.holdout


def affordable(m: Any, parts: np.ndarray, held: np.ndarray | None = None) -> np.ndarray:
    """Reserve ``parts`` (people in order of priority × budgets, 1e-6 W): the longest prefix that money covers.

    Once somebody cannot be paid for, all later ones who need the same budget wait too; so more money never costs
    anybody the place. People who need no budget always pass. Nothing is reserved for those ``held`` out.
    """
    fine = np.ones(len(parts), np.bool_)
    held = np.zeros(len(parts), np.bool_) if held is None else held
    if funding.reserve(m, parts[~held].sum(axis=0)):
        return fine
    closed = np.zeros(3, np.bool_)
    for n, part in enumerate(parts):
        needs = part > 0
        if (needs & closed).any() or not (held[n] or funding.reserve(m, part)):
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
    return (parts * left[:, None]).sum(axis=0) + kept_back(m, rows, provider, parts)


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
    number = by_predicted_placement(m, rows, programme.astype(np.int64), number)
    order = np.lexsort((people.pid[rows], number, programme))
    return rows[order], number[order]


def with_money(m: Any, rows: np.ndarray, number: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Applicants who need no voucher, or for whom there is one; the others wait."""
    fine = can_have_voucher(m, rows, m.people.waiting_for[rows].astype(np.int64))
    return rows[fine], number[fine]


def admit(m: Any) -> None:
    """Step 7: fill vacant places from the queues."""
    people, providers = m.people, m.providers
    funding.settle(m, owed(m), pending(m) + np.array([0, 0, owed_by_fund(m)]))
    rows, number = with_money(m, *applicants(m))
    programme = people.waiting_for[rows].astype(np.int64)
    vacant = np.maximum(0, providers.places.astype(np.int64) + funding.overfill(m) - providers.enrolled)
    reserved = m.levers.values(Lever.RESERVED_SHARE, 0.0, m, rows)
    kept = m.levers.value(Lever.RESERVED_HELD, 0.0, m) if m.levers.has(Lever.RESERVED_HELD) else 0.0
    rounding = uniforms(m.key(Purpose.RATION), providers.rid) if m.levers.has(Lever.RESERVED_SHARE) else HALF
    grade, held = grades(programme, reserved, vacant, kept, may_be_held_out(m, people.pid[rows]), rounding)
    called = np.flatnonzero(grade < 2)
    called = called[np.lexsort((people.pid[rows[called]], number[called], grade[called]))]
    rows, programme, grade, held = rows[called], programme[called], grade[called], held[called]
    course = providers.kind[programme] != MASTER
    parts = funding.monthly_parts(m, rows, programme, 1.0 - m.parameters.places.block_share)
    parts *= (providers.duration[programme].astype(np.int64) * course)[:, None]
    fine = affordable(m, parts, held)
    hold_out(m, rows[fine & held], programme[fine & held])
    fine &= ~held
    rows, programme, grade = rows[fine], programme[fine], grade[fine]
    fee = funding.charges(m, rows, fees_asked(m)[programme], programme) * providers.duration[programme]
    wanted = requests(m, rows, programme)
    started = begin(
        people, m.firms, providers, m.households, m.moves, m.flows, rows, fee, m.parameters.apprenticeship, m.month
    )
    cover_entry_fees(m, rows[started == 1], programme[started == 1])
    hand_out_vouchers(m, wanted, rows[started == 1])
    courses = providers.kind[programme] != MASTER
    m.treated.add(m, "course", rows[(started == 1) & courses])
    m.treated.add(m, "apprenticeship", rows[(started == 1) & ~courses])
    if m.levers.has(Lever.RESERVED_SHARE):
        preferred = rows[(started == 1) & (grade == 0)]
        m.treated.add(m, "reserved_places", preferred)
        m.events["admitted_reserved"] = len(preferred)
    m.events["admitted"] = int(started.sum())
    m.events["admitted_to_courses"] = int(started[courses].sum())
    m.events["queue"] = int(providers.queue.sum())


def hold_out(m: Any, rows: np.ndarray, programme: np.ndarray) -> None:
    """Turn winners away for good: they leave the queue, never apply again, and are logged beside the admitted.

    Who could not have paid the master's entry fee would not have started, and is not logged.
    """
    if len(rows) == 0:
        return
    people, providers = m.people, m.providers
    course = providers.kind[programme] != MASTER
    fee = funding.charges(m, rows, fees_asked(m)[programme], programme) * providers.duration[programme]
    household = people.household[rows]
    cash = np.where(household >= 0, m.households.cash[household] * 1e-6, 0.0)
    np.subtract.at(providers.queue, programme, 1)
    people.waiting_for[rows], people.waiting_since[rows] = -1, NEVER
    m.treated.add(m, "course", rows[course], held_out=True)
    m.treated.add(m, "apprenticeship", rows[~course & (cash >= fee)], held_out=True)


def cover_entry_fees(m: Any, rows: np.ndarray, programme: np.ndarray) -> None:
    """Pay masters the part of the entry fee that policy takes over from their new apprentices."""
    master, months = m.providers.kind[programme] == MASTER, m.providers.duration[programme]
    asked = fees_asked(m)[programme] * master
    usual = np.asarray(m.providers.fee, np.float64)[programme] * master
    if m.levers.has(Lever.ENTRY_FEE):
        pay_masters(m, Lever.ENTRY_FEE, rows, (usual - asked) * months)
    if m.levers.has(Lever.FEE):
        pay_masters(m, Lever.FEE, rows, (asked - funding.charges(m, rows, asked, programme)) * months)


def pay_masters(m: Any, lever: Lever, rows: np.ndarray, covered: np.ndarray) -> None:
    """Pay masters ``covered`` W of the fee of each of their new apprentices ``rows``, by the payers of ``lever``."""
    covered = payable(m, lever, rows, covered)
    shares, overhead = m.levers.payers(lever), m.levers.overhead(lever)
    post_entry_fees(m.people, m.flows, rows, covered, shares, overhead, m.month)


@njit(cache=True)
def post_entry_fees(people, flows, rows, covered, shares, overhead, month):  # type: ignore[no-untyped-def]
    """Pay masters ``covered`` W for each of their new apprentices ``rows``."""
    for n in range(len(rows)):
        group = beneficiary(int(people.sex[rows[n]]), age_years(int(people.birth[rows[n]]), month))
        pay_shared(flows, For.APPRENTICE_FEE, shares, overhead, Account.ENTERPRISES, group, micro(covered[n]))
