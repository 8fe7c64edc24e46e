"""Subsidised training at work: cheaper new hires who learn on the job, without a certificate."""

import numpy as np
from test_all_instruments import world

import sim
from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.ojt_subsidy import OjtSubsidy


def test_the_same_new_hires_are_cheaper_and_taught():
    m = world()
    m.people.employer[:], m.people.job_since[:] = 0, 6
    m.month = 10
    table = compile({"o": OjtSubsidy(target={"age": "15-29"})}, 10)
    wedge = table.values(Lever.LABOUR_COST_WEDGE, 0.0, m, np.arange(300), bearer="person")
    taught = table.values(Lever.WORK_TRAINING, 0.0, m, np.arange(300))
    assert ((wedge < 0.0) == (taught > 0.0)).all()
    assert 0 < (taught > 0.0).sum() < 300
    m.month = 12
    assert not table.values(Lever.WORK_TRAINING, 0.0, m, np.arange(300)).any()


def test_hires_of_the_programme_gain_skill_and_hold_no_more_certificates():
    model = sim.LabourMarket(sim.configure("people=3000", "months=12", "checks=true", "workplace=[ojt_subsidy]"))
    certified = int((model.people.certificates > 0).sum())
    model.run_for(12)
    log = model.treated.table()
    treated = set(log[log["by"] == "ojt_subsidy"]["pid"])
    people = model.people
    taught = np.isin(people.pid, list(treated))
    young = (people.pid != 0) & (people.birth > model.month - 12 * 30)
    assert len(treated) > 10
    assert people.skill[taught].sum(1).mean() > people.skill[young & ~taught].sum(1).mean()
    assert int((people.certificates > 0).sum()) <= 1.1 * certified
