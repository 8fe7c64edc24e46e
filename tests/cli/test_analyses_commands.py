"""The four analyses as a person types them: one message for wrong input, the missing extra, JSON and files."""

import json
import sys

import pytest

from sim.__main__ import main

BAD = [
    (["sensitivity", "economy.search.applications=1..3"], "two factors or more"),
    (
        ["sensitivity", "economy.search.aplications=1..3", "people=1000..2000"],
        "Did you mean 'economy.search.applications'",
    ),
    (
        ["sensitivity", "people=500..900", "months=12..24", "--method", "sobol", "--points", "10"],
        "a power of two such as 16",
    ),
    (["sensitivity", "people=500..900", "months=12..24", "--outcome", "neet_rte"], "Did you mean 'neet_rate'"),
    (
        ["sensitivity", "people=500..900", "months=12..24", "--outcome", "neet_rate:sex=femal"],
        "Did you mean 'sex=female'",
    ),
    (["sensitivity", "people=500..900", "months=12..24", "--outcome", "tightness:sex=female"], "has no groups"),
    (["sensitivity", "two_ways_to_pay", "people=500..900", "months=24..36", "--effect"], "name the package"),
    (["discover", "people=500..900", "months=12..24", "--points", "5"], "--points: must be at least 20, got 5"),
    (["robustness", "context=none,crysis"], "Did you mean 'crisis'"),
    (["robustness", "two_ways_to_pay", "--shock", "999"], "--shock: must lie in 0 to"),
    (["robustness", "--seeds", "1"], "--seeds: must be at least 2, got 1"),
    (["optimise", "--among", "services"], "write GROUP=option,option"),
    (["optimise", "--budget", "0"], "--budget: must be above 0"),
    (["optimise", "--equity", "gap:sx"], "Did you mean 'sex'"),
    (["optimise", "--intensities", "a"], "--intensities: numbers with commas"),
]


@pytest.mark.parametrize(("words", "said"), BAD, ids=[said for _, said in BAD])
def test_wrong_input_is_one_message_and_exit_code_2(words, said, capsys):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err and "Traceback" not in err


def test_a_missing_extra_is_one_message_that_says_how_to_get_it(monkeypatch, capsys):
    for name in [n for n in sys.modules if n.partition(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "SALib", None)
    assert main(["sensitivity", "people=500..900", "months=12..24", "country=ghana"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "uv sync --extra analysis" in err and "Traceback" not in err


def test_a_small_choice_leaves_json_tables_figure_and_page(capsys, tmp_path, monkeypatch):
    """Two measures, one intensity, two pairs and two fresh ones of 2,000 people for 16 months; the second call lives
    no world again and says the same."""
    monkeypatch.setenv("PASSERELLE_OUTPUTS", str(tmp_path / "outputs"))
    words = ["optimise", "people=2000", "months=16", "--among", "services=hiring_subsidy,job_search_assistance"]
    words += ["--intensities", "1", "--most", "1", "--seeds", "2", "--fresh", "2", "--workers", "1", "--quiet"]
    files = [
        "--csv",
        str(tmp_path / "tables"),
        "--figure",
        str(tmp_path / "front.svg"),
        "--out",
        str(tmp_path / "p.html"),
    ]
    assert main([*words, "--json", *files]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {row["candidate"] for row in told["candidates"]} == {"Hiring subsidy", "Job search assistance"}
    assert all(row["pairs_race"] == 2 and row["cost_race"] > 0 for row in told["candidates"])
    assert (tmp_path / "tables" / "candidates.csv").is_file() and "<svg" in (tmp_path / "front.svg").read_text()
    page = (tmp_path / "p.html").read_text()
    assert "uv run sim optimise people=2000" in page and "http" not in page

    def never(*_):
        raise AssertionError("a world was lived twice")

    monkeypatch.setattr(
        "sim.experiments.compare.pairs.Crew.live", lambda self, arms, start, seeds, job: map(never, seeds)
    )
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == told
