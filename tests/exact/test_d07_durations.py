"""D07: estimators of durations, hazards and duration dependence."""

import numpy as np
import pytest
from agreement import assert_agreement

from sim.experiments.exact.d07_durations import constant, first_jobs, mixed
from sim.experiments.exact.registry import checks
from sim.indicators.hazards import constant_hazard, observed_hazards


def test_spells_of_one_hazard():
    assert_agreement(constant(0.1), 9)


def test_two_hidden_types_look_like_a_falling_hazard():
    made = assert_agreement(mixed(0.3, 0.05), 5)
    assert [round(c.expected, 4) for c in made[:4]] == [0.175, 0.0946, 0.0584, 0.0502]


def test_time_to_the_first_job_in_months():
    """2,000 people, of whom leavers up to 35 count; 30 months, seed 1."""
    assert_agreement(first_jobs(0.1, 2000, 30), 3)


def test_spells_cut_off_were_at_risk_until_then():
    """Lengths 1, 2, 2, 3; the second of length 2 went on: hazards 1/4, 1/3, 1/1 and three ends in eight months."""
    lengths, ended = np.array([1, 2, 2, 3]), np.array([True, True, False, True])
    months, hazard, at_risk = observed_hazards(lengths, ended)
    assert months.tolist() == [1, 2, 3]
    assert hazard == pytest.approx([1 / 4, 1 / 3, 1.0])
    assert at_risk.tolist() == [4, 3, 1]
    assert constant_hazard(lengths, ended)[0] == pytest.approx(3 / 8)


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D07"), 43)
