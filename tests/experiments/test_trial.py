"""A trial inside the model: the lottery, the contrast, what it cannot see, and what is refused."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import sim
from sim.__main__ import main
from sim.core.errors import InputError
from sim.core.hits import Offer
from sim.experiments.trial import estimate, saturation
from sim.experiments.trial.cohort import Named, Offered, check_offered_to_persons, enrol
from sim.experiments.trial.design import design, written_in
from sim.experiments.trial.evidence import beside, read_bands
from sim.experiments.trial.outcomes import OUTCOMES
from sim.experiments.trial.worlds import follow
from sim.instruments import build

FARES = ("inclusion=[transport_allowance]", "instruments.transport_allowance.start=1")
SEARCH = (
    "theory=displacement", "people=10000", "months=1", "instruments.help.kind=job_search_assistance",
    "instruments.help.applications=0.3", "instruments.help.target={age: 15-64}",
)  # fmt: skip


# ---- contrasts


def test_chance_imbalance_is_taken_out_and_who_left_is_not_counted():
    offered = np.array([True, True, False, False, False])
    without = np.array([[1.0], [1.0], [0.0], [0.0], [np.nan]])
    with_it = np.array([[1.0], [1.0], [0.0], [1.0], [np.nan]])
    found = estimate.contrast(with_it, without, offered)
    assert (found.offered[0], found.control[0]) == (1.0, 0.5)
    assert (found.raw[0], found.placebo[0], found.itt[0]) == (0.5, 1.0, -0.5)


def test_the_error_within_a_world_is_that_of_two_means():
    """Without a twin (same values in the other world's arms) the variance is s²/n in each arm."""
    rng = np.random.default_rng(1)
    y, offered = rng.normal(size=(400, 1)), np.arange(400) % 2 == 0
    found = estimate.contrast(y, np.zeros_like(y), offered)
    expected = np.sqrt(y[offered].var() / 200 + y[~offered].var() / 200)
    assert found.error[0] == pytest.approx(expected, rel=1e-12)


def test_twins_who_do_not_differ_leave_no_error():
    y = np.random.default_rng(2).normal(size=(50, 3))
    found = estimate.contrast(y, y, np.arange(50) < 25)
    assert (found.itt == 0.0).all() and (found.error == 0.0).all()


# ---- the offer


def test_only_the_winners_of_the_lottery_are_offered_and_more_share_is_nested():
    config = sim.configure(*FARES, "people=2000", "months=3")
    some, more = (follow(config, "transport_allowance", 1, (1,), Offer(s)).cohort for s in (0.3, 0.6))
    assert np.array_equal(some.pid, more.pid)
    assert set(some.pid[some.offered]) < set(some.pid[more.offered])
    assert abs(some.offered.mean() - 0.3) < 4 * np.sqrt(0.21 / len(some.pid))


def test_the_named_are_reached_whatever_becomes_of_them():
    people = SimpleNamespace(pid=np.array([5, 0, 7, 9]))
    target = Named(np.array([9, 5]))
    assert target.mask(people, 0).tolist() == [True, False, False, True]
    assert target.mask(people, 0, np.array([2, 3])).tolist() == [False, True]


def test_an_offer_keeps_everything_of_the_instrument_but_the_target():
    instrument = build(sim.configure(*FARES).instruments)["transport_allowance"]
    offered = Offered(instrument, np.array([1, 2]))
    assert offered.changes() == instrument.changes()
    assert (offered.start, offered.shares, offered.kind) == (1, instrument.shares, "transport_allowance")


def test_without_intensity_nothing_differs_to_the_bit():
    config = sim.configure(*FARES, "people=2000", "months=12", "instruments.transport_allowance.intensity=0")
    none, all_ = (follow(config, "transport_allowance", 1, (3,), Offer(s)) for s in (0.0, 1.0))
    assert np.array_equal(none.y, all_.y, equal_nan=True) and np.array_equal(none.others, all_.others)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("financing=[public_places_block]",), "cannot be offered to one person"),
        (("financing=[levy_revenue_only]",), "cannot be offered to one person"),
        ((*FARES, "instruments.transport_allowance.target=nobody"), "nobody"),
    ],
)
def test_what_is_not_offered_to_persons_is_refused(words, says):
    config = sim.configure(*words)
    name = next(iter(config.instruments))
    with pytest.raises(InputError, match=says):
        check_offered_to_persons(name, build(config.instruments)[name])


# ---- what a trial cannot see


