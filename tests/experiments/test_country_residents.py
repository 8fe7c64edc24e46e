"""Lebanon is held against residents without the domestic workers of households: rates follow from published counts."""

import pytest

import sim
from sim.experiments.targets import targets


@pytest.fixture(scope="module")
def facts():
    return sim.configure("country=lebanon", "people=1000").country.facts


def count(facts, indicator, sex, age="15+"):
    return facts.value(indicator, sex=sex, age_band=age, year=2019).value


def domestic(facts, sex, age):
    """Domestic workers of an age: those of the sex, spread as elementary occupations."""
    elementary = [count(facts, "employed_elementary_occupations", sex, a) for a in (age, "15+")]
    return count(facts, "employed_by_households", sex) * elementary[0] / elementary[1]


@pytest.mark.parametrize("sex", ["female", "male"])
def test_informality_is_that_of_all_residents_less_domestic_workers_who_are_all_informal(facts, sex):
    employed, domestics = count(facts, "employed_persons", sex), count(facts, "employed_by_households", sex)
    all_residents = count(facts, "informal_employment_rate_all_residents", sex) / 100
    without = (all_residents * employed - domestics) / (employed - domestics)
    assert count(facts, "informal_employment_rate", sex) / 100 == pytest.approx(without, abs=5e-4)


@pytest.mark.parametrize(("sex", "age"), [("female", "15-24"), ("female", "25-54"), ("male", "15-24")])
def test_participation_and_employment_of_an_age_leave_them_out_of_both_parts_of_the_rate(facts, sex, age):
    employed, gone = count(facts, "employed_persons", sex, age), domestic(facts, sex, age)
    out = [f.value for f in facts.find("unemployment_rate_ilostat", sex=sex, age_band=age, year=2019) if f.published]
    searching = employed * out[0] / (100 - out[0])
    people = 100 * (employed + searching) / count(facts, "labour_force_participation_rate_ilostat", sex, age)
    active = (employed - gone + searching) / (people - gone)
    unemployed = searching / (employed - gone + searching)
    assert count(facts, "labour_force_participation_rate_modelled", sex, age) == pytest.approx(100 * active, abs=0.05)
    assert count(facts, "unemployment_rate_ilostat", sex, age) == pytest.approx(100 * unemployed, abs=0.05)


def test_leaving_them_out_moves_women_and_hardly_men(facts):
    for name in ("informal_employment_rate", "labour_force_participation_rate_modelled"):
        other = name.replace("_modelled", "_ilostat") if "modelled" in name else f"{name}_all_residents"
        gaps = {sex: abs(count(facts, name, sex) - count(facts, other, sex)) for sex in ("female", "male")}
        assert gaps["female"] > 4 > 0.5 > gaps["male"]


def test_no_tolerance_is_wider_for_the_other_population(facts):
    wanted = {(t.indicator, t.group): t for t in targets(sim.configure("country=lebanon", "people=1000"))}
    for group in ("all", "sex=male", "sex=female"):
        assert wanted["informality_rate", group].rule == "2 points"


def test_both_settings_speak_of_the_anchor_year():
    for name, year in (("lebanon", 2019), ("lebanon_crisis", 2022)):
        found = targets(sim.configure(f"country={name}", "people=1000"))
        work = [t for t in found if t.indicator in ("employment_rate", "participation_rate", "unemployment_rate")]
        assert work and {t.year for t in work} == {year}
