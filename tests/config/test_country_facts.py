"""Published figures are read with their sources, and a wrong file is refused with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.config import places
from sim.config.facts import COLUMNS, load_facts
from sim.core.errors import InputError

FACTS = places.conf() / "country" / "facts" / "GHA.csv"


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[Callable[[list[str]], list[str]]], Path]:
    """Write a copy of Ghana's facts after ``edit`` has changed its lines."""

    def write(edit: Callable[[list[str]], list[str]]) -> Path:
        file = tmp_path / "facts.csv"
        file.write_text("\n".join(edit(FACTS.read_text("utf-8").splitlines())) + "\n", "utf-8")
        return file

    return write


@pytest.fixture(scope="module")
def ghana():
    return load_facts(FACTS)


def test_the_one_figure_of_a_cell_carries_its_source(ghana):
    fact = ghana.value("unemployment_rate_ilostat", sex="female", age_band="15+", year=2022)
    assert fact.unit == "percent" and 0 < fact.value < 20 and fact.source


def test_the_latest_year_is_taken_and_a_single_band_need_not_be_named(ghana):
    latest = ghana.value("neet_rate", sex="female")
    assert latest.year == max(f.year for f in ghana.rows("neet_rate") if f.sex == "female")


def test_several_bands_or_units_must_be_chosen(ghana):
    with pytest.raises(InputError, match="needs age_band, one of 15\\+, 15-24"):
        ghana.value("unemployment_rate_ilostat")
    with pytest.raises(InputError, match="needs unit, one of lcu_per_month"):
        ghana.value("statutory_minimum_wage_monthly", year=2022)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ({"indicator": "neet_rat"}, "Did you mean 'neet_rate'"),
        ({"indicator": "neet_rate", "sex": "women"}, "unknown sex 'women'"),
        ({"indicator": "neet_rate", "age_band": "15-25"}, "Did you mean '15-24'"),
        ({"indicator": "neet_rate", "year": 1950}, "unknown year '1950'"),
    ],
)
def test_an_absent_figure_is_told_with_what_there_is(ghana, cell, says):
    with pytest.raises(InputError, match=says):
        ghana.value(**cell)


def test_population_between_two_counts_grows_at_a_constant_rate(ghana):
    first, between, last = (ghana.people(15, 64, year) for year in (2020, 2022, 2025))
    assert between == pytest.approx(first * (last / first) ** 0.4)
    assert ghana.people(15, 64, 2022, "female") + ghana.people(15, 64, 2022, "male") == pytest.approx(between, rel=1e-3)
    assert ghana.people(15, 64, 2030) == last


def test_a_missing_column_is_named_with_the_nearest_one(spoil):
    file = spoil(lambda lines: [lines[0].replace("age_band", "ageband"), *lines[1:]])
    with pytest.raises(InputError, match=r"column 'age_band' is missing\. Is it the column 'ageband'\?"):
        load_facts(file)


def _set(line: str, column: str, value: str) -> str:
    cells = line.split(",")
    cells[COLUMNS.index(column)] = value
    return ",".join(cells)


def _first(lines: list[str], word: str) -> int:
    return next(i for i, line in enumerate(lines) if f",{word}," in line)


@pytest.mark.parametrize(
    ("indicator", "column", "value", "says"),
    [
        ("population", "value", "-5", "population must not be negative"),
        ("neet_rate", "value", "104", "between 0 and 100 percent"),
        ("neet_rate", "value", "-1", "between 0 and 100 percent"),
        ("neet_rate", "value", "many", "value must be a number, got 'many'"),
        ("neet_rate", "value", "nan", "value must be a number"),
        ("neet_rate", "year", "20.5", "year must be a whole number"),
        ("neet_rate", "sex", "femal", "Did you mean 'female'"),
        ("neet_rate", "area", "town", "Allowed: national, rural, urban"),
        ("neet_rate", "unit", "", "unit is empty"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(spoil, indicator, column, value, says):
    lines = FACTS.read_text("utf-8").splitlines()
    at = _first(lines, indicator)
    file = spoil(lambda kept: [*kept[:at], _set(kept[at], column, value), *kept[at + 1 :]])
    with pytest.raises(InputError, match=says) as caught:
        load_facts(file)
    assert f"line {at + 1}" in str(caught.value)


def test_a_duplicate_names_both_lines(spoil):
    with pytest.raises(InputError, match="line 3: duplicate of line 2"):
        load_facts(spoil(lambda lines: [*lines[:2], lines[1], *lines[2:]]))


def test_gross_enrolment_and_growth_may_leave_0_to_100(spoil):
    lines = FACTS.read_text("utf-8").splitlines()
    for indicator, value in (("gross_enrolment_ratio_secondary", "131.0"), ("gdp_per_capita_growth", "-3.5")):
        at = _first(lines, indicator)
        lines[at] = _set(lines[at], "value", value)
    assert len(load_facts(spoil(lambda _: lines))) == len(lines) - 1


def test_a_short_row_an_empty_file_and_no_file_are_refused(spoil, tmp_path):
    with pytest.raises(InputError, match="line 2: 13 values expected"):
        load_facts(spoil(lambda lines: [lines[0], "Ghana,GHA"]))
    with pytest.raises(InputError, match="no rows"):
        load_facts(spoil(lambda lines: lines[:1]))
    with pytest.raises(InputError, match="not found"):
        load_facts(tmp_path / "none.csv")
