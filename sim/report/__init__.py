"""Pages that people read: one self-contained file per result."""

from sim.report.build import page

__all__ = ["page"]
