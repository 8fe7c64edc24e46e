import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.stipend import Stipend


def test_pays_the_target_group_a_monthly_amount():
    m = world()
    table = compile({"s": Stipend(amount=0.3, target={"sex": "female"})}, 0)
    assert table.values(Lever.STIPEND, 0.0, m, np.arange(4)).tolist() == [0.0, 0.3, 0.0, 0.3]
