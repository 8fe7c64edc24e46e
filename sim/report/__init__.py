"""Pages that people read: one self-contained file per result."""

from typing import Any

__all__ = ["page"]


def page(result: Any) -> str:
    """The report of one run as HTML."""
    from sim.report.build import page as made  # here, because drawing takes a second to import

    return made(result)
