"""The search for plausible behaviour, on a cheap stand-in through the same code: what is planted is found again."""

import json
import math

import numpy as np
import pytest
from made_up_search import LUCK, PLANTED, SPACE, StandIn, shows

from sim.config import places
from sim.config.configure import configure
from sim.config.values import with_values
from sim.core.errors import CheckError, InputError
from sim.experiments import ensemble
from sim.experiments.plausible import told
from sim.experiments.plausible.borrowed import borrow, points_of
from sim.experiments.plausible.country import Country, shipped
from sim.experiments.plausible.emulate import Emulator
from sim.experiments.plausible.identify import identify
from sim.experiments.plausible.kept import Task
from sim.experiments.plausible.moments import Moment, distance, in_fit, quality
from sim.experiments.plausible.search import Sizes, search, sizes_for
from sim.experiments.plausible.space import behaviour

SIZES = Sizes(first=24, later=12, waves=2, generations=5, members=22)
START = np.array([0.9, 0.9, 0.5])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("search")


@pytest.fixture(scope="module")
def found(folder):
    return search(StandIn(), folder, START, sizes=SIZES)


def test_a_planted_parameter_is_found_again(found):
    """Two informative moments with standard deviation .07 of the figure; tolerance of the point: 4 of them."""
    best = SPACE.values(found.best.lived.task.point)
    assert best["economy.made.up"] == pytest.approx(3.0, abs=4 * 0.07 / 0.3)
    assert math.log(best["economy.made.loud"]) == pytest.approx(math.log(20.0), abs=4 * 0.07 / 0.6)
    assert found.best.fresh_near < 1.5 < 20.0 < found.start.fresh_near


def test_what_is_left_holds_the_truth_and_little_else(found):
    assert found.region.holds(SPACE.point(PLANTED)[None])[0]
    assert found.waves[-1].share < 0.05
    assert not found.region.beyond


def test_each_parameter_is_said_to_be_as_well_known_as_it_is(found):
    up, loud, silent = identify(SPACE, found.region, found.left)
    assert up.word == loud.word == "identified" and up.low < 3.0 < up.high and loud.low < 20.0 < loud.high
    assert silent.word == "not identified" and silent.signal < 1.0
    assert {up.partner, loud.partner} == {"economy.made.up", "economy.made.loud"} and up.correlation < -0.2


def test_twenty_sets_are_kept_and_each_was_believed_in_fresh_worlds(found):
    assert len(found.members) >= 20 and found.complete
    assert all(s.plausible and s.fresh and math.isfinite(s.held_out) for s in found.members)
    spread = np.std([s.lived.task.point[2] for s in found.members])
    assert spread > 0.15  # nothing is known of the third parameter: the sets hold its whole range (uniform: .29)


def test_going_on_lives_nothing_twice_and_ends_at_the_same(found, folder, monkeypatch):
    monkeypatch.setattr(StandIn, "point", lambda *_: pytest.fail("lived again"))
    again = search(StandIn(), folder, START, sizes=SIZES)
    assert [s.lived.task for s in again.members] == [s.lived.task for s in found.members]
    assert vars(again.waves[-1]) == vars(found.waves[-1]) and again.best.fresh == found.best.fresh


def test_after_an_interruption_the_result_is_that_of_a_search_without_one(found, folder, tmp_path):
    lived = []

    def stop(done, of):
        lived.append(done)
        if done == 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search(StandIn(), tmp_path, START, sizes=SIZES, told=stop)
    assert 38 <= len(list((tmp_path / "points").glob("*.json"))) <= 40
    again = search(StandIn(), tmp_path, START, sizes=SIZES)
    assert [s.lived.task for s in again.members] == [s.lived.task for s in found.members]


@pytest.mark.slow
def test_two_processes_end_where_one_does(tmp_path):
    small = Sizes(8, 4, 1, 1, 3)
    one, two = (search(StandIn(), tmp_path / str(n), START, workers=n, sizes=small) for n in (1, 2))
    assert [s.lived.task for s in one.members] == [s.lived.task for s in two.members]


@pytest.fixture
def now():
    """A clock."""
    return [0.0]


