"""D05: pay and moves on a job ladder."""

import pytest
from agreement import assert_agreement

from sim.experiments.exact.d05_job_ladder import closed_form, compare
from sim.experiments.exact.registry import checks


def test_closed_form_at_the_usual_values():
    assert closed_form(1.0, 0.4, 5.0, 0.02) == pytest.approx((0.16667, 0.98333, 0.9, 0.76111, 0.023002), abs=1e-5)


def test_months_settle_where_theory_says():
    """n = 6,000 people, 200 months, seed 1; four standard errors, from a series long enough to know them."""
    assert_agreement(compare(1.0, 0.7, 2.0, 0.05, 200, 6000), 5)


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D05"), 15)
