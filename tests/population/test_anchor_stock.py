"""What a calibrated state holds: the schooling of the anchor year, not of the years after it."""

import numpy as np
import pytest

import sim
from sim.config import places
from sim.population.donors import read_state

COUNTRIES = places.options("country")


@pytest.mark.parametrize("name", COUNTRIES)
def test_the_state_has_the_schooling_of_the_adults_of_the_anchor_year(name):
    """Within 4 points: chance among 15,000 adults (0.4), cohorts on a line, and the people over 64 in the figure."""
    country = sim.configure(f"country={name}", "people=1000").country
    donors, _ = read_state(country.state_file)
    adults = donors.level[np.asarray(donors.birth) <= -300]
    for least, word in ((3, "at_least_upper_secondary"), (4, "at_least_short_cycle_tertiary")):
        cell = {"age_band": "25+", "education": word}
        published = country.facts.near("education_attainment_cumulative", country.anchor_year, **cell).value / 100
        assert (adults >= least).mean() == pytest.approx(published, abs=0.04)
