"""Internships: formal hosts, six months, the stipend paid back to the host, and no more of them than money."""

import numpy as np
import pytest

import sim
from sim.core.states import Job, Sector


def lived(months, *words):
    config = sim.configure("people=2000", f"months={months}", "checks=true", "workplace=[internship]", *words)
    model = sim.LabourMarket(config)
    model.run_for(months)
    return model


def paid(model, payee="enterprises"):
    table = model.ledger.table()
    return table[(table["purpose"] == "internship") & (table["payee"] == payee)]["amount"].sum()


def test_interns_are_with_formal_firms_of_their_market_for_six_months_at_most():
    model = lived(10)
    people, firms = model.people, model.firms
    rows = np.flatnonzero(people.job == Job.PAID_INTERN)
    hosts = people.employer[rows]
    assert len(rows) > 0
    assert (firms.formal[hosts] == 1).all() and (firms.sector[hosts] != Sector.GOVERNMENT).all()
    assert (firms.market[hosts] == people.market[rows]).all()
    assert (model.month - people.job_since[rows] <= 6).all()


def test_hosts_get_back_what_they_pay_their_interns():
    model = lived(4)
    table = model.treated.table()
    assert (table["by"] == "internship").sum() > 0
    assert paid(model) == pytest.approx(0.3 * sum(model.series["interns"]), rel=0.05)


def test_a_budget_limits_interns_and_more_money_takes_in_no_fewer():
    poor, rich = (lived(8, f"instruments.internship.budget={budget}") for budget in (0.0005, 0.001))
    assert 0 < sum(poor.series["interns"]) <= sum(rich.series["interns"])
    assert paid(poor) <= 8 * 0.0005 * 2000 * 1.05


def test_when_the_programme_ends_nobody_is_an_intern():
    model = lived(6, "instruments.internship.end=3")
    assert model.series["interns"][2] > 0
    assert not (model.people.job == Job.PAID_INTERN).any()
