"""A hash of the code that decides a result, so that a kept result is never taken for one of other rules."""

import hashlib
from functools import cache

AWAY = ("doors", "report", "viz", "web", "experiments", "__main__")
"""Rooms that only start, read or show worlds."""


@cache
def code_hash(*also: str) -> str:
    """Hash of the code that moves a world, and of the modules of ``sim.experiments`` named in ``also``."""
    from sim.core.stale import PACKAGE, sources

    text = hashlib.sha256()
    for name, code in sorted(sources(PACKAGE).items()):
        if name in also or not any(room in name.split(".")[1:2] for room in AWAY):
            text.update(name.encode() + code.encode())
    return text.hexdigest()
