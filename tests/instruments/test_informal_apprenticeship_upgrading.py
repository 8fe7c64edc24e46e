"""Upgraded masters: shorter terms while it lasts, pay for passed tests, and the usual terms afterwards."""

import numpy as np
import pytest

import sim
from sim.core.states import ProviderKind
from sim.training.terms import result_value

KIND = "informal_apprenticeship_upgrading"


def test_pay_for_a_test_is_worth_less_the_later_and_the_less_likely_it_is():
    a = sim.configure().parameters.apprenticeship._replace(discount=0.0)
    assert result_value(0.2, 0.5, 12, 0.2, a) == pytest.approx(0.2 * 0.5 * 0.8)
    later = a._replace(discount=0.01)
    assert result_value(0.2, 0.5, 24, 0.2, later) < result_value(0.2, 0.5, 12, 0.2, later)


def test_some_masters_join_and_their_terms_are_shorter_until_the_end():
    words = ("people=2000", "months=8", "checks=true", f"workplace=[{KIND}]", f"instruments.{KIND}.end=6")
    model = sim.LabourMarket(sim.configure(*words))
    masters = model.providers.kind == ProviderKind.MASTER
    usual = model.providers.duration[masters].copy()
    model.run_for(4)
    now = model.providers.duration[masters]
    joined = now < usual
    assert (usual[joined] - now[joined] == 12).all()
    assert abs(joined.mean() - 0.3) < 4 * np.sqrt(0.3 * 0.7 / len(joined))
    model.run_for(4)
    assert (model.providers.duration[masters] == usual).all()


def test_masters_are_paid_for_each_test_that_is_passed():
    words = (f"workplace=[{KIND}]", f"instruments.{KIND}.take_up=1", f"instruments.{KIND}.result_pay=0.2")
    model = sim.LabourMarket(sim.configure("people=6000", "months=18", "checks=true", *words))
    model.run_for(18)
    table = model.ledger.table()
    paid = table[(table["purpose"] == "result_pay") & (table["payee"] == "enterprises")]
    assert paid["micro"].sum() > 0
    assert paid["micro"].sum() % 200_000 == 0
    assert set(paid["payer"]) == {"government", "donors"}
