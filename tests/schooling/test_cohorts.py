"""Cohorts of the past: a run that settles ends with the schooling that the people of the anchor year have."""

import numpy as np
import pytest

import sim
from sim.population.joint import joint, past_cutoffs
from sim.population.schoolyears import school_of
from sim.schooling.cohorts import AS_TODAY, cohort_cutoffs, middle_age, stay


@pytest.fixture(scope="module")
def ghana():
    return sim.configure("country=ghana", "people=4000")


def shares(config, years_back):
    """Shares by band of 25 and older with upper secondary and more, among both sexes and areas."""
    c, par = config.country, config.parameters
    made = joint(c.facts, c.anchor_year, c.constants, c.institutions, par.population, par.school, years_back)
    people = made.share.sum(4).sum(2)  # sex, band, level
    return people[:, :, 3:].sum((0, 2)) / people.sum((0, 2))


def test_the_young_go_as_far_as_today_and_older_cohorts_less_far(ghana):
    c, school = ghana.country, ghana.parameters.school
    young = school_of(c.facts, school, c.constants).cutoffs
    at = {age: past_cutoffs(c.facts, c.anchor_year, c.constants, school, age) for age in (15, AS_TODAY, 40, 60)}
    assert np.array_equal(at[15], young) and np.array_equal(at[AS_TODAY], young)
    means = [at[age][..., :3].mean((1, 2)) for age in (15, 40, 60)]  # men, women
    assert (means[0] < means[1]).all() and (means[1] < means[2]).all()
    assert (np.diff(at[60], axis=2) >= 0).all()


def test_thirty_years_before_the_people_had_less_schooling_at_every_age(ghana):
    now, then = shares(ghana, 0.0), shares(ghana, 30.0)
    assert (then < now).all() and then[2:].mean() < 0.5 * now[2:].mean()


def test_nobody_who_stops_for_a_shock_completes_later_and_the_poor_stop_more(ghana):
    found = stay(1, 1.3, ghana.parameters.school)
    assert found.shape == (5, 5) and (found <= 1).all() and (np.diff(found, axis=0) <= 1e-12).all()
    assert (np.diff(found, axis=1) >= 0).all()


def test_the_middle_of_the_adults_is_their_mean_age():
    people = np.zeros((2, 10))
    people[:, 2], people[:, 4] = 3.0, 1.0  # 25-29 and 35-39
    assert middle_age(people) == pytest.approx(30.0)
    young, old = np.zeros((2, 2, 5)), np.ones((2, 2, 5))
    assert cohort_cutoffs(young, old, 30.0, 30.0) == pytest.approx(old)
