"""Technology: labour demand drifts from farming and craft to office and professional occupations.

Between firms, base posts are multiplied by e^(drift) by the occupation of most posts and scaled to the same total;
within firms, the mix of families among vacancies drifts. The number of jobs is left to demand and labour cost.
"""

from typing import Any

import numpy as np

from sim.core.elementary import exps
from sim.core.levers import Lever
from sim.core.states import Sector
from sim.markets.vacancies import DRIFT


def shift_technology(m: Any) -> None:
    """Add this month's part of the drift beyond the usual one, and move the base posts of firms by it."""
    if not m.levers.has(Lever.TECHNOLOGY_DRIFT):
        return
    usual = m.parameters.demand.family_drift
    step = (m.levers.value(Lever.TECHNOLOGY_DRIFT, usual, m) - usual) / 12.0
    m.memory["technology"] = m.memory.get("technology", 0.0) + step
    firms = m.firms
    private = (firms.fid != 0) & (firms.sector != Sector.GOVERNMENT)
    factor = np.where(private, exps(step * DRIFT)[firms.family], 1.0)
    firms.base_regular[:] = firms.base_regular * factor
    firms.base_casual[:] = firms.base_casual * factor
