"""Published findings beside the model: bands, verdicts, and tests that read a world that has lived."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest

import sim
from sim.experiments.trial.design import written_in
from sim.experiments.trial.evidence import read_bands
from sim.experiments.validate import lived
from sim.experiments.validate.notes import notes
from sim.experiments.validate.rows import evidence
from sim.experiments.validate.run import FACT, answered, score, scores, validate
from sim.experiments.validate.tests import COUNTRIES, TRIALS, all_tests
from sim.experiments.validate.trials import answers, made, scenarios

OURS = {"ETH", "GHA", "LBN", "MWI", "SEN", "TZA"}


def test_every_row_has_a_band_a_source_and_a_status():
    rows = evidence()
    assert len(rows) == 94
    for row in rows.values():
        assert row.low < row.high
        assert row.statement and row.outcome and row.unit and row.source and row.status
        assert row.applies_to in ("any", "low income", "richer") or set(row.applies_to.split()) <= OURS


def test_verdicts_follow_the_distance_from_the_band():
    row = evidence()["S12"]  # 0.08 to 0.14
    found = [row.verdict(x) for x in (0.08, 0.10, 0.14, 0.15, 0.17, 0.18, math.nan)]
    assert found == ["hit", "hit", "hit", "near", "near", "miss", "not seen"]
    sign = evidence()["S13"]
    assert (sign.verdict(0.01), sign.verdict(-0.01)) == ("hit", "miss")


def test_every_row_is_tested_or_says_why_not():
    known, told = notes(), {i for i, n in notes().items() if n.untested}
    assert set(evidence()) == answered() | told
    assert not answered() & told
    assert set(known) <= set(evidence())


def test_bands_of_trials_are_those_of_the_table():
    rows = evidence()
    for name in scenarios():
        for band in read_bands(written_in(name)["band"], name):
            row = rows[band.evidence]
            assert (band.low, band.high, band.unit) == (row.low, row.high, row.unit), band.evidence


def test_findings_about_other_countries_are_left_out():
    rows = evidence()
    assert rows["S01"].applies("LBN") and not rows["S01"].applies("GHA")  # of rich countries
    assert rows["S22"].applies("LBN") and not rows["S22"].applies("GHA")
    assert rows["S16"].applies("GHA") and not rows["S16"].applies("LBN")


@pytest.fixture(scope="module")
def table():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lived, "MONTHS", 72)
        return validate(["people=1000", "country=ghana"], [1])


def test_all_tests_read_a_small_world(table):
    assert len(table) == 94
    seen = table[table["verdict"] != "not tested"]
    own = {i for i, t in all_tests().items() if t.world != TRIALS}
    assert set(seen["id"]) == {i for i in own if evidence()[i].applies("GHA") or all_tests()[i].world == COUNTRIES}
    assert seen["value"].notna().mean() > 0.9
    assert sum(score(table).values()) == 94


def test_a_finding_is_the_mean_of_the_countries_it_is_about(monkeypatch):
    monkeypatch.setattr(lived, "MONTHS", 36)
    row = validate(["people=3000"], [1], only=["S27"]).iloc[0]
    parts = dict(part.split() for part in row["read_in"].split(", "))
    assert set(parts) == {"LBN", "MWI"}
    assert row["value"] == pytest.approx(sum(map(float, parts.values())) / 2, abs=0.01)


def test_scores_stand_apart_and_add_up(table):
    found = scores(table)
    whole = [found[k] for k in ("stylised facts", "trials", "estimators on published data")]
    assert {v: sum(s[v] for s in whole) for v in score(table)} == score(table)
    assert found["estimators on published data"]["hit"] == 3
    fitted = (table["fitted"] != "") & (table["kind"] == FACT)
    free = found["stylised facts that took no part in any fit"]
    assert sum(free.values()) == sum(found["stylised facts"].values()) - fitted.sum()


def test_trials_are_run_and_answer_their_rows():
    """One world of 3,000 people: the figures mean nothing, the path from the scenario to the row does."""
    table = validate([], [1], only=["I46"], trial_seeds=0)
    assert table["reason"].tolist() == ["trials were not run"]
    design = made("trial_search_help", [], 3_000, 2)
    assert (design.seeds, design.config.people, design.economy) == (2, 3_000, False)
    row = next(iter(read_bands(written_in("trial_search_subsidy")["band"], "")))
    trial = SimpleNamespace(
        evidence=pd.DataFrame([{"evidence": "I25", "group": "everybody", "horizon": 4, "simulated": 3.0, "half": 1.0}]),
        design=SimpleNamespace(bands=(row,)),
    )
    assert answers({"x": trial}) == {"I25": (3.0, 1.0)}


def test_the_cycle_moves_demand_and_with_it_vacancies(monkeypatch):
    monkeypatch.setattr(lived, "MONTHS", 24 + 60)
    monkeypatch.setattr(lived, "SWING", 0.3)
    world = lived.live(sim.configure("people=3000", "months=84"), cycle=True)
    vacancies = world.series("vacancies", 15)
    assert vacancies[0] > vacancies[1]  # demand rises for fifteen months, then it falls for thirty
