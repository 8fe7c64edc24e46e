"""Which runs a sweep has: the same worlds as one by one, composed once a combination, refused before anything runs."""

import numpy as np
import pytest

import sim
from sim.config.values import with_values
from sim.core.errors import InputError
from sim.experiments.sweep import plan, plan_of_points
from sim.experiments.sweep import planning as planning_module
from sim.experiments.sweep.design import names
from sim.experiments.sweep.factors import Factor
from sim.experiments.sweep.points import points

SMALL = ("people=1000", "months=6")
VALUES = [
    ((), {"seed": 7, "population_seed": 3}),
    ((), {"economy.search.applications": 2.5, "people": 900, "months": 3, "holdout": 0.1}),
    ((), {"country.constants.separation": 1.1}),
    (("inclusion=[stipend]",), {"instruments.stipend.intensity": 0.5, "instruments.stipend.start": 2}),
]


def known(words, values):
    """The same with a number that the country has, whatever it is called."""
    if "country.constants.separation" not in values:
        return values
    constants = sim.configure(*SMALL, *words).country.constants_table
    name, leaf = next((n, p) for n, p in constants.items() if p.high is None or p.value * 1.01 <= p.high)
    return {f"country.constants.{name}": leaf.value * 1.01}


@pytest.mark.parametrize(("words", "values"), VALUES, ids=lambda v: ",".join(v))
def test_a_value_put_in_is_the_same_world_as_a_composed_one(words, values):
    values = known(words, values)
    composed = sim.configure(*SMALL, *words, *(f"{key}={value}" for key, value in values.items()))
    assert with_values(sim.configure(*SMALL, *words), values).digest() == composed.digest()


def test_options_are_composed_once_a_combination_and_not_once_a_run(monkeypatch):
    calls = []
    configure = planning_module.configure
    monkeypatch.setattr(planning_module, "configure", lambda *words: calls.append(words) or configure(*words))
    made = plan(*SMALL, "inclusion=[],[stipend]", "seed=range(5)")
    assert len(made) == 10 and len(calls) == 2
    assert made.frame["inclusion"].unique().tolist() == ["none", "stipend"]


def test_the_key_of_a_run_tells_worlds_and_not_words():
    swept = plan(*SMALL, "economy.search.applications=1,2", "seed=range(2)")
    single = plan("months=6", "people=1000", "seed=1", "economy.search.applications=2")
    assert swept.frame["run_key"].is_unique and single.specs[0].key == swept.specs[3].key
    assert plan(*SMALL, "seed=1", window=6).specs[0].key != plan(*SMALL, "seed=1").specs[0].key


def test_a_longer_sobol_sample_begins_with_the_shorter_one():
    factors = [Factor("economy.search.applications", low=1, high=5), Factor("country", ("ghana", "malawi"))]
    assert points("sobol", factors, 100, 1)[:64] == points("sobol", factors, 64, 1)
    assert points("sobol", factors, 8, 2) != points("sobol", factors, 8, 1)


def test_a_latin_hypercube_takes_every_part_of_every_range_once():
    made = points("latin_hypercube", [Factor("a", low=0, high=20), Factor("b", low=1, high=1000, log=True)], 20, 1)
    assert sorted(int(p["a"]) for p in made) == list(range(20))
    assert sorted(int(20 * np.log10(p["b"]) / 3) for p in made) == list(range(20))


def test_sets_change_several_values_together():
    table = {
        "worlds": {"sets": {"calm": {"economy.labour_demand.sd": 0.1}, "poor": {"country": "malawi", "months": 3}}}
    }
    design = planning_module.Design(question="", words=[*SMALL, "seed=1"], factors=table, seeds=[])
    factors = [planning_module.factor(k, v, "") for k, v in table.items()]
    made = planning_module.build("x", design, factors, None, planning_module.WORK)
    assert made.frame["worlds"].tolist() == ["calm", "poor"] and [s.months for s in made.specs] == [6, 3]


