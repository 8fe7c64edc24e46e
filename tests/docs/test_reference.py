"""The reference says what the code says, links lead somewhere, and the processes cover the month."""

import re
from pathlib import Path

import pytest

from sim.__main__ import build
from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.provider import TrainingProvider
from sim.agents.worker import Worker
from sim.config.configure import configure
from sim.core.columns import columns_of
from sim.doors.pages import all_pages
from sim.experiments.halving import clipped, leaf, overrides, plan
from sim.experiments.processes import PROCESSES
from sim.indicators.registry import all_indicators
from sim.model import LabourMarket

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ODD = (
    "## Purpose and patterns", "## Entities, state variables, and scales", "## Process overview and scheduling",
    "## Design concepts", "### Basic principles", "### Emergence", "### Adaptation", "### Objectives", "### Learning",
    "### Prediction", "### Sensing", "### Interaction", "### Stochasticity", "### Collectives", "### Observation",
    "## Initialisation", "## Input data", "## Submodels",
)  # fmt: skip
"""Grimm et al. (2020): seven elements, and eleven design concepts in the fourth."""
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def written():
    return all_pages(build())


@pytest.mark.parametrize(
    "name",
    ["explanation/odd.md", *(f"reference/{n}.md" for n in ("parameters", "indicators", "registers", "levers", "cli"))],
)
def test_reference_is_up_to_date(name, written):
    committed = (ROOT / "docs" / name).read_text("utf-8")
    assert committed == written[name], f"docs/{name} is out of date: uv run sim docs"


def test_schedule_lists_every_phase_in_order(written):
    page = written["explanation/odd.md"]
    places = [page.index(f"### `{phase.__name__}`") for phase in LabourMarket.MONTH]
    assert places == sorted(places)
    assert all(f"[`{phase.__name__}`](#{phase.__name__})" in page for phase in LabourMarket.MONTH)


def test_the_odd_page_has_all_its_parts_and_every_variable(written):
    page = written["explanation/odd.md"]
    parts = [page.index(f"\n{heading}\n") for heading in ODD]
    assert parts == sorted(parts) and len(ODD) == 7 + 11
    kinds = (Worker, Household, Firm, TrainingProvider)
    assert all(f"| `{name}` |" in page for kind in kinds for name in columns_of(kind))


def test_every_number_and_indicator_is_in_the_reference(written):
    numbers = [name for section in configure().economy.values() for name in section]
    assert all(f"`{name}`" in written["reference/parameters.md"] for name in numbers)
    assert all(f"`{name}`" in written["reference/indicators.md"] for name in all_indicators())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_to_files(page):
    targets = [t for t in LINK.findall(page.read_text("utf-8")) if "://" not in t]
    missing = [t for t in targets if not (page.parent / t).exists()]
    assert not missing


def test_every_phase_but_the_first_belongs_to_one_process():
    named = [phase for process in PROCESSES for phase in process.phases]
    assert named == [phase.__name__ for phase in LabourMarket.MONTH[1:]]
    assert len(PROCESSES) == 13


@pytest.mark.parametrize("process", PROCESSES, ids=lambda p: p.name)
def test_main_parameter_is_halved_and_doubled_within_its_range(process):
    config = configure()
    for factor in (0.5, 2.0):
        for key, value in overrides(process, factor, []).items():
            about = leaf(config, key)
            assert value == clipped(about.value * factor, about.low, about.high)
            assert value != about.value, f"{key}: its range leaves no room to move"


def test_paired_worlds_share_people_and_luck():
    jobs = plan(PROCESSES, ["people=500", "months=1"], [7])
    assert len(jobs) == 1 + 2 * len(PROCESSES)
    assert all({"seed=7", "population_seed=7"} <= set(words) for _, words, _ in jobs)
    assert len({tuple(words) for _, words, _ in jobs}) == len(jobs)
