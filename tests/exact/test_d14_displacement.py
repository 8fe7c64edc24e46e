"""D14: displacement in closed form."""

import pytest

from sim.experiments.exact.d14_displacement import factors
from sim.experiments.exact.registry import checks


@pytest.fixture(scope="module")
def found():
    return list(checks("D14"))


def test_finding_rates_and_matches_change_as_the_meeting_function_says(found):
    assert len(found) == 32
    assert [check for check in found if not check.passes] == []


def test_the_trial_sees_the_same_in_every_closure(found):
    seen = [check.simulated for check in found if "trial" in check.what and "x=0.1" in check.parameters]
    assert len(seen) == 4 and all(1.05 < ratio < 1.15 for ratio in seen)


@pytest.mark.parametrize(
    ("eta", "grows", "printed"),
    [(0.5, False, (0.9759, 1.0735, 1.0247)), (0.0, False, (0.9524, 1.0476, 1.0)), (0.5, True, (1.0, 1.1, 1.05))],
)
def test_the_printed_figures(eta, grows, printed):
    assert tuple(factors(eta, grows, 0.5, 0.1).values()) == pytest.approx(printed, abs=5e-5)
