"""A package of somebody else adds a country, an instrument, an indicator and phases, and no file of ours is edited.

The package is installed into a folder on the path of fresh processes, so its real entry points are read.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import sim

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from install import install  # noqa: E402

WORLD = ["people=500", "months=6", "country=atlantis"]
COMMANDS = {
    "world": ["run", *WORLD, "inclusion=[bus_pass]", "context=[monsoon]", "checks=true", "--json", "--out", "full"],
    "rain": ["live", "rain", *WORLD, "context=[monsoon]"],
    "dry": ["live", "dry", *WORLD],
    "no rain": ["live", "none", *WORLD, "context=[monsoon]", "phases.monsoon.reached=0"],
    "nobody hired": ["live", "nobody", *WORLD, "phases.hire_nobody={}"],
    "key": ["key", *WORLD],
    "options": ["options", "--json"],
    "options bus_pass": ["options", "bus_pass"],
    "options monsoon": ["options", "monsoon"],
    "options hire_nobody": ["options", "hire_nobody"],
    "options phases": ["options", "phases", "--json"],
    "options country": ["options", "country"],
    "country": ["country", "show", "atlantis", "--json"],
    "check": ["check-groups", "country", "context", "inclusion"],
    "no such phase": ["run", *WORLD, "phases.monson.after=admit"],
    "no such place": ["run", *WORLD, "phases.monsoon.after=admti"],
    "no such number": ["run", *WORLD, "phases.monsoon.day=1"],
    "out of range": ["run", *WORLD, "phases.monsoon.days=40"],
    "two places": ["run", *WORLD, "phases.monsoon={after: admit, before: admit}"],
    "no object": ["run", *WORLD, "phases={os.system: {after: admit}}"],
    "no such country": ["run", "country=atlants"],
}


def run(commands, site, folder):
    """What the commands say in a fresh process that finds packages in ``site``."""
    path = os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH", ""))))
    done = subprocess.run(
        [sys.executable, str(HERE / "commands.py"), json.dumps(commands)],
        env=os.environ | {"PYTHONPATH": path}, cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="module")
def said(folder):
    install(HERE / "toy", folder / "site")
    return dict(zip(COMMANDS, run(list(COMMANDS.values()), folder / "site", folder), strict=True))


def figures(said, command):
    assert said[command]["code"] == 0, said[command]["err"]
    return json.loads(said[command]["out"])


def table(folder, said, command, name):
    words = COMMANDS[command]
    out = words[1] if words[0] == "live" else words[-1]
    return pd.read_parquet(folder / out / figures(said, command)["run_key"] / f"{name}.parquet")


def monthly(folder, said, command, name):
    series = table(folder, said, command, "series")
    return series[series["name"] == name].set_index("month")["value"]


def test_a_world_of_the_package_runs_with_its_country_policy_indicator_and_phase(folder, said):
    world = figures(said, "world")
    assert (world["country"], world["months"]) == ("atlantis", 6)
    assert 0 < world["indicators"]["young_and_insured"] < 100
    rained = monthly(folder, said, "world", "rained_on")
    assert [int(n > 0) for n in rained] == [0, 0, 0, 0, 0, 1]


def test_rain_takes_income_and_a_rain_that_reaches_nobody_changes_not_one_bit(folder, said):
    dry, none = (table(folder, said, name, "panel").drop(columns="run_key") for name in ("dry", "no rain"))
    pd.testing.assert_frame_equal(dry, none)
    wet = table(folder, said, "rain", "panel")
    june = (wet["month"] == 5) & (wet["group"] == "all")
    assert wet.loc[june, "self_employment_income_num"].sum() < dry.loc[june, "self_employment_income_num"].sum()


def test_a_phase_can_take_the_place_of_one_of_ours(folder, said):
    figures(said, "nobody hired")
    assert monthly(folder, said, "dry", "hires").sum() > 10
    assert monthly(folder, said, "nobody hired", "hires").empty
    assert (monthly(folder, said, "nobody hired", "hires_prevented") >= 450).all()


def test_manifest_and_run_key_name_the_packages_that_a_world_rests_on(folder, said):
    folders = {name: figures(said, name)["run_key"] for name in ("world", "dry", "no rain", "nobody hired")}
    assert len(set(folders.values())) == 4
    manifest = json.loads((folder / "full" / folders["world"] / "manifest.json").read_text())
    assert manifest["packages"] == {"passerelle-atlantis": "0.3.0"}
    assert "passerelle-atlantis: 0.3.0" in (folder / "full" / folders["world"] / "config.yaml").read_text()


def test_another_version_of_the_package_is_another_world(said, tmp_path):
    site = tmp_path / "site"
    install(HERE / "toy", site)
    (metadata,) = site.glob("*.dist-info")
    (metadata / "METADATA").write_text("Metadata-Version: 2.3\nName: passerelle-atlantis\nVersion: 0.4.0\n")
    (other,) = run([COMMANDS["key"]], site, tmp_path)
    assert json.loads(other["out"])["run_key"] != figures(said, "key")["run_key"] == figures(said, "dry")["run_key"]


def test_without_packages_the_run_key_does_not_mention_them():
    canonical = sim.configure().canonical()
    assert "packages" not in canonical and "phases" not in canonical


def test_options_show_what_packages_bring_with_meaning_range_and_package(said):
    brought = {(a["what"], a["name"]): a for a in figures(said, "options")["packages"]}
    assert set(brought) == {
        ("country", "atlantis"), ("instrument", "bus_pass"), ("indicator", "young_and_insured"),
        ("phase", "monsoon"), ("phase", "hire_nobody"),
    }  # fmt: skip
    assert all(a["package"] == "passerelle-atlantis 0.3.0" for a in brought.values())
    assert "of travel cost" in said["options bus_pass"]["out"]
    assert "days lost a month" in said["options monsoon"]["out"]
    assert "search_and_match" in said["options hire_nobody"]["out"]
    assert "participate" in figures(said, "options phases")["month"]
    assert "country=atlantis" in said["options country"]["out"]


def test_the_country_is_shown_and_every_option_of_the_groups_with_new_ones_composes(said):
    shown = figures(said, "country")
    assert (shown["iso3"], shown["people of 15-64"]) == ("ATL", "18,570,000")
    assert said["check"]["code"] == 0 and "monsoon, refugee_inflow" in said["check"]["out"]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("no such phase", ("Did you mean 'monsoon'", "hire_nobody")),
        ("no such place", ("phases.monsoon", "Did you mean 'admit'", "search_and_match")),
        ("no such number", ("Did you mean 'days'",)),
        ("out of range", ("phases.monsoon.days: must be at most 30",)),
        ("two places", ("by one of after, before, replace; got 2",)),
        ("no object", ("unknown phase 'os.system'",)),
        ("no such country", ("Did you mean 'atlantis'", "ghana")),
    ],
)
def test_wrong_input_gets_one_message_with_what_is_allowed(said, command, words):
    assert said[command]["code"] == 2
    assert all(word in said[command]["err"] for word in words), said[command]["err"]


def test_a_package_that_cannot_be_loaded_is_named(tmp_path):
    broken = install(HERE / "toy", tmp_path / "site")
    (broken / "bus_pass.py").write_text("import no_such_module\n")
    (broken / "conf" / "country" / "atlantis.yaml").unlink()
    (said,) = run([["options", "stipend"]], tmp_path / "site", tmp_path)
    assert said["code"] == 2 and "conf/country/atlantis.yaml is missing" in said["err"]
    (broken / "conf" / "country" / "atlantis.yaml").touch()
    (said,) = run([["options", "stipend"]], tmp_path / "site", tmp_path)
    assert said["code"] == 2
    assert "bus_pass = atlantis.bus_pass (sim.instruments, package passerelle-atlantis 0.3.0)" in said["err"]
    assert "no_such_module" in said["err"]


SHOWN = re.compile(r"`((?:atlantis/|pyproject)[\w./]+)`:\n\n```\w+\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_pages_show_the_files_of_the_package_as_they_are():
    shown = [
        pair
        for page in (HERE.parents[1] / "docs" / "how-to").glob("extend*.md")
        for pair in SHOWN.findall(page.read_text())
    ]
    assert len({name for name, _ in shown}) == 7
    for name, text in shown:
        assert text == (HERE / "toy" / name).read_text(), f"{name} differs from what a page shows"
