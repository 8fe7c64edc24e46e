"""``sim calibrate`` and ``sim uncertainty`` from the command line: what is refused, and the page of what is known."""

from dataclasses import dataclass, field

import pytest

import sim
from sim.__main__ import main
from sim.core.errors import CheckError
from sim.doors.calibrate import seconds
from sim.experiments import calibrate
from sim.experiments.calibrate import GAINS


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


@dataclass
class Found:
    """A fit that met some of ten moments, and writes down that it was saved."""

    met: int
    nearness: float = 1.0
    saved: list = field(default_factory=list)
    constants: str = "constants"
    targets: tuple = tuple(range(10))

    @property
    def enough(self):
        return self.met >= 6

    def gap(self):
        return self.nearness

    def score(self):
        return f"{self.met} of 10"

    table = score

    def save(self):
        self.saved.append(self.met)


@pytest.fixture
def fits(monkeypatch):
    """Fits that meet what they are told to, one after the other; then Ctrl-C. Returns (what was saved, gains tried)."""

    def script(*met):
        saved, gains, left = [], [], list(met)

        def fit(config, on_month, gain, start):
            gains.append(gain)
            if not left:
                raise KeyboardInterrupt
            return Found(left.pop(0), saved=saved)

        monkeypatch.setattr(calibrate, "fit", fit)
        return saved, gains

    return script


def test_every_better_fit_is_saved_at_once_so_that_an_interruption_loses_none(fits, capsys):
    saved, _ = fits(7, 6, 9)
    assert main(["calibrate", "ghana", "--budget", "30m"]) == 130
    assert saved == [7, 9] and "the best fit so far was saved" in capsys.readouterr().err
    saved, _ = fits(3)
    assert main(["calibrate", "ghana", "--budget", "30m"]) == 130
    assert saved == [] and "nothing was saved" in capsys.readouterr().err


def test_fits_go_on_until_all_is_met_or_a_round_of_gains_brings_nothing_or_the_time_is_over(fits):
    ghana = sim.configure("country=ghana")
    saved, gains = fits(7, 8, 10, 10)
    calibrate.calibrate(ghana, budget=1e9)
    assert saved == [7, 8, 10] and len(gains) == 3
    saved, gains = fits(*[7, 8], *[8] * 20)
    calibrate.calibrate(ghana, budget=1e9)
    assert saved == [7, 8] and len(gains) == 2 + len(GAINS)
    saved, gains = fits(7, 10)
    assert calibrate.calibrate(ghana, budget=0.0) == "7 of 10" and saved == [7] and len(gains) == 1


def test_too_few_moments_are_told_with_what_may_help_and_nothing_is_saved(fits):
    saved, _ = fits(5)
    with pytest.raises(CheckError, match=r"(?s)fewer than three fifths .*--gain 0\.2"):
        calibrate.calibrate(sim.configure("country=ghana"))
    assert saved == []
