"""The report of a comparison: one page that answers first, and the same decision table in the terminal."""

from typing import Any


def page(comparison: Any) -> str:
    """The report as HTML."""
    from sim.report.compare.build import page as made

    return made(comparison)
