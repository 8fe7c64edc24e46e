"""Formalisation: which informal firms register when it gets cheaper, or when an inspector comes.

What keeps a firm informal, in months of its profit, is exponential across firms and fixed for its life; a firm
registers when what it saves exceeds it: u(firm) < 1 − e^(−saved/distance). Payments of half a month to a month of
profit moved a fifth of firms and two months a half in Sri Lanka (de Mel, McKenzie & Woodruff 2013, AEJ Applied 5(2)).
Of inspected firms about a quarter register (de Andrade, Bruhn & McKenzie 2016, World Bank Econ. Rev. 30(1)).
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import FORMAL_BENEFITS
from sim.core.draws import Purpose, key, uniforms
from sim.core.elementary import exps
from sim.core.levers import Lever
from sim.core.states import Job, Sector, Tier, Unit


def would_register(saved: np.ndarray, distance: float) -> np.ndarray:
    """Share of informal firms for which what they save (W) exceeds what keeps them informal: 1 − e^(−saved/distance).

    >>> would_register(np.array([0.0, 1.5]), 1.5).round(2).tolist()
    [0.0, 0.63]
    """
    return 1.0 - exps(-np.maximum(saved, 0.0) / distance)


@njit(cache=True)
def register(people, firms, now):  # type: ignore[no-untyped-def]
    """Firms flagged in ``now`` become formal, and with them the jobs of their staff. Returns how many jobs."""
    jobs = 0
    for j in range(len(firms.fid)):
        if now[j]:
            firms.formal[j] = 1
    for i in range(len(people.pid)):
        if people.job[i] == Job.EMPLOYEE and now[people.employer[i]]:
            people.unit[i] = Unit.FORMAL
            if people.tier[i] == Tier.REGULAR:
                people.benefits[i] = FORMAL_BENEFITS
            jobs += 1
    return jobs


def formalise(m: Any) -> None:
    """Let informal firms register because of lower cost or an inspection; their posts count as formal ones."""
    firms = m.firms
    private = (firms.fid != 0) & (firms.sector != Sector.GOVERNMENT)
    if m.levers.has(Lever.REGISTRATION_COST) or m.levers.has(Lever.INSPECTION):
        rows = np.flatnonzero(private & (firms.formal == 0))
        rows = rows[_registers(m, rows)]
        now = np.zeros(len(firms.fid), np.bool_)
        now[rows] = True
        base = float((firms.base_regular[rows] + firms.base_casual[rows]).sum(dtype=np.float64))
        moved = base / m.population_path()
        m.memory["posts_moved"] = m.memory.get("posts_moved", np.zeros(3)) + np.array([0.0, moved, -moved])
        m.events["formalised"] = len(rows)
        m.events["jobs_formalised"] = int(register(m.people, firms, now))
    m.events["formal_firms"] = int((private & (firms.formal == 1)).sum())


def _registers(m: Any, rows: np.ndarray) -> np.ndarray:
    """Which informal firms ``rows`` register this month."""
    p, fid = m.parameters.formality, m.firms.fid[rows]
    saved = (1.0 - m.levers.values(Lever.REGISTRATION_COST, 1.0, m, rows)) * p.registration_cost
    wants = uniforms(key(m.seed, Purpose.FORMALISATION), fid) < would_register(saved, p.distance)
    considers = uniforms(m.key(Purpose.FORMALISATION), fid) < p.considers
    inspected = m.levers.values(Lever.INSPECTION, 0.0, m, rows) / 12.0
    complies = uniforms(m.key(Purpose.INSPECTION), fid) < inspected * p.complies
    chosen: np.ndarray = (wants & considers) | complies
    return chosen
