import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.public_places_per_capita import PublicPlacesPerCapita


def test_money_follows_the_head_at_public_colleges_and_raises_the_training_budget():
    m = world()
    m.providers.kind[:2] = [0, 1]
    table = compile({"heads": PublicPlacesPerCapita(rate=1.2)}, 0)
    assert table.values(Lever.HEAD_SHARE, 0.0, m, np.arange(2)).tolist() == [1.0, 0.0]
    assert table.values(Lever.HEAD_RATE, 1.0, m, np.arange(2)).tolist() == [1.2, 1.0]
    assert table.appropriations[0] > 0.0 and not table.envelopes
