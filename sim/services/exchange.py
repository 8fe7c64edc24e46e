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
from sim.core.sieve import TILE, collect
from sim.core.states import Education, Job
from sim.finance.ledger import MILLION, NOBODY, Account, For

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
    """Rows of registered jobseekers: seeking, without a job, not in education."""
    rows, flags, n = np.empty(len(people.job) + 1, np.int64), np.empty(TILE, np.uint8), 0
    for first in range(0, len(people.job), TILE):
        seeks, works = people.seeking[first : first + TILE], people.job[first : first + TILE]
        attends = people.education[first : first + TILE]
        for j in range(len(works)):
            flags[j] = (seeks[j] == 1) & (works[j] == NO_JOB) & (attends[j] == AT_HOME)
        n = collect(flags, first, len(works), rows, n)
    seekers, n = rows[:n], 0
    for i in seekers:
        if people.pid[i] != 0 and registers(spell_key, people.pid[i], people.search_since[i], registration):
            rows[n] = i
            n += 1
    return rows[:n].copy()


def longest_first(since: np.ndarray, ties: np.ndarray, places: int) -> np.ndarray:
    """Positions of the ``places`` jobseekers who began to search first; ``ties`` decides among equals."""
    return np.lexsort((ties, since))[:places]


def register_jobseekers(m: Any) -> None:
    """Set ``m.exchange`` (a flag for each row of people: served this month) and pay for the service."""
    p = m.parameters.exchange
    people = m.people
    staff = caseworkers(len(m.store(Worker)), p.caseworkers)
    rows = registered(people, key(m.seed, Purpose.EXCHANGE), p.registration)
    places = capacity(staff, p.caseload)
    served = rows
    if places < len(rows):
        ties = uniforms(m.key(Purpose.EXCHANGE), people.pid[rows])
        served = rows[longest_first(people.search_since[rows], ties, places)]
    m.exchange = np.zeros(len(people.pid), np.uint8)
    m.exchange[served] = 1
    m.events["registered"], m.events["served"] = len(rows), len(served)
    paid = round(staff * p.caseworker_cost * MILLION)
    m.flows[For.ADMINISTRATION, Account.GOVERNMENT, Account.REST_OF_ECONOMY, NOBODY] += paid
