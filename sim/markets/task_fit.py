"""Disability and tasks: a person with a functional difficulty produces less where the tasks of a job do not fit.

Whether the tasks of an occupation family fit a person is drawn once for the person and the family; whether the employer
accommodates is drawn once for the person and the firm. Loss, log points = ℓ · degree · (1 − r · accommodated), 0 where
the tasks fit. There is no loss by disability as such: Baldwin & Johnson (1994), J. Human Resources 29(1); Kruse, Schur,
Rogers & Ameri (2018), Brit. J. Ind. Relat. 56(4) (only a part of the gap in pay goes with what tasks demand);
International Labour Organization, Working Paper 124 (2024). People on own account choose trade, pace and
tools: no loss.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.draws import pair, sub, uniform, word
from sim.core.served import has_served, served
from sim.core.states import FAMILIES, Disability, Family, Job

GRANT = "accommodation"
"""Register of people whom a grant for accommodation has reached, with the share of the cost that it paid."""
_SHARES = {
    Family.FARMING: 0.6,
    Family.CRAFT: 0.5,
    Family.CONSTRUCTION: 0.7,
    Family.MACHINES: 0.6,
    Family.TRADE: 0.35,
    Family.PERSONAL_SERVICES: 0.45,
    Family.OFFICE: 0.25,
    Family.PROFESSIONAL: 0.25,
}
MISFIT = np.array([_SHARES[Family(f)] for f in range(FAMILIES)])
"""Share of people with a functional difficulty whom the tasks of a family do not fit (assumption; more where jobs ask
for strength, in the order of the Occupational Requirements Survey of the United States)."""


@njit(inline="always")
def accommodating(accommodated, granted):  # type: ignore[no-untyped-def]
    """Probability that an employer accommodates: a + (1 − a) · share of the cost that a grant pays."""
    return accommodated + (1.0 - accommodated) * granted


@njit
def task_loss(people, i, fid, family, granted, k_match, p):  # type: ignore[no-untyped-def]
    """Log points of productivity that person ``i`` loses in a job of ``family`` at firm ``fid``.

    ``granted``: share of the cost of accommodation that policy pays. Draws belong to the quality of the match.
    """
    degree = int(people.disability[i])
    if degree == 0:
        return 0.0
    w = word(k_match, people.pid[i])
    if uniform(sub(w, 1 + family)) >= MISFIT[family]:
        return 0.0
    loss = p.misfit_loss * degree
    if uniform(sub(pair(w, fid), 1)) < accommodating(p.accommodated, granted):
        loss *= 1.0 - p.accommodation_restores
    return loss


def granted_to_staff(m: Any) -> np.ndarray:
    """Share of the cost of accommodation that a grant paid when the present job began, by row; else one zero."""
    if not has_served(m, GRANT):
        return np.zeros(1)
    people, register = m.people, served(m, GRANT)
    rows = np.flatnonzero((people.job == Job.EMPLOYEE) & (people.disability != Disability.NONE))
    out = np.zeros(len(people.pid))
    pid = people.pid[rows]
    out[rows] = register.values(pid) * (register.months(pid) == people.job_since[rows])
    return out
