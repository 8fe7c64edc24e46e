import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.individual_learning_account import IndividualLearningAccount


def test_everybody_has_a_credit_a_year_and_few_know():
    m, rows = world(), np.arange(10)
    table = compile({"account": IndividualLearningAccount(credit=0.5, awareness=0.1)}, 0)
    assert (table.values(Lever.ACCOUNT_CREDIT, 0.0, m, rows) == 0.5).all()
    assert (table.values(Lever.ACCOUNT_AWARENESS, 0.0, m, rows) == 0.1).all()