@pytest.fixture(scope="module")
def months():
    """One month of more search by half of the jobseekers: jobs fixed, and jobs that grow with search; 10,000 people."""
    grow = "limit.month=[open_the_budgets,post_in_proportion,meet_by_function]"
    worlds = {"fixed": "limit.numbers.elasticity=0", "grow": grow}
    made = {k: design(sim.configure(*SEARCH, w), horizons=[1], seeds=2) for k, w in worlds.items()}
    return {k: estimate.run(d) for k, d in made.items()}


def test_the_trial_sees_the_same_whether_jobs_are_fixed_or_grow(months):
    """Ratio of offered to control 1.10 = 3.3 applications to 3; two worlds, tolerance four standard errors."""
    for result in months.values():
        row = result.row("employment", 1)
        ratio = 1.0 + row["itt"] / row["control"]
        assert ratio == pytest.approx(1.1, abs=4 * 0.016)  # (1 − f)/(f n) in both arms of 5,000, two worlds


def test_the_economy_gains_nothing_where_jobs_are_fixed(months):
    """Nobody gains in the total when jobs are fixed; 10 % more matches of one half when they grow with search."""
    assert abs(months["fixed"].row("employment", 1)["economy"]) < 0.002
    assert months["grow"].row("employment", 1)["economy"] == pytest.approx(0.05, abs=0.01)


# ---- saturation


def test_markets_are_dealt_out_evenly_within_town_and_country():
    area = np.array([0] * 9 + [1] * 6)
    dealt = saturation.deal(3, area, (0.0, 0.5, 1.0))
    counts = [[sum(dealt[k] == s for k in np.flatnonzero(area == a)) for s in (0.0, 0.5, 1.0)] for a in (0, 1)]
    assert counts == [[3, 3, 3], [2, 2, 2]]
    assert saturation.deal(3, area, (0.0, 0.5, 1.0)) == dealt != saturation.deal(4, area, (0.0, 0.5, 1.0))


def test_the_parts_of_a_market_add_up_and_nothing_happens_without_policy():
    config = sim.configure(*FARES, "people=3000")
    made = design(config, horizons=[2], seeds=1, saturation=[0.0, 1.0])
    rows = pd.DataFrame(saturation.one_seed(made, 1))
    assert np.allclose(rows["treated"] + rows["untreated"] + rows["others"], rows["total"])
    assert (rows.loc[rows["share"] == 0.0, "offered"] == 0).all()
    everybody = rows[rows["share"] == 1.0]
    assert (everybody["offered"] == everybody["eligible"]).all()


# ---- evidence


BAND = {"evidence": "X1", "outcome": "employment", "horizon": 6, "low": 2, "high": 6, "unit": "pp", "source": "a study"}


@pytest.mark.parametrize(("itt", "hit", "touches"), [(0.04, True, True), (0.01, False, True), (-0.05, False, False)])
def test_a_figure_is_a_hit_inside_the_band_and_a_miss_outside(itt, hit, touches):
    table = pd.DataFrame([{"outcome": "employment", "horizon": 6, "itt": itt, "half": 0.02, "control": 0.5}])
    row = beside(read_bands([BAND], "x"), table).iloc[0]
    assert (row["hit"], row["interval_touches"]) == (hit, touches)
    relative = beside(read_bands([BAND | {"unit": "pct"}], "x"), table).iloc[0]
    assert relative["simulated"] == pytest.approx(100 * itt / 0.5)


@pytest.mark.parametrize(
    ("change", "says"),
    [({"outcome": "joy"}, "joy"), ({"unit": "W"}, "unit"), ({"low": 9}, "below"), ({"who": 1}, "who"),
     ({"horizon": 0}, "horizon")],
)  # fmt: skip
def test_bands_are_checked(change, says):
    with pytest.raises(InputError, match=says):
        read_bands([BAND | change], "scenario x")


# ---- what is refused


@pytest.mark.parametrize(
    ("given", "says"),
    [({"share": 1.0}, "share"), ({"horizons": [0]}, "horizons"), ({"seeds": 0}, "seeds"),
     ({"saturation": [0.5]}, "saturation"), ({"instrument": "stipend"}, "stipend")],
)  # fmt: skip
def test_a_wrong_design_is_refused(given, says):
    with pytest.raises(InputError, match=says):
        design(sim.configure(*FARES), **given)


def test_a_world_without_policy_cannot_be_tried_and_several_must_be_told_apart():
    with pytest.raises(InputError, match="no policy"):
        design(sim.configure())
    with pytest.raises(InputError, match="--of"):
        design(sim.configure(*FARES, "services=[hiring_subsidy]"))


