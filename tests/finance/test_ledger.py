"""Double entry: what one account pays another receives, to the last millionth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.levers import PAYERS
from sim.finance.ledger import GROUPS, NOBODY, STATUTORY_PAYERS, Account, Commitments, For, Ledger, group_name, transfer

payment = st.tuples(
    st.sampled_from(list(For)),
    st.sampled_from(list(Account)),
    st.sampled_from(list(Account)),
    st.integers(0, GROUPS - 1),
    st.integers(0, 10**15),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(payment, max_size=12), min_size=1, max_size=4), st.integers(0, 10**15))
def test_money_is_neither_made_nor_lost(months, opening):
    ledger = Ledger()
    ledger.open_with(Account.HOUSEHOLDS, opening)
    for month, payments in enumerate(months):
        for purpose, payer, payee, group, amount in payments:
            transfer(ledger.flows, purpose, payer, payee, group, amount)
        ledger.close(month)
    ledger.identity()
    assert sum(ledger.balance(a) for a in Account) == opening
    assert len(ledger.balances) == len(months)


def test_a_balance_changed_without_a_payment_is_found():
    ledger = Ledger()
    ledger.open_with(Account.DONORS, 100)
    ledger.close(0)
    ledger.opening[Account.DONORS] += 1
    with pytest.raises(AssertionError, match="without a payment"):
        ledger.identity()


def test_a_missing_row_breaks_the_identity_of_the_account_by_name():
    ledger = Ledger()
    transfer(ledger.flows, For.LEVY, Account.ENTERPRISES, Account.GOVERNMENT, NOBODY, 7)
    ledger.close(0)
    ledger._rows.clear()
    with pytest.raises(AssertionError, match="government"):
        ledger.identity()


def test_table_names_payer_payee_purpose_and_group():
    ledger = Ledger()
    transfer(ledger.flows, For.STIPEND, Account.GOVERNMENT, Account.HOUSEHOLDS, 7, 1_500_000)
    ledger.close(3)
    (row,) = ledger.table().to_dict("records")
    assert row == {
        "month": 3, "purpose": "stipend", "payer": "government", "payee": "households",
        "group": "sex=female|age=20-24", "micro": 1_500_000, "amount": 1.5,
    }  # fmt: skip


def test_groups_cover_both_sexes_and_nobody():
    assert group_name(0) == "sex=male|age=15-19"
    assert group_name(11) == "sex=female|age=55-64"
    assert group_name(NOBODY) == "nobody"


def test_statutory_payers_stand_in_the_order_of_payer_shares():
    assert [a.name.lower() for a in STATUTORY_PAYERS] == list(PAYERS)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["credit", "reserve", "release", "spend"]), st.integers(0, 1000))))
def test_commitments_never_exceed_the_balance(steps):
    money = Commitments(500)
    for verb, amount in steps:
        getattr(money, verb)(amount)
        assert 0 <= money.committed <= money.balance
    assert money.available >= 0


def test_an_admission_that_cannot_be_paid_is_refused():
    money = Commitments(100)
    assert money.reserve(70)
    assert not money.reserve(31)
    money.release(10)
    assert money.reserve(40)
    assert money.available == 0


def test_flows_are_whole_numbers():
    assert Ledger().flows.dtype == np.int64
