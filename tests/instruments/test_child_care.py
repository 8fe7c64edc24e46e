"""Child care: hours of mothers are freed, carers are paid and hired; everybody else's hours stay."""

import numpy as np
import pytest
from test_all_instruments import world

import sim
from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.child_care import ChildCare
from sim.markets.child_care import carers_needed


def lived(*words):
    model = sim.LabourMarket(sim.configure("people=4000", "months=12", "checks=true", *words))
    model.run_for(12)
    return model


def test_only_women_with_a_small_child_have_fewer_hours_of_care():
    m = world()
    m.people.child_birth[::3] = -12
    hours = compile({"c": ChildCare(take_up=1.0)}, 0).values(Lever.CARE_HOURS, 40.0, m, np.arange(300))
    mothers = (m.people.sex == 1) & (m.people.child_birth == -12)
    assert (hours[mothers] == 10.0).all() and (hours[~mothers] == 40.0).all()


def test_a_carer_looks_after_five_children_for_forty_hours():
    assert carers_needed(200.0, sim.configure().parameters.access) == pytest.approx(1.0)


def test_more_mothers_work_more_carers_are_hired_and_the_hours_are_paid():
    without, model = lived(), lived("inclusion=[child_care]", "instruments.child_care.take_up=0.8")
    assert sum(model.series["vacancies"]) > sum(without.series["vacancies"])
    work = [int(m.recorder.rate("employment_rate", "sex=female", 11) * 1e4) for m in (without, model)]
    assert work[1] > work[0]
    table = model.ledger.table()
    paid = table[(table["purpose"] == "child_care") & (table["payee"] == "enterprises")]["amount"].sum()
    price = model.parameters.choice.care_cost
    assert paid == pytest.approx(price * sum(model.series["care_hours"]), rel=1e-3)


def test_what_is_not_paid_is_not_given():
    model = lived("inclusion=[child_care]", "instruments.child_care.budget=0.001")
    table = model.ledger.table()
    spent = table[table["purpose"] == "child_care"]["amount"].sum()
    assert 0 < spent <= 12 * 0.001 * 4100
    assert sum(model.series["not_paid_child_care"]) > 0
