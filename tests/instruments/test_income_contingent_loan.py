import numpy as np
import pytest
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.finance.loans import repayment
from sim.instruments.income_contingent_loan import IncomeContingentLoan


def test_the_young_can_borrow_up_to_the_limit():
    m = world()
    table = compile({"loan": IncomeContingentLoan(limit=1.5, take_up=1.0)}, 0)
    assert table.values(Lever.CREDIT_LIMIT, 0.0, m, np.array([0, 30])).tolist() == [1.5, 0.0]


@pytest.mark.parametrize(("pay", "owed", "due"), [(0.9, 1.0, 0.0), (2.0, 1.0, 0.08), (11.0, 0.5, 0.5)])
def test_repayment_is_a_share_of_pay_above_the_threshold(pay, owed, due):
    assert repayment(pay, 0.08, 1.0, owed) == pytest.approx(due)
