"""A tree that has been composed before is the tree that composing it anew would give."""

import shutil
from pathlib import Path

import pytest

import sim
from sim.config import compose, memory, places
from sim.config.compose import compose_tree

WORDS = [
    [],
    ["size=quick", "months=24"],
    ["inclusion=[stipend]", "economy.search.applications=4"],
    ["zoom={markets:3,weight:10}"],
]


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "folder", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", WORDS)
def test_the_second_time_gives_the_same_without_composing(words: list[str], own_folder: Path):
    def never(words: list[str]) -> memory.Composed:
        raise AssertionError("composed again")

    made = memory.remembered(words, compose_tree)
    assert memory.remembered(words, never) == made == compose_tree(words)


def test_other_numbers_of_the_same_options_need_no_reading(own_folder: Path, monkeypatch):
    first = compose_tree(["size=quick", "economy.search.applications=4"])
    monkeypatch.setattr(compose, "_compose", lambda *_: pytest.fail("composed again"))
    second = compose_tree(["size=quick", "economy.search.applications=5", "people=3000"])
    assert [t.tree["economy"]["search"]["applications"]["value"] for t in (first, second)] == [4, 5]
    assert (second.tree["people"], second.choices) == (3000, first.choices)


def test_what_a_tree_is_made_from_names_it(tmp_path: Path, monkeypatch):
    before = memory.fingerprint(["people=3000"])
    assert before == memory.fingerprint(["people=3000"]) != memory.fingerprint(["people=3001"])
    shutil.copytree(places.conf(), tmp_path / "conf")
    monkeypatch.setattr(places, "conf", lambda: tmp_path / "conf")
    monkeypatch.chdir(tmp_path)  # the user's own countries lie in the folder conf of the working directory
    assert memory.fingerprint(["people=3000"]) == before
    with (tmp_path / "conf/size/quick.yaml").open("a") as file:
        file.write("# a remark\n")
    assert memory.fingerprint(["people=3000"]) != before


def test_what_reads_the_environment_is_composed_every_time():
    assert memory.fingerprint(["people=${oc.env:PEOPLE}"]) is None


def test_a_wrong_word_is_refused_every_time(own_folder: Path):
    for _ in range(2):
        with pytest.raises(sim.core.errors.InputError, match="peple"):
            sim.configure("peple=3000")
    assert not (own_folder / f"{memory.fingerprint(['peple=3000'])}.json").exists()


def test_the_oldest_trees_make_room(own_folder: Path, monkeypatch):
    monkeypatch.setattr(memory, "KEPT", 2)
    for months in (12, 24, 36):
        memory.remembered([f"months={months}"], lambda words: memory.Composed({"words": words}, {}, "baseline", {}))
    assert len(list(own_folder.glob("*.json"))) == 2


def test_a_scenario_file_of_ones_own_is_read_again_when_it_changes(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    words = [f"scenarios='{file}'"]  # as the command line quotes it
    file.write_text("people: 3000\n")
    assert sim.configure(*words).people == 3000
    file.write_text("people: 4000\n")
    assert sim.configure(*words).people == 4000
