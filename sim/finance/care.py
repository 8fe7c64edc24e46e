"""Care that policy takes over, as far as it is paid: whose care the money did not reach keep their hours."""

from typing import Any

import numpy as np

from sim.core.levers import Lever
from sim.finance.envelopes import payable


def pay_for_hours(m: Any, rows: np.ndarray, saved: np.ndarray, price: float) -> np.ndarray:
    """Hours a week of the ``saved`` ones of ``rows`` that the instruments can pay at ``price`` W an hour this month."""
    paid = payable(m, Lever.CARE_HOURS, rows, price * saved)
    m.memory["care_unpaid"] = np.sort(m.people.pid[rows[paid < price * saved]])
    return np.where(paid < price * saved, 0.0, saved)


def hours_left(m: Any, rows: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """Hours of care a week that stay with people ``rows`` who usually have ``usual``."""
    if not m.levers.has(Lever.CARE_HOURS):
        return usual
    left: np.ndarray = m.levers.values(Lever.CARE_HOURS, usual, m, rows)
    unpaid = m.memory.get("care_unpaid")
    if unpaid is None or len(unpaid) == 0:
        return left
    return np.where(np.isin(m.people.pid[rows], unpaid), usual, left)
