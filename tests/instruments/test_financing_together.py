"""All ways of financing at once: people and money add up in every month, and each instrument does what it is for."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
from small_market import lived

from sim.config import places

ALL = sorted(places.files("financing"))
MORE = ("instruments.donor_pilot.offer=0.1", "instruments.donor_pilot.budget=0.02", "instruments.donor_pilot.end=12")


@pytest.fixture(scope="module")
def together():
    model = lived(f"financing=[{','.join(ALL)}]", *MORE, "checks=true", months=24)
    model.ledger.identity()
    return model


def test_all_financing_instruments_live_together_for_two_years(together):
    assert len(ALL) >= 14
    assert together.month == 24


@pytest.mark.parametrize("purpose", ["levy", "earmark", "grant", "tax_credit", "seat", "loan", "public_places"])
def test_money_moves_for_each_purpose(together, purpose):
    assert (together.ledger.table()["purpose"] == purpose).any()


def test_commitments_never_exceed_balances(together):
    for budget in (together.budgets.public, together.budgets.donor, together.budgets.fund):
        assert 0 <= budget.committed <= budget.balance
    for envelope in together.budgets.envelopes.values():
        assert 0 <= envelope.committed <= envelope.balance
