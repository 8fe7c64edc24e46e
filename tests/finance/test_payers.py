"""Payments move cash and ledger together."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import small_world

from sim.finance.budget import check_money
from sim.finance.ledger import MILLION, Account, For
from sim.finance.payers import (
    charge_household,
    household_pays_provider,
    pay_benefit,
    pay_household,
    pay_provider,
    provider_spends,
    split,
)

shares = st.lists(st.integers(0, 10), min_size=5, max_size=5).filter(any).map(lambda w: np.array(w) / sum(w))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**12), shares)
def test_parts_of_a_payment_sum_to_it_exactly(amount, by):
    parts = split(amount, by)
    assert parts.sum() == amount
    assert (parts >= 0).all()
    assert not parts[by == 0].any()


def test_a_fee_is_charged_only_where_cash_suffices():
    m = small_world()
    assert charge_household(m.households, 0, m.flows, For.FEE, Account.REST_OF_ECONOMY, 0, 200_000)
    assert not charge_household(m.households, 0, m.flows, For.FEE, Account.REST_OF_ECONOMY, 0, 200_000)
    assert m.households.cash[0] == 50_000
    assert m.ledger.paid(Account.HOUSEHOLDS) == 200_000


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 19), st.integers(0, 10**6), shares), max_size=20))
def test_cash_and_ledger_agree_whatever_is_paid(payments):
    m = small_world()
    m.ledger.open_with(Account.HOUSEHOLDS, m.households.cash.sum())
    for kind, h, amount, by in payments:
        if kind == 0:
            charge_household(m.households, h, m.flows, For.FEE, Account.REST_OF_ECONOMY, 0, amount)
        elif kind == 1:
            pay_household(m.households, h if h else -1, m.flows, For.STIPEND, Account.DONORS, 0, amount)
        elif kind == 2:
            household_pays_provider(m.households, h, m.providers, h % 2, m.flows, For.FEE, 0, amount)
        elif kind == 3:
            pay_benefit(m.households, h, m.flows, For.STIPEND, by, 0.1, 0, amount)
        else:
            pay_provider(m.providers, h % 2, m.flows, For.PUBLIC_PLACES, Account.GOVERNMENT, 0, amount)
            provider_spends(m.providers, h % 2, m.flows, For.PROVIDER_COSTS, Account.REST_OF_ECONOMY, 0, amount // 2)
    check_money(m)
    m.ledger.close(0)
    m.ledger.identity()


def test_the_learners_own_share_of_a_stipend_is_not_paid():
    m = small_world()
    by = np.array([0.5, 0.0, 0.0, 0.3, 0.2])
    received = pay_benefit(m.households, 0, m.flows, For.STIPEND, by, 0.1, 0, MILLION)
    assert received == 800_000
    assert m.ledger.paid(Account.GOVERNMENT) == 550_000
    assert m.ledger.paid(Account.DONORS) == 330_000
