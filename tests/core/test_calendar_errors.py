"""Dates and ages, and messages that say what was given and what is possible."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core import errors
from sim.core.calendar import AGE_CUTS, NEVER, WORKING_AGE, YOUTH, age_years, calendar_month, label


@settings(deadline=None)
@given(birth=st.integers(-1200, 600), years=st.integers(0, 90), months=st.integers(0, 11))
def test_age_is_in_completed_years(birth, years, months):
    assert age_years(birth, birth + 12 * years + months) == years


def test_runs_start_in_january():
    assert [calendar_month(m) for m in (0, 11, 12, 25)] == [0, 11, 0, 1]
    assert [label(m, 2023) for m in (0, 11, 12, -1)] == ["2023-01", "2023-12", "2024-01", "2022-12"]


def test_never_is_before_every_date_and_fits_a_date_column():
    assert NEVER == -(2**15)


def test_age_bands_start_at_working_age_and_separate_youth():
    assert AGE_CUTS[0] == WORKING_AGE[0] == YOUTH[0] and YOUTH[1] + 1 in AGE_CUTS and list(AGE_CUTS) == sorted(AGE_CUTS)


def test_the_nearest_word_is_suggested():
    assert errors.nearest("stipned", ["stipend", "levy"]) == "stipend"
    assert errors.nearest("xyz", ["stipend", "levy"]) is None


def test_an_unknown_word_is_answered_with_the_list():
    error = errors.unknown("lever", "zz", [f"lever_{i:02d}" for i in range(30)], "conf/x.yaml")
    assert str(error).startswith("conf/x.yaml: unknown lever 'zz'. Allowed: lever_00, lever_01")
    assert str(error).endswith("… (30 in all).")
    assert doctest.testmod(errors).failed == 0


@pytest.mark.parametrize(
    ("kind", "code"), [(errors.PasserelleError, 1), (errors.InputError, 2), (errors.CheckError, 3)]
)
def test_each_kind_of_error_has_its_exit_code(kind, code):
    assert kind.exit_code == code and issubclass(kind, errors.PasserelleError)
