"""Ensembles: what a file holds, pairs that go round its sets, and an interval taken apart on planted numbers."""

import numpy as np
import pytest

from sim.config.configure import configure
from sim.config.values import with_values
from sim.core.errors import InputError
from sim.doors.uncertainty import _conclusions
from sim.experiments.compare.comparison import compare
from sim.experiments.compare.plan import plan
from sim.experiments.compare.sets import Settling, parts, verdict
from sim.experiments.compare.world import live
from sim.experiments.ensemble import Ensemble, read, taken, write
from sim.report.compare.decision import lines

KEY, LEVEL = "economy.search.reliability", "country.constants.home_m"
SMALL = ("people=1500", "months=14", "policies.grant.instruments.grant={kind:stipend,start:4}")


@pytest.fixture
def file(tmp_path):
    members = ({KEY: 0.3, LEVEL: -2.0}, {KEY: 0.5, LEVEL: -2.5})
    return write(Ensemble("made", members, ("country: ghana", "facts: none")), tmp_path / "made.csv")


def test_a_file_gives_back_what_was_written(file):
    found = read(file)
    assert found.members == ({KEY: 0.3, LEVEL: -2.0}, {KEY: 0.5, LEVEL: -2.5})
    assert found.said("country") == "ghana" and found.behaviour == [KEY]


def test_a_set_changes_its_numbers_and_no_others():
    base = configure("country=ghana", "people=1500")
    made = with_values(base, {KEY: 0.3, LEVEL: -2.0})
    assert made.parameters.search.reliability == 0.3 and made.country.constants.home_m == -2.0
    assert made.parameters.search._replace(reliability=0.4) == base.parameters.search._replace(reliability=0.4)
    assert made.country.constants._replace(home_m=0.0) == base.country.constants._replace(home_m=0.0)
    assert made.digest() != base.digest()


def test_a_number_that_does_not_exist_or_lies_outside_its_range_is_refused():
    base = configure("country=ghana", "people=1500")
    with pytest.raises(InputError, match=r"unknown economy\.search key 'reliabilty'\. Did you mean 'reliability'"):
        with_values(base, {"economy.search.reliabilty": 0.3})
    with pytest.raises(InputError, match="must lie in 0 to 1"):
        with_values(base, {KEY: 7.0})


def test_words_that_name_an_ensemble(file):
    assert taken(["a=1", "ensemble=off"]) == (["a=1"], None)
    with pytest.raises(InputError, match="one ensemble at a time"):
        taken(["ensemble=on", "ensemble=off"])
    with pytest.raises(InputError, match="unknown ensemble 'nowhere'"):
        plan(*SMALL, "ensemble=nowhere")
    with pytest.raises(InputError, match="holds levels of ghana, not of senegal"):
        plan("country=senegal", *SMALL, f"ensemble={file}")


def test_every_set_has_the_same_number_of_pairs_and_two_at_least(file):
    made = plan(*SMALL, f"ensemble={file}")
    assert [made.whole(n) for n in (1, 4, 5, 20)] == [4, 4, 6, 20]
    assert plan(*SMALL).whole(5) == 5 and plan(*SMALL).key != made.key


def test_pairs_go_round_the_sets_and_the_interval_is_taken_apart(file, tmp_path):
    found = compare(*SMALL, f"ensemble={file}", seeds=4, workers=1, bracketed=False, out=tmp_path)
    assert found.replicates == 4
    rows = found.as_json()["ensemble"]["rows"]
    head = next(r for r in rows if r["outcome"] == "young_decent")
    assert (head["sets"], head["replicates"]) == (2, 4)
    assert head["both_high"] - head["both_low"] >= head["chance_high"] - head["chance_low"]
    assert "warning" not in found.notes and any("other facts" in note for note in found.notes)
    second = with_values(found.plan.arms["grant"], {KEY: 0.5, LEVEL: -2.5}).changed(seed=2, population_seed=2)
    assert np.array_equal(live(second, 4, watch=Settling(4))["counts"], found.worlds[1]["grant"]["counts"])


def planted(between, chance, sets=400, pairs=5, mean=1.0, seed=1):
    draws = np.random.default_rng(seed)
    of = np.repeat(np.arange(sets), pairs)
    return mean + between * draws.normal(size=sets)[of] + chance * draws.normal(size=len(of)), of


def test_planted_variances_are_found_again():
    """400 sets of 5 pairs: errors of both standard deviations are below 4 % and 2 %; tolerance 4 standard errors."""
    found = parts(*planted(between=2.0, chance=3.0))
    assert found.between == pytest.approx(2.0, abs=4 * 0.09)
    assert found.chance * np.sqrt(2000) == pytest.approx(3.0, abs=4 * 0.053)
    assert found.mean == pytest.approx(1.0, abs=4 * np.hypot(2.0 / 20, 3.0 / np.sqrt(2000)))
    assert found.most > found.between and found.p < 1e-6


def test_without_parameter_uncertainty_all_is_chance():
    """40 sets of 3 pairs, 200 draws: the interval of chance covers the truth in 95 %; 4 binomial standard errors."""
    found = [parts(*planted(0.0, 1.0, sets=40, pairs=3, seed=s)) for s in range(200)]
    covered = np.mean([p.by_chance.low <= 1.0 <= p.by_chance.high for p in found])
    assert covered == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 200))
    assert np.mean([p.between for p in found]) < 0.2
    assert np.mean([p.most >= 0.0 for p in found]) == 1.0


def test_a_sign_that_changes_between_sets_is_said():
    steady, shaky = parts(*planted(0.1, 1.0)), parts(*planted(2.0, 1.0))
    assert not steady.changes_sign and "sign changes" not in verdict(steady)
    assert shaky.changes_sign and "sign changes" in verdict(shaky)
    assert shaky.above == pytest.approx(0.69, abs=0.1)  # normal with mean 1 and standard deviation 2


def test_one_pair_a_set_cannot_be_taken_apart():
    assert parts([1.0, 2.0, 3.0], [0, 1, 2]) is None
    assert parts([1.0, 2.0, 3.0], [0, 0, 0]) is None


def test_the_page_says_which_conclusions_change_sign(file, tmp_path):
    words = ("policies.other.instruments.grant={kind:hiring_subsidy,start:4}",)
    found = compare(*SMALL, *words, f"ensemble={file}", seeds=4, workers=1, bracketed=False, out=tmp_path)
    page = "\n".join(_conclusions(found))
    assert "Grant against other: in decent work" in page and "change sign inside the ensemble" in page
    labels = [line.label for line in lines(found)]
    assert {"Chance alone", "Parameters alone", "Both together", "Does the sign hold?"} <= set(labels)
    assert "Over 2 plausible parameter sets, additional person-years" in labels
    assert found.csv(tmp_path / "csv").joinpath("ensemble.csv").is_file()
