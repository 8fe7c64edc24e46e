"""Dual programmes: learners of a college are also trainees of a formal firm of their town."""

import numpy as np

import sim
from sim.core.states import Education, Job, ProviderKind, Sector


def test_trainees_are_learners_of_a_college_with_a_formal_host_of_their_town_and_are_paid():
    words = ("people=15000", "months=8", "checks=true", "workplace=[dual_programme]")
    model = sim.LabourMarket(sim.configure(*words))
    model.run_for(8)
    people, firms = model.people, model.firms
    rows = np.flatnonzero((people.job == Job.PAID_APPRENTICE) & (people.employer >= 0))
    assert len(rows) > 0
    hosts = people.employer[rows]
    assert (people.education[rows] == Education.COURSE).all()
    assert (model.providers.kind[people.provider[rows]] == ProviderKind.PUBLIC_COLLEGE).all()
    assert (firms.formal[hosts] == 1).all() and (firms.sector[hosts] != Sector.GOVERNMENT).all()
    assert (firms.market[hosts] == people.market[rows]).all()
    assert (people.pay[rows] > 0.0).all()
    table = model.ledger.table()
    paid = table[table["purpose"] == "apprentice_subsidy"].groupby("payer", observed=True)["micro"].sum()
    assert paid["government"] > 0  # what enterprises would pay to themselves is not paid
    assert "enterprises" not in paid
