"""Moves from the countryside to towns; none by default (the local markets are closed)."""

from typing import Any

import numpy as np

from sim.agents.lifecycle import monthly
from sim.agents.transitions import stop_working
from sim.agents.worker import Worker
from sim.core.draws import Purpose
from sim.core.states import Area, Education, Job
from sim.population.entrants import like
from sim.population.households import close_households
from sim.population.keyed import trait_uniforms

_GOES, _WHERE, _LIKE = 1, 2, 3


def move_to_towns(m: Any) -> None:
    """Rural people of 18 to 34 out of education move at the yearly rate ``internal_migration``.

    They leave their job, choose a town in proportion to its size, and live in a household like one drawn there.
    """
    people, land = m.people, m.territory
    towns = np.flatnonzero(land.area == Area.URBAN)
    rows = m.store(Worker).rows()
    age = (m.month - people.birth[rows].astype(np.int64)) // 12
    learner = np.isin(people.job[rows], (Job.PAID_APPRENTICE, Job.UNPAID_APPRENTICE))
    free = (people.education[rows] == Education.NONE) & ~learner & (people.area[rows] == Area.RURAL)
    rows = rows[free & (age >= 18) & (age < 35)]
    k = m.key(Purpose.MIGRATION)
    rows = rows[trait_uniforms(k, people.pid[rows], _GOES) < monthly(m.parameters.lifecycle.internal_migration)]
    if len(rows) == 0 or len(towns) == 0:
        return
    edges = np.cumsum(land.weight[towns])
    u = trait_uniforms(k, people.pid[rows], _WHERE) * edges[-1]
    to = towns[np.searchsorted(edges, u, "right").clip(0, len(towns) - 1)]
    order = np.argsort(to, kind="stable")
    rows, to = rows[order], to[order]
    for i in rows:
        stop_working(people, m.firms, m.moves, int(i), m.month)
    _settle(m, rows, to, k)
    m.events["moved_to_towns"] = len(rows)


def _settle(m: Any, rows: np.ndarray, to: np.ndarray, k: np.uint64) -> None:
    """Leave the old household and its queue, found a new one in the town."""
    people, h = m.people, m.households
    hosts = np.flatnonzero(h.hid != 0)
    hosts = hosts[np.argsort(h.market[hosts], kind="stable")]
    count = np.bincount(h.market[hosts], minlength=len(m.territory))
    pick = (np.cumsum(count) - count)[to] + (trait_uniforms(k, people.pid[rows], _LIKE) * count[to]).astype(np.int64)
    models = hosts[np.minimum(pick, len(hosts) - 1)]
    new = like(m, models, to, 1)
    old = people.household[rows].copy()
    h = m.households
    np.add.at(h.members, old, -1)
    h.members[new] = 1
    people.household[rows], people.market[rows] = new, to
    people.area[rows], people.wealth[rows] = Area.URBAN, h.wealth[new]
    people.provider[rows] = people.waiting_for[rows] = -1
    close_households(m, np.unique(old))
