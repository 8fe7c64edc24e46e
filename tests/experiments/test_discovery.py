"""Scenario discovery finds the box that was planted, says how good it is at fresh points, and finds none in noise."""

import numpy as np
import pytest

from sim.experiments.discovery.discover import discover
from sim.experiments.discovery.prim import boxes, measures, prim, quasi_p
from sim.experiments.factors.factor import Factor

FACTORS = [Factor(f"economy.toy.x{k}", 0.0, 10.0) for k in range(4)]


def planted(points, noise=0.0, seed=0):
    """Fails where x0 is above 6 and x2 below 4; the two other factors do nothing."""
    x = np.array([[p[f.key] for f in FACTORS] for p in points])
    y = np.where((x[:, 0] > 6.0) & (x[:, 2] < 4.0), -1.0, 1.0)
    return y[:, None] + np.random.default_rng(seed).normal(0.0, noise, (len(y), 2))


def test_the_planted_box_is_found():
    """400 points: the limits lie within 0.5 of 6 and 4, the free factors are free, and all failures are inside."""
    found = discover(FACTORS, planted, points=400, fresh=200)
    table = found.table().set_index("factor")
    assert set(table.index) == {"economy.toy.x0", "economy.toy.x2"}
    assert table.loc["economy.toy.x0", "from"] == pytest.approx(6.0, abs=0.5)
    assert table.loc["economy.toy.x2", "to"] == pytest.approx(4.0, abs=0.5)
    assert table["density"].iloc[0] > 0.9 and table["coverage"].iloc[0] > 0.9
    assert table["density_fresh"].iloc[0] > 0.8 and table["coverage_fresh"].iloc[0] > 0.8
    assert (table["quasi_p"] < 0.001).all()


def test_with_noise_the_box_is_still_found_and_the_torn_border_is_told():
    """Noise of sd 1 on a step of 2, two seeds a point, 300 points."""
    found = discover(FACTORS, lambda p: planted(p, 1.0), lambda p: planted(p, 1.0, 9), points=300, fresh=150)
    limited = {FACTORS[j].key for j in found.boxes[0].limited}
    assert {"economy.toy.x0", "economy.toy.x2"} <= limited
    assert 0.15 < found.torn < 0.45
    assert any("fresh points" in sentence for sentence in found.answer())


def test_where_failures_are_spread_evenly_a_box_does_not_hold_up_at_fresh_points():
    """Failures by coin: whatever is found, fresh points inside fail as often as everywhere (0.3), n = 400."""

    def coin(seed):
        return lambda p: np.where(np.random.default_rng(seed).random((len(p), 1)) < 0.3, -1.0, 1.0)

    found = discover(FACTORS, coin(1), coin(2), points=200, fresh=400)
    for box in found.boxes:
        again = found.again(box)
        assert abs(again.density - 0.3) < 4 * np.sqrt(0.3 * 0.7 / again.points)


@pytest.mark.parametrize(("level", "said"), [(1.0, "never fails"), (-1.0, "fails everywhere")])
def test_nothing_to_find_is_said(level, said):
    found = discover(FACTORS, lambda p: np.full((len(p), 2), level), points=40)
    assert not found.boxes and said in " ".join(found.answer())


def test_quasi_p_is_large_for_a_limit_that_does_not_help():
    rng = np.random.default_rng(4)
    points = rng.random((300, 3))
    cases = points[:, 0] > 0.7
    box = prim(points, cases)
    assert box.limited == [0]
    useless = box.limit(1, 1, 0.6)
    assert (
        quasi_p(useless, useless.without(1), points, cases) > 0.05 > quasi_p(useless, useless.without(0), points, cases)
    )
    assert box.high[0] == 1.0


def test_two_separate_boxes_are_found_one_after_the_other():
    points = np.random.default_rng(6).random((500, 2))
    cases = ((points[:, 0] > 0.75) & (points[:, 1] > 0.6)) | ((points[:, 0] < 0.3) & (points[:, 1] < 0.3))
    found = boxes(points, cases)
    assert len(found) >= 2
    union = np.any([b.holds(points) for b in found[:2]], axis=0)
    assert cases[union].mean() > 0.85 and union[cases].mean() > 0.85
    assert measures(found[0], points, cases).coverage < 0.8
