"""Envelopes: a budget of an instrument binds, serves a superset when it is larger, and prints what it leaves."""

import numpy as np
import pytest
from small_world import small_world

from sim.core.hits import hits
from sim.core.levers import Lever
from sim.core.policy import compile
from sim.finance.envelopes import afford, close_envelopes, open_envelopes, payable
from sim.instruments.registry import parse


def a_world(budget, **options):
    m = small_world(n=300)
    m.levers = compile(parse({"s": {"kind": "stipend", "amount": 0.2, "budget": budget, **options}}), 0)
    open_envelopes(m)
    return m


def paid(m, rows=None):
    rows = np.arange(300) if rows is None else rows
    return rows[payable(m, Lever.STIPEND, rows, np.full(len(rows), 0.2)) > 0]


def test_the_budget_is_never_exceeded_overhead_included():
    m = a_world(0.05)
    served = paid(m)
    assert len(served) == int(0.05 * 300 / (0.2 * 1.1 / 0.95))
    assert 0 <= m.budgets.envelopes["s"].balance < 0.25 * 1e6


def test_a_larger_budget_pays_a_superset():
    small, large = set(paid(a_world(0.02))), set(paid(a_world(0.07)))
    assert small < large


def test_who_was_paid_goes_first_next_month():
    m = a_world(0.05)
    first = paid(m)
    close_envelopes(m)
    open_envelopes(m)
    assert set(first[:5]) <= set(
        paid(m, np.flatnonzero(np.isin(np.arange(300), first[:5]) | (np.arange(300) % 2 == 0)))
    )


def test_beyond_the_quota_nobody_counts_on_the_benefit():
    m = a_world(0.05)
    served = paid(m)
    close_envelopes(m)
    (row,) = m.levers.rows(Lever.STIPEND)
    counted = np.flatnonzero(hits(row, m, np.arange(300)))
    assert set(served) <= set(counted)
    assert len(counted) < 150


def test_what_is_left_is_printed_carried_and_lapses_after_the_end():
    m = a_world(0.05)
    close_envelopes(m)
    assert m.events["unspent_s"] == pytest.approx(15.0)
    open_envelopes(m)
    assert m.budgets.envelopes["s"].balance == pytest.approx(30e6)
    m.levers = compile({}, 2)
    open_envelopes(m)
    assert m.events["lapsed_s"] == pytest.approx(30.0) and m.budgets.envelopes["s"].balance == 0


def test_a_promise_is_kept_for_later_and_not_paid_twice():
    m = a_world(0.05)
    given = afford(m, "s", np.arange(300), np.full(300, 1_000_000))
    assert given.sum() == 15
    assert len(paid(m)) == 0
    assert m.budgets.envelopes["s"].committed == 15_000_000


def test_no_budget_pays_everybody_and_zero_is_no_instrument():
    assert len(paid(a_world(None))) == 300
    assert len(a_world(0.0).levers) == 0
