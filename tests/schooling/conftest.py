"""Ghana's published rates, the solved schooling, and a small world of pupils."""

from pathlib import Path

import pytest
import yaml
from small_school import school_world

from sim.config.facts import load_facts
from sim.schooling.parameters import SchoolParameters
from sim.schooling.solve import solve_school

CONF = Path(__file__).parents[2] / "conf"


@pytest.fixture(scope="session")
def p():
    leaves = yaml.safe_load((CONF / "economy/parts/school.yaml").read_text())
    return SchoolParameters(**{name: float(leaf["value"]) for name, leaf in leaves.items()})


@pytest.fixture(scope="session")
def ghana():
    return load_facts(CONF / "country/facts/GHA.csv")


@pytest.fixture(scope="session")
def solution(ghana, p):
    return solve_school(ghana, p)


@pytest.fixture
def world(p):
    return lambda **options: school_world(options.pop("p", p), **options)
