"""Step 11, who reconsiders the present activity: a hazard by state, attachment, age and time in the state."""

from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.draws import uniform, word
from sim.core.elementary import exp
from sim.core.sieve import gather
from sim.core.states import Education, Job
from sim.core.thinning import below_limit, thresholds

LONG = 120
"""Months in a state beyond which its hazard no longer falls."""

SETTLED, EMPLOYEE, FAMILY_WORKER, SELF_EMPLOYED, SEEKING, AVAILABLE, OUTSIDE, NEWLY_OUTSIDE = range(8)
STANDINGS = 8
"""What the hazard depends on; the settled (in education, apprentices, interns …) do not reconsider."""


def _standing_table() -> np.ndarray:
    """Standing by 4 · job + 2 · seeking + available."""
    table = np.zeros(4 * len(Job), np.uint8)
    table[4 * Job.EMPLOYEE : 4 * Job.EMPLOYEE + 4] = EMPLOYEE
    table[4 * Job.FAMILY_WORKER : 4 * Job.FAMILY_WORKER + 4] = FAMILY_WORKER
    for job in (Job.EMPLOYER, Job.OWN_ACCOUNT):
        table[4 * job : 4 * job + 4] = SELF_EMPLOYED
    table[4 * Job.NONE : 4 * Job.NONE + 4] = (OUTSIDE, AVAILABLE, SEEKING, SEEKING)
    return table


_STANDING = _standing_table()


@njit(inline="always")
def hazard(base, casual_factor, casual, tenure, young, p):  # type: ignore[no-untyped-def]
    """h · (casual factor) · (a + b e^(−months/τ)) · youth factor, at most the cap."""
    h = base * (p.tenure_floor + p.tenure_extra * exp(-tenure / p.tenure_scale))
    if young:
        h *= p.youth_factor
    if casual:
        h *= casual_factor
    return min(p.hazard_cap, h)


@njit(inline="always")
def flat_hazard(base, casual_factor, casual, p):  # type: ignore[no-untyped-def]
    """h · (casual factor), at most the cap: states whose hazard does not fall with time."""
    return min(p.hazard_cap, base * (casual_factor if casual else 1.0))


@njit
def hazard_of(standing, casual, young, tenure, p):  # type: ignore[no-untyped-def]
    """Monthly probability of reconsidering; certain in the month in which school, a course or a job has ended."""
    if standing == EMPLOYEE:
        return p.hazard_quit
    if standing == FAMILY_WORKER:
        return flat_hazard(p.hazard_family, p.casual_factor, casual, p)
    if standing == SEEKING:
        return flat_hazard(p.hazard_search, p.casual_search, casual, p)
    if standing == AVAILABLE:
        return flat_hazard(p.hazard_available, p.casual_factor, casual, p)
    if standing == SELF_EMPLOYED:
        return hazard(p.hazard_own_account, p.casual_factor, casual, tenure, young, p)
    if standing == OUTSIDE:
        return hazard(p.hazard_outside, p.casual_factor, casual, tenure, young, p)
    return 1.0 if standing == NEWLY_OUTSIDE else 0.0


@njit(cache=True)
def hazard_table(p):  # type: ignore[no-untyped-def]
    """``hazard_of`` by standing, attachment (steady, casual), age (adult, under 25) and months in the state."""
    table = np.empty((STANDINGS, 2, 2, LONG + 1))
    for standing in range(STANDINGS):
        for casual in range(2):
            for young in range(2):
                for tenure in range(LONG + 1):
                    table[standing, casual, young, tenure] = hazard_of(
                        standing, casual == 1, young == 1, float(tenure), p
                    )
    return table


def hazard_limits(table: np.ndarray) -> np.ndarray:
    """Highest hazard by 2 · standing + casual, as limits for ``thinning.pick``."""
    return thresholds(table.max(axis=(2, 3)).ravel())


@lru_cache(maxsize=8)
def hazards_of(p: Any) -> tuple[np.ndarray, np.ndarray]:
    """``hazard_table`` and ``hazard_limits`` of the parameters ``p``, which do not change during a run."""
    table = hazard_table(p)
    return table, hazard_limits(table)


@njit
def standings(people, lo, hi, month, codes):  # type: ignore[no-untyped-def]
    """2 · standing + casual of the people of a tile."""
    job, seeking, available = people.job[lo:hi], people.seeking[lo:hi], people.available[lo:hi]
    casual, education, pid = people.casual_attachment[lo:hi], people.education[lo:hi], people.pid[lo:hi]
    since = people.since[lo:hi]
    for t in range(hi - lo):
        codes[t] = 2 * int(_STANDING[4 * int(job[t]) + 2 * int(seeking[t]) + int(available[t])]) + int(casual[t])
    for t in range(hi - lo):
        codes[t] += 2 * ((codes[t] >= 2 * OUTSIDE) & (since[t] == month))
    for t in range(hi - lo):
        codes[t] = codes[t] if (education[t] == Education.NONE) & (pid[t] != 0) else 0


@njit
def who_reconsiders(people, lo, hi, k, hazards, limits, month, codes, rows):  # type: ignore[no-untyped-def]
    """Rows of the tile whose draw is below their hazard; ``codes`` receives the standings. Returns how many."""
    standings(people, lo, hi, month, codes)
    pid, words = people.pid[lo:hi], np.empty(hi - lo, np.uint64)
    for t in range(hi - lo):
        words[t] = word(k, pid[t])
    found = below_limit(words, codes[: hi - lo], limits, rows, lo)
    hit = np.empty(found, np.uint8)
    for r in range(found):
        i = rows[r]
        code = int(codes[i - lo])
        young = age_years(int(people.birth[i]), month) < 25
        tenure = max(0, min(month - int(people.since[i]), LONG))
        hit[r] = uniform(words[i - lo]) < hazards[code >> 1, code & 1, int(young), tenure]
    kept = np.empty(found + 1, np.int64)
    left = gather(hit, kept, 0)
    for r in range(left):
        rows[r] = rows[kept[r]]
    return left