def ticking(now):
    """A stand-in that moves the clock by a second at every point."""

    class Ticking(StandIn):
        def point(self, point, seed, full):
            now[0] += 1.0
            return super().point(point, seed, full)

    return Ticking()


def test_a_budget_is_kept_and_the_best_so_far_is_had(tmp_path, now):
    """A clock that a point moves by a second: 60 of them are enough for no search of this kind."""
    made = search(ticking(now), tmp_path, START, budget=60.0, clock=lambda: now[0], sizes=SIZES)
    assert now[0] <= 60.0 + 1.0 and not made.complete
    assert made.best.near < made.start.near


def test_a_budget_that_is_far_too_small_ends_in_an_answer_without_sets(tmp_path, now):
    """Five points: too few for any emulator, so nothing is ruled out and nothing is believed."""
    made = search(ticking(now), tmp_path, START, budget=5.0, clock=lambda: now[0], sizes=SIZES)
    assert now[0] <= 6.0 and not made.complete and not made.members
    assert [k.word for k in identify(SPACE, made.region, made.left)] == ["not identified"] * 3


def test_sizes_follow_the_budget():
    small, large = (sizes_for(s, 1.5, 3.0, 12) for s in (600.0, 7200.0))
    assert small.first < large.first <= 144 and small.members >= 22 and large.members <= 60
    assert 1.5 * large.first + 3.0 * (large.later * large.waves + large.generations * 11 + 4 * large.members) < 7200


def test_a_moment_that_nothing_meets_is_set_aside_and_named(tmp_path):
    made = search(StandIn(broken=True), tmp_path, START, sizes=Sizes(24, 12, 1, 1, 22))
    assert made.region.beyond == ("never",) and made.waves[-1].share > 0
    assert "never" in " ".join(told.sentences(made))


def test_no_time_for_two_points_is_said(tmp_path):
    clock = iter(range(0, 10_000, 100))
    with pytest.raises(CheckError, match="budget ended before the first two points"):
        search(StandIn(), tmp_path, START, budget=50.0, clock=lambda: next(clock))


def test_an_emulator_tells_luck_from_what_it_does_not_know():
    """60 points with luck of .05: its standard deviation is known to a tenth, tolerance 4 of them."""
    draws = np.random.default_rng(5)
    x, new = draws.random((60, 3)), draws.random((400, 3))
    y = np.array([shows(SPACE.values(p))["third"] for p in x]) + LUCK * draws.normal(size=60)
    made = Emulator(x, y)
    assert math.sqrt(made.noise) == pytest.approx(LUCK, abs=4 * LUCK / 10)
    mean, unknown = made.predict(new)
    gap = (mean - np.array([shows(SPACE.values(p))["third"] for p in new])) / np.sqrt(unknown + 1e-4)
    assert np.sqrt((gap**2).mean()) < 2.0 and np.abs(mean - made.surface(new)).max() < 1e-9


def test_the_ensemble_that_is_written_can_be_read_and_says_how_it_was_made(found, tmp_path):
    config = configure("country=ghana", "people=1500")
    file = told.save(found, config, "made", tmp_path, "sim calibrate ghana --behaviour")
    sets, about = ensemble.read(file), json.loads((tmp_path / "made.json").read_text("utf-8"))
    assert len(sets) == len(found.members) and sets.said("made by") == "sim calibrate ghana --behaviour"
    assert set(sets.behaviour) == set(SPACE.names) and about["parameters"][2]["word"] == "not identified"
    assert {m["name"] for m in about["moments"]} == {"first", "second", "third", "apart"}


def test_another_country_borrows_the_sets_that_its_figures_allow(tmp_path):
    near, far = dict(PLANTED), PLANTED | {"economy.made.up": 9.0}
    source = ensemble.Ensemble("made", (near, far, near | {"economy.made.silent": 0.9}))
    assert points_of(SPACE, source)[0] == pytest.approx(SPACE.point(PLANTED))
    made = borrow(StandIn(), source, tmp_path, tries=0)
    assert made.tried == 3 and [s.lived.task.point[0] for s in made.members] == [0.3, 0.3]


