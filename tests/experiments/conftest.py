"""Fixtures of this folder."""

import pytest
from made_up import result as made_up_result

from sim.experiments.result import Result


@pytest.fixture
def result() -> Result:
    return made_up_result()
