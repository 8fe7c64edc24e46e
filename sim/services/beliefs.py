"""What jobseekers believe of their chance: b, the log of believed over true monthly finding rate.

    b ← (1 − ω) b + ω [(1 − λ) e (found − f̂) + λ s],   f̂ = f exp(b)

Each month a jobseeker compares the own result with the rate expected, f̂, and hears of people nearby, whose finding
rate is s log points above that of all such areas. Young jobseekers begin too optimistic and learn by searching
(Banerjee & Sequeira 2023, J. Dev. Econ. 164; Abebe, Caria, Fafchamps, Falco, Franklin, Quinn & Shilpi 2023, on job
fairs); elsewhere beliefs move little (Mueller, Spinnewijn & Topa 2021, AER 111(1)), hence a slow ω.
At b = 0 the own result is no surprise on average: the truth is where beliefs rest.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import NEVER
from sim.core.elementary import exp, logs
from sim.core.sieve import TILE, collect
from sim.core.states import Job, Level
from sim.services.guidance import guide_leavers

NO_JOB, EMPLOYEE = int(Job.NONE), int(Job.EMPLOYEE)


@njit
def believed_rate(finding, belief, highest):  # type: ignore[no-untyped-def]
    """Monthly finding rate that a person expects: f e^b, at most ``highest``."""
    return min(highest, finding * exp(belief))


@njit
def learned(belief, finding, found, peers, p):  # type: ignore[no-untyped-def]
    """Belief after one month of search; ``found`` 1 or 0, ``peers`` the log surprise nearby."""
    own = p.evidence * (found - believed_rate(finding, belief, p.highest_chance))
    after = (1.0 - p.learning) * belief + p.learning * ((1.0 - p.peers) * own + p.peers * peers)
    return min(p.limit, max(-p.limit, after))


def peer_surprise(local: np.ndarray, area: np.ndarray, weight: np.ndarray, limit: float) -> np.ndarray:
    """Log of each local market's finding rate over the mean of its kind of area (M), at most ``limit`` in size."""
    local = np.maximum(local, 1e-6)
    mean = np.ones(2)
    for a in (0, 1):
        here = area == a
        if weight[here].sum() > 0:
            mean[a] = (local[here] * weight[here]).sum() / weight[here].sum()
    return np.minimum(np.maximum(logs(local / mean[area]), -limit), limit)


@njit
def searched_in_vain(people, i, month):  # type: ignore[no-untyped-def]
    """A jobseeker since an earlier month, still without a job."""
    if people.seeking[i] != 1 or people.job[i] != Job.NONE:
        return False
    since = int(people.search_since[i])
    return since != NEVER and since < month


@njit
def was_hired(people, i, month):  # type: ignore[no-untyped-def]
    """An employee's job was found last month."""
    return people.job[i] == Job.EMPLOYEE and people.job_since[i] == month - 1


@njit(cache=True)
def perhaps(seeking, job, job_since, month):  # type: ignore[no-untyped-def]
    """Rows of people without a job who seek one, and of employees since last month."""
    rows, flags, n = np.empty(len(job) + 1, np.int64), np.empty(TILE, np.uint8), 0
    for first in range(0, len(job), TILE):
        seeks, works, since = seeking[first : first + TILE], job[first : first + TILE], job_since[first : first + TILE]
        for j in range(len(works)):
            flags[j] = ((seeks[j] == 1) & (works[j] == NO_JOB)) | ((works[j] == EMPLOYEE) & (since[j] == month - 1))
        n = collect(flags, first, len(works), rows, n)
    return rows[:n]


@njit(cache=True)
def learn(people, finding, peers, p, month):  # type: ignore[no-untyped-def]
    """Update the beliefs of all who searched last month; returns the number who learned.

    ``finding`` (2 sexes, 2 areas, 3 schooling), ``peers`` (M local markets).
    """
    learners = 0
    for i in perhaps(people.seeking, people.job, people.job_since, month):
        hired = was_hired(people, i, month)
        if people.pid[i] == 0 or (not hired and not searched_in_vain(people, i, month)):
            continue
        schooling = (1 if people.level[i] >= Level.UPPER_SECONDARY else 0) + (
            1 if people.level[i] >= Level.SHORT_TERTIARY else 0
        )
        rate = finding[people.sex[i], people.area[i], schooling]
        people.belief[i] = learned(float(people.belief[i]), rate, 1.0 if hired else 0.0, peers[people.market[i]], p)
        learners += 1
    return learners


def update_beliefs(m: Any) -> None:
    """Jobseekers learn from their own and their neighbours' results; leavers are guided where policy has it so."""
    p = m.parameters.beliefs
    territory = m.territory
    peers = peer_surprise(m.averages.local_finding, np.asarray(territory.area), territory.weight, p.peers_limit)
    m.events["learners"] = learn(m.people, m.averages.finding, peers, p, m.month)
    guide_leavers(m)
