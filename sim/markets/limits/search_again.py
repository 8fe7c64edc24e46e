"""Whoever has no job looks for one: a labour market without an outside."""

from typing import Any

from numba import njit

from sim.agents.transitions import start_search
from sim.core.states import Education, Job


@njit(cache=True)
def search_all(people, firms, moves, month):  # type: ignore[no-untyped-def]
    """Start the search of everybody without a job who is not at school and not searching yet."""
    for i in range(len(people.pid)):
        if people.pid[i] == 0 or people.job[i] != Job.NONE or people.education[i] != Education.NONE:
            continue
        if people.seeking[i] == 0:
            start_search(people, firms, moves, i, month)


def search_again(m: Any) -> None:
    """People without a job search; those who lost it this month begin now."""
    search_all(m.people, m.firms, m.moves, m.month)


PHASES = (search_again,)
