"""Accessible provision: fewer courses are out of reach, and employers get part of what accommodation costs."""

import numpy as np
import pytest

import sim
from sim.core.policy import compile
from sim.instruments.accessible_provision import AccessibleProvision
from sim.markets.access import accommodation
from sim.training.choice import difficulty_of_use


@pytest.fixture(scope="module")
def model():
    made = sim.LabourMarket(
        sim.configure("people=3000", "months=12", "checks=true", "inclusion=[accessible_provision]")
    )
    made.run_for(12)
    return made


def test_half_of_accommodations_cost_nothing_most_others_once():
    p = sim.configure().parameters.access
    draws = (np.arange(10_000) + 0.5) / 10_000
    first = np.array([accommodation(u, True, p) for u in draws])
    later = np.array([accommodation(u, False, p) for u in draws])
    assert (first == 0.0).mean() == pytest.approx(0.49, abs=1e-3)
    assert (later == 0.0).mean() == pytest.approx(0.92, abs=1e-3)


def test_difficulty_falls_for_those_reached_and_for_nobody_else(model):
    model.levers = compile({"a": AccessibleProvision(courses=0.7, take_up=1.0)}, model.month)
    rows = np.flatnonzero(model.people.pid)
    left = difficulty_of_use(model, rows)
    assert left == pytest.approx(0.3 * model.people.disability[rows])


def test_only_employers_of_people_with_a_disability_are_paid(model):
    table = model.ledger.table()
    assert table[table["purpose"] == "accommodation"]["amount"].sum() > 0.0
    log = model.treated.table()
    treated = np.isin(model.people.pid, log[log["by"] == "accessible_provision"]["pid"])
    assert treated.any() and (model.people.disability[treated] > 0).all()
