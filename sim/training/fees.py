"""Fees: what a course costs to run, what a rule lets a college charge, and what is left to learners."""

from typing import Any

import numpy as np

from sim.core.levers import Lever
from sim.core.states import ProviderKind
from sim.training.seats import without_seats

PUBLIC_COLLEGE = int(ProviderKind.PUBLIC_COLLEGE)


def unit_costs(m: Any) -> np.ndarray:
    """Running cost of a place and month of every provider row, W."""
    providers = m.providers
    costs: np.ndarray = providers.running_cost.astype(np.float64)
    if m.levers.has(Lever.UNIT_COST):
        rows = np.flatnonzero(providers.rid)
        costs[rows] = m.levers.values(Lever.UNIT_COST, costs[rows], m, rows)
    return costs


def set_fees(m: Any, provider: np.ndarray, fees: np.ndarray) -> np.ndarray:
    """Fees where a rule sets them as a share of running cost: φ · cost, W a month; as they are elsewhere.

    A rule of which only a part is in force (ramp) moves the fee that part of the way.
    """
    if not m.levers.has(Lever.FEE_RULE):
        return fees
    followed = m.levers.values(Lever.FEE_RULE, 0.0, m, provider)
    share = m.levers.values(Lever.FEE_SHARE, 0.0, m, provider)
    found: np.ndarray = fees * (1.0 - followed) + share * unit_costs(m)[provider]
    return np.where(followed > 0.0, found, fees)


def reduced(m: Any, rows: np.ndarray, fees: np.ndarray, provider: np.ndarray) -> np.ndarray:
    """Fees after waivers at public colleges and what policy takes over; nothing is due on a seat."""
    fees = without_seats(m, rows, fees)
    if m.levers.has(Lever.FEE_WAIVER):
        waived = m.levers.values(Lever.FEE_WAIVER, 0.0, m, rows)
        fees = fees * (1.0 - waived * (m.providers.kind[provider] == PUBLIC_COLLEGE))
    if not m.levers.has(Lever.FEE):
        return fees
    return np.minimum(m.levers.values(Lever.FEE, fees, m, rows), fees)
