"""``sim calibrate`` and ``sim uncertainty`` from the command line: what is refused, and the page of what is known."""

import pytest

from sim.__main__ import main
from sim.doors.calibrate import seconds


@pytest.mark.parametrize("text", ["30", "m", "-5m", "3 days", "0s"])
def test_a_budget_is_a_time(text, capsys):
    assert main(["calibrate", "ghana", f"--budget={text}"]) == 2
    assert "a time such as 90s, 30m or 2h" in capsys.readouterr().err


def test_times_in_seconds():
    assert [seconds(t) for t in ("90s", "30m", "2h", "0.5h")] == [90, 1800, 7200, 1800]


def test_searching_and_borrowing_at_once_is_refused(capsys):
    assert main(["calibrate", "ghana", "--behaviour", "--borrow", "ghana"]) == 2
    assert "choose one of them" in capsys.readouterr().err


def test_an_ensemble_that_does_not_exist_is_named(capsys):
    assert main(["calibrate", "senegal", "--borrow", "nowhere"]) == 2
    assert "unknown ensemble 'nowhere'" in capsys.readouterr().err


def test_the_page_of_uncertainty_counts_every_number(tmp_path, capsys):
    assert main(["uncertainty", "ghana", "--no-compare", "--out", str(tmp_path), "--quiet"]) == 0
    page = (tmp_path / "ghana-uncertainty.md").read_text("utf-8")
    assert "# Ghana: what is known" in page and "| behaviour |" in page and "country.constants.net" in page
    assert "sim uncertainty ghana --no-compare" in page
