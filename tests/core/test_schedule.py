"""The order of the month when phases are added or replaced."""

import doctest
from itertools import permutations

import pytest

from sim.core import purposes
from sim.core.draws import Purpose
from sim.core.errors import InputError
from sim.core.purposes import own_purpose
from sim.core.schedule import Place, arrange, place


def phase(name):
    def live(m):
        m.append(name)

    live.__name__ = name
    return live


MONTH = tuple(phase(name) for name in ("learn", "search", "pay"))


def names(month):
    return [p.__name__ for p in month]


def arranged(**places):
    return names(arrange(MONTH, {name: (phase(name), spot) for name, spot in places.items()}))


def test_nothing_added_is_the_same_month():
    assert arrange(MONTH, {}) == MONTH


def test_a_phase_stands_after_before_or_in_the_place_of_another():
    assert names(place(MONTH, phase("rest"), after="search")) == ["learn", "search", "rest", "pay"]
    assert names(place(MONTH, phase("rest"), before="learn")) == ["rest", "learn", "search", "pay"]
    assert names(place(MONTH, phase("rest"), replace="pay")) == ["learn", "search", "rest"]


def test_the_order_in_which_phases_are_added_does_not_matter():
    spots = {"b": Place(after="search"), "a": Place(after="search"), "c": Place(after="a"), "d": Place(before="c"),
             "e": Place(replace="search")}  # fmt: skip
    made = {tuple(arranged(**dict(order))) for order in permutations(spots.items())}
    assert made == {("learn", "e", "a", "d", "c", "b", "pay")}


@pytest.mark.parametrize(
    ("spots", "message"),
    [
        ({"rest": Place(after="serch")}, "Did you mean 'search'"),
        ({"rest": Place()}, "one of after, before, replace; got 0"),
        ({"rest": Place(after="pay", before="pay")}, "got 2"),
        ({"pay": Place(after="learn")}, "has a phase of this name"),
        ({"rest": Place(after="rest")}, "unknown phase 'rest'"),
        ({"a": Place(after="b"), "b": Place(before="a")}, "a and b stand after or before each other"),
        ({"a": Place(replace="pay"), "b": Place(replace="pay")}, "is replaced by a already"),
        ({"a": Place(after="pay"), "b": Place(replace="a")}, "unknown phase 'a'"),
    ],
)
def test_an_impossible_place_is_named(spots, message):
    with pytest.raises(InputError, match=message):
        arranged(**spots)


def test_decisions_of_other_packages_have_keys_far_from_ours():
    assert doctest.testmod(purposes).failed == 0
    assert max(Purpose) < 2**63 <= own_purpose("atlantis: rain") < 2**64
