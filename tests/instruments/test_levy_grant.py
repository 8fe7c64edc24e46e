import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.levy_grant import LevyGrant


def test_liable_firms_pay_the_levy_and_can_claim():
    m = world()
    m.firms.staff_regular[:3] = [9, 10, 200]
    table = compile({"levy": LevyGrant(rate=0.02, threshold=10, grant=0.4, per_levy=0.5)}, 0)
    rows = np.arange(3)
    assert table.values(Lever.LEVY_RATE, 0.0, m, rows).tolist() == [0.0, 0.02, 0.02]
    assert table.values(Lever.TRAINING_COST_SHARE, 0.0, m, rows).tolist() == [0.0, 0.4, 0.4]
    assert table.alone("levy", Lever.GRANT_PER_LEVY, 0.0, m, rows).tolist() == [0.0, 0.5, 0.5]


def test_without_delivery_the_levy_alone_is_left():
    table = compile({"levy": LevyGrant(delivers=False)}, 0)
    assert table.has(Lever.LEVY_RATE) and not table.has(Lever.TRAINING_COST_SHARE)


def test_the_earmark_decides_what_reaches_the_fund_and_not_what_firms_pay():
    m, rows = world(), np.arange(300)
    m.firms.staff_regular[:] = 50
    tables = [compile({"levy": LevyGrant(earmark=share)}, 0) for share in (0.05, 1.0)]
    rates = [t.values(Lever.LEVY_RATE, 0.0, m, rows).tolist() for t in tables]
    assert rates[0] == rates[1]
    assert [t.value(Lever.LEVY_EARMARK, 0.0, m) for t in tables] == [0.05, 1.0]
