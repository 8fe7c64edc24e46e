import numpy as np
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.hiring_subsidy import HiringSubsidy


def test_halves_the_labour_cost_of_new_young_hires_only():
    m = world()
    m.people.birth[:4] = [-12 * 20, -12 * 40, -12 * 20, -12 * 20]
    m.people.employer[:4] = 0
    m.people.job_since[:4] = [6, 6, -3, 6]
    m.month = 10
    table = compile({"h": HiringSubsidy(share=0.5, months=12, take_up=1.0)}, 10)
    wedge = table.values(Lever.LABOUR_COST_WEDGE, 0.0, m, np.arange(4), bearer="person")
    assert (100 * (1 + wedge)).tolist() == [50, 100, 100, 50]
    m.month = 18
    assert not table.values(Lever.LABOUR_COST_WEDGE, 0.0, m, np.arange(4), bearer="person").any()


def test_firms_rank_young_applicants_higher():
    m = world()
    m.people.birth[:2] = [-12 * 20, -12 * 40]
    table = compile({"h": HiringSubsidy(rank_bonus=0.1, take_up=1.0)}, 0)
    assert table.values(Lever.RANK_BONUS, 0.0, m, np.arange(2)).tolist() == [0.1, 0.0]
