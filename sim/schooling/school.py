"""One month of school: levels are completed, some drop out, leavers leave and choose in the same month."""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import end_education, stop_working
from sim.core.draws import Purpose, key, sub, uniform, word
from sim.core.elementary import exp
from sim.core.sieve import rows_with
from sim.core.states import Education, Job, Sex
from sim.schooling.moments import shock_hazard
from sim.schooling.progress import level_in_school, may_complete, next_stages, unfinished_share
from sim.schooling.work import work_beside_school


@njit
def drop_out_probability(wealth, no_cash, p):  # type: ignore[no-untyped-def]
    """Monthly probability of leaving school before the planned end.

    1 − exp(−h), h = drop_out · exp(−drop_out_wealth · (quintile − 2)), times drop_out_no_cash when the household has
    nothing on hand (all assumptions).
    """
    hazard = shock_hazard(wealth, p) * (p.drop_out_no_cash if no_cash else 1.0)
    return 1.0 - exp(-hazard)


@njit
def drop_out_chances(p):  # type: ignore[no-untyped-def]
    """``drop_out_probability`` by wealth quintile and, second, with and without cash."""
    out = np.empty((5, 2))
    for wealth in range(5):
        for no_cash in range(2):
            out[wealth, no_cash] = drop_out_probability(wealth, no_cash == 1, p)
    return out


@njit
def has_no_cash(households, h, p):  # type: ignore[no-untyped-def]
    """1: less than ``no_cash`` a member on hand in household row ``h``."""
    if h < 0:
        return False
    return float(households.cash[h]) * 1e-6 < p.no_cash * float(households.members[h])


@njit
def _leave(people, firms, moves, i, month):  # type: ignore[no-untyped-def]
    """Leave school; the small job beside it ends too, so that the leaver chooses anew this month."""
    people.left_school[i] = month
    people.school_end[i] = month
    people.ultimate[i] = people.level[i]
    end_education(people, moves, i, month)
    if people.job[i] == Job.OWN_ACCOUNT or people.job[i] == Job.FAMILY_WORKER:
        stop_working(people, firms, moves, i, month)


def pupils(people: Any) -> np.ndarray:
    """Rows of people at school."""
    rows: np.ndarray = rows_with(people.education, int(Education.SCHOOL))
    return rows


@njit(cache=True)
def advance(people, firms, households, moves, rows, p, plan_key, shock_key, month):  # type: ignore[no-untyped-def]
    """Advance the pupils ``rows`` by one month; returns (pupils who stay, leavers as planned, drop-outs).

    Most have no date this month: the end of school, of the next level, a birth, or a draw that may mean dropping out.
    """
    stayed, left, dropped = 0, 0, 0
    stages, chance = next_stages(p), drop_out_chances(p)
    highest = chance.max()
    for i in rows:
        if people.pid[i] == 0:
            continue
        level, ultimate, end = int(people.level[i]), int(people.ultimate[i]), int(people.school_end[i])
        if month >= end:
            people.level[i] = max(ultimate, level)
            _leave(people, firms, moves, i, month)
            left += 1
            continue
        if level < ultimate and may_complete(level, ultimate, month, end, int(people.birth[i]), stages):
            unfinished = unfinished_share(plan_key, people.pid[i])
            reached = level_in_school(month, end, int(people.birth[i]), ultimate, unfinished, p)
            people.level[i] = max(level, reached)
        u = uniform(word(shock_key, people.pid[i]))
        drops = u < highest and u < chance[people.wealth[i], int(has_no_cash(households, people.household[i], p))]
        if people.child_birth[i] == month and people.sex[i] == Sex.FEMALE and not drops:
            drops = uniform(sub(word(shock_key, people.pid[i]), 1)) < p.drop_out_birth
        if drops:
            _leave(people, firms, moves, i, month)
            dropped += 1
        else:
            people.last_enrolled[i] = month
            stayed += 1
    return stayed, left, dropped


def progress(
    people: Any, firms: Any, households: Any, moves: Any, p: Any, plan_key: np.uint64, shock_key: np.uint64, month: int
) -> tuple[int, int, int]:
    """Advance every pupil by one month; returns (pupils who stay, leavers as planned, drop-outs)."""
    rows = pupils(people)
    stayed, left, dropped = advance(people, firms, households, moves, rows, p, plan_key, shock_key, month)
    return stayed, left, dropped


def go_through_school(m: Any) -> None:
    """Progress, drop out, complete; then work beside school."""
    people, p, constants = m.people, m.parameters.school, m.country.constants
    rows = pupils(people)
    stayed, left, dropped = advance(
        people, m.firms, m.households, m.moves, rows, p, key(m.population_seed, Purpose.SCHOOL_PROGRESS),
        m.key(Purpose.SCHOOL_LEAVING), m.month,
    )  # fmt: skip
    m.events["pupils"], m.events["school_leavers"], m.events["school_drop_outs"] = stayed, left, dropped
    shares = np.array([constants.student_work_m, constants.student_work_f], np.float64)
    k = key(m.population_seed, Purpose.SCHOOL_WORK)
    m.events["working_pupils"] = work_beside_school(people, m.firms, m.households, m.moves, rows, p, shares, k, m.month)
