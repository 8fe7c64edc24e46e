"""Who was admitted, who was held out, and how they and everybody else stand at the end: kept inside one process.

Two worlds are compared person by person only here, and only sums over groups leave: a single person's two lives say
nothing after a year, sums over groups fixed beforehand do.
"""

from typing import Any

import numpy as np

from sim.indicators.bits import Op

OUTCOMES = (("decent", Op.DECENT_JOB), ("employed", Op.EMPLOYED_13))
KINDS = ("course", "apprenticeship")
SNAPSHOTS = 4
"""Times in the last year at which people are looked at, a quarter apart."""
GROUPS = (
    "all",
    "eligible",
    "not eligible",
    "never trained",
    "women",
    "men",
    "15-24 at the start",
    "25 and over",
    "later",
)
"""Groups fixed before policy begins, but for the never trained: in training in none of the two worlds."""


class Watch:
    """Looks at people at the start of policy and four times in the last year."""

    def __init__(self, months: int, start: int) -> None:
        self.start = start
        self.times = {months - 1 - 3 * k for k in range(SNAPSHOTS) if months - 1 - 3 * k >= start}
        self.eligible = np.zeros(0, np.int64)
        self._pids: list[np.ndarray] = []
        self._status: list[np.ndarray] = []
        self._birth: list[np.ndarray] = []
        self._sex: list[np.ndarray] = []

    def begin(self, model: Any, month: int) -> None:
        """Note who is in the target group of a measure when policy begins."""
        if month != self.start:
            return
        people, territory = model.people, getattr(model, "territory", None)
        mask = np.zeros(len(people.pid), np.bool_)
        for instrument in model.instruments.values():
            if instrument.target.describes("person"):
                mask |= instrument.target.mask(people, month, territory=territory)
        self.eligible = np.sort(people.pid[mask & (people.pid != 0)])

    def end(self, model: Any, month: int) -> None:
        """Note how everybody stands."""
        if month in self.times:
            people = model.people
            here = np.flatnonzero(people.pid != 0)
            self._pids.append(people.pid[here].copy())
            self._status.append(people.status[here].copy())
            self._birth.append(people.birth[here].astype(np.int64))
            self._sex.append(people.sex[here].copy())

    def persons(self, model: Any) -> "Persons":
        """Mean standing over the last year by person."""
        pids, where = np.unique(np.concatenate(self._pids), return_inverse=True)
        status = np.concatenate(self._status)
        standing = np.zeros((len(pids), len(OUTCOMES)))
        for k, (_, bit) in enumerate(OUTCOMES):
            holds = ((status >> np.asarray(int(bit)).astype(status.dtype)) & np.asarray(1).astype(status.dtype)) != 0
            np.add.at(standing[:, k], where, holds / len(self._pids))
        birth, sex = np.zeros(len(pids), np.int64), np.zeros(len(pids), np.int64)
        birth[where], sex[where] = np.concatenate(self._birth), np.concatenate(self._sex)
        log = model.treated.table()
        log = log[(log["month"] >= self.start) & log["by"].isin(KINDS)].drop_duplicates(["pid", "by"])
        return Persons(pids, standing, birth, sex, log, self.eligible)


class Persons:
    """Standing of people of one world by persistent id, and who was admitted or held out."""

    def __init__(self, pid: np.ndarray, standing: np.ndarray, birth: np.ndarray, sex: np.ndarray, log: Any,
                 eligible: np.ndarray) -> None:  # fmt: skip
        self.pid, self.standing, self.birth, self.sex = pid, standing, birth, sex
        self.log, self.eligible = log, eligible

    def of(self, pids: np.ndarray) -> np.ndarray:
        """Standing of these people, 0 for those who have left."""
        at = np.minimum(np.searchsorted(self.pid, pids), len(self.pid) - 1)
        there = self.pid[at] == pids
        return self.standing[at] * there[:, None]

    def treated(self, kind: str, held_out: bool) -> np.ndarray:
        """Ids of people admitted, or held out, to this kind of training since policy began."""
        log = self.log[(self.log["by"] == kind) & (self.log["held_out"].astype(bool) == held_out)]
        return np.unique(log["pid"].to_numpy(np.int64))

    def trained(self) -> np.ndarray:
        """Ids of everybody admitted or held out."""
        return np.unique(self.log["pid"].to_numpy(np.int64))


def lottery(world: Persons) -> np.ndarray:
    """Kind × (admitted, held out) × (people, sum of each outcome)."""
    made = np.zeros((len(KINDS), 2, 1 + len(OUTCOMES)))
    for k, kind in enumerate(KINDS):
        for held in (False, True):
            pids = world.treated(kind, held)
            made[k, int(held), 0] = len(pids)
            made[k, int(held), 1:] = world.of(pids).sum(axis=0)
    return made


def net(policy: Persons, without: Persons, start: int) -> np.ndarray:
    """Group × outcome: people in the outcome under policy less without, a mean of the last year."""
    everybody = np.union1d(policy.pid, without.pid)
    gap = policy.of(everybody) - without.of(everybody)
    birth, sex = _trait(policy, without, everybody, "birth"), _trait(policy, without, everybody, "sex")
    age = (start - birth) // 12
    eligible = np.isin(everybody, policy.eligible)
    trained = np.isin(everybody, np.union1d(policy.trained(), without.trained()))
    masks = (
        np.ones(len(everybody), np.bool_), eligible, ~eligible, ~trained, sex == 1, sex == 0,
        (age >= 15) & (age < 25), age >= 25, age < 15,
    )  # fmt: skip
    return np.stack([gap[mask].sum(axis=0) for mask in masks])


def _trait(policy: Persons, without: Persons, pids: np.ndarray, name: str) -> np.ndarray:
    made = np.zeros(len(pids), np.int64)
    for world in (without, policy):
        made[np.searchsorted(pids, world.pid)] = getattr(world, name)
    return made


def flips(policy: Persons, without: Persons) -> np.ndarray:
    """Outcome × (lost, gained): people who stand worse, and better, in one world than in the other."""
    everybody = np.union1d(policy.pid, without.pid)
    gap = policy.of(everybody) - without.of(everybody)
    return np.stack([np.maximum(-gap, 0).sum(axis=0), np.maximum(gap, 0).sum(axis=0)], axis=1)
