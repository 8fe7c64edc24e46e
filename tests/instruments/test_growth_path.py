import numpy as np
import pytest
from lived import lived
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.core.states import Sector
from sim.instruments.growth_path import GrowthPath


def test_demand_of_the_sectors_reaches_the_compound_rise_after_the_years():
    sectors = np.array([Sector.AGRICULTURE, Sector.INDUSTRY])
    growth = GrowthPath(growth=0.02, years=5, ramp=60)
    path = [compile({"g": growth}, t).values(Lever.DEMAND_PATH, np.ones(2), world(), sectors) for t in (29, 59, 99)]
    assert path[0][1] == pytest.approx(1 + 0.5 * (1.02**5 - 1))
    assert path[1].tolist() == path[2].tolist() == pytest.approx([1.0, 1.02**5])


def test_firms_want_more_posts():
    assert lived("context=[growth_path]").series["demand"][-1] > lived().series["demand"][-1]
