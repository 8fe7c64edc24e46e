"""What stands beside the results for those who did not make them."""

from typing import Any


def describe(swept: Any) -> None:
    """Write it."""
