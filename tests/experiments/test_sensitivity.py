"""Sensitivity indices against the function whose indices are known in closed form (Ishigami & Homma 1990)."""

import math

import numpy as np
import pytest

from sim.core.errors import InputError
from sim.experiments.factors.factor import Factor, split
from sim.experiments.sensitivity.analyse import analyse
from sim.experiments.sensitivity.indices import luck

A, B = 7.0, 0.1
ENDS = [Factor(f"economy.toy.x{k}", -math.pi, math.pi) for k in (1, 2, 3)]
VARIANCE = A**2 / 8 + B * math.pi**4 / 5 + B**2 * math.pi**8 / 18 + 0.5
FIRST = np.array([0.5 * (1 + B * math.pi**4 / 5) ** 2, A**2 / 8, 0.0]) / VARIANCE
TOTAL = np.array([FIRST[0] + 8 * B**2 * math.pi**8 / 225 / VARIANCE, FIRST[1], 8 * B**2 * math.pi**8 / 225 / VARIANCE])


def ishigami(points, noise=0.0, seeds=1):
    """sin x₁ + a sin² x₂ + b x₃⁴ sin x₁, and luck of its own in every world beside luck that a seed has everywhere."""
    x = np.array([[p[f.key] for f in ENDS] for p in points])
    y = np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])
    rng = np.random.default_rng(5)
    return y[:, None] + rng.normal(0, 3.0, (1, seeds)) + rng.normal(0, noise, (len(y), seeds))


def test_sobol_finds_the_closed_form_of_ishigami():
    """n = 1,024 base points; tolerance 3 of the printed half-widths / 1.96, at least 0.01 (bias of a finite design)."""
    found = analyse("sobol", ENDS, ishigami, points=1024)
    for index, first, total in zip(found.indices, FIRST, TOTAL, strict=True):
        assert abs(index.value - total) < max(0.01, 3 * (index.high - index.low) / 2 / 1.96)
        assert abs(index.first - first) < max(0.01, 3 * (index.first_high - index.first_low) / 2 / 1.96)


def test_morris_and_pawn_rank_ishigami_as_is_known():
    """Mean absolute effects: all three move the answer; x₃ acts only together with x₁, so its mean effect is near 0."""
    morris = analyse("morris", ENDS, ishigami, points=200)
    assert all(index.established for index in morris.indices)
    assert abs(morris.indices[2].first) < 0.3 * morris.indices[2].value
    pawn = analyse("pawn", ENDS, ishigami, points=600)
    by_value = sorted(range(3), key=lambda k: -pawn.indices[k].value)
    assert by_value == [1, 0, 2]


@pytest.mark.parametrize(("method", "points"), [("morris", 20), ("sobol", 64), ("pawn", 150)])
def test_pure_luck_is_not_taken_for_influence(method, points):
    """A model that answers with noise alone: no factor is established, with 2 replicates and a fixed seed."""
    found = analyse(method, ENDS, lambda p: np.random.default_rng(3).normal(0, 1, (len(p), 2)), points=points)
    assert not found.table()["established"].any()
    assert found.answer()[0] == "No factor can be told from noise."


def test_the_share_of_luck_is_that_which_was_put_in():
    """Noise of sd 4 in 320 points × 4 seeds: its variance is found within 4 standard errors; the seeds' own is not."""
    found = luck(analyse("sobol", ENDS, lambda p: ishigami(p, 4.0, 4), points=64).answers)
    error = 16.0 * math.sqrt(2.0 / (319 * 3))
    assert abs(found.noise - 16.0) < 4 * error
    assert abs(found.share - 4.0 / (VARIANCE + 4.0)) < 0.1


def test_a_factor_below_the_floor_of_luck_is_said_to_be_untold():
    noisy = analyse("sobol", ENDS, lambda p: ishigami(p, 12.0, 2), points=64)
    said = noisy.table().set_index("factor")["said"]
    assert said["economy.toy.x3"] == "cannot be told from noise"
    assert "of the variance" in noisy.about_luck()


def test_whole_numbers_stay_whole_and_words_with_a_range_are_factors():
    whole = Factor("people", 2, 4, whole=True)
    counts = np.bincount([int(whole.at(u)) for u in np.linspace(0, 1, 3001)])
    assert counts[2:].tolist() == pytest.approx([1000, 1000, 1000], abs=2)
    assert split(["a=1..2", "months=3"]) == (["a=1..2"], ["months=3"])


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("economy.search.aplications=1..3", "Did you mean 'economy.search.applications'"),
        ("economy.search.applications=3..1", "low must be below high"),
        ("economy.search.applications=1..x", "written key=low..high"),
        ("economy.search.applications=-5..3", "must lie in"),
        ("people=1000..2000.5", "whole numbers"),
    ],
)
def test_a_wrong_factor_is_one_message(word, said):
    import sim
    from sim.experiments.factors.factor import factors

    with pytest.raises(InputError, match=said.replace("(", r"\(")):
        factors([word], sim.configure("country=ghana", "people=2000", "months=12"))


def test_an_answer_is_kept_and_not_asked_again(tmp_path, monkeypatch):
    """Two points, then three: only the third is lived. A torn last line counts as not there."""
    from sim.experiments.factors import question
    from sim.experiments.factors.measure import measure

    monkeypatch.setenv("PASSERELLE_OUTPUTS", str(tmp_path))
    lived = []
    monkeypatch.setattr(question, "answer", lambda asked, point, seed: (lived.append(point), (point["months"], 0.0))[1])
    asked = question.question(["country=ghana", "people=500", "months=12"], measure("neet_rate"), 2, effect=False)
    points = [{"months": 12.0}, {"months": 13.0}]
    assert question.ask(asked, points).tolist() == [[12.0, 12.0], [13.0, 13.0]]
    assert question.ask(asked, [*points, {"months": 14.0}])[:, 0].tolist() == [12.0, 13.0, 14.0]
    assert len(lived) == 6
    file = next((tmp_path / "bench").glob("*.txt"))
    file.write_text(file.read_text()[:-2])
    assert question.ask(asked, [{"months": 14.0}]).tolist() == [[14.0, 14.0]] and len(lived) == 7
