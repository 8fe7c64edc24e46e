"""Career guidance: people who leave school or a course hear what became of those who left before them.

b ← (1 − w) b: the belief in one's own chance moves to what is observed, at which it is 0. And for a year the
published placement of leavers, by trade, weighs in what the person believes of a programme (``value`` of the register):
it is the placement of yesterday's leavers, and the same for all who read it, so many can crowd into one trade.
"""

from typing import Any

import numpy as np

from sim.core.levers import Lever
from sim.core.served import served
from sim.core.sieve import rows_with
from sim.core.states import Education
from sim.finance.ledger import For
from sim.services.paying import serve

SERVICE = "career_guidance"


def guided(belief: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Belief after guidance of ``weight``: (1 − w) b."""
    return (1.0 - weight) * belief


def about_to_leave(people: Any, month: int) -> np.ndarray:
    """Rows of people whose school or course ends this month."""
    pupils, learners = (rows_with(people.education, int(e)) for e in (Education.SCHOOL, Education.COURSE))
    return np.sort(
        np.concatenate([pupils[people.school_end[pupils] == month], learners[people.course_end[learners] == month]])
    )


def guide_leavers(m: Any) -> None:
    """Guide those about to leave whom an instrument reaches; costs are posted."""
    if not m.levers.has(Lever.BELIEF_WEIGHT):
        return
    p, people = m.parameters.employment_services, m.people
    rows = about_to_leave(people, m.month)
    rows = rows[serve(m, For.GUIDANCE, Lever.BELIEF_WEIGHT, rows, p.guidance_cost)]
    weight = m.levers.values(Lever.BELIEF_WEIGHT, 0.0, m, rows)
    people.belief[rows] = guided(people.belief[rows].astype(np.float64), weight)
    served(m, SERVICE).add(people.pid[rows], m.month, weight)
    m.treated.add(m, SERVICE, rows)
    m.events["guided"] = len(rows)
