"""``sim compare`` as a person types it: one message for wrong input, tables on stdout, JSON for programs."""

import json

import pytest

from sim.__main__ import main

BAD = [
    (["baseline"], "nothing to compare"),
    (["--seeds", "1"], "--seeds: must be at least 2, got 1"),
    (["--precision", "0"], "--precision: must be above 0"),
    (["two_ways_to_pay", "policy=hiring_subsdy"], "Did you mean 'hiring_subsidy'"),
    (["two_ways_to_pey"], "Did you mean 'two_ways_to_pay'"),
    (["months=12"], "raise months"),
    (["inclusion=[stipend]", "instruments.stipend.start=200"], "raise months"),
    (["--brackts"], "Did you mean '--no-brackets'"),
]


@pytest.mark.parametrize(("words", "said"), BAD, ids=[said for _, said in BAD])
def test_wrong_input_is_one_message_and_exit_code_2(words, said, capsys):
    assert main(["compare", *words]) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err and "Traceback" not in err


def test_the_result_of_a_small_comparison(capsys, tmp_path):
    """Two pairs of 1,500 people for sixteen months; the second call reads what the first has kept."""
    words = ["compare", "people=1500", "months=16", "equal_money=false", "--seeds", "2", "--workers", "1"]
    words += ["--no-brackets", "--out", str(tmp_path), "--quiet"]
    assert main([*words, "--json", "--csv", str(tmp_path / "tables")]) == 0
    told = json.loads(capsys.readouterr().out)
    keys = {"scenario", "indicator", "group", "baseline", "policy", "difference", "low", "high", "replicates"}
    assert all(keys <= set(row) for row in told["rows"])
    assert all({"scenario", "payer", "purpose", "amount"} <= set(row) for row in told["money"])
    assert {row["found"] for row in told["expected"]} <= {"hit", "miss", "not established"}
    assert (tmp_path / "tables" / "who_pays.csv").is_file()
    assert (tmp_path / told["compare_key"] / "report.html").is_file()

    assert main(words) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 120
    for line in ("Additional person-years in 4 months", "Who pays by law", "Cost per additional person-year"):
        assert line in out
