"""Jobseekers and vacancies meet by a function of their numbers: M = A S^η V^(1 − η).

S sums the search intensities of jobseekers: 1 each, and more or less where a policy moves the applications that they
send. Person i finds a job with probability s_i M / S. Source: Petrongolo & Pissarides (2001), J. Econ. Lit. 39(2).
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from sim.core.draws import Purpose, uniform, word
from sim.core.elementary import power
from sim.core.levers import Lever
from sim.core.states import Job, Tier
from sim.markets.limits.hiring import drawn_firm, informal_firms, may_search, take_job


class Meetings(NamedTuple):
    """Numbers of the meeting function, a month."""

    efficiency: float  # A
    elasticity: float  # η, of meetings to search
    same_month: float = 0.0  # 1: who lost the job this month may find one this month


def number_of_meetings(search: float, vacancies: float, n: Meetings) -> float:
    """M = A S^η V^(1 − η)."""
    return float(n.efficiency * power(search, n.elasticity) * power(vacancies, 1.0 - n.elasticity))


def filling_rate(tightness: float, n: Meetings) -> float:
    """q(θ) = M/V = A θ^(−η), with tightness θ = vacancies per jobseeker."""
    return n.efficiency * tightness ** (-n.elasticity)


@njit(cache=True)
def jobseekers(people, same_month, month):  # type: ignore[no-untyped-def]
    """Rows of the people who may meet employers this month."""
    rows = np.empty(len(people.pid), np.int64)
    n = 0
    for i in range(len(people.pid)):
        if people.pid[i] != 0 and people.job[i] == Job.NONE and may_search(people, i, same_month, month):
            rows[n] = i
            n += 1
    return rows[:n].copy()


@njit(cache=True)
def take_jobs(people, firms, moves, seekers, chance, rows, pay, k, k_firm, month):  # type: ignore[no-untyped-def]
    """Each jobseeker finds a job with his or her own chance; returns the number of hires."""
    hires = 0
    for s in range(len(seekers)):
        i = seekers[s]
        if uniform(word(k, people.pid[i])) < chance[s]:
            take_job(people, firms, moves, i, drawn_firm(rows, k_firm, people.pid[i]), Tier.CASUAL, pay, month)
            hires += 1
    return hires


def meet_by_function(m: Any) -> None:
    """Hires from this month's jobseekers and vacancies."""
    n = m.config.limit.numbers_of(Meetings)
    usual = m.parameters.search.applications
    seekers = jobseekers(m.people, n.same_month > 0.5, m.month)
    sent = m.lever_for_people(Lever.APPLICATIONS, usual) / usual
    intensity = sent[seekers] if len(sent) > 1 else np.full(len(seekers), float(sent[0]))
    search = float(intensity.sum())
    chance = intensity * number_of_meetings(search, m.events["vacancies"], n) / max(search, 1e-9)
    m.events["seekers_met"], m.events["chance"] = len(seekers), chance
    m.events["hires"] = take_jobs(
        m.people, m.firms, m.moves, seekers, np.minimum(chance, 1.0), informal_firms(m.firms),
        m.events.get("pay", 1.0), m.key(Purpose.APPLY), m.key(Purpose.HIRE_CONTRACT), m.month,
    )  # fmt: skip


PHASES = (meet_by_function,)
