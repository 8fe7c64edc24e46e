"""One person's luck stays near that person."""

import numpy as np
import pytest

import sim
from sim.agents.transitions import new_moves
from sim.core.states import Job
from sim.experiments.perturbation import dismiss, one_person, spread, spreads

FEW = 100
"""Of 20,000 people, after twelve months (mean over seeds)."""


def test_the_person_dismissed_is_an_employee_and_unemployed_afterwards():
    model = sim.LabourMarket(sim.configure("people=1000", "months=2"))
    model.step()
    row = one_person(model)
    firm, staff = model.people.employer[row], int(model.firms.staff_regular.sum() + model.firms.staff_casual.sum())
    assert model.people.job[row] == Job.EMPLOYEE and firm >= 0
    dismiss(model, row)
    assert (model.people.job[row], model.people.seeking[row], model.people.employer[row]) == (Job.NONE, 1, -1)
    assert model.firms.staff_regular.sum() + model.firms.staff_casual.sum() == staff - 1
    assert new_moves().sum() == 0


def test_nothing_differs_when_nobody_is_disturbed(monkeypatch):
    monkeypatch.setattr("sim.experiments.perturbation.dismiss", lambda model, row: None)
    assert spread(sim.configure("people=1000", "months=6"), before=2, after=4).any == 0


def mean_spread(seeds: range) -> float:
    found = spreads(sim.configure("people=20000", "months=15"), seeds)
    assert all(s.people > 19_000 for s in found)
    return float(np.mean([s.any for s in found]))


def test_one_dismissal_touches_few_of_20_000_people_a_year_later():
    assert mean_spread(range(1, 4)) < FEW


@pytest.mark.slow
def test_one_dismissal_touches_few_people_in_the_mean_of_ten_seeds():
    assert mean_spread(range(1, 11)) < FEW
