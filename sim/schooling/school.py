"""One month of school: levels are completed, some drop out, leavers leave and choose in the same month."""

import math
from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import end_education, stop_working
from sim.core.draws import Purpose, key, sub, uniform, word
from sim.core.states import Education, Job, Sex
from sim.schooling.moments import shock_hazard
from sim.schooling.progress import level_in_school, unfinished_share
from sim.schooling.work import work_beside_school


@njit
def drop_out_probability(wealth, no_cash, p):  # type: ignore[no-untyped-def]
    """Monthly probability of leaving school before the planned end.

    1 − exp(−h), h = drop_out · exp(−drop_out_wealth · (quintile − 2)), times drop_out_no_cash when the household has
    nothing on hand (all assumptions).
    """
    hazard = shock_hazard(wealth, p) * (p.drop_out_no_cash if no_cash else 1.0)
    return 1.0 - math.exp(-hazard)


@njit
def drops_out(w, wealth, no_cash, gave_birth, p):  # type: ignore[no-untyped-def]
    """Does a pupil with word ``w`` of this month leave for want of means or for a birth?"""
    if uniform(w) < drop_out_probability(wealth, no_cash, p):
        return True
    return gave_birth and uniform(sub(w, 1)) < p.drop_out_birth


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


@njit(cache=True)
def progress(people, firms, households, moves, p, plan_key, shock_key, month):  # type: ignore[no-untyped-def]
    """Advance every pupil by one month; returns (pupils who stay, leavers as planned, drop-outs)."""
    stayed, left, dropped = 0, 0, 0
    for i in range(len(people.pid)):
        if people.pid[i] == 0 or people.education[i] != Education.SCHOOL:
            continue
        ultimate, end = int(people.ultimate[i]), int(people.school_end[i])
        if month >= end:
            people.level[i] = max(ultimate, int(people.level[i]))
            _leave(people, firms, moves, i, month)
            left += 1
            continue
        unfinished = unfinished_share(plan_key, people.pid[i])
        level = level_in_school(month, end, int(people.birth[i]), ultimate, unfinished, p)
        people.level[i] = max(level, int(people.level[i]))
        gave_birth = people.sex[i] == Sex.FEMALE and people.child_birth[i] == month
        no_cash = has_no_cash(households, people.household[i], p)
        if drops_out(word(shock_key, people.pid[i]), int(people.wealth[i]), no_cash, gave_birth, p):
            _leave(people, firms, moves, i, month)
            dropped += 1
        else:
            people.last_enrolled[i] = month
            stayed += 1
    return stayed, left, dropped


def go_through_school(m: Any) -> None:
    """Progress, drop out, complete; then work beside school."""
    stayed, left, dropped = progress(
        m.people,
        m.firms,
        m.households,
        m.moves,
        m.parameters.school,
        key(m.population_seed, Purpose.SCHOOL_PROGRESS),
        m.key(Purpose.SCHOOL_LEAVING),
        m.month,
    )
    m.events["pupils"], m.events["school_leavers"], m.events["school_drop_outs"] = stayed, left, dropped
    constants = m.country.constants
    shares = np.array([constants.student_work_m, constants.student_work_f], np.float64)
    m.events["working_pupils"] = work_beside_school(
        m.people,
        m.firms,
        m.households,
        m.moves,
        m.parameters.school,
        shares,
        key(m.population_seed, Purpose.SCHOOL_WORK),
        m.month,
    )
