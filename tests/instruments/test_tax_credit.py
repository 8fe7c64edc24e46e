import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.tax_credit import TaxCredit


def test_only_registered_firms_can_set_courses_against_tax():
    m = world()
    m.firms.formal[:2] = [1, 0]
    table = compile({"credit": TaxCredit(share=0.3)}, 0)
    assert table.values(Lever.TAX_CREDIT, 0.0, m, np.arange(2)).tolist() == [0.3, 0.0]
