"""A subsidy makes an apprentice worth more to a master: more places, a wage for the learner, fewer helpers."""

import pytest

import sim
from sim.training.terms import subsidy_value


def a_year(*words):
    model = sim.LabourMarket(sim.configure("people=2000", "months=12", "checks=true", *words))
    model.run_for(12)
    return model


def test_the_subsidy_is_worth_its_share_of_pay_and_keep_over_the_term():
    a = sim.configure().parameters.apprenticeship._replace(pay_start=0.1, pay_end=0.1, meals=0.1, discount=0.0)
    assert subsidy_value(30, 0.5, a) == pytest.approx(30 * 0.5 * 0.2)
    assert subsidy_value(30, 0.0, a) == 0.0


def test_masters_offer_more_places_and_are_paid_for_their_apprentices():
    without, model = a_year(), a_year("workplace=[apprenticeship_subsidy]")
    assert sum(model.series["places"]) > sum(without.series["places"])
    table = model.ledger.table()
    paid = table[table["purpose"] == "apprentice_subsidy"]
    assert set(paid["payer"]) == {"government"} and set(paid["payee"]) == {"enterprises"}
    log = model.treated.table()
    assert set(log[log["by"] == "apprenticeship_subsidy"]["pid"]) <= set(log[log["by"] == "apprenticeship"]["pid"])
