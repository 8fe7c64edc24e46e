"""People arrive with their skills and nothing else; the places where they arrive grow, and demand there with them."""

import numpy as np
import pytest
from lived import lived

from sim.core.states import Segment

WITH = "context=[refugee_inflow]"


def newcomers(m):
    return (m.people.segment == Segment.REFUGEE) & (m.people.pid != 0)


def test_the_share_of_the_population_that_arrives():
    model = lived(WITH)
    arrived = np.nansum(model.series["arrivals"])
    expected = 0.02 * 2000
    assert abs(arrived - expected) < 4 * np.sqrt(expected)  # rounded market by market
    assert newcomers(model).sum() <= arrived


def test_they_hold_no_certificate_and_live_in_poor_households_of_their_own():
    model = lived(WITH)
    people, rows = model.people, np.flatnonzero(newcomers(model))
    homes = people.household[rows]
    assert (people.wealth[rows] == 0).all() and len(np.unique(people.pid)) >= len(rows)
    assert (model.households.market[homes] == people.market[rows]).all()
    assert (np.bincount(homes) <= model.households.members[: homes.max() + 1]).all()


def test_demand_grows_where_people_arrive():
    many = lived(WITH, "instruments.refugee_inflow.rate=0.2")
    assert many.series["demand"][-1] > lived().series["demand"][-1]


def test_without_arrivals_nobody_is_a_refugee():
    assert newcomers(lived()).sum() == 0
    assert lived(WITH, "instruments.refugee_inflow.intensity=0").series.get("arrivals") is None


def test_ids_are_new():
    model = lived(WITH, "instruments.refugee_inflow.rate=0.2")
    pid = model.people.pid[model.people.pid != 0]
    assert len(np.unique(pid)) == len(pid)
    assert pytest.approx(len(pid), rel=0.05) == 2000 * 1.0235 * 1.2
