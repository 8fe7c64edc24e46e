"""Choice: who thinks of training, what each programme is worth to them, and whose queue they join.

Awareness of courses, then reach, then worth against cost, then cash: a person who cannot pay until the stipend comes
does not apply. Candidates are few; everybody else passes one cheap test.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose, gumbel, pair, sub, uniform, word
from sim.core.elementary import power
from sim.core.levers import Lever
from sim.core.sieve import TILE, collect
from sim.core.states import Education, Job, Segment
from sim.finance.ledger import GROUPS, NOBODY, Account, For, beneficiary
from sim.finance.payers import charge_household, share_cost
from sim.training.reach import Reach, nearness, reach, think_of, willing_to_travel
from sim.training.worth import worth

AT_HOME = int(Education.NONE)
EMPLOYEE = int(Job.EMPLOYEE)
BOUND_BELOW, BOUND_ABOVE = int(Job.PAID_APPRENTICE), int(Job.UNPAID_INTERN)
COURSES, OPTIONS = 3, 4
"""Programmes that a candidate compares: up to three courses and one master."""

_S32 = np.uint64(32)


@njit
def threshold(probability):  # type: ignore[no-untyped-def]
    """The largest top half of a word whose uniform number can lie below ``probability``."""
    return np.uint32(min(probability * 4294967296.0, 4294967295.0))


@njit(cache=True)
def perhaps(people, c, k, month):  # type: ignore[no-untyped-def]
    """Rows of people who wait; and of the right age, not in education, who left school or a job or whose draw is low.

    A sieve that nobody who considers training slips through. Works in tiles, so that the draws are made many at a time.
    """
    rows, flags, n = np.empty(len(people.pid) + 1, np.int64), np.empty(TILE, np.uint8), 0
    low = np.empty(TILE, np.uint32)
    most = max(1.0, c.hazard_employee)
    young, old = threshold(c.hazard * most * c.hazard_youth), threshold(c.hazard * most)
    oldest, youngest, youth = born_after(c.age_most + 1.0, month), born_after(c.age_least, month), youth_born(c, month)
    for first in range(0, len(people.pid), TILE):
        who, waits = people.pid[first : first + TILE], people.waiting_for[first : first + TILE]
        born, attends = people.birth[first : first + TILE], people.education[first : first + TILE]
        left, lost = people.left_school[first : first + TILE], people.lost_job[first : first + TILE]
        for j in range(len(who)):
            low[j] = np.uint32(word(k, who[j]) >> _S32)
        for j in range(len(who)):
            drawn = low[j] <= (young if born[j] > youth else old)
            fresh = (left[j] == month) | (lost[j] >= month - 1)
            free = (born[j] > oldest) & (born[j] <= youngest) & (attends[j] == AT_HOME)
            flags[j] = ((drawn | fresh) & free) | (waits[j] >= 0)
        n = collect(flags, first, len(who), rows, n)
    return rows[:n]


@njit
def born_after(years, month):  # type: ignore[no-untyped-def]
    """Month of birth of who turns ``years`` in ``month``: whoever was born later is younger."""
    return month - 12 * int(years)


@njit
def youth_born(c, month):  # type: ignore[no-untyped-def]
    """Month after which those were born who consider training more often."""
    return born_after(c.youth_age, month)


@njit(cache=True)
def consider(people, providers, k, c, month):  # type: ignore[no-untyped-def]
    """Rows of people who think of training this month; who has waited too long or is not free leaves the queue."""
    out, n = perhaps(people, c, k, month), 0
    oldest, youngest, youth = born_after(c.age_most + 1.0, month), born_after(c.age_least, month), youth_born(c, month)
    for i in out:
        if people.waiting_for[i] >= 0:
            r = people.waiting_for[i]
            waited = month - int(people.waiting_since[i])
            if waited >= c.wait or people.education[i] != Education.NONE or providers.places[r] <= 0:
                people.waiting_for[i] = -1
                people.waiting_since[i] = NEVER
                providers.queue[r] -= 1
            continue
        if people.birth[i] <= oldest or people.birth[i] > youngest or people.education[i] != Education.NONE:
            continue
        job = people.job[i]
        if people.pid[i] == 0 or (job >= BOUND_BELOW and job <= BOUND_ABOVE):
            continue
        fresh = people.left_school[i] == month or (people.lost_job[i] >= month - 1 and job == Job.NONE)
        if not fresh:
            hazard = c.hazard * (c.hazard_employee if job == EMPLOYEE else 1.0)
            if people.birth[i] > youth:
                hazard *= c.hazard_youth
            if uniform(word(k, people.pid[i])) >= hazard:
                continue
        out[n] = i
        n += 1
    return out[:n].copy()


@njit(inline="always")
def can_use(w, rid, accessibility, difficulty):  # type: ignore[no-untyped-def]
    """Whether a person with a ``difficulty`` of so many degrees can use a programme: u < accessibility^degrees."""
    return difficulty <= 0.0 or uniform(sub(pair(w, rid), 2)) < power(accessibility, difficulty)


@njit(cache=True)
def options(pid, market, difficulty, known, rid, accessibility, near, courses, masters, k):  # type: ignore[no-untyped-def]
    """Provider rows that each candidate compares, candidates × OPTIONS, −1 where fewer; arrays by candidate.

    Courses are compared by those who are aware of them. Masters are relatives and neighbours, whom everybody knows
    (Fluitman 1992, ILO Discussion Paper 34). ``near`` (market × provider) is access from the candidate's market. Who
    has a ``difficulty`` of so many degrees can use a programme with probability accessibility^degrees.
    """
    out = np.full((len(pid), OPTIONS), -1, np.int64)
    found = np.empty(OPTIONS, np.int64)
    for n in range(len(pid)):
        w = word(k, pid[n])
        end = 0
        if uniform(sub(w, 1)) < known[n]:
            end = think_of(courses, sub(w, 2), market[n], found, 0, COURSES)
        end = think_of(masters, sub(w, 3), market[n], found, end, 1)
        kept = 0
        for o in range(end):
            r = found[o]
            if not willing_to_travel(w, rid[r], near[market[n], r]):
                continue
            if not can_use(w, rid[r], float(accessibility[r]), difficulty[n]):
                continue
            out[n, kept] = r
            kept += 1
    return out


@njit(cache=True)
def choose(value, chosen_from, pid, rid, scale, k):  # type: ignore[no-untyped-def]
    """Provider row of the best option of each candidate after taste, −1 for staying out (value 0)."""
    best = np.full(len(pid), -1, np.int64)
    for n in range(len(pid)):
        w = word(k, pid[n])
        top = scale * gumbel(sub(w, 1))
        for o in range(value.shape[1]):
            r = chosen_from[n, o]
            if r >= 0:
                v = value[n, o] + scale * gumbel(pair(w, rid[r]))
                if v > top:
                    top = v
                    best[n] = r
    return best


@njit(cache=True)
def join_queues(people, providers, households, flows, rows, best, fee, month):  # type: ignore[no-untyped-def]
    """Pay for the application and stand in the queue; returns how many applied."""
    applied = 0
    for n in range(len(rows)):
        i, r = rows[n], best[n]
        if r < 0:
            continue
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        h = people.household[i]
        if charge_household(households, h, flows, For.SEARCH_COST, Account.REST_OF_ECONOMY, group, fee):
            people.waiting_for[i] = r
            people.waiting_since[i] = month
            providers.queue[r] += 1
            applied += 1
    return applied


def difficulty_of_use(m: Any, rows: np.ndarray) -> np.ndarray:
    """Degrees of difficulty with which people ``rows`` use programmes: disability, and language of refugees.

    Policy takes off the share ``ACCESSIBILITY``.
    """
    people, barrier = m.people, m.parameters.access.language_barrier
    degrees = people.disability[rows].astype(np.float64)
    if barrier > 0.0:
        degrees += barrier * (people.segment[rows] == Segment.REFUGEE)
    if m.levers.has(Lever.ACCESSIBILITY):
        degrees *= 1.0 - m.levers.values(Lever.ACCESSIBILITY, 0.0, m, rows)
    return degrees


def pay_for_outreach(m: Any, reached: int) -> None:
    """The payers of outreach pay for each of ``reached`` people who hear of training through it this month."""
    if m.levers.has(Lever.AWARENESS):
        shares, overhead = m.levers.payers(Lever.AWARENESS), m.levers.overhead(Lever.AWARENESS)
        amount = np.zeros(GROUPS, np.int64)
        amount[NOBODY] = round(m.parameters.workplace.outreach * reached * 1e6)
        share_cost(m.flows, int(For.OUTREACH), shares, overhead, amount)
        m.events["reached"] = reached


def choose_training(m: Any) -> None:
    """Step 7: those who think of training compare what they know and can pay for, and join a queue."""
    c, people, providers = m.parameters.choice, m.people, m.providers
    rows = consider(people, providers, m.key(Purpose.AWARENESS), c, m.month)
    rows = rows[~m.treated.held_out(people.pid[rows])]
    m.events["considered"] = len(rows)
    if len(rows) == 0:
        return
    known = m.levers.values(Lever.AWARENESS, c.awareness, m, rows)
    pay_for_outreach(m, int((known > c.awareness).sum()))
    courses: Reach = reach(m, masters=False)
    choice_key, pid = m.key(Purpose.TRAINING_CHOICE), people.pid[rows]
    option = options(
        pid, people.market[rows].astype(np.int64), difficulty_of_use(m, rows), known, providers.rid,
        providers.accessibility, nearness(m), courses, reach(m, masters=True), m.key(Purpose.AWARENESS),
    )  # fmt: skip
    aware = np.flatnonzero(option[:, 0] >= 0)
    rows, pid, option = rows[aware], pid[aware], option[aware]
    n, o = np.nonzero(option >= 0)
    value = np.full(option.shape, -np.inf)
    if len(n):
        worths, at_hand = worth(m, rows[n], option[n, o])
        credit = m.levers.values(Lever.CREDIT_LIMIT, c.credit, m, rows[n])
        h = people.household[rows[n]]
        cash = np.where(h >= 0, m.households.cash[h] * 1e-6, 0.0)
        value[n, o] = np.where(cash + credit >= at_hand, worths, -np.inf)
    best = choose(value, option, pid, providers.rid, c.scale, choice_key)
    fee = round(c.application_cost * 1e6)
    m.events["applied"] = join_queues(people, providers, m.households, m.flows, rows, best, fee, m.month)