def test_few_treated_are_refused_with_their_number_and_a_way_out(capsys):
    assert main(["trial", *FARES, "people=300", "--horizons", "1", "--seeds", "1"]) == 2
    err = capsys.readouterr().err
    assert "treated agents" in err and "zoom" in err and "300" in err


# ---- the command


def test_the_command_prints_everything_and_writes_page_and_tables(tmp_path, capsys):
    words = ["trial", *FARES, "people=2000", "--horizons", "1,2", "--seeds", "2", "--workers", "1", "--quiet"]
    files = ["--csv", str(tmp_path / "tables"), "--out", str(tmp_path / "page.html")]
    assert main([*words, *files, "--json", "--saturation", "0,100"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["horizons"] == [1, 2] and said["seeds"] == 2 and len(said["saturation"]) > 0
    row = next(r for r in said["effects"] if r["outcome"] == "employment" and r["horizon"] == 2)
    assert row["itt"] == pytest.approx(row["raw"] - row["placebo"])
    assert row["treated"] == row["n_offered"] >= 100 and row["least"] >= 0
    assert {f.name for f in (tmp_path / "tables").iterdir()} >= {"effects.csv", "replicates.csv", "saturation.csv"}
    page = (tmp_path / "page.html").read_text()
    assert "Pilot against scale-up" in page and "http" not in page.replace("http://www.w3.org", "")
    assert main([*words, "--out", str(tmp_path / "page.html")]) == 0
    assert "In employment" in capsys.readouterr().out


def test_the_scenario_says_how_the_trial_is_run(tmp_path):
    file = tmp_path / "mine.yaml"
    text = "people: 2000\ninstruments: {fares: {kind: transport_allowance}}\n"
    file.write_text(text + f"trial: {{share: 0.4, horizons: [3], seeds: 2}}\nband: [{json.dumps(BAND)}]\n")
    config = sim.configure(f"scenarios='{file}'")
    made = design(config, written_in(str(file)))
    assert (made.share, made.horizons, made.seeds, len(made.bands)) == (0.4, (3, 6), 2, 1)
    assert config.run_key == sim.configure("people=2000", "instruments.fares.kind=transport_allowance").run_key


# ---- who is recruited, who is read


def test_people_are_recruited_where_a_course_is_in_reach():
    words = ("people=6000", "months=3", "scenarios=trial_certified_training")
    from sim.model import LabourMarket
    from sim.training.reach import reach

    model = LabourMarket(sim.configure(*words))
    model.run_for(1)
    everywhere, near = (
        enrol(model, "course", model.instruments["course"], Offer(0.5), r) for r in ("all", "near_courses")
    )
    in_reach = reach(model, masters=False).size > 0
    assert set(near.pid) == set(everywhere.pid[in_reach[everywhere.market]])
    assert 0 < len(near.pid) < len(everywhere.pid)


def test_a_course_of_six_months_ends_after_six_months():
    config = sim.configure("people=8000", "months=9", "scenarios=trial_certified_training")
    found = follow(config, "course", 1, (5, 8), Offer(1.0), recruit="near_courses")
    names = list(OUTCOMES)
    trained = found.y[1][:, names.index("trained")] == 1
    done, years = (found.y[:, :, names.index(n)] for n in ("completed", "learning_years"))
    assert trained.sum() > 20
    assert done[0].sum() == 0 and done[1][trained].mean() > 0.5
    assert np.median(years[1][trained]) == 0.5


def test_groups_of_the_cohort_add_up_to_all_of_it():
    written = {"trial": {"groups": [{"sex": "female"}, {"sex": "male"}]}}
    config = sim.configure(*FARES, "people=3000", "months=3")
    made = design(config, written, horizons=[2], seeds=1)
    arms = Offer(0.5)
    trial, nobody = (estimate.lived(made, made.world(1), o, arms) for o in (arms, Offer(0.0)))
    rows = pd.DataFrame(estimate.rows_of(made, 1, trial, nobody, None))
    counts = rows[rows["outcome"] == "employment"].set_index("group")["n_control"]
    assert counts["sex: female"] + counts["sex: male"] == counts["everybody"]
    assert rows["economy"].isna().all()


def test_those_not_offered_lose_where_jobs_are_fixed(months):
    """Half of 10,000 search a tenth more: the others find at 1/1.05 the rate, four standard errors wide."""
    spill = {name: r.row("employment", 1)["spill"] / r.row("employment", 1)["without"] for name, r in months.items()}
    assert spill["fixed"] == pytest.approx(1 / 1.05 - 1, abs=0.02)
    assert spill["grow"] == pytest.approx(0.0, abs=0.02)
