import numpy as np
import pytest
from lived import lived
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.minimum_wage import MinimumWage


def test_the_statutory_minimum_rises():
    table = compile({"w": MinimumWage(rise=0.3)}, 0)
    assert table.value(Lever.WAGE_FLOOR, 0.2, world()) == pytest.approx(0.26)


def test_more_employees_are_paid_no_more_than_the_minimum():
    higher, base = lived("context=[minimum_wage]"), lived()
    assert np.sum(higher.series["at_floor"]) > np.sum(base.series["at_floor"])
