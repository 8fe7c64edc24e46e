"""Regret over futures: by hand, with noise, and in worlds that are really lived."""

import numpy as np
import pytest

from sim.core.errors import InputError
from sim.experiments.robustness.futures import crossed, sampled, split
from sim.experiments.robustness.judge import Robustness
from sim.experiments.robustness.regret import clearly_best, judge, regrets, untold_mean


def effects(means, noise=0.0, seeds=8):
    """Packages × futures × seeds with these means; noise is centred, so that the means are kept."""
    rng = np.random.default_rng(2)
    luck = rng.normal(0, noise, (*np.shape(means), seeds))
    return np.array(means)[:, :, None] + luck - luck.mean(axis=2, keepdims=True)


SPECIALIST, ALLROUND, NOTHING = [9.0, 0.0, 1.0], [6.0, 5.0, 4.0], [0.0, 0.0, 0.0]


def test_regret_by_hand():
    """Best by future: 9, 5, 4. The specialist loses 0, 5, 3; the all-rounder 3, 0, 0."""
    assert regrets(np.array([SPECIALIST, ALLROUND])).tolist() == [[0.0, 5.0, 3.0], [3.0, 0.0, 0.0]]
    specialist, allround = judge(effects([SPECIALIST, ALLROUND]), least=4.0)
    assert (specialist.worst.mean, allround.worst.mean) == (5.0, 3.0)
    assert (specialist.worst_future, allround.worst_future) == (1, 0)
    assert (specialist.best, allround.best) == pytest.approx((1 / 3, 2 / 3))
    assert (specialist.enough, allround.enough) == pytest.approx((1 / 3, 1.0))


def test_the_robust_package_is_named_and_where_another_is_better():
    found = Robustness(
        ("nothing", "specialist", "all_round"), ("calm", "crisis", "inflow"),
        effects([NOTHING, SPECIALIST, ALLROUND], 0.3), np.zeros((3, 3, 8)),
    )  # fmt: skip
    said = " ".join(found.answer())
    assert "Smallest largest regret: All round (3.0" in said and "in the future: calm" in said
    assert "Calm: Specialist is clearly better" in said
    assert "3 of 3 futures" in said and "cannot be told apart" not in said


def test_what_luck_hides_is_said():
    """Differences of 0.1 under noise of sd 5 in 6 seeds: nobody is clearly best, and the two cannot be told apart."""
    noisy = effects([[1.0, 1.0], [1.1, 0.9]], 5.0, 6)
    assert clearly_best(noisy) == [None, None]
    assert untold_mean(noisy, 0) == [1]
    found = Robustness(("a", "b"), ("calm", "crisis"), noisy, np.zeros_like(noisy))
    assert sum("cannot be told apart" in s for s in found.answer()) == 2
    assert all(row.max_regret_high > row.max_regret for row in found.table().itertuples())


def test_the_interval_of_mean_regret_covers_the_truth():
    """200 made-up tables of 10 seeds, true regret 2: covered in at least 90 % (95 % less 3.2 standard errors)."""
    rng, covered = np.random.default_rng(8), 0
    for _ in range(200):
        drawn = np.array([[2.0], [0.0]])[:, :, None] + rng.normal(0, 1.0, (2, 1, 10))
        worse = judge(drawn, 0.0)[1].regret
        covered += worse.low <= 2.0 <= worse.high
    assert covered >= 180


def test_futures_are_crossed_and_sampled():
    many, rest = split(
        ["two_ways_to_pay", "context=none,crisis", "country=ghana,malawi", "inclusion=[stipend,child_care]"]
    )
    assert rest == ["two_ways_to_pay", "inclusion=[stipend,child_care]"]
    found = crossed(many)
    assert [f.name for f in found] == ["no shock, ghana", "no shock, malawi", "crisis, ghana", "crisis, malawi"]
    assert found[2].shocks == ("crisis",) and found[0].shocks == ()
    assert len(sampled(found, [{"economy.search.applications": 2.0}] * 3)) == 12
    with pytest.raises(InputError, match="Did you mean 'crisis'"):
        crossed(["context=none,crisys"])


def test_shocks_reach_every_world_of_a_future_and_begin_with_policy():
    from sim.experiments.robustness.judge import worlds

    future = crossed(["context=crisis,none"])[0]
    words = ["scenarios=two_ways_to_pay", "people=2000", "months=24"]
    arms = worlds(words, future, {"places_and_stipend": 1.0, "hiring_subsidy": 0.5}, 12)
    assert all(config.instruments["crisis"]["start"] == 12 for config in arms.values())
    assert arms["hiring_subsidy"].instruments["hiring_subsidy"]["intensity"] == 0.5
    assert arms["hiring_subsidy"].instruments["crisis"].get("intensity", 1.0) == 1.0


def test_the_sets_of_an_ensemble_are_futures(tmp_path):
    """Three sets, two wanted: the first and the second of three, spread evenly; their numbers reach the world."""
    from sim.experiments.robustness.futures import members
    from sim.experiments.robustness.judge import worlds

    file = tmp_path / "mine.csv"
    file.write_text("# country: ghana\nmember,economy.search.applications\n1,2\n2,3.5\n3,5\n")
    sets = members(str(file), "ghana", 2)
    assert [s["economy.search.applications"] for s in sets] == [2.0, 3.5]
    future = sampled(crossed([]), sets)[1]
    words = ["scenarios=two_ways_to_pay", "people=2000", "months=24"]
    arms = worlds(words, future, {"places_and_stipend": 1.0, "hiring_subsidy": 1.0}, 12)
    assert {c.economy["search"]["applications"].value for c in arms.values()} == {3.5}
    assert future.name == "as it is, set 2"
