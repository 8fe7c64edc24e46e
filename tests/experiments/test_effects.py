"""The table of effects: paired worlds of every ready-made instrument."""

import pytest

from sim.doors.effects import cells, write_page
from sim.experiments.effects import all_options, effects

WORDS = ["people=2000", "months=36"]


@pytest.fixture(scope="module")
def table():
    return effects(all_options(["public_places_block", "levy_revenue_only"]), WORDS, [1, 2])


def test_more_places_are_paid_for_and_opened_and_a_levy_yields(table):
    assert (table["change"] > 0).all()
    assert table["as_documented"].all()


def test_the_page_shows_every_row_with_its_interval(table):
    text = write_page(table, WORDS, 2)
    for row in table.to_dict("records"):
        assert f"`{row['option']}`" in text
        assert "±" in cells(row)[4] or row["half"] != row["half"]  # two equal differences have no interval


def test_options_stand_in_the_order_of_the_catalogue():
    rows = [o.row for o in all_options()]
    assert rows == sorted(rows)
    assert len({o.name for o in all_options()}) == len(rows)
