"""One pass over all people at the end of the month: every answer of every person, counted by cell.

People go through in tiles. For each tile the situations are put together column by column, the words of answers are
looked up by situation (and asked of the operators where a situation is new), flows are read from last month's words
in ``people.status``, and words and values are counted by cell.
"""

import numpy as np
from numba import njit

from sim.core.calendar import NEVER
from sim.core.draws import as_word
from sim.core.states import Education
from sim.indicators.bits import BITS, SCALE, Op, Value
from sim.indicators.groups import CELLS, MARGINS_OF_CELL, cells_of, to_margins
from sim.indicators.operators import answers, flow_bits
from sim.indicators.pay import hourly_pay
from sim.indicators.situation import (
    has,
    join,
    note_education,
    put,
    see_jobs,
    see_level,
    see_links,
    see_papers,
    see_pay,
    see_people,
    see_spells,
)
from sim.indicators.tally import count_words, empty

TILE = 4096
SLOTS = 1 << 15
VALUES = len(Value)
EMPLOYED, STABLE, SATISFIED = 1, 2, 4
"""Bits of the marks that date first jobs."""


def new_memory() -> np.ndarray:
    """An empty table of situations and their words; good for one set of parameters."""
    return np.zeros((SLOTS, 2), np.int64)


@njit(inline="always")
def slot(s):  # type: ignore[no-untyped-def]
    """Place of situation ``s`` in the table: multiplied in two halves, so that nothing overflows."""
    low, high = s & 0x7FFFFF, s >> 23
    return ((low * 0x5E3779B97F + high * 0x3C6EF372FE) >> 25) & (SLOTS - 1)


@njit(inline="always")
def bit(word, op):  # type: ignore[no-untyped-def]
    """0 or 1: the bit of ``op`` in ``word``."""
    return (word >> np.int64(op)) & 1


@njit(inline="always")
def fixed(value):  # type: ignore[no-untyped-def]
    """A value as an integer of 1 / SCALE, rounded to nearest."""
    return np.int64(np.floor(value * SCALE + 0.5))


@njit
def find_slots(situations, out):  # type: ignore[no-untyped-def]
    """Places of the situations of a tile in the table."""
    for k in range(out.shape[0]):
        out[k] = slot(situations[k])


@njit
def look_up(slots, memory, p, words):  # type: ignore[no-untyped-def]
    """Words in place of situations; a slot that holds another situation is asked anew and overwritten."""
    for k in range(words.shape[0]):
        at, s = slots[k], words[k]
        if memory[at, 0] != s:
            memory[at, 1] = answers(s, p)
            memory[at, 0] = s
        words[k] = memory[at, 1]


@njit
def add_flows(status, job_since, month, words):  # type: ignore[no-untyped-def]
    """Add the bits of flows to ``words``."""
    for k in range(words.shape[0]):
        words[k] |= flow_bits(np.int64(status[k]), words[k], int(job_since[k]), month)


@njit
def mark(words, out):  # type: ignore[no-untyped-def]
    """The three answers that date first jobs, in a byte."""
    for k in range(words.shape[0]):
        w = words[k]
        out[k] = (
            put(has(w, Op.EMPLOYED_13), 0) | put(has(w, Op.STABLE), 1) | put(has(w, Op.SATISFIED), 2)
        )  # fmt: skip


@njit
def note_satisfied(marks, out):  # type: ignore[no-untyped-def]
    """The proxy of satisfaction, for the rules of search."""
    for k in range(marks.shape[0]):
        out[k] = int(marks[k]) >> 2


@njit
def find_firsts(education, left_school, first_job, first_stable, first_good, marks, out):  # type: ignore[no-untyped-def]
    """Whose dates of first jobs change this month: pupils who have any, and workers for whom one is missing."""
    for k in range(out.shape[0]):
        marked = int(marks[k])
        no_job, no_stable, no_good = first_job[k] == NEVER, first_stable[k] == NEVER, first_good[k] == NEVER
        pupil, left = education[k] == Education.SCHOOL, left_school[k] != NEVER
        lasting, good = (marked & STABLE) != 0, (marked & (STABLE | SATISFIED)) != 0
        missing = no_stable & (no_job | lasting | (no_good & good))
        clear = pupil & (not (no_job & no_stable & no_good))
        out[k] = clear | ((not pupil) & left & missing & ((marked & EMPLOYED) != 0))


