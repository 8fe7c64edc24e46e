"""Step 2, demography of the month: ageing, exits, unions, births, disability, and the entry of fifteen-year-olds."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from numba import njit

from sim.agents.lifecycle import live_a_month, monthly_tables, touched
from sim.agents.transitions import leave_model
from sim.agents.worker import Worker
from sim.core.draws import Purpose
from sim.core.states import Education, Job
from sim.population.arrivals import receive
from sim.population.entrants import arrive, entrants_by_market
from sim.population.households import close_households
from sim.population.migration import move_to_towns


def turn_over_population(m: Any) -> None:
    """Everybody is a month older; some leave, marry, give birth, become disabled; the young enter."""
    exits = live_and_leave(m)
    if m.parameters.lifecycle.internal_migration > 0:
        move_to_towns(m)
    arrive(m, entrants_by_market(m, exits))
    receive(m)


def live_and_leave(m: Any) -> SimpleNamespace:
    """The month's life events; returns ``stayed`` and ``left``, people by market."""
    people, life = m.people, m.parameters.lifecycle
    tables = monthly_tables(life)
    k = m.key(Purpose.DEATH)
    counts = np.zeros((4, len(m.territory)), np.int64)
    bounds = np.array([4.0 * t.max() * 2**30 + 1 for t in tables]).astype(np.uint32)
    rows = touched(people.pid, people.birth, people.market, m.month, k, bounds, counts)
    stayed = counts.sum(axis=0)
    leaving = np.empty(len(rows), np.int64)
    n, early, united, born, struck = live_a_month(people, m.month, k, rows, *tables, life.disability_severe, leaving)
    rows = leaving[:n]
    stayed[0] -= len(people.pid) - len(m.store(Worker))  # free rows carry market 0
    left = np.bincount(people.market[rows], minlength=len(stayed))
    leave(m, rows)
    m.events |= {"exits": n, "exits_below_65": early, "unions": united, "births": born, "disability_onsets": struck}
    return SimpleNamespace(stayed=stayed - left, left=left)


def leave(m: Any, rows: np.ndarray) -> None:
    """The people in these rows leave; jobs, places in training and seats in households become free."""
    people = m.people
    _leave(people, m.firms, m.households, m.providers, m.moves, rows, m.month)
    close_households(m, np.unique(people.household[rows]))
    m.store(Worker).release(rows)


@njit(cache=True)
def _leave(people, firms, households, providers, moves, rows, month):  # type: ignore[no-untyped-def]
    """Free the job, the place in training and in a queue, and the seat in the household of those who leave."""
    for r in range(len(rows)):
        i = rows[r]
        learns = people.education[i] == Education.COURSE
        job = people.job[i]
        learns = learns or job == Job.PAID_APPRENTICE or job == Job.UNPAID_APPRENTICE
        if learns and people.provider[i] >= 0:
            providers.enrolled[people.provider[i]] -= 1
        if people.waiting_for[i] >= 0:
            providers.queue[people.waiting_for[i]] -= 1
        if people.household[i] >= 0:
            households.members[people.household[i]] -= 1
        leave_model(people, firms, moves, i, month)
