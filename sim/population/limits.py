"""The people of a textbook limit: alike, out of school, without a job, looking for work."""

from dataclasses import replace
from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import end_education, new_moves, start_search
from sim.core.calendar import NEVER
from sim.core.states import Education

ALIKE = (
    "disability", "casual_attachment", "taste", "ability", "belief", "level", "core", "skill", "experience",
    "specific", "certificates",
)  # fmt: skip
"""Traits that are set to 0; sex, age and place of living stay."""
FORGOTTEN = ("lost_job", "first_job", "first_stable", "first_good", "course_end", "school_end", "waiting_since")


@njit(cache=True)
def _send_to_search(people, firms, moves, month):  # type: ignore[no-untyped-def]
    for i in range(len(people.pid)):
        if people.pid[i] == 0:
            continue
        if people.education[i] != Education.NONE:
            end_education(people, moves, i, month)
        start_search(people, firms, moves, i, month)
        people.since[i] = month
        people.search_since[i] = month
        people.left_school[i] = month


def set_the_stage(m: Any) -> None:
    """Change the first month's people into those of the limit; ``people: country`` leaves them as they are."""
    if m.config.limit.people == "country":
        return
    people = m.people
    _send_to_search(people, m.firms, m.moves, -1)
    m.moves = new_moves()
    for name in ALIKE:
        getattr(people, name)[...] = 0
    for name in FORGOTTEN:
        getattr(people, name)[...] = NEVER
    for name in ("provider", "waiting_for"):
        getattr(people, name)[...] = -1
    people.reservation[...] = 0.0
    m.providers.enrolled[...] = 0
    _one_market(m)


def _one_market(m: Any) -> None:
    """Everybody lives and every firm hires in the first local market, from which no other can be reached."""
    m.people.market[...] = 0
    m.firms.market[...] = 0
    m.territory = replace(m.territory, access=np.eye(len(m.territory)))
