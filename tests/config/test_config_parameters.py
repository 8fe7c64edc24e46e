"""Sections of numbers and the named tuples that describe them have the same names."""

from typing import NamedTuple

import pytest

import sim
from sim.config.parameters import ROOMS, class_name, fill, fill_sections, meanings, sections
from sim.core.errors import InputError


class Pair(NamedTuple):
    rate: float  # share a month
    delay: float


def test_values_become_plain_numbers():
    assert fill(Pair, {"delay": 2, "rate": 0.5}, "economy.pair") == Pair(0.5, 2.0)


def test_a_missing_and_an_unknown_name_are_told_with_the_nearest_match():
    with pytest.raises(InputError, match=r"economy\.pair: no value for delay of Pair"):
        fill(Pair, {"rate": 1}, "economy.pair")
    with pytest.raises(InputError, match=r"economy\.pair\.dely: not a field of Pair\. Did you mean 'delay'\?"):
        fill(Pair, {"rate": 1, "dely": 1}, "economy.pair")


def test_an_undeclared_section_is_refused():
    with pytest.raises(InputError, match="Did you mean 'search'"):
        fill_sections({"serch": {}})


def test_every_declared_section_has_its_class_and_its_file():
    declared = {name for names in ROOMS.values() for name in names}
    assert set(sections()) == declared == set(sim.configure().economy)
    assert class_name("own_account") == "OwnAccountParameters"


def test_meanings_come_from_the_comments_of_the_fields():
    assert meanings("constants")["home_m"]
    assert meanings("nowhere") == {}


def test_every_number_has_unit_range_and_source():
    config = sim.configure()
    tables = [*config.economy.values(), config.country.constants_table, config.country.institutions_table]
    for table in tables:
        for name, leaf in table.items():
            assert leaf.unit, name
            assert leaf.source or leaf.status == "assumption", name
