"""Outreach to young women: more know of courses, and somebody pays for each whom it reaches."""

import numpy as np
import pytest
from test_all_instruments import world

import sim
from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.womens_outreach_safety import WomensOutreachSafety


def test_moves_awareness_safety_and_what_is_usual_for_young_women_only():
    m = world()
    table = compile({"w": WomensOutreachSafety(awareness=0.2, safety=0.5, trades=0.3)}, 0)
    rows = np.arange(300)
    reached = (m.people.sex == 1) & (m.people.birth > -12 * 30)
    for lever, base, moved in (
        (Lever.AWARENESS, 0.6, 0.8),
        (Lever.SAFETY_COST, 0.1, 0.05),
        (Lever.TRADE_NORM, 1.0, 0.7),
    ):
        values = table.values(lever, base, m, rows)
        assert values[reached] == pytest.approx(moved)
        assert (values[~reached] == base).all()


def test_each_woman_reached_is_paid_for_and_more_of_them_apply():
    runs = []
    for words in ((), ("inclusion=[womens_outreach_safety]", "instruments.womens_outreach_safety.awareness=0.4")):
        model = sim.LabourMarket(sim.configure("people=6000", "months=12", "checks=true", *words))
        model.run_for(12)
        runs.append(model)
    without, model = runs
    assert sum(model.series["applied"]) > sum(without.series["applied"])
    table = model.ledger.table()
    paid = table[table["purpose"] == "outreach"]["amount"].sum()
    assert paid == pytest.approx(0.01 * sum(model.series["reached"]))
