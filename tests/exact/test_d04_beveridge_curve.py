"""D04: the slope of the Beveridge curve."""

import pytest
from agreement import assert_agreement

from sim.experiments.exact.d04_beveridge_curve import compare
from sim.experiments.exact.registry import checks


def test_more_vacancies_less_unemployment_along_the_curve():
    """n = 4,000 people, 100 months, seed 1."""
    made = assert_agreement(compare(0.02, 0.5, 0.06, 0.4, 100, 4000), 3)
    assert round(made[-1].expected, 4) == -1.1277


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D04"), 9)
