"""Who was treated, when and by what: the log that experiments read.

Every rule that gives somebody a place, a job, a grant or a test through policy, and every admission to training, adds
the persons to the log. People who won and were held out, so that their lives can be compared, are logged as well.
"""

from typing import Any

import numpy as np
import pandas as pd

COLUMNS = ["month", "by", "pid", "row", "held_out"]


class Treated:
    """Rows of (run month, what by, persistent person id, row of the person, held out)."""

    def __init__(self) -> None:
        self._parts: list[tuple[int, str, np.ndarray, np.ndarray, bool]] = []
        self._held_out = np.zeros(0, np.int64)

    def add(self, m: Any, by: str, rows: np.ndarray, *, held_out: bool = False) -> None:
        """Log people ``rows`` of the model ``m`` as treated this month by ``by`` (course, apprenticeship, kind …)."""
        if len(rows):
            at = np.asarray(rows, np.int64)
            self._parts.append((m.month, by, m.people.pid[at].copy(), at.copy(), held_out))
            if held_out:
                self._held_out = np.union1d(self._held_out, m.people.pid[at])

    def held_out(self, pid: np.ndarray) -> np.ndarray:
        """Who of the persons ``pid`` was held out, and is barred from programmes for good."""
        return np.isin(pid, self._held_out) if len(self._held_out) else np.zeros(len(pid), np.bool_)

    def __len__(self) -> int:
        return sum(len(part[2]) for part in self._parts)

    def table(self) -> "pd.DataFrame":
        """One row a person and treatment, in the order of time."""
        if not self._parts:
            return pd.DataFrame({c: [] for c in COLUMNS})
        counts = [len(part[2]) for part in self._parts]
        return pd.DataFrame(
            {
                "month": np.repeat([part[0] for part in self._parts], counts),
                "by": np.repeat([part[1] for part in self._parts], counts),
                "pid": np.concatenate([part[2] for part in self._parts]),
                "row": np.concatenate([part[3] for part in self._parts]),
                "held_out": np.repeat([part[4] for part in self._parts], counts),
            }
        )
