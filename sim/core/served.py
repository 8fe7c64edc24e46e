"""Whom a service has served, when, and what it left with them: kept by person id, so that it outlives row and policy.

Services that reach few people need no column. Ids are sorted, so that many people are looked up at once.
"""

from typing import Any

import numpy as np

from sim.core.calendar import NEVER


class Served:
    """People served by one service: ``pid`` ascending, run ``month`` of the last time, ``value`` that remains."""

    def __init__(self) -> None:
        self.pid = np.zeros(0, np.int64)
        self.month = np.zeros(0, np.int64)
        self.value = np.zeros(0)

    def __len__(self) -> int:
        return len(self.pid)

    def add(self, pid: np.ndarray, month: int, value: np.ndarray | float = 0.0) -> None:
        """Serve the people ``pid`` (each once) in ``month``; what was known of them before is replaced.

        >>> s = Served()
        >>> s.add(np.array([7, 3]), 5, 0.2)
        >>> s.months(np.array([3, 4])).tolist(), s.values(np.array([3, 4])).tolist()
        ([5, -32768], [0.2, 0.0])
        """
        kept = ~np.isin(self.pid, pid)
        everybody = np.concatenate([self.pid[kept], np.asarray(pid, np.int64)])
        order = np.argsort(everybody, kind="stable")
        self.pid = everybody[order]
        self.month = np.concatenate([self.month[kept], np.full(len(pid), month)])[order]
        self.value = np.concatenate([self.value[kept], np.broadcast_to(value, len(pid))])[order]

    def _find(self, pid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        place = np.minimum(np.searchsorted(self.pid, pid), max(len(self.pid) - 1, 0))
        known = self.pid[place] == pid if len(self.pid) else np.zeros(len(pid), np.bool_)
        return place, known

    def knows(self, pid: np.ndarray) -> np.ndarray:
        """Who of ``pid`` has been served."""
        return self._find(pid)[1]

    def months(self, pid: np.ndarray) -> np.ndarray:
        """Run month in which each of ``pid`` was served last, ``NEVER`` where not."""
        place, known = self._find(pid)
        return np.where(known, self.month[place], NEVER) if len(self) else np.full(len(pid), NEVER)

    def values(self, pid: np.ndarray) -> np.ndarray:
        """What the service left with each of ``pid``, 0 where it was not there."""
        place, known = self._find(pid)
        return np.where(known, self.value[place], 0.0) if len(self) else np.zeros(len(pid))


def served(m: Any, by: str) -> Served:
    """The register of the service ``by`` in the model ``m``; an empty one where it has served nobody yet."""
    registers: dict[str, Served] = m.memory.setdefault("served", {})
    return registers.setdefault(by, Served())


def has_served(m: Any, by: str) -> bool:
    """Has the service ``by`` served anybody?"""
    return len(m.memory.get("served", {}).get(by, ())) > 0