@njit
def date_firsts(people, i, marked, month):  # type: ignore[no-untyped-def]
    """Date the first job, stable job, and stable or satisfactory job since the last end of schooling.

    A job that was held before leaving school dates from the day of leaving. At a first observation the start of the
    present job is the best that is known. Going back to school starts the clock anew.
    """
    if people.education[i] == Education.SCHOOL:
        people.first_job[i] = NEVER
        people.first_stable[i] = NEVER
        people.first_good[i] = NEVER
        return
    when = month if people.status[i] != 0 else int(people.job_since[i])
    when = max(when, int(people.left_school[i]))
    if people.first_job[i] == NEVER:
        people.first_job[i] = when
    if marked & STABLE:
        people.first_stable[i] = when
    if people.first_good[i] == NEVER and (marked & (STABLE | SATISFIED)) != 0:
        people.first_good[i] = when


@njit(inline="always")
def employee(w):  # type: ignore[no-untyped-def]
    """1 for employees, else 0."""
    return bit(w, Op.EMPLOYED_13) & bit(w, Op.EMPLOYEE)


@njit
def list_employees(words, out):  # type: ignore[no-untyped-def]
    """Places of the employees of a tile; returns how many there are."""
    n = 0
    for k in range(words.shape[0]):
        out[n] = k
        n += employee(words[k])
    return n


@njit(error_model="numpy")
def add_wages(listed, cell, pay, pay_kind, hours, sums):  # type: ignore[no-untyped-def]
    """Add pay an hour and a month of the ``listed`` employees by cell."""
    for at in range(listed.shape[0]):
        k = listed[at]
        wage = float(pay[k]) + float(pay_kind[k])
        row = sums[cell[k]]
        row[Value.HOURLY_PAY - BITS] += fixed(hourly_pay(wage, float(hours[k])))
        row[Value.EMPLOYEE_PAY - BITS] += fixed(wage)


@njit
def value_income(pay, pay_kind, words, out):  # type: ignore[no-untyped-def]
    """Income of employers and own-account workers; 0 for all others."""
    for k in range(out.shape[0]):
        w = words[k]
        own = bit(w, Op.EMPLOYED_13) & ~employee(w) & (bit(w, Op.EMPLOYER) | bit(w, Op.OWN_ACCOUNT_13))
        out[k] = -own & fixed(float(pay[k]) + float(pay_kind[k]))


@njit
def value_week(hours, words, out):  # type: ignore[no-untyped-def]
    """Hours a week of the employed; 0 for all others."""
    for k in range(out.shape[0]):
        out[k] = -bit(words[k], Op.EMPLOYED_13) & (SCALE * np.int64(hours[k]))


@njit
def add_values(cell, income, week, sums):  # type: ignore[no-untyped-def]
    """Add income and hours by cell."""
    for k in range(cell.shape[0]):
        row = sums[cell[k]]
        row[Value.SELF_INCOME - BITS] += income[k]
        row[Value.HOURS - BITS] += week[k]


@njit
def write_words(words, status):  # type: ignore[no-untyped-def]
    """Keep the words for next month."""
    for k in range(words.shape[0]):
        status[k] = as_word(words[k])


