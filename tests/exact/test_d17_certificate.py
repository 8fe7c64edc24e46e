"""D17: a certificate in two tiers."""

import pytest

from sim.experiments.exact.d17_certificate import HORIZONS, ONE_TIER, PRINTED, at_rest, effects, expected, matrix
from sim.experiments.exact.registry import checks


def test_the_month_has_the_effects_of_the_chain():
    found = list(checks("D17"))
    assert len(found) == 3 * 11 + 3
    assert [check for check in found if not check.passes] == []


def test_the_printed_figures():
    gains = [100 * expected(PRINTED, month) for month in HORIZONS]
    assert gains == pytest.approx([0.80, 1.37, 2.22, 3.40, 4.18, 5.03], abs=0.006)
    placed = [100 * expected(PRINTED, month, placed=True) for month in (0, 3, 6, 9)]
    assert placed == pytest.approx([30.4, 12.3, 4.9, 1.9], abs=0.05)
    final = at_rest(matrix(ONE_TIER, False))[0] - at_rest(matrix(ONE_TIER, True))[0]
    assert expected(ONE_TIER, 6) / final == pytest.approx(0.85, abs=0.005)


def test_certified_gains_grow_and_placements_fade():
    gains = [gain for _, gain, _ in effects(PRINTED, "certificate", (3, 12, 24))]
    placed = [gain for _, gain, _ in effects(PRINTED, "place", (0, 3, 9))]
    assert gains == sorted(gains) and placed == sorted(placed, reverse=True)
