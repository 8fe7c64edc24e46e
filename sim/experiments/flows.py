"""Who went from what to what: each person's main activity at the end of one month against the next.

Passages inside a month (out of a job and into another) do not count; persons who enter the model (at 15, by
migration) come from ``elsewhere``, those who leave it (at 65, by death, by migration) go there.
"""

from typing import Any

import numpy as np
import pandas as pd
from numba import njit

from sim.agents.transitions import ACTIVITIES, Activity, activity

COLUMNS = ["month", "origin", "destination", "persons"]
ELSEWHERE = int(Activity.ELSEWHERE)
NAMES = [a.name.lower() for a in Activity]


@njit(cache=True)
def _compare(people, pid, last, table):  # type: ignore[no-untyped-def]
    """Add every person's move since last month to ``table`` and remember the present activity."""
    for i in range(len(people.pid)):
        gone, here = pid[i] != people.pid[i] and pid[i] != 0, people.pid[i] != 0
        if gone:
            table[last[i], ELSEWHERE] += 1
        if here:
            code = activity(people, i)
            table[last[i] if pid[i] == people.pid[i] else ELSEWHERE, code] += 1
            last[i] = code
        pid[i] = people.pid[i]


class FlowWatch:
    """Follows a model from month to month: ``observe`` after every step, ``table`` at the end."""

    def __init__(self, people: Any) -> None:
        self._pid = np.zeros(0, people.pid.dtype)
        self._last = np.zeros(0, np.uint8)
        self._tables: list[np.ndarray] = []
        self._compare(people)

    def _compare(self, people: Any) -> np.ndarray:
        new_rows = len(people.pid) - len(self._pid)
        if new_rows > 0:
            self._pid = np.append(self._pid, np.zeros(new_rows, self._pid.dtype))
            self._last = np.append(self._last, np.zeros(new_rows, np.uint8))
        table = np.zeros((ACTIVITIES, ACTIVITIES), np.int64)
        _compare(people, self._pid, self._last, table)
        return table

    def observe(self, people: Any) -> int:
        """Note the month that has just ended; returns the number of persons in it."""
        table = self._compare(people)
        self._tables.append(table)
        return int(table[:, :-1].sum())

    def table(self) -> pd.DataFrame:
        """Persons by month, origin and destination; origin = destination: stayed."""
        return flow_table(self._tables)


def flow_table(tables: list[np.ndarray]) -> pd.DataFrame:
    """Long form of one matrix (origin × destination) per month, without the empty cells."""
    if not tables:
        return pd.DataFrame({"month": [], "origin": [], "destination": [], "persons": []})
    month, origin, destination = np.nonzero(np.stack(tables))
    names = np.array(NAMES)
    persons = np.stack(tables)[month, origin, destination]
    return pd.DataFrame(
        {"month": month, "origin": names[origin], "destination": names[destination], "persons": persons}
    )


def monthly_rates(flows: pd.DataFrame, last_months: int = 12) -> pd.DataFrame:
    """Matrix origin × destination: of 100 persons in an activity when a month starts, how many are where at its end.

    Mean of the last ``last_months`` months: sum of persons over sum of persons at the start.
    """
    recent = flows[flows["month"] > flows["month"].max() - last_months]
    counts = recent.pivot_table(index="origin", columns="destination", values="persons", aggfunc="sum", fill_value=0)
    counts = counts.reindex(index=NAMES, columns=NAMES, fill_value=0).drop(index="elsewhere")
    totals = counts.sum(axis=1)
    return 100 * counts.div(totals.where(totals > 0), axis=0)
