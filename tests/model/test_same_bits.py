"""The same seed gives the same bits, whatever the process, the memory or the policies that do nothing."""

import os
import subprocess
import sys

import pytest
from small_market import differing, lived, market

from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.worker import Worker

MONTHS = 15

PRINT_HASH = """
import hashlib
from small_market import lived, registers
model = lived("seed=4", months=15, people=1000)
text = hashlib.sha256(model.recorder.panel().to_csv().encode())
for name, column in registers(model).items():
    text.update(name.encode() + column.tobytes())
print(text.hexdigest())
"""


@pytest.fixture(scope="module")
def baseline():
    return lived(months=MONTHS)


def test_twice_in_one_process(baseline):
    assert differing(baseline, lived(months=MONTHS)) == []


def test_in_two_processes():
    here = os.path.dirname(__file__)
    said = [
        subprocess.run(
            [sys.executable, "-c", PRINT_HASH],
            capture_output=True, text=True, check=True, timeout=300,
            env=os.environ | {"PYTHONPATH": here, "PYTHONHASHSEED": str(number)},
        ).stdout
        for number in (1, 2)
    ]  # fmt: skip
    assert said[0] == said[1] and len(said[0].strip()) == 64


def test_another_seed_is_another_course_of_events_from_the_same_start(baseline):
    start, other = market(months=MONTHS), market("seed=2", months=MONTHS)
    assert differing(start, other) == []
    other.run_for(MONTHS)
    assert {"panel", "people.job", "people.employer"} <= set(differing(baseline, other))


def test_another_population_seed_is_another_population():
    assert "people.ability" in differing(market(months=1), market("population_seed=2", months=1))


def test_memory_reserved_in_advance_changes_nothing(baseline):
    roomy = market(months=MONTHS)
    for kind in (Worker, Firm, Household):
        roomy.store(kind).reserve(50_000)
    roomy.run_for(MONTHS)
    assert differing(baseline, roomy) == []


def test_checks_change_nothing(baseline):
    assert differing(baseline, lived("checks=true", months=MONTHS)) == []


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        ("financing=[levy_revenue_only]", "levy_revenue_only"),
        ("financing=[public_places_block]", "public_places_block"),
        ("inclusion=[stipend]", "stipend"),
        ("inclusion=[transport_allowance]", "transport_allowance"),
        ("services=[hiring_subsidy]", "hiring_subsidy"),
    ],
)
def test_a_policy_of_zero_intensity_is_the_baseline(baseline, choice, name):
    assert differing(baseline, lived(choice, f"instruments.{name}.intensity=0", months=MONTHS)) == []


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        ("inclusion=[stipend]", "stipend"),
        ("inclusion=[transport_allowance]", "transport_allowance"),
        ("services=[hiring_subsidy]", "hiring_subsidy"),
    ],
)
def test_a_policy_for_nobody_is_the_baseline(baseline, choice, name):
    nobody = f"instruments.{name}.target={{age:15-16,education:tertiary}}"
    assert differing(baseline, lived(choice, nobody, months=MONTHS)) == []


def test_a_policy_that_starts_later_changes_nothing_before(baseline):
    later = lived("inclusion=[stipend]", f"instruments.stipend.start={MONTHS}", months=MONTHS)
    assert differing(baseline, later) == []
