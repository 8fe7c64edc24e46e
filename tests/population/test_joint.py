"""The joint distribution meets the published margins."""

import numpy as np
import pytest
from small_model import ghana, section

from sim.agents.parameters import PopulationParameters
from sim.population.joint import Standing, joint, rake
from sim.schooling.parameters import SchoolParameters

POINT = 0.01


@pytest.fixture(scope="module")
def ghanaians():
    c = ghana()
    par, school = section(PopulationParameters, "population"), section(SchoolParameters, "school")
    return joint(c.facts, c.anchor_year, c.constants, c.institutions, par, school)


def test_raking_finds_the_table_with_both_margins():
    labels = np.indices((2, 2))
    rows, columns = np.array([0.3, 0.7]), np.array([0.6, 0.4])
    fit, residual = rake(np.ones((2, 2)), [(labels[0], rows), (labels[1], columns)])
    assert fit == pytest.approx(np.outer(rows, columns))
    assert residual < 1e-6


def test_largest_miss_is_below_a_tenth_of_a_point(ghanaians):
    assert ghanaians.residual < 0.1 * POINT
    assert ghanaians.share.sum() == pytest.approx(1.0)
    assert (ghanaians.share >= 0).all()


def test_population_urban_share_and_attainment(ghanaians):
    share, facts = ghanaians.share, ghana().facts
    assert share[:, :, 1].sum() == pytest.approx(facts.value("urban_population_share").value / 100, abs=0.1 * POINT)
    women = facts.people(30, 34, 2022, "female") / facts.people(15, 64, 2022)
    assert share[1, 3].sum() == pytest.approx(women, abs=0.1 * POINT)
    for s, sex in enumerate(("male", "female")):
        for r, area in enumerate(("rural", "urban")):
            stock = facts.value("education_attainment_cumulative", sex, "25+", area, "at_least_upper_secondary")
            adults = share[s, 2:, r].sum((0, 2))
            assert adults[3:].sum() / adults.sum() == pytest.approx(stock.value / 100, abs=0.1 * POINT)


@pytest.mark.parametrize(("s", "sex"), [(0, "male"), (1, "female")])
def test_work_and_search_of_each_sex(ghanaians, s, sex):
    facts = ghana().facts
    by = ghanaians.share[s].sum((0, 1, 2))
    young = ghanaians.share[s, :2].sum((0, 1, 2))
    employed = by[Standing.STUDY_OWN : Standing.FAMILY + 1].sum()
    own = by[[Standing.STUDY_OWN, Standing.OWN]].sum()
    family = by[[Standing.STUDY_FAMILY, Standing.FAMILY]].sum()
    percent = {
        "employment_to_population_ratio_modelled": young[1:7].sum() / young.sum(),
        "neet_rate": young[[Standing.UNEMPLOYED, Standing.AVAILABLE, Standing.OUTSIDE]].sum() / young.sum(),
    }
    for indicator, found in percent.items():
        year = 2022 if indicator == "neet_rate" else 2023
        fact = facts.value(indicator, sex, "15-24", year=year).value
        assert found == pytest.approx(fact / 100, abs=0.1 * POINT)
    jobless = by[Standing.UNEMPLOYED]
    su3 = facts.value("unemployment_rate_ilostat", sex, "15+", year=2022).value / 100
    assert jobless / (jobless + employed) == pytest.approx(su3, abs=0.1 * POINT)
    wider = jobless + by[Standing.AVAILABLE]
    lu3 = facts.value("unemployment_rate_national_headline", sex, "15+", year=2022).value / 100
    assert wider / (wider + employed) == pytest.approx(lu3, abs=0.1 * POINT)
    self_employed = facts.value("self_employment_share_modelled", sex, "15+").value / 100
    assert (own + family) / employed == pytest.approx(self_employed, abs=0.1 * POINT)
    helpers = facts.value("contributing_family_workers_share_modelled", sex, "15+").value / 100
    assert family / employed == pytest.approx(helpers, abs=0.1 * POINT)


def test_attendance_is_that_of_the_school_solution(ghanaians):
    for s in (0, 1):
        young = ghanaians.share[s, :2]
        assert young[..., :3].sum() / young.sum() == pytest.approx(ghanaians.school.enrolled[s], abs=0.1 * POINT)
