"""Published findings beside the model: bands, verdicts, and tests that read a world that has lived."""

import math

import pytest

import sim
from sim.experiments.validate import lived
from sim.experiments.validate.rows import evidence
from sim.experiments.validate.run import score, validate
from sim.experiments.validate.tests import NOT_TESTED, all_tests


def test_every_row_has_a_band_a_source_and_a_status():
    rows = evidence()
    assert len(rows) == 94
    for row in rows.values():
        assert row.low < row.high
        assert row.statement and row.outcome and row.unit and row.source and row.status
        assert row.applies_to in ("any", "low income", "GHA", "LBN")


def test_verdicts_follow_the_distance_from_the_band():
    row = evidence()["S12"]  # 0.08 to 0.14
    found = [row.verdict(x) for x in (0.08, 0.10, 0.14, 0.15, 0.17, 0.18, math.nan)]
    assert found == ["hit", "hit", "hit", "near", "near", "miss", "not seen"]
    sign = evidence()["S13"]
    assert (sign.verdict(0.01), sign.verdict(-0.01)) == ("hit", "miss")


def test_every_stylised_fact_is_tested_or_says_why_not():
    facts = {i for i, r in evidence().items() if r.kind == "stylised fact"}
    assert facts == set(all_tests()) | set(NOT_TESTED)
    assert not set(all_tests()) & set(NOT_TESTED)


def test_findings_about_other_countries_are_left_out():
    rows = evidence()
    assert rows["S22"].applies("LBN") and not rows["S22"].applies("GHA")
    assert rows["S16"].applies("GHA") and not rows["S16"].applies("LBN")


@pytest.fixture(scope="module")
def table():
    return validate(["people=1000"], [1])


def test_all_tests_read_a_small_world(table):
    assert len(table) == 94
    seen = table[table["verdict"] != "not tested"]
    assert set(seen["id"]) == {i for i, r in evidence().items() if i in all_tests() and r.applies("GHA")}
    assert seen["value"].notna().mean() > 0.9
    assert sum(score(table).values()) == 94


def test_the_cycle_moves_demand_and_with_it_vacancies(monkeypatch):
    monkeypatch.setattr(lived, "MONTHS", 24 + 60)
    monkeypatch.setattr(lived, "SWING", 0.3)
    world = lived.live(sim.configure("people=3000", "months=84"), cycle=True)
    vacancies = world.series("vacancies", 15)
    assert vacancies[0] > vacancies[1]  # demand rises for fifteen months, then it falls for thirty
