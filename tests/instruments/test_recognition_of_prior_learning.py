"""Recognition of prior learning: the skilled come, most pass, the more skilled more often; the fee is paid."""

import numpy as np
import pytest

import sim
from sim.training.recognition import could_be_tested, shown_skill

KIND = "recognition_of_prior_learning"


@pytest.fixture(scope="module")
def model():
    made = sim.LabourMarket(
        sim.configure("people=6000", "months=6", "checks=true", f"inclusion=[{KIND}]", f"instruments.{KIND}.rate=0.1")
    )
    made.run_for(6)
    return made


def test_about_four_fifths_of_those_who_come_pass(model):
    tested, passed = sum(model.series["tested"]), sum(model.series["recognised"])
    assert tested > 100
    assert abs(passed / tested - 0.8) < 0.05 + 4 * np.sqrt(0.16 / tested)


def test_only_skilled_people_who_practise_a_trade_without_its_certificate_can_come(model):
    people = model.people
    rows = could_be_tested(model, np.arange(len(people.pid)))
    assert ((people.certificates[rows] >> people.family[rows]) & 1 == 0).all()
    assert (shown_skill(people, rows, model.parameters.workplace.test_experience) >= 0.05).all()


def test_each_test_is_paid_for_and_households_pay_the_fee(model):
    table = model.ledger.table()
    paid = table[table["purpose"] == "skill_test"].groupby("payer", observed=True)["amount"].sum()
    tested = sum(model.series["tested"])
    assert paid.sum() == pytest.approx(0.3 * tested, rel=1e-6)
    assert paid["households"] == pytest.approx(0.3 * 0.3 * tested, rel=1e-6)


def test_who_fails_has_shown_less(model):
    log = model.treated.table()
    came = np.flatnonzero(np.isin(model.people.pid, log[log["by"] == KIND]["pid"]))
    shown = shown_skill(model.people, came, model.parameters.workplace.test_experience)
    held = ((model.people.certificates[came] >> model.people.family[came]) & 1) == 1
    assert shown[held].mean() > shown[~held].mean()
