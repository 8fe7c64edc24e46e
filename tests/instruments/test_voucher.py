"""Vouchers: fees paid for those who choose, as far as money and places go."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
from small_market import differing, lived

from sim.training.vouchers import vouchers

VOUCHER = ("financing=[voucher]", "instruments.voucher.target={age: 15-40}")


@pytest.fixture(scope="module")
def unlimited():
    return lived(*VOUCHER, "instruments.voucher.budget=null", "checks=true", months=18)


@pytest.fixture(scope="module")
def baseline():
    return lived(months=18)


def test_vouchers_are_logged_and_the_government_pays_providers(unlimited):
    given = unlimited.treated.table().query("by == 'voucher'")
    assert len(given) == sum(unlimited.series["vouchers_given"]) > 0
    paid = unlimited.ledger.table().query("purpose == 'voucher'")
    assert set(paid["payer"]) == {"government"} and set(paid["payee"]) == {"providers"}


def test_learners_pay_less_in_fees(unlimited, baseline):
    def fees(m):
        return m.ledger.table().query("purpose == 'fee'")["amount"].sum()

    assert fees(unlimited) < fees(baseline)


def test_more_people_ask_for_the_same_places(unlimited, baseline):
    assert sum(unlimited.series["applied"]) > sum(baseline.series["applied"])
    assert sum(unlimited.series["places"]) == pytest.approx(sum(baseline.series["places"]), rel=0.02)


def test_a_budget_binds_and_requests_exceed_vouchers():
    m = lived(*VOUCHER, "instruments.voucher.budget=0.00005", "checks=true", months=18)
    assert sum(m.series["voucher_requests"]) > sum(m.series["vouchers_given"])
    spent = m.ledger.table().query("purpose == 'voucher'")["amount"].sum()
    assert spent <= 0.00005 * 2100 * 18
    held = vouchers(m).held
    assert m.budgets.envelopes["voucher"].committed >= int((held["monthly"] * (held["end"] - 18)).sum())


def test_public_vouchers_pay_no_private_school():
    m = lived(*VOUCHER, "instruments.voucher.valid=public", "instruments.voucher.budget=null", months=18)
    held = vouchers(m).held
    assert len(held) and (m.providers.kind[held["provider"]] == 0).all()


@pytest.mark.parametrize("word", ["intensity=0", "budget=0", "start=30", "target=nobody", "take_up=0"])
def test_nothing_is_the_baseline_to_the_bit(baseline, word):
    assert differing(baseline, lived("financing=[voucher]", f"instruments.voucher.{word}", months=18)) == []