def test_an_ensemble_is_a_table_whose_rows_are_lived_together_with_every_seed(tmp_path):
    head = "# plausible sets\nmember,economy.search.applications,economy.labour_demand.sd,distance\n"
    (tmp_path / "ghana.csv").write_text(head + "1,2.5,0.2,1\n2,3.5,0.3,2\n")
    (tmp_path / "own.yaml").write_text("question: why?\nseeds: 3\nfactors: {member: {table: ghana.csv}}\n")
    made = plan(str(tmp_path / "own.yaml"), *SMALL)
    assert made.frame["member"].tolist() == ["1"] * 3 + ["2"] * 3
    assert made.specs[5].values == {"economy.search.applications": 3.5, "economy.labour_demand.sd": 0.3,
                                    "seed": 3, "population_seed": 3}  # fmt: skip
    (tmp_path / "ghana.csv").unlink()
    with pytest.raises(InputError, match=r"table ghana\.csv is neither beside the design"):
        plan(str(tmp_path / "own.yaml"), *SMALL)


def test_the_word_ensemble_brings_the_sets_of_a_country(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("member,economy.search.applications,distance\n1,2.5,1\n2,3.5,2\n")
    made = plan(*SMALL, f"ensemble={file}", "seed=range(2)")
    assert made.frame[["member", "seed"]].to_numpy().tolist() == [["1", 0], ["1", 1], ["2", 0], ["2", 1]]
    assert made.specs[2].values["economy.search.applications"] == 3.5
    with pytest.raises(InputError, match="an ensemble is of one country"):
        plan(*SMALL, f"ensemble={file}", "country=ghana,malawi")


def test_points_of_ones_own_keep_their_order_and_each_seed_has_its_own_people():
    made = plan_of_points(SMALL, [{"economy.search.applications": x} for x in (3.0, 1.0, 2.0)], seeds=[4, 9])
    assert made.frame["economy.search.applications"].tolist() == [3, 3, 1, 1, 2, 2]
    assert [s.values["population_seed"] for s in made.specs] == [4, 9, 4, 9, 4, 9]


def test_every_run_is_in_exactly_one_shard():
    made = plan(*SMALL, "seed=range(50)")
    parts = [{s.key for s in made.shard(k, 4).specs} for k in (1, 2, 3, 4)]
    assert sum(map(len, parts)) == 50 and set.union(*parts) == {s.key for s in made.specs}
    assert {s.key for s in made.shard(0, 4).specs} == parts[3]


@pytest.mark.parametrize("name", names())
def test_shipped_designs_have_a_question_and_can_be_run(name):
    made = plan(name, "people=500", "months=13", "country=ghana")
    assert made.design.question and made.design.source and len(made) == len(made.frame)


BAD = [
    (["country=ghana,gana"], "Did you mean 'ghana'"),
    (["people=2000,5"], "people: must be at least 100, got '5'"),
    (["economy.search.applications=1,200"], "must lie in 0 to 20 a month, got 200"),
    (["economy.serch.applications=1,2"], "Did you mean 'search'"),
    (["instruments.stipend.intensity=0.1,0.2"], "instrument 'stipend' is not in this world"),
    (["scenarios=glob(nothing*)"], "no option of scenarios matches"),
    (["seed=range(3,3)"], "factor seed has no values"),
    (["seed=1,1"], "names a value twice"),
    (["levy_in_six_cuntries"], "Did you mean 'levy_in_six_countries'"),
    (["teach_funnel"], "write scenarios=teach_funnel"),
    (["economy.search.applications=interval(1,2)"], "a grid needs listed values"),
]


@pytest.mark.parametrize(("words", "said"), BAD, ids=[said for _, said in BAD])
def test_wrong_input_is_refused_before_anything_runs(words, said):
    with pytest.raises(InputError, match=said.replace("(", r"\(")):
        plan(*words)


def test_a_wrong_key_in_a_design_is_named_with_its_file(tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text("question: why?\nfactor: {seed: [1]}\n")
    with pytest.raises(InputError, match=r"own.yaml.*unknown key 'factor'.*Did you mean 'factors'"):
        plan(str(file))
    file.write_text("question: why?\nfactors: {seed: {from: 1}}\n")
    with pytest.raises(InputError, match=r"factor seed: a list"):
        plan(str(file))
