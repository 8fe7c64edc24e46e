"""D08: months from school to a stable job, and where people are in the long run."""

import numpy as np
import pytest
from agreement import assert_agreement

from sim.experiments.chains import long_run_shares, months_to_leave
from sim.experiments.exact.d08_school_to_work import CIRCLES, ONE_WAY, circle, one_way, printed
from sim.experiments.exact.registry import checks


def test_estimator_at_values_worked_out_by_hand():
    assert_agreement(printed(), 2)
    mean, variance = months_to_leave(np.array([[0.9]]))
    assert (mean[0], variance[0]) == pytest.approx((10.0, 90.0))
    assert long_run_shares(np.array([[0.98, 0.02], [0.2, 0.8]])) == pytest.approx([10 / 11, 1 / 11])


def test_months_to_the_first_stable_job():
    """n = 4,000 people, until all have arrived, seed 1."""
    assert_agreement(one_way(ONE_WAY[0], 4000), 4)


def test_monthly_flows_and_shares_where_stable_jobs_end():
    """n = 4,000 people, 80 months, seed 1."""
    assert_agreement(circle(CIRCLES[1], 4000, 80), 8)


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D08"), 26)
