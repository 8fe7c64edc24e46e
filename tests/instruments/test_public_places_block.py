import numpy as np
import pytest
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.core.states import ProviderKind
from sim.instruments.public_places_block import PublicPlacesBlock


def test_adds_places_at_public_colleges_only():
    m = world()
    m.providers.kind[:2] = [ProviderKind.PUBLIC_COLLEGE, ProviderKind.PRIVATE]
    table = compile({"block": PublicPlacesBlock(places=0.5)}, 0)
    assert table.values(Lever.PLACES, np.array([20.0, 20.0]), m, np.arange(2)).tolist() == [30.0, 20.0]


def test_money_is_appropriated_by_the_payers_and_recovered_by_a_tax():
    block = PublicPlacesBlock(budget=0.002, paid_by={"government": 0.5, "donors": 0.5})
    table = compile({"block": block}, 0)
    assert table.appropriations.tolist() == pytest.approx([0.001, 0, 0, 0.001, 0])
    assert table.recovered == pytest.approx(0.001)


def test_reallocation_brings_no_new_public_money():
    table = compile({"block": PublicPlacesBlock(financing="reallocation")}, 0)
    assert not table.appropriations.any()
    assert table.recovered == 0.0
