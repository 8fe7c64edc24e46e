"""The first population, drawn once for all tests that only read it."""

import pytest
from small_model import Small, populated


@pytest.fixture(scope="session")
def world() -> Small:
    """20,000 Ghanaians in the first month."""
    return populated()
