"""Fee rules: learners pay less or more at public colleges, and public money the rest."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
from small_market import differing, lived

from sim.training import funding

RULE = "financing=[fee_rules]"


@pytest.fixture(scope="module")
def baseline():
    return lived(months=12)


def amount(m, purpose):
    return m.ledger.table().query(f"purpose == '{purpose}'")["amount"].sum()


def test_abolishing_fees_moves_the_cost_to_public_money(baseline):
    free = lived(RULE, "checks=true", months=12)
    assert amount(free, "fee") < amount(baseline, "fee")
    assert sum(free.series["queue"]) >= sum(baseline.series["queue"])
    rows = np.flatnonzero(free.people.pid != 0)[:50]
    college = np.full(50, np.flatnonzero((free.providers.rid != 0) & (free.providers.kind == 0))[0])
    fees = free.providers.fee[college].astype(np.float64)
    assert (funding.charges(free, rows, fees, college) == 0.0).all()
    parts = funding.monthly_parts(free, rows, college, 1.0)
    cost = free.providers.running_cost[college].astype(np.float64)
    assert parts[:, 0] == pytest.approx(1e6 * cost, abs=2)


def test_a_dear_rule_lowers_public_money_and_a_waiver_spares_the_poor():
    m = lived(RULE, "instruments.fee_rules.share=0.8", "instruments.fee_rules.waiver=1.0", "checks=true", months=2)
    rows = np.flatnonzero(m.people.pid != 0)[:200]
    college = np.full(200, np.flatnonzero((m.providers.rid != 0) & (m.providers.kind == 0))[0])
    cost = float(m.providers.running_cost[college[0]])
    charge = funding.charges(m, rows, m.providers.fee[college].astype(np.float64), college)
    poor = m.people.wealth[rows] < 2
    assert charge[poor] == pytest.approx(0.0) and charge[~poor] == pytest.approx(0.8 * cost)
    parts = funding.monthly_parts(m, rows, college, 1.0)[:, 0]
    assert parts[poor] == pytest.approx(1e6 * cost, rel=1e-4)
    assert parts[~poor] == pytest.approx(0.2e6 * cost, rel=1e-4)


@pytest.mark.parametrize("word", ["intensity=0", "start=30", "budget=0"])
def test_nothing_is_the_baseline_to_the_bit(baseline, word):
    assert differing(baseline, lived(RULE, f"instruments.fee_rules.{word}", months=12)) == []
