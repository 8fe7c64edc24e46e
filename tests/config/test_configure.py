"""A configuration is composed of options, changed by words, and frozen."""

import pickle
import shutil

import pytest
import yaml
from pydantic import ValidationError

import sim
from sim.config import places
from sim.config.facts import Facts
from sim.core.errors import InputError


def test_the_default_world_is_ghana_without_a_policy():
    config = sim.configure()
    assert (config.country.name, config.scenario, config.size) == ("Ghana", "baseline", "standard")
    assert (config.people, config.months, config.seed, config.population_seed) == (20_000, 120, 1, 1)
    assert config.instruments == {} and config.zoom is None


@pytest.mark.parametrize(("size", "people"), [("quick", 5_000), ("standard", 20_000), ("large", 1_000_000)])
def test_a_size_sets_the_people_and_so_the_weight(size: str, people: int):
    config = sim.configure(f"size={size}")
    assert config.people == people
    assert config.weight * people == pytest.approx(config.country.population)


def test_national_size_is_one_to_one_with_the_published_population():
    config = sim.configure("size=national")
    assert config.people == round(config.country.facts.people(15, 64, 2022))
    assert config.weight == pytest.approx(1.0)


def test_people_overrides_size_whatever_the_order():
    assert sim.configure("people=3000", "size=quick").people == 3000
    assert sim.configure("size=quick", "people=3000").people == 3000


def test_zoom_takes_its_weight_and_may_be_written_in_parts():
    assert sim.configure("zoom={markets:3,weight:10}").weight == 10
    assert sim.configure("zoom.markets=3", "zoom.weight=10").zoom == sim.configure("zoom={markets:3,weight:10}").zoom


def test_a_changed_number_keeps_unit_and_range_and_says_that_it_was_set():
    before = sim.configure().economy["search"]["applications"]
    after = sim.configure("economy.search.applications=4").economy["search"]["applications"]
    assert (after.value, after.status) == (4.0, "set")
    assert (after.unit, after.low, after.high) == (before.unit, before.low, before.high)
    assert "economy.search.applications=4" in after.source


def test_a_number_set_to_its_own_value_changes_nothing():
    value = sim.configure().economy["search"]["applications"].value
    same = sim.configure(f"economy.search.applications={value}")
    assert same == sim.configure()


def test_value_may_be_named_and_a_range_may_be_widened_on_purpose():
    leaf = sim.configure("economy.search.applications.value=5").economy["search"]["applications"]
    assert (leaf.value, leaf.status) == (5.0, "set")
    wide = sim.configure("economy.search.applications={high:100,value:50}").economy["search"]["applications"]
    assert (wide.value, wide.high) == (50.0, 100.0)


def test_rules_read_plain_numbers():
    config = sim.configure("economy.search.applications=4")
    assert config.parameters.search.applications == 4.0
    assert config.parameters.search._fields == tuple(type(config.parameters.search)._fields)
    assert all(isinstance(x, float) for x in config.country.constants)


def test_a_configuration_is_frozen_and_can_be_sent_to_another_process():
    config = sim.configure("people=5000")
    with pytest.raises(ValidationError):
        config.people = 6000  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(config)) == config


def test_the_run_key_follows_what_decides_the_result_and_nothing_else(tmp_path):
    key = sim.configure().run_key
    assert len(key) == 12 and key == sim.configure().run_key
    assert sim.configure("checks=true", f"out={tmp_path}").run_key == key
    for word in ("seed=2", "months=12", "people=5000", "economy.search.applications=4", "inclusion=[stipend]"):
        assert sim.configure(word).run_key != key


