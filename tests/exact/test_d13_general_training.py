"""D13: who pays for general training."""

import pytest

from sim.experiments.exact.d13_general_training import highest_cost, pay_cut, who_trains, worth
from sim.experiments.exact.registry import checks


def test_firms_train_as_far_as_it_is_worth_it():
    found = list(checks("D13"))
    assert [check for check in found if not check.passes] == []
    assert {check.kind for check in found} == {"rule", "month"}


def test_the_printed_figure():
    assert worth(0.3, 1.0, 0.9, 0.02, 0.01) == pytest.approx(2.1094, abs=5e-5)


def test_becker_the_firm_finances_no_general_skill_and_the_worker_bears_it():
    assert highest_cost(0.0, 1.0, 0.9, 0.02, 0.01, 0.0) == pytest.approx(0.0, abs=1e-12)
    assert pay_cut(0.0, 1.0, 0.9, 0.02, 0.01, 3.0) == 3.0
    decided, trained, _ = who_trains(0.0, 0.98, 0.001)
    assert decided > 100 and trained == 0


def test_fewer_firms_train_where_staff_is_poached():
    shares = [trained / decided for decided, trained, _ in (who_trains(0.3, rho, 0.1) for rho in (0.7, 0.9, 0.98))]
    assert 0.0 <= shares[0] < shares[1] < shares[2] <= 1.0
