import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.results_based_payment import ResultsBasedPayment


def test_schools_are_paid_by_results_and_masters_are_not():
    m = world()
    m.providers.kind[:5] = np.arange(5)
    table = compile({"results": ResultsBasedPayment(share=0.6)}, 0)
    assert table.values(Lever.RESULT_SHARE, 0.0, m, np.arange(5)).tolist() == [0.6, 0.6, 0.6, 0.0, 0.0]
