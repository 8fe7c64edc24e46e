"""Firms register because it is cheaper or an inspector came; their jobs and the levy follow."""

import numpy as np
from lived import lived

from sim.core.states import Job, Unit
from sim.markets.formality import would_register

WITH = ("context=[formalisation]", "instruments.formalisation.cost=-1")


def test_what_is_saved_moves_some_firms_and_nothing_moves_none():
    assert would_register(np.array([0.0]), 1.5)[0] == 0.0
    shares = would_register(np.array([0.75 * 0.5, 2 * 0.5]), 1.5)  # 0.75 and 2 months of a profit of 0.5 W
    assert 0.15 < shares[0] < 0.3 and 0.4 < shares[1] < 0.6


def test_formal_firms_grow_in_number_and_their_staff_has_formal_jobs():
    model, base = lived(*WITH), lived()
    assert model.series["formal_firms"][-1] > base.series["formal_firms"][-1]
    staff = np.flatnonzero(model.people.job == Job.EMPLOYEE)
    formal = model.firms.formal[model.people.employer[staff]] == 1
    assert (np.isin(model.people.unit[staff], (Unit.FORMAL, Unit.GOVERNMENT)) == formal).all()


def test_posts_of_registered_firms_count_as_formal_ones():
    moved = lived(*WITH).memory["posts_moved"]
    assert moved[1] > 0 and moved[1] == -moved[2] and moved[0] == 0


def test_a_wider_waiver_and_more_inspections_register_more():
    few, many = lived(*WITH[:1], "instruments.formalisation.inspections=0"), lived(*WITH)
    assert np.sum(few.series["formalised"]) <= np.sum(many.series["formalised"])
