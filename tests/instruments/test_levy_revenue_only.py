import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.levy_revenue_only import LevyRevenueOnly


def test_firms_from_the_threshold_on_are_liable():
    m = world()
    m.firms.staff_regular[:3] = [9, 10, 200]
    table = compile({"levy": LevyRevenueOnly(rate=0.035, threshold=10)}, 0)
    assert table.values(Lever.LEVY_RATE, 0.0, m, np.arange(3)).tolist() == [0.0, 0.035, 0.035]


def test_earmark_is_one_number_for_the_economy():
    table = compile({"levy": LevyRevenueOnly(earmark=0.4)}, 0)
    assert table.value(Lever.LEVY_EARMARK, 0.0, world()) == 0.4
