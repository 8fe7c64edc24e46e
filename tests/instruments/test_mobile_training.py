"""Mobile training takes distance away from the programmes that travel, for more money a place."""

import numpy as np
import pytest

import sim
from sim.core.levers import Lever
from sim.core.policy import compile
from sim.core.states import ProviderKind
from sim.instruments.mobile_training import MobileTraining
from sim.training import funding
from sim.training.reach import nearness


@pytest.fixture(scope="module")
def model():
    return sim.LabourMarket(sim.configure("people=3000", "months=12"))


def test_travelling_programmes_are_nearer_and_all_others_where_they_were(model):
    before = nearness(model)
    model.levers = compile({"m": MobileTraining(distance=0.7, providers={"kind": "public_college"})}, 0)
    after = nearness(model)
    travels = (model.providers.kind == ProviderKind.PUBLIC_COLLEGE) & (model.providers.rid != 0)
    assert after[:, travels] == pytest.approx(before[:, travels] + 0.7 * (1.0 - before[:, travels]))
    assert (after[:, ~travels] == before[:, ~travels]).all()


def test_places_are_dearer_and_teach_less(model):
    table = compile({"m": MobileTraining(unit_cost=0.3, quality=0.15, providers={"kind": "public_college"})}, 0)
    model.levers = table
    colleges = np.flatnonzero((model.providers.kind == ProviderKind.PUBLIC_COLLEGE) & (model.providers.rid != 0))
    running = np.asarray(model.providers.running_cost, np.float64)
    assert funding.unit_costs(model)[colleges] == pytest.approx(1.3 * running[colleges])
    assert table.values(Lever.TEACHING, 1.0, model, colleges) == pytest.approx(0.85)
