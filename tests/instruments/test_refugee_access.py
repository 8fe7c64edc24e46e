"""Refugees: the bar keeps them out of formal jobs only, a permit opens these and costs a fee."""

import numpy as np

import sim
from sim.core.policy import compile
from sim.core.states import Job, Segment
from sim.instruments.refugee_access import RefugeeAccess
from sim.markets.access import right_to_work


def a_model(*words, months=9):
    words = ("people=4000", f"months={months}", "checks=true", "economy.access.legal_bar=1", *words)
    model = sim.LabourMarket(sim.configure(*words))
    rows = np.flatnonzero(model.people.pid)[::4]
    model.people.segment[rows] = Segment.REFUGEE
    return model


def formal_starts(model):
    """Refugees with a formal job that they took during the run."""
    people = model.people
    rows = np.flatnonzero((people.segment == Segment.REFUGEE) & (people.job == Job.EMPLOYEE) & (people.job_since >= 0))
    return int((model.firms.formal[people.employer[rows]] == 1).sum())


def test_the_bar_keeps_refugees_and_nobody_else_out_and_permits_come_by_and_by():
    model = a_model()
    rows = np.flatnonzero(model.people.pid)
    refugee = model.people.segment[rows] == Segment.REFUGEE
    assert (right_to_work(model, rows) == ~refugee).all()
    shares = []
    for month in (0, 2, 5):
        model.levers = compile({"r": RefugeeAccess(ramp=6)}, month)
        shares.append(right_to_work(model, rows)[refugee].mean())
    assert 0.1 < shares[0] < shares[1] < shares[2] == 1.0


def test_refugees_take_formal_jobs_only_with_access_and_pay_for_the_permit():
    barred, opened = a_model(), a_model("inclusion=[refugee_access]", "instruments.refugee_access.ramp=0")
    for model in (barred, opened):
        model.run_for(9)
    assert formal_starts(barred) == 0 < formal_starts(opened)
    table = opened.ledger.table()
    fees = table[table["purpose"] == "permit"]
    assert fees["amount"].sum() > 0.0
    assert set(fees["payer"]) == {"households"} and set(fees["payee"]) == {"government"}
