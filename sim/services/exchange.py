"""The public employment service: who is served this month, within what its caseworkers can carry, and what it costs.

A jobseeker registers for a whole spell of search or not at all. Of those who register, the longest in search are
served first. Part of the applications of those who are served go through the exchange and are better aimed.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.worker import Worker
from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key, pair, uniform, uniforms, word
from sim.core.levers import Lever
from sim.core.sieve import TILE, collect, rows_with
from sim.core.states import Education, Job
from sim.finance.ledger import MILLION, NOBODY, Account, For
from sim.services.assistance import assist_jobseekers
from sim.services.paying import pay_for_staff
from sim.services.workshop import hold_workshops

NO_JOB, AT_HOME = int(Job.NONE), int(Education.NONE)


def caseworkers(people: int, per_100_000: float) -> float:
    """Caseworkers (a fraction counts part-time) for so many people of 15 to 64."""
    return people * per_100_000 / 100_000


def capacity(staff: float, caseload: float) -> int:
    """Jobseekers that ``staff`` caseworkers can serve in a month."""
    return int(staff * caseload)


@njit
def registers(spell_key, pid, search_since, registration):  # type: ignore[no-untyped-def]
    """Is this spell of search one in which the person registers? The same answer in every month of the spell."""
    return uniform(pair(word(spell_key, pid), int(search_since) - NEVER)) < registration


@njit(cache=True)
def registered(people, spell_key, registration):  # type: ignore[no-untyped-def]
    """Rows of registered jobseekers: seeking, without a job, not in education.

    ``registration`` (1 or rows): probability that a spell of search is one with registration.
    """
    rows, flags, n = np.empty(len(people.job) + 1, np.int64), np.empty(TILE, np.uint8), 0
    for first in range(0, len(people.job), TILE):
        seeks, works = people.seeking[first : first + TILE], people.job[first : first + TILE]
        attends = people.education[first : first + TILE]
        for j in range(len(works)):
            flags[j] = (seeks[j] == 1) & (works[j] == NO_JOB) & (attends[j] == AT_HOME)
        n = collect(flags, first, len(works), rows, n)
    seekers, n = rows[:n], 0
    for i in seekers:
        share = registration[i if len(registration) > 1 else 0]
        if people.pid[i] != 0 and registers(spell_key, people.pid[i], people.search_since[i], share):
            rows[n] = i
            n += 1
    return rows[:n].copy()


def longest_first(since: np.ndarray, ties: np.ndarray, places: int) -> np.ndarray:
    """Positions of the ``places`` jobseekers who began to search first; ``ties`` decides among equals."""
    return np.lexsort((ties, since))[:places]


def register_jobseekers(m: Any) -> None:
    """Set ``m.exchange`` (a flag for each row of people: served this month) and pay for the service."""
    p = m.parameters.exchange
    people, before = m.people, getattr(m, "exchange", np.zeros(0, np.uint8))
    everybody = len(m.store(Worker))
    staff = caseworkers(everybody, m.levers.value(Lever.EXCHANGE_STAFF, p.caseworkers, m))
    spells, share = key(m.seed, Purpose.EXCHANGE), np.array([p.registration])
    if m.levers.has(Lever.EXCHANGE_REACH):
        share = m.lever_for_people(Lever.EXCHANGE_REACH, p.registration, rows_with(people.seeking, 1))
    rows = registered(people, spells, share)
    places = capacity(staff, p.caseload)
    served = rows
    if places < len(rows):
        ties = uniforms(m.key(Purpose.EXCHANGE), people.pid[rows])
        served = rows[longest_first(people.search_since[rows], ties, places)]
    m.exchange = np.zeros(len(people.pid), np.uint8)
    m.exchange[served] = 1
    m.events["registered"], m.events["served"] = len(rows), len(served)
    if m.levers.has(Lever.EXCHANGE_REACH):
        _log_new(m, np.sort(served), registered(people, spells, np.array([p.registration])), before)
    _pay_staff(m, everybody)
    assist_jobseekers(m)
    hold_workshops(m)


def _log_new(m: Any, served: np.ndarray, usual: np.ndarray, before: np.ndarray) -> None:
    """Log those served from this month on who would not have registered of themselves."""
    known = np.zeros(len(m.people.pid), np.bool_)
    known[: len(before)] = before == 1
    m.treated.add(m, "labour_exchange", np.setdiff1d(served[~known[served]], usual))


def _pay_staff(m: Any, everybody: int) -> None:
    """The government pays the usual caseworkers; what policy adds is paid by its payers."""
    p = m.parameters.exchange
    paid = round(caseworkers(everybody, p.caseworkers) * p.caseworker_cost * MILLION)
    m.flows[For.ADMINISTRATION, Account.GOVERNMENT, Account.REST_OF_ECONOMY, NOBODY] += paid
    for row in m.levers.rows(Lever.EXCHANGE_STAFF):
        added = row.coefficient * (p.caseworkers if row.how == "scale" else 1.0)
        pay_for_staff(m, For.EXCHANGE, row, caseworkers(everybody, max(added, 0.0)) * p.caseworker_cost)
