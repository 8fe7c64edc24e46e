"""Registers of a group of people, month by month, with what their employers and training providers are like."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
import pandas as pd

from sim.core.states import Education, Job, Outside, Unit
from sim.indicators.bits import Op

REGISTERS = (
    "education", "job", "unit", "tier", "hours", "pay", "pay_kind", "seeking", "available", "outside_reason",
    "waiting_for", "provider", "certificates", "level", "union", "child_birth", "market", "family", "status",
)  # fmt: skip


class State(IntEnum):
    """Where a person stands, one of eight; training comes before school, school before work, work before search."""

    SCHOOL = 0
    TRAINING = 1
    FORMAL_JOB = 2
    INFORMAL_JOB = 3
    OWN_WORK = 4
    SEARCH = 5
    CARE = 6
    OUTSIDE = 7


@dataclass
class Watched:
    """``registers``: name -> months × persons, the first month the one before the story. ``log``: who was treated."""

    pid: np.ndarray
    start: int
    sex: np.ndarray
    birth: np.ndarray
    area: np.ndarray
    registers: dict[str, np.ndarray] = field(default_factory=dict)
    log: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def months(self) -> int:
        return len(self.registers["job"]) - 1

    def of(self, person: int) -> dict[str, np.ndarray]:
        """Registers of one person by name, each with one value a month."""
        return {name: values[:, person] for name, values in self.registers.items()}


def watch(m: Any, rows: np.ndarray, months: int) -> Watched:
    """Live ``months`` and note the registers of the people in ``rows`` before and after each."""
    people = m.people
    who = (people.pid[rows].copy(), m.month, people.sex[rows].copy(), people.birth[rows].copy())
    watched = Watched(*who, np.asarray(m.territory.area)[people.market[rows]])
    notes = [note(m, watched.pid, rows)]
    for _ in range(months):
        m.step()
        notes.append(note(m, watched.pid, rows))
    watched.registers = {name: np.stack([n[name] for n in notes]) for name in notes[0]}
    log = m.treated.table()
    watched.log = log[(log["month"] >= watched.start) & np.isin(log["pid"], watched.pid)]
    return watched


def note(m: Any, pid: np.ndarray, rows: np.ndarray) -> dict[str, np.ndarray]:
    """The registers of this month; nothing is true of who has left the model but that."""
    people, firms, providers = m.people, m.firms, m.providers
    found = {name: np.asarray(getattr(people, name)[rows]).copy() for name in REGISTERS}
    found["here"] = people.pid[rows] == pid
    at = people.employer[rows]
    j = np.maximum(at, 0)
    found["firm"] = np.where(at >= 0, firms.fid[j], 0)
    found["staff"] = np.where(at >= 0, firms.staff_regular[j] + firms.staff_casual[j], 0)
    found["sector"] = np.where(at >= 0, firms.sector[j], 0)
    for name, link in (("queue", people.waiting_for[rows]), ("school", people.provider[rows])):
        r = np.maximum(link, 0)
        found[f"{name}_kind"], found[f"{name}_family"] = providers.kind[r].copy(), providers.family[r].copy()
    r = np.maximum(people.waiting_for[rows], 0)
    found["queue_full"] = providers.enrolled[r] >= providers.places[r]
    found["queue_length"] = providers.queue[r].astype(np.int64)
    found["state"] = states(found)
    return found


def has(status: np.ndarray, op: Op) -> np.ndarray:
    """An observation of the survey: a bit of the status word."""
    return ((status >> np.uint64(op)) & np.uint64(1)).astype(np.bool_)


def states(r: dict[str, np.ndarray]) -> np.ndarray:
    """State of each person (``State``), −1 for who is not in the model."""
    job, works = r["job"], r["job"] != Job.NONE
    own = np.isin(job, (Job.EMPLOYER, Job.OWN_ACCOUNT, Job.FAMILY_WORKER, Job.OWN_USE_PRODUCER))
    learner = np.isin(job, (Job.PAID_APPRENTICE, Job.UNPAID_APPRENTICE))
    formal = np.isin(r["unit"], (Unit.FORMAL, Unit.GOVERNMENT)) & ~has(r["status"], Op.INFORMAL_13)
    found = np.select(
        [
            ~r["here"],
            (r["education"] == Education.COURSE) | learner,
            r["education"] == Education.SCHOOL,
            own,
            works & formal,
            works,
            (r["seeking"] == 1) & (r["available"] == 1),
            r["outside_reason"] == Outside.CARE,
        ],
        [-1, State.TRAINING, State.SCHOOL, State.OWN_WORK, State.FORMAL_JOB, State.INFORMAL_JOB, State.SEARCH,
         State.CARE],
        State.OUTSIDE,
    )  # fmt: skip
    return found.astype(np.int64)
