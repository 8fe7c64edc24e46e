"""Grants for staff courses: who claims, what is capped, who is left out, and that money covers every promise."""

import numpy as np
import pytest
from test_firm_training import a_year_of_reviews, firms_with_staff
from training_world import World

from sim.core.policy import compile
from sim.finance.budget import new_budgets
from sim.finance.envelopes import open_envelopes
from sim.finance.ledger import MILLION, Account, For
from sim.instruments.registry import parse

SIZES = np.repeat([7, 12, 25, 60, 150], [80, 50, 40, 20, 10])


def a_world(kind, fund=10**13, levy=10**9, seed=1, **options):
    world = World(seed=seed)
    world.parameters.tax = type("Tax", (), {"profit_margin": 0.1, "profit_tax": 0.25})
    world.country.institutions.levy_rate = 0.0
    rows = firms_with_staff(world, SIZES)
    world.firms.levy_paid[rows] = levy
    world.budgets = new_budgets()
    world.budgets.fund.credit(fund)
    world.flows[:] = 0
    world.levers = compile(parse({"it": {"kind": kind, **options}}), 0)
    open_envelopes(world)
    return world, rows


def claimed(world, rows):
    a_year_of_reviews(world)
    for month in range(12, 30):
        world.month = month
        from sim.training.grants import pay_claims

        pay_claims(world)
    return world.firms.grant_claim[rows]


def trained_of(kind=None, **options):
    world, rows = a_world(kind, **options) if kind else a_world("levy_grant", intensity=0.0)
    a_year_of_reviews(world)
    return world.firms.trains[rows] == 1


def test_help_makes_a_superset_of_firms_train():
    usual = trained_of()
    for kind in ("levy_grant", "matching_grant", "tax_credit"):
        helped = trained_of(kind, budget=1.0) if kind != "levy_grant" else trained_of(kind)
        assert (usual <= helped).all(), kind
        assert helped.sum() > usual.sum(), kind


def test_claimants_are_larger_than_payers_where_a_claim_has_a_cost():
    world, rows = a_world("levy_grant", threshold=5)
    for month in range(12):
        world.month = month
        from sim.training.firm_training import train_staff

        train_staff(world)
    asked = world.firms.grant_claim[rows] > 0
    assert 0 < asked.sum() < len(rows)
    assert SIZES[asked].mean() > 1.2 * SIZES.mean()


def test_a_grant_is_capped_by_the_levy_of_the_firm():
    world, rows = a_world("levy_grant", threshold=5, levy=MILLION, per_levy=0.2, claim_cost=0.0)
    world.month = 0
    from sim.training.firm_training import train_staff

    train_staff(world)
    granted = world.firms.grant_claim[rows]
    assert granted.max() == 0.2 * MILLION


def test_promises_never_exceed_the_fund_and_more_money_serves_a_superset():
    served = []
    for fund in (2 * MILLION, 10 * MILLION, 10**13):
        world, rows = a_world("levy_grant", threshold=5, fund=fund, claim_cost=0.0)
        from sim.training.firm_training import train_staff

        train_staff(world)
        assert world.budgets.fund.committed <= fund
        served.append(set(np.flatnonzero(world.firms.grant_claim[rows])))
    assert served[0] <= served[1] < served[2]


def test_claims_are_paid_late_and_by_the_fund():
    world, rows = a_world("levy_grant", threshold=5)
    from sim.training.firm_training import train_staff

    train_staff(world)
    promised = int(world.firms.grant_claim[rows].sum())
    assert promised > 0 and world.paid(For.GRANT) == 0
    left = claimed(world, rows)
    assert (left == 0).all()
    assert world.paid(For.GRANT, Account.TRAINING_FUND, Account.ENTERPRISES) > promised
    assert world.budgets.fund.committed == 0


def test_a_tax_credit_is_nothing_for_losses_and_unregistered_firms():
    world, rows = a_world("tax_credit")
    world.firms.formal[rows[::2]] = 0
    world.firms.productivity[rows[1::4]] = -1.0
    a_year_of_reviews(world)
    got = world.firms.grant_claim[rows] > 0
    assert got.any() and not got[::2].any() and not got[1::4].any()


def test_a_matching_fund_is_small_and_favours_the_large():
    world, rows = a_world("matching_grant", budget=0.005, favour=1.0, cap=5.0)
    from sim.training.firm_training import train_staff

    train_staff(world)
    envelope = world.budgets.envelopes["it"]
    assert 0 <= envelope.available < envelope.balance
    got = world.firms.grant_claim[rows]
    assert got.max() <= 5 * MILLION
    trained = world.firms.trains[rows] == 1
    assert SIZES[got > 0].mean() > SIZES[trained & (got == 0)].mean()


def test_train_or_pay_raises_training_of_large_firms_and_less_where_books_are_cooked():
    def trainers(relabelled):
        world, rows = a_world("levy_exemption", threshold=5, rate=0.02, relabelled=relabelled)
        a_year_of_reviews(world)
        return world.firms.trains[rows] == 1

    usual, honest, cooked = trained_of(), trainers(0.0), trainers(1.0)
    assert honest.sum() > usual.sum() and (usual <= honest).all()
    assert (cooked == usual).all()


@pytest.mark.parametrize("kind", ["levy_grant", "levy_exemption", "matching_grant", "tax_credit"])
def test_no_intensity_and_no_budget_is_no_help(kind):
    for nothing in ({"intensity": 0.0}, {"budget": 0.0}):
        assert (trained_of(kind, **nothing) == trained_of()).all()