def test_another_initial_state_is_another_run(tmp_path):
    here = sim.configure("people=5000").country
    for room, file in (("facts", here.facts.path), ("state", here.state_file)):
        (tmp_path / room).mkdir()
        shutil.copy(file, tmp_path / room)
    facts = Facts(here.facts.all, tmp_path / "facts" / here.facts.path.name, here.facts.sha256)
    moved = sim.configure("people=5000").changed(country=here.model_copy(update={"facts": facts}))
    assert moved.run_key == sim.configure("people=5000").run_key  # where it lies decides nothing
    moved.country.state_file.write_bytes(b"recalibrated")
    assert moved.run_key != sim.configure("people=5000").run_key
    moved.country.state_file.unlink()
    assert moved.country.state_sha256 is None


def test_a_changed_copy_is_validated_and_has_its_own_key():
    config = sim.configure("people=5000")
    assert config.changed(seed=2) == sim.configure("people=5000", "seed=2")
    assert config.changed(seed=2).run_key != config.run_key
    with pytest.raises(ValidationError):
        config.changed(months=0)


def test_yaml_tells_values_with_sources_and_the_hash_of_the_facts():
    written = yaml.safe_load(sim.configure("size=quick").to_yaml())
    assert written["people"] == 5000
    assert set(written["economy"]["search"]["applications"]) >= {"value", "unit", "low", "high", "status", "source"}
    assert written["country"]["facts"]["sha256"] == sim.configure().country.facts.sha256


def test_policies_of_one_group_combine_and_can_be_changed_and_removed():
    both = sim.configure("inclusion=[stipend,transport_allowance]", "instruments.stipend.amount=0.3")
    assert set(both.instruments) == {"stipend", "transport_allowance"}
    assert both.instruments["stipend"]["amount"] == 0.3
    one = sim.configure("inclusion=[stipend,transport_allowance]", "~instruments.stipend")
    assert set(one.instruments) == {"transport_allowance"}


def test_a_scenario_of_the_user_chooses_options_and_changes_numbers_with_their_checks(tmp_path):
    file = tmp_path / "my world.yaml"
    file.write_text(
        'scenario: {question: "What if?", source: me, expect: more}\n'
        "defaults: [{override /inclusion: [stipend]}]\n"
        "months: 24\neconomy: {search: {applications: 4}}\ninstruments: {stipend: {amount: 0.4}}\n"
    )
    config = sim.configure(f"scenarios='{file}'")
    assert (config.scenario, config.months, config.about["question"]) == ("my_world", 24, "What if?")
    leaf = config.economy["search"]["applications"]
    assert (leaf.value, leaf.status, leaf.unit) == (4.0, "set", sim.configure().economy["search"]["applications"].unit)
    assert config.instruments["stipend"]["amount"] == 0.4
    assert sim.configure(f"scenarios='{file}'", "months=36").months == 36


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("econmy: {search: {applications: 4}}", "Did you mean 'economy'"),
        ("economy: {search: {applications: 400}}", "must lie in"),
        ("defaults: [{override /inclusion: [stipends]}]", "Did you mean 'stipend'"),
        ("scenario: {quetion: why}", "Did you mean 'question'"),
        ("months: 1\nmonths: 2", "duplicate key"),
        ("months: [", "world.yaml"),
        ("- 1", "mapping"),
    ],
)
def test_a_wrong_scenario_file_is_named_with_what_is_wrong(tmp_path, text: str, says: str):
    file = tmp_path / "world.yaml"
    file.write_text(text + "\n")
    with pytest.raises(InputError, match=says) as caught:
        sim.configure(f"scenarios='{file}'")
    assert "world" in str(caught.value)


@pytest.mark.parametrize("group", [g for g in places.groups() if g not in places.POLICY_GROUPS])
def test_every_option_of_every_group_composes(group: str):
    for option in places.options(group):
        assert sim.configure(f"{group}={option}").people > 0


@pytest.mark.parametrize("group", [g for g in places.groups() if g in places.POLICY_GROUPS])
def test_every_policy_option_adds_its_instruments_beside_all_others_of_its_group(group: str):
    config = sim.configure(f"{group}=[{','.join(places.options(group))}]")
    for file in places.files(group).values():
        own = yaml.safe_load(file.read_text("utf-8"))
        assert own and own.items() <= config.instruments.items(), file
