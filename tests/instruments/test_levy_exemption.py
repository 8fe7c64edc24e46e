from types import SimpleNamespace

import numpy as np
import pytest
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.finance.taxes import levy_rates
from sim.instruments.levy_exemption import LevyExemption

LAW = SimpleNamespace(levy_rate=0.0, levy_compliance=1.0, levy_threshold=1)


def rates(spent_on, relabelled):
    m = world()
    m.firms.staff_regular[:], m.firms.formal[:], m.firms.pay_mean[:], m.firms.sector[:] = 50, 1, 1.0, 2
    m.firms.staff_trained[:] = spent_on
    m.country = SimpleNamespace(institutions=LAW)
    m.parameters = SimpleNamespace(places=SimpleNamespace(course_cost=0.3, organising_cost=0.0))
    m.levers = compile({"levy": LevyExemption(rate=0.01, relabelled=relabelled)}, 0)
    return levy_rates(m, np.arange(5))


def test_the_levy_is_due_on_the_shortfall_only():
    assert rates(0, 0.0) == pytest.approx(np.full(5, 0.01))
    assert rates(10, 0.0) == pytest.approx(np.full(5, 0.01 - 10 * 0.3 / 600))
    assert rates(50, 0.0) == pytest.approx(np.zeros(5))


def test_relabelled_spending_saves_the_levy_without_training():
    assert rates(0, 0.3) == pytest.approx(np.full(5, 0.007))


def test_nothing_is_exempt_where_it_is_not_delivered():
    assert not compile({"levy": LevyExemption(delivers=False)}, 0).has(Lever.LEVY_EXEMPTION)
