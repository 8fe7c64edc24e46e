"""The made-up result of the tests of experiments, also here."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "experiments"))


@pytest.fixture(scope="session")
def made():
    import made_up

    return made_up.result()


@pytest.fixture(scope="session")
def html(made):
    from sim.report import page

    return page(made)
