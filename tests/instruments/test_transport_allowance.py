import numpy as np
import pytest
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.transport_allowance import TransportAllowance


def test_lowers_travel_costs_down_to_nothing_at_most():
    m, costs = world(), np.array([0.02, 0.05, 0.15])
    table = compile({"t": TransportAllowance(amount=0.05)}, 0)
    assert table.values(Lever.TRAVEL_COST, costs, m, np.arange(3)).tolist() == pytest.approx([0, 0, 0.1])
    assert table.values(Lever.SEARCH_COST, costs, m, np.arange(3)).tolist() == pytest.approx([0, 0, 0.1])


def test_can_be_kept_to_training():
    table = compile({"t": TransportAllowance(search=False)}, 0)
    assert table.has(Lever.TRAVEL_COST)
    assert not table.has(Lever.SEARCH_COST)
