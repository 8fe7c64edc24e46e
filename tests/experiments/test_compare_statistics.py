"""Statistics of paired differences on made-up pairs with known answers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.compare.equal_money import solve
from sim.experiments.compare.statistics import Estimate, detectable, estimate, holm, pairs_needed, ratio, t_quantile


def test_the_interval_is_that_of_students_t():
    # n = 4, mean 5, s = 2.582: half-width 3.182 · 2.582 / 2
    e = estimate([2.0, 4.0, 6.0, 8.0])
    assert (e.mean, e.pairs) == (5.0, 4)
    assert e.high - e.mean == pytest.approx(3.182446 * math.sqrt(20 / 3) / 2, rel=1e-5)
    assert e.established and e.sign == 1


def test_it_covers_the_truth_in_nineteen_of_twenty_samples():
    # 2,000 samples of 20 normal differences around 1, seed 7; four standard errors of a share: ± 0.02
    draws = np.random.default_rng(7).normal(1.0, 3.0, (2000, 20))
    covered = np.mean([e.low <= 1.0 <= e.high for e in map(estimate, draws)])
    assert covered == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / 2000))


def test_equal_differences_have_no_width_and_nothing_is_nothing():
    assert estimate([3.0] * 5)[1:3] == (3.0, 3.0)
    assert not estimate([3.0] * 2).established  # two equal differences are a coincidence
    nothing = estimate([0.0] * 5)
    assert (nothing.low, nothing.high, nothing.p, nothing.sign) == (0.0, 0.0, 1.0, 0)


def test_one_pair_says_nothing():
    e = estimate([12.0])
    assert math.isnan(e.low) and not e.established


def test_holm_by_hand():
    # sorted .005, .01, .03, .04 times 4, 3, 2, 1, and never falling
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_lowers_a_p_value(p):
    assert all(a >= b for a, b in zip(holm(p), p, strict=True))


def test_smallest_detectable_difference():
    # 20 pairs: t(.975) + t(.8) = 2.093 + 0.861 standard errors
    assert detectable(Estimate(0.0, -1, 1, 1.0, 20)) == pytest.approx(2.0930 + 0.8610, abs=1e-3)
    assert t_quantile(0.975, 1e9) == pytest.approx(1.959964, abs=1e-5)


def test_pairs_needed_grow_with_the_square():
    assert pairs_needed(Estimate(0.0, -4.0, 4.0, 2.0, 20), 2.0) == 80


def test_a_ratio_of_constants_is_exact():
    r = ratio([10.0] * 5, [2.0] * 5)
    assert (r.value, r.low, r.high, r.said) == (5.0, 5.0, 5.0, "")


def test_fiellers_interval_against_the_textbook_formula():
    # independent draws: g = t²·v(e)/ē²; the interval contains the ratio and is longer to the right
    rng = np.random.default_rng(3)
    cost, effect = rng.normal(100.0, 5.0, 40), rng.normal(10.0, 8.0, 40)
    r = ratio(cost, effect)
    assert r.low < r.value < r.high
    assert r.high - r.value > r.value - r.low
    t = t_quantile(0.975, 39)
    inside = (cost.mean() - r.high * effect.mean()) ** 2
    spread = (np.var(cost, ddof=1) - 2 * r.high * np.cov(cost, effect)[0, 1] + r.high**2 * np.var(effect, ddof=1)) / 40
    assert inside == pytest.approx(t**2 * spread)


def test_no_ratio_where_the_effect_may_be_nothing_or_is_a_loss():
    assert ratio([5.0, 6.0, 7.0], [-1.0, 1.0, 0.5]).said == "not established"
    assert ratio([5.0, 6.0, 7.0], [-2.0, -2.1, -1.9]).said == "no added jobs"


@given(st.floats(0.2, 5.0), st.floats(1.0, 100.0), st.floats(0.6, 1.6))
def test_equal_money_finds_the_intensity(goal_factor, slope, curve):
    """Cost that grows as a power of intensity: the factor gives the wanted cost within 6 %."""
    cost = lambda s: slope * s**curve  # noqa: E731
    factor, reached = solve(cost, cost(goal_factor), 10.0)
    assert reached == pytest.approx(cost(goal_factor), rel=0.06)
    assert 0.0 < factor <= 10.0
