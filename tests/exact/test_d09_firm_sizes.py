"""D09: tails of firm sizes."""

import numpy as np
import pytest
from agreement import assert_agreement

from sim.experiments.exact.d09_firm_sizes import by_chance, by_joining, pareto
from sim.experiments.exact.registry import checks
from sim.indicators.tails import hill, hill_of_counts


def test_estimator_finds_a_known_tail():
    assert_agreement([pareto(1.11), pareto(1.25)])


def test_growth_by_chance_and_founding_or_joining():
    """3,000 firms after 120 months; 5,000 people; seed 1."""
    assert_agreement([by_chance(0.4, 0.25, 120, 3000), by_joining(0.4, 5000)])


def test_no_tail_no_exponent():
    assert np.isnan(hill(np.array([1.0, 2.0]), 5.0)[0])
    assert np.isnan(hill_of_counts(np.array([3, 3, 3]), 3)[0])


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D09"), 9)
