"""The scenario library: every file is a question that can be asked, with what the evidence makes us expect."""

import pytest

import sim
from sim.config import places
from sim.config.compose import read_scenario
from sim.experiments.compare.outcomes import NAMES
from sim.indicators.groups import GROUPS
from sim.indicators.registry import all_indicators
from sim.instruments.registry import kinds, parse

NATIONAL = {"eth": "ethiopia", "gha": "ghana", "lbn": "lebanon", "mwi": "malawi", "sen": "senegal", "tza": "tanzania"}
QUESTIONS = [name for name in places.options("scenarios") if name.partition("_")[0] in {*NATIONAL, "teach"}]


def packages(name: str) -> dict:
    """The packages of a scenario as they are written."""
    return read_scenario(name).body["policies"]


def used(name: str) -> set[str]:
    """Kinds of the instruments in a scenario, those of every world included."""
    body = read_scenario(name).body
    return {
        entry["kind"]
        for p in (body, *packages(name).values())
        for entry in (p.get("instruments") or {}).values()
        if "kind" in entry
    }


def test_each_country_has_three_questions_and_three_are_for_teaching():
    prefixes = [name.partition("_")[0] for name in QUESTIONS]
    assert {p: prefixes.count(p) for p in {*NATIONAL, "teach"}} == dict.fromkeys([*NATIONAL, "teach"], 3)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_scenario_asks_a_question_with_a_source_and_something_to_compare(name):
    scenario = read_scenario(name)
    assert scenario.header["question"].rstrip().endswith(("?", "."))
    assert "?" in scenario.header["question"] or name.startswith("teach_")
    assert scenario.header["source"] and scenario.header["expect"]
    assert len(packages(name)) >= 2
    assert all(package.get("about") for package in packages(name).values())


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_world_without_a_package_is_of_the_country_and_has_time_before_and_after_the_start(name):
    config = sim.configure(f"scenarios={name}")
    wanted = NATIONAL.get(name.partition("_")[0], "ghana")
    assert config.country.option.startswith(wanted)
    starts = [e["start"] for p in config.policies.values() for e in (p.get("instruments") or {}).values()]
    assert min(starts) == 12 and config.months >= max(starts) + 48


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_instrument_of_a_package_can_be_used_with_its_numbers_target_and_payers(name):
    assert used(name) <= set(kinds())
    for package, content in packages(name).items():
        assert parse(content["instruments"], f"{name}.{package}")


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_package_is_a_world_of_its_own(name):
    for package, content in packages(name).items():
        config = sim.configure(f"scenarios={name}", f"policy={package}")
        assert set(content["instruments"]) <= set(config.instruments)


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_expected_names_a_package_a_figure_a_group_and_a_source(name):
    rows = read_scenario(name).body["expected"]
    assert rows
    for row in rows:
        assert row["policy"] in packages(name) and row["source"]
        assert row["outcome"] in (*NAMES, *all_indicators()) and row["group"] in GROUPS
        assert row["sign"] in ("+", "-", "0")
