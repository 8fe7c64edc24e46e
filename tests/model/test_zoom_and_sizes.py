"""Any number of people stands for the same country; a zoom stands for its markets."""

import numpy as np
import pytest
from small_market import market

import sim


@pytest.mark.parametrize("people", [500, 2000, 7000])
def test_people_times_weight_is_the_population_of_the_country(people):
    model = market(months=1, people=people)
    assert len(model.workers) == people
    assert people * model.config.weight == pytest.approx(model.country.population)


def test_shares_hardly_depend_on_the_number_of_people():
    small, large = market(months=1, people=4000), market(months=1, people=16000)
    for name in ("sex", "area"):
        shares = [np.mean(getattr(m.people, name)[m.people.pid != 0]) for m in (small, large)]
        # tolerance: four standard errors of a share near one half with 4,000 people
        assert abs(shares[0] - shares[1]) < 4 * np.sqrt(0.25 / 4000 + 0.25 / 16000)


def test_a_zoom_draws_its_markets_at_its_weight_and_lives():
    config = sim.configure("zoom={markets:3,weight:50}", "months=2", "checks=true", "people=2000")
    model = sim.LabourMarket(config)
    assert config.weight == 50 and len(model.territory) == 3
    whole = model.country.population * model.territory.weight.sum()
    assert len(model.workers) * 50 == pytest.approx(whole, rel=1e-3)
    model.run_for(2)


def test_the_result_of_a_zoom_says_how_many_people_it_holds():
    config = sim.configure("zoom={markets:2,weight:50}", "months=1", "people=2000")
    result = sim.run(config)
    model = sim.LabourMarket(config)
    assert result.manifest["people"] == len(model.workers) and result.manifest["weight"] == 50
