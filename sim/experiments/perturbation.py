"""How far the luck of one person spreads: two worlds of the same seed, in one of which an employee loses the job.

Draws belong to persons and months, so the two worlds differ only where something reaches from that person to others
(a post that falls vacant, a place in a queue), and not because everybody's luck was shuffled.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.agents.transitions import new_moves, start_search
from sim.core.draws import Purpose, key, words
from sim.core.states import Job


class Spread(NamedTuple):
    """Persons whose registers differ between the two worlds, of those who live in both."""

    seed: int
    education: int
    job: int
    employer: int
    any: int
    people: int


def one_person(model: Any) -> int:
    """Row of the employee who loses the job: the lowest keyed word, so that it does not depend on rows."""
    people = model.people
    employees = np.flatnonzero((people.pid != 0) & (people.job == Job.EMPLOYEE))
    lots = words(key(model.seed, Purpose.PERTURB), people.pid[employees])
    return int(employees[np.argmin(lots)])


def dismiss(model: Any, row: int) -> None:
    """The employee in ``row`` is unemployed from now on; whether and when work follows is left to the months."""
    start_search(model.people, model.firms, new_moves(), row, model.month - 1)


def registers(model: Any) -> tuple[np.ndarray, np.ndarray]:
    """Persons' ids, ascending, and beside each: education, kind of job, id of the employer (0: none)."""
    people = model.people
    rows = np.flatnonzero(people.pid != 0)
    rows = rows[np.argsort(people.pid[rows])]
    at = people.employer[rows]
    employer = np.where(at >= 0, model.firms.fid[np.maximum(at, 0)], 0)
    return people.pid[rows], np.stack([people.education[rows], people.job[rows], employer], axis=1).astype(np.int64)


def spread(config: Any, before: int = 3, after: int = 12) -> Spread:
    """Dismiss one employee after ``before`` months and compare the two worlds ``after`` months later."""
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    ids, found = [], []
    for disturbed in (False, True):
        model = LabourMarket(config)
        model.run_for(before)
        if disturbed:
            dismiss(model, one_person(model))
        model.run_for(after)
        pid, state = registers(model)
        ids.append(pid)
        found.append(state)
    _, left, right = np.intersect1d(ids[0], ids[1], assume_unique=True, return_indices=True)
    differs = found[0][left] != found[1][right]
    education, job, employer = (int(n) for n in differs.sum(axis=0))
    return Spread(int(config.seed), education, job, employer, int(differs.any(axis=1).sum()), len(left))


def spreads(config: Any, seeds: Sequence[int], before: int = 3, after: int = 12) -> list[Spread]:
    """``spread`` under each of the seeds."""
    return [spread(config.changed(seed=seed), before, after) for seed in seeds]
