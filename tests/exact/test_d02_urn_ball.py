"""D02 and D02b: matches of urns and balls, with one application and with several."""

from itertools import islice

import pytest
from agreement import assert_agreement

from sim.experiments.exact.d02b_several_applications import compare
from sim.experiments.exact.registry import checks


def test_one_application_mean_and_variance():
    """4,000 months of 10 seekers and 10 posts, 1,500 of 50 and 100."""
    made = assert_agreement(islice(checks("D02"), 4), 4)
    assert round(made[0].expected, 4) == 6.5132
    assert round(made[1].expected, 4) == 0.9928


def test_more_search_than_three_applications_lowers_matches():
    """1,000 seekers and posts, 40 months each; SD of a month about 9."""
    one, three, ten = (compare(1000, 1000, a, 40) for a in (1, 3, 10))
    assert_agreement([one, three, ten])
    assert one.simulated < ten.simulated < three.simulated


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D02"), 12)
    assert_agreement(checks("D02b"), 7)
