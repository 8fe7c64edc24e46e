"""Reserved places: the group comes first, and what it leaves waits for the next intake."""

import numpy as np

import sim
from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.reserved_places import ReservedPlaces
from sim.training.admission import winners

GROUP = np.array([0.5, 0.0, 0.0, 0.0, 0.0, 0.0])


def admitted(held):
    return int((winners(np.zeros(6, np.int64), GROUP, np.array([4]), held) < 2).sum())


def test_places_that_the_group_leaves_go_back_or_stay_empty():
    assert admitted(held=0.0) == 4
    assert admitted(held=1.0) == 3  # two are kept, one of the group is there


def test_two_groups_may_have_shares_of_their_own():
    two = {"w": ReservedPlaces(), "d": ReservedPlaces(target={"disability": "moderate_plus"}, share=0.05)}
    assert len(compile(two, 0).rows(Lever.RESERVED_SHARE)) == 2


def test_reserved_places_admit_women_and_no_more_people_than_places():
    model = sim.LabourMarket(sim.configure("people=8000", "months=12", "checks=true", "inclusion=[reserved_places]"))
    model.run_for(12)
    log = model.treated.table()
    kept = set(log[log["by"] == "reserved_places"]["pid"])
    assert len(kept) > 0
    women = set(model.people.pid[model.people.sex == 1])
    assert kept & set(model.people.pid) <= women
    masters = model.providers.kind == 4
    assert (model.providers.enrolled[~masters] <= model.providers.places[~masters]).all()
