"""The countries that come with the project: what was published, what was filled in, and how well each is fitted."""

import pytest

import sim
from sim.config import places
from sim.config.facts import LU3, load_facts

COUNTRIES = places.options("country")


@pytest.fixture(scope="module", params=COUNTRIES)
def country(request):
    """One country at a time."""
    return sim.configure(f"country={request.param}").country


def test_there_are_seven_settings_and_two_of_them_are_of_one_country():
    iso3 = [sim.configure(f"country={name}").country.iso3 for name in COUNTRIES]
    assert (len(iso3), len(set(iso3))) == (7, 6)


def test_every_figure_says_where_it_is_from_or_by_which_rule_it_was_filled_in(country):
    for fact in country.facts.all:
        assert fact.source and fact.verified
        assert fact.url or not fact.published or fact.verified == "memory"


def test_every_institution_names_its_source_and_pay_is_in_the_money_of_the_country(country):
    for name, leaf in country.institutions_table.items():
        assert leaf.source, name
    assert country.institutions_table["lcu_per_w"].unit == country.currency


def test_the_law_is_inside_what_laws_can_be(country):
    law = country.institutions
    assert 0 <= law.levy_earmark <= 1 <= law.levy_threshold
    assert law.government_jobs < country.constants.formal_jobs


def test_search_unemployment_is_below_unemployment_with_the_available(country):
    facts, year = country.facts, country.anchor_year
    for sex in ("total", "female", "male"):
        search = facts.near("unemployment_rate_ilostat", year, sex=sex, age_band="15+").value
        assert search < facts.near(facts.first_of(*LU3), year, sex=sex, age_band="15+").value


def test_the_grade_tells_a_country_that_rests_on_borrowed_figures_from_one_that_does_not(country):
    filled = any(not fact.published for fact in country.facts.all)
    assert country.grade.startswith("illustrative" if filled or country.calibration is None else "calibrated")


def test_the_figure_nearest_to_the_anchor_year_is_taken_and_of_two_the_later():
    malawi = load_facts(places.conf() / "country" / "facts" / "MWI.csv")
    assert malawi.near("neet_rate", 2020, sex="female", age_band="15-24").year == 2020
    assert malawi.near("neet_rate", 2022, sex="female", age_band="15-24").year == 2024


def test_a_figure_filled_in_goes_before_a_published_one_of_its_year():
    ethiopia = load_facts(places.conf() / "country" / "facts" / "ETH.csv")
    fact = ethiopia.near("informal_employment_rate", 2021, age_band="15+")
    assert not fact.published and ethiopia.find("informal_employment_rate", sex="total", age_band="15+", year=2021)
