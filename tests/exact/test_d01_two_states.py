"""D01: unemployment settles at s/(s + f), or at s(1 − f)/(s(1 − f) + f) where losers search in the same month."""

import pytest
from agreement import assert_agreement

from sim.experiments.exact.d01_two_states import compare, long_run
from sim.experiments.exact.registry import checks


def test_closed_form_at_the_usual_values():
    assert long_run(0.02, 0.20, 0)[0] == pytest.approx(0.090909, abs=1e-6)
    assert long_run(0.02, 0.20, 1)[0] == pytest.approx(0.074074, abs=1e-6)


@pytest.mark.parametrize(("s", "f", "same_month"), [(0.02, 0.20, 0), (0.02, 0.20, 1), (0.05, 0.10, 1)])
def test_months_settle_where_theory_says(s, f, same_month):
    """n = 4,000 people, 120 months, seed 1; four standard errors."""
    assert_agreement(compare(s, f, same_month, 120, 4000), 6)


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D01"), 36)