def test_where_too_few_sets_are_left_crosses_with_a_design_are_tried_until_twenty_hold(tmp_path):
    source = ensemble.Ensemble("made", (dict(PLANTED), PLANTED | {"economy.made.up": 9.0}))
    made, again = (borrow(StandIn(), source, tmp_path / name, tries=600) for name in ("one", "two"))
    assert len(made.members) >= 20 and made.crossed == len(made.members) - 1
    assert all(s.plausible for s in made.members) and made.tried % 12 == 2
    assert [s.lived.task.point for s in made.members] == [s.lived.task.point for s in again.members]
    assert made.tried < 602  # twenty before all tries were made


def test_distance_is_in_declared_errors_and_half_of_all_names_are_fitted():
    m = Moment("a", "a", "stock", 1.0, 0.2, 0.03**2, 0.04**2, 1.0, True)
    assert distance([m], {"a": 1.1}) == pytest.approx(2.0)  # .1 over √(.03² + .04²)
    assert math.isnan(distance([m], {}))
    share = np.mean([in_fit(f"moment {k}") for k in range(2000)])
    assert share == pytest.approx(0.5, abs=4 * 0.5 / math.sqrt(2000))


def test_old_and_filled_in_figures_count_less():
    facts = configure("country=ghana").country.facts
    source = next(f.source for f in facts.all if f.published)
    assert [quality(source, years, facts) for years in (0, 5, 9)] == [1.0, 0.5, 0.25]
    assert quality("a rule of ours", 0, facts) == 0.25


def test_every_parameter_that_is_searched_exists_and_its_range_is_allowed():
    config, space = configure(), behaviour()
    assert 6 <= len(space) <= 12
    for d in space.dimensions:
        _, section, name = d.name.split(".")
        about = config.economy[section][name]
        assert about.low <= d.low <= about.value <= d.high <= about.high, d.name
        assert d.source and d.why and about.status in ("assumption", "fitted")


def test_a_bad_table_of_parameters_is_refused(tmp_path):
    file = tmp_path / "space.csv"
    file.write_text("parameter,low,high,scale,source,why\na,2,1,linear,s,w\n", "utf-8")
    with pytest.raises(InputError, match="low must be below high"):
        behaviour(file)


def test_a_task_is_known_by_all_that_decides_it():
    one = Task("wave 1", (0.1, 0.2), 7)
    assert one.name == Task("wave 2", (0.1, 0.2), 7).name
    assert len({one.name, Task("", (0.1, 0.2), 8).name, Task("", (0.1, 0.2), 7, True).name}) == 3


def test_shipped_ensembles_belong_to_their_country_and_can_be_used():
    for file in sorted((places.conf() / "country" / "ensemble").glob("*.csv")):
        sets = ensemble.read(file)
        config = configure(f"country={sets.said('country')}", "people=1500")
        assert len(sets) >= 20 and sets.said("made by").startswith("sim calibrate"), file
        for member in sets.members:
            with_values(config, member)


def test_a_point_of_a_country_solves_its_levels_and_shows_every_moment():
    config, space = configure("country=ghana"), behaviour()
    problem = Country(config, space, people=1500, months=48)
    point = problem.point(shipped(config, space), 3, False)
    assert set(point.values) == {m.name for m in problem.moments()}
    assert all(math.isfinite(v) for n, v in point.values.items() if n != "unemployed_throughout")
    fitted = {f"country.constants.{n}" for n, p in config.country.constants_table.items() if p.status == "fitted"}
    assert set(point.solved) == fitted
    again = problem.point(shipped(config, space), 3, False)
    assert again == point
    fresh = problem.check(shipped(config, space), point.solved, 4, False)
    assert set(fresh.values) == set(point.values) and fresh.values != point.values


def test_the_country_as_shipped_lies_in_the_space():
    config, space = configure("country=ghana"), behaviour()
    values = space.values(shipped(config, space))
    assert values["economy.search.reliability"] == config.economy["search"]["reliability"].value
    assert values["economy.participation.casual_factor"] == pytest.approx(15.0, rel=1e-5)
