"""Training at work under a plan, in the months after a subsidised hire: skill without a certificate."""

from typing import Any

import numpy as np

from sim.core.hits import hits
from sim.core.levers import Lever
from sim.core.states import Job
from sim.training.holdings import kind


def hired_lately(m: Any, longest: int) -> np.ndarray:
    """Rows of employees hired in the last ``longest`` months."""
    people = m.people
    since = people.job_since.astype(np.int64)
    return np.flatnonzero((people.job == Job.EMPLOYEE) & (m.month - since <= longest))


def teach_at_work(m: Any) -> None:
    """A month of each training plan adds technical skill in the family of the job, and firm-specific skill."""
    if not m.levers.has(Lever.WORK_TRAINING):
        return
    people, p = m.people, m.parameters
    longest = max(row.from_hire or 0 for row in m.levers.rows(Lever.WORK_TRAINING))
    rows = hired_lately(m, longest)
    share = m.levers.values(Lever.WORK_TRAINING, 0.0, m, rows)
    rows, share = rows[share > 0.0], share[share > 0.0]
    family = people.family[rows]
    gained = (share * p.delivery.gain * 1e4 + 0.5).astype(np.int64)
    most = np.iinfo(people.skill.dtype).max
    people.skill[rows, family] = np.minimum(most, people.skill[rows, family].astype(np.int64) + gained)
    people.specific[rows] += np.float32(p.workplace.specific)
    paid = {row.name for row in m.levers.rows(Lever.LABOUR_COST_WEDGE)}  # who pays for the hire logs it
    for row in m.levers.rows(Lever.WORK_TRAINING):
        if row.name not in paid:
            new = rows[people.job_since[rows] == m.month - 1]
            m.treated.add(m, kind(m, row.name), new[hits(row, m, new)])
    m.events["trained_at_work"] = len(rows)
