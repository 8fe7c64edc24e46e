import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.matching_grant import MatchingGrant


def test_the_cap_of_registered_firms_is_ten_times_that_of_others():
    m = world()
    m.firms.formal[:2] = [1, 0]
    table = compile({"fund": MatchingGrant(cap=20.0, cap_informal=2.0)}, 0)
    assert table.alone("fund", Lever.GRANT_CAP, 0.0, m, np.arange(2)).tolist() == [20.0, 2.0]


def test_the_fund_is_an_envelope_and_no_training_budget():
    table = compile({"fund": MatchingGrant(budget=0.001)}, 0)
    assert table.envelopes == {"fund": 0.001}
    assert not table.appropriations.any()
