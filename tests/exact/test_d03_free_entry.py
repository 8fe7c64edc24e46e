"""D03: tightness, finding, pay and unemployment under free entry of vacancies."""

import pytest
from agreement import assert_agreement

from sim.experiments.exact.d03_free_entry import Economy, compare, simulate, steady_state
from sim.experiments.exact.registry import checks


def test_closed_form_at_the_values_of_shimer():
    assert steady_state(Economy()) == pytest.approx((0.98214, 1.34818, 0.98262, 0.069052), abs=1e-5)


def test_months_settle_where_theory_says():
    """n = 4,000 people, 80 months, seed 1."""
    assert_agreement(compare(Economy(), *simulate(Economy(), 80, 4000)), 4)


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D03"), 17)
