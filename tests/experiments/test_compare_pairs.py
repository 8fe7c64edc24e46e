"""Paired worlds: what must be equal to the last digit, what adds up, what is refused, what is kept."""

import json

import numpy as np
import pytest

from sim.config.configure import configure
from sim.experiments.compare import money
from sim.experiments.compare.comparison import compare
from sim.experiments.compare.effects import differences, headline, of_group
from sim.experiments.compare.outcomes import EVERYBODY, NAMES, SPLITS, group
from sim.experiments.compare.pairs import Crew, Keeper
from sim.experiments.compare.plan import BASELINE, plan
from sim.experiments.compare.run import Rule, gather

SMALL = ("people=1500", "months=20")
STIPEND = {"kind": "stipend", "start": 4}


def words(policies, *more):
    """Words of a comparison of these packages; name -> instruments."""
    pairs = [(name, i, f) for name, package in policies.items() for i, f in package.items()]
    written = [f"policies.{name}.instruments.{i}={_flow(f)}" for name, i, f in pairs]
    return (*SMALL, *written, *more)


def _flow(fields):
    return "{" + ",".join(f"{k}:{v}" for k, v in fields.items()) + "}"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """A stipend, the same stipend again, a stipend of nothing, and a subsidy; three pairs."""
    policies = {
        "one": {"grant": STIPEND},
        "two": {"grant": STIPEND},
        "nothing": {"grant": {**STIPEND, "intensity": 0}},
        "subsidy": {"help": {"kind": "hiring_subsidy", "start": 4}},
    }
    return compare(*words(policies), seeds=3, workers=1, bracketed=False, out=tmp_path_factory.mktemp("compare"))


def test_identical_packages_differ_by_exactly_nothing(found):
    for worlds in found.worlds:
        one, two = worlds["one"], worlds["two"]
        assert np.array_equal(one["counts"], two["counts"]) and np.array_equal(one["ledger"], two["ledger"])
        assert np.array_equal(one["window"], two["window"], equal_nan=True)


def test_zero_intensity_is_the_baseline_to_the_last_digit(found):
    assert (differences(found.worlds, "nothing", "decent") == 0).all()
    assert not found.changes["nothing"].any()
    assert "changes nothing, to the last digit" in " ".join(found.answer()) or found.effect("nothing").refused


def test_groups_add_up_in_integers(found):
    for worlds in found.worlds:
        gap = worlds["subsidy"]["counts"] - worlds[BASELINE]["counts"]
        for split, names in SPLITS.items():
            parts = sum(gap[:, 0, group(name)] for name in names)
            assert np.array_equal(parts, gap[:, 0, group("all")]), split


def test_money_is_conserved_in_the_difference(found):
    change = found.changes["subsidy"]
    paid, received = change.sum(axis=(1, 3)), change.sum(axis=(1, 2))
    assert (received - paid).sum(axis=1) == pytest.approx(np.zeros(3), abs=1e-6)


def test_by_law_is_what_the_ledger_says_of_the_subsidy(found):
    by_purpose = money.by_purpose(found.changes["subsidy"])
    assert by_purpose["government", "subsidy"].min() > 0
    government = money.by_law(found.changes["subsidy"])[:, 0]
    parts = sum(v for (payer, _), v in by_purpose.items() if payer == "government")
    assert government == pytest.approx(parts)


def test_below_a_hundred_treated_agents_there_is_no_contrast(found):
    treated = found.reach["one"].agents
    assert treated is not None and treated < 100
    assert found.effect("one").refused == f"only {treated} treated agents"
    rows = [r for r in found.as_json()["rows"] if r["scenario"] == "one"]
    row = next(r for r in rows if r["indicator"] == "young_decent_person_years")
    assert row["difference"] is None and row["refused"]


def test_small_groups_are_left_out(found):
    """A twentieth of 700 young people has a disability: fewer than 100 in a world."""
    package = found.plan.package("subsidy")
    small = of_group(found.plan, found.worlds, package, "decent", "disability=moderate_plus")
    large = of_group(found.plan, found.worlds, package, "decent", "sex=female")
    assert small.refused.startswith("only") and not large.refused


def test_everybody_holds_the_young(found):
    young, whole = (found.worlds[0][BASELINE]["counts"][:, ages, 0, NAMES.index("people")] for ages in (0, EVERYBODY))
    assert (young < whole).all() and whole[0] == pytest.approx(1500, rel=0.01)


def test_a_second_call_lives_no_world_and_says_the_same(found, monkeypatch):
    kept = Keeper(found.folder / "pairs")
    assert kept.read(found.pairs.seeds[0]) is not None
    monkeypatch.setattr("sim.experiments.compare.pairs.one", lambda *_: pytest.fail("a world was lived again"))
    again = gather(found.plan, Rule(3, 3), kept, Crew(1))
    first, second = (headline(found.plan, worlds, "subsidy").tolist() for worlds in (found.worlds, again.worlds))
    assert first == second


def test_ctrl_c_keeps_the_complete_pairs(found, tmp_path):
    class Tired(Crew):
        def live(self, arms, start, seeds, job=None):
            yield 1, found.worlds[0]
            raise KeyboardInterrupt

    pairs = gather(found.plan, Rule(3, 3), Keeper(tmp_path), Tired(1))
    assert pairs.interrupted and pairs.seeds == [1]
    assert Keeper(tmp_path).read(1) is not None


def test_more_pairs_until_the_interval_is_narrow_or_the_cap_is_reached(found, tmp_path):
    class Copies(Crew):
        def live(self, arms, start, seeds, job=None):
            yield from ((seed, found.worlds[seed % 3]) for seed in seeds)

    assert len(gather(found.plan, Rule(3, 5, precision=1e-6), Keeper(tmp_path / "a"), Copies(1)).seeds) == 5
    assert len(gather(found.plan, Rule(3, 9, precision=1e6), Keeper(tmp_path / "b"), Copies(1)).seeds) == 3


def test_the_files_say_what_the_result_says(found):
    folder = found.save(report=True)
    told = json.loads((folder / "comparison.json").read_text())
    assert told["replicates"] == 3 and {r["scenario"] for r in told["money"]} >= {"subsidy"}
    page = (folder / "report.html").read_text()
    assert "http://" not in page.replace("http://www.w3.org", "") and "<script" not in page
    for sentence in found.answer():
        assert sentence.split(":")[0] in page


def test_a_scenario_without_policies_compares_its_measures_with_none():
    made = plan(*SMALL, "inclusion=[stipend]")
    assert [p.name for p in made.packages] == ["stipend"]
    assert made.baseline.instruments == {}


def test_the_illustrative_comparison_is_paired():
    made = plan("scenarios=two_ways_to_pay")
    assert (made.start, made.horizon) == (12, 60)
    assert made.baseline.run_key == configure("scenarios=two_ways_to_pay").run_key