@njit(cache=True)
def observe_people(people, sectors, fees, limits, p, month, memory, margins):  # type: ignore[no-untyped-def]
    """Answer all operators for all people and count them.

    ``sectors`` of firms and ``fees`` a month of providers by row, ``limits`` from ``pay.thresholds``, ``p`` the
    parameters, ``memory`` from ``new_memory``; adds to ``margins`` (MARGINS × WIDTH or wider), writes ``status``,
    ``satisfied``, the dates of first jobs and the last month in education.
    """
    q, cut = people, p.market_share_cut
    counters, held = np.zeros((CELLS, BITS), np.uint8), np.zeros(CELLS, np.int64)
    sums = np.zeros((CELLS, VALUES), np.int64)
    person, work = np.empty(TILE, np.uint16), np.empty(TILE, np.uint32)
    linked, where, slots = np.empty(TILE + 1, np.uint16), np.empty(TILE, np.uint16), np.empty(TILE, np.uint16)
    marks, dated = np.empty(TILE, np.uint8), np.empty(TILE, np.uint8)
    words, own = np.empty(TILE, np.int64), np.empty(TILE, np.float64)
    income, week = np.empty(TILE, np.int64), np.empty(TILE, np.int64)
    for lo in range(0, q.pid.shape[0], TILE):
        hi = min(lo + TILE, q.pid.shape[0])
        n = hi - lo
        s, t, w, m = person[:n], work[:n], words[:n], marks[:n]
        education, job, family, level = q.education[lo:hi], q.job[lo:hi], q.family[lo:hi], q.level[lo:hi]
        pay, kind, hours = q.pay[lo:hi], q.pay_kind[lo:hi], q.hours[lo:hi]
        enrolled, more = q.last_enrolled[lo:hi], q.wants_more_hours[lo:hi]
        see_people(q.pid[lo:hi], q.seeking[lo:hi], q.available[lo:hi], q.wants_work[lo:hi],
                   q.plans_to_work[lo:hi], q.outside_reason[lo:hi], education, s)  # fmt: skip
        note_education(education, enrolled, month)
        see_spells(education, enrolled, q.search_since[lo:hi], month, p, s)
        see_jobs(job, q.unit[lo:hi], family, level, q.contract[lo:hi], more, q.market_share[lo:hi], cut, t)
        see_papers(family, q.certificates[lo:hi], q.benefits[lo:hi], t)
        see_level(level, limits, own[:n])
        see_pay(pay, kind, hours, q.reservation[lo:hi], own[:n], limits, p, t)
        see_links(q, lo, sectors, fees, linked, t)
        join(s, t, w)
        find_slots(w, slots[:n])
        look_up(slots[:n], memory, p, w)
        add_flows(q.status[lo:hi], q.job_since[lo:hi], month, w)
        mark(w, m)
        note_satisfied(m, q.satisfied[lo:hi])
        find_firsts(education, q.left_school[lo:hi], q.first_job[lo:hi], q.first_stable[lo:hi],
                    q.first_good[lo:hi], m, dated[:n])  # fmt: skip
        for k in range(n):
            if dated[k] != 0:
                date_firsts(q, lo + k, int(m[k]), month)
        write_words(w, q.status[lo:hi])
        cells_of(q.sex[lo:hi], q.birth[lo:hi], q.area[lo:hi], level, q.disability[lo:hi], q.wealth[lo:hi], month,
                 where[:n])  # fmt: skip
        count_words(where[:n], w, counters, held, MARGINS_OF_CELL, margins)
        value_income(pay, kind, w, income[:n])
        value_week(hours, w, week[:n])
        add_values(where[:n], income[:n], week[:n], sums)
        earners = list_employees(w, linked)
        add_wages(linked[:earners], where[:n], pay, kind, hours, sums)
    for c in np.flatnonzero(held):
        empty(c, counters, held, MARGINS_OF_CELL, margins)
    to_margins(sums, MARGINS_OF_CELL, margins[:, BITS : BITS + VALUES])


@njit(cache=True)
def count_matching(people, month, all_of, none_of, column, margins):  # type: ignore[no-untyped-def]
    """Count in ``column`` of ``margins`` the people who have all bits of ``all_of``, none of ``none_of``."""
    q, where, found = people, np.empty(TILE, np.uint16), np.zeros((CELLS, 1), np.int64)
    for lo in range(0, q.pid.shape[0], TILE):
        hi = min(lo + TILE, q.pid.shape[0])
        cells_of(q.sex[lo:hi], q.birth[lo:hi], q.area[lo:hi], q.level[lo:hi], q.disability[lo:hi], q.wealth[lo:hi],
                 month, where[: hi - lo])  # fmt: skip
        status = q.status[lo:hi]
        for k in range(hi - lo):
            w = np.int64(status[k])
            found[where[k], 0] += int((w != 0) & ((w & all_of) == all_of) & ((w & none_of) == 0))
    to_margins(found, MARGINS_OF_CELL, margins[:, column : column + 1])
