"""Curves at the end of a run and their medians."""

import doctest

import made_up
import numpy as np
import pandas as pd
import pytest

from sim.experiments import durations
from sim.experiments.durations import curves, median, medians


def curve(survival, at_risk, events) -> pd.DataFrame:
    months = range(len(survival))
    given = {"months": months, "survival": survival, "at_risk": at_risk, "events": events}
    return pd.DataFrame({"indicator": "months_to_first_job", "group": "all"} | given)


def test_examples_in_the_documentation_hold():
    assert doctest.testmod(durations).failed == 0


def test_a_median_that_is_not_reached_is_null():
    assert np.isnan(median(np.arange(3), np.array([1.0, 0.8, 0.6])))


def test_the_row_of_a_curve_tells_median_persons_and_events():
    row = medians(curve([0.9, 0.5, 0.5], [10, 9, 5], [1, 4, 0])).iloc[0]
    assert (row["months"], row["at_risk"], row["events"]) == (1, 10, 5)


def test_a_constant_hazard_gives_its_median():
    """Exit at 8 % a month (men of the made-up world): median ln 2 / −ln 0.92 = 8.3 months, counted from 0: month 8."""
    found = medians(curves(made_up.model(), 119)).set_index(["indicator", "group"])["months"]
    assert found["months_to_first_job", "sex=male"] == pytest.approx(8, abs=1)
    assert found["months_to_first_job", "sex=female"] > found["months_to_first_job", "sex=male"]
