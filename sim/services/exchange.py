"""The public employment service: who is served this month, within what its caseworkers can carry, and what it costs.

A jobseeker registers for a whole spell of search or not at all. Of those who register, the longest in search are
served first. Part of the applications of those who are served go through the exchange and are better aimed.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key, pair, uniform, uniforms, word
from sim.core.plain import plain
from sim.core.states import Education, Job
from sim.finance.ledger import NOBODY, Account, For, micro, transfer


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
    out = np.zeros(len(people.pid), np.bool_)
    for i in range(len(people.pid)):
        if people.pid[i] == 0 or people.seeking[i] != 1:
            continue
        if people.job[i] != Job.NONE or people.education[i] != Education.NONE:
            continue
        out[i] = registers(spell_key, people.pid[i], people.search_since[i], registration)
    return np.flatnonzero(out)


def longest_first(since: np.ndarray, ties: np.ndarray, places: int) -> np.ndarray:
    """Positions of the ``places`` jobseekers who began to search first; ``ties`` decides among equals."""
    return np.lexsort((ties, since))[:places]


def register_jobseekers(m: Any) -> None:
    """Set ``m.exchange`` (a flag for each row of people: served this month) and pay for the service."""
    p = m.parameters.exchange
    people = m.people
    staff = caseworkers(int(np.count_nonzero(people.pid)), p.caseworkers)
    rows = registered(people, key(m.seed, Purpose.EXCHANGE), p.registration)
    ties = uniforms(m.key(Purpose.EXCHANGE), people.pid[rows])
    served = rows[longest_first(people.search_since[rows], ties, capacity(staff, p.caseload))]
    m.exchange = np.zeros(len(people.pid), np.uint8)
    m.exchange[served] = 1
    m.events["registered"], m.events["served"] = len(rows), len(served)
    plain(transfer)(
        m.flows,
        For.ADMINISTRATION,
        Account.GOVERNMENT,
        Account.REST_OF_ECONOMY,
        NOBODY,
        plain(micro)(staff * p.caseworker_cost),
    )
