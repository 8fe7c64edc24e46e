"""The register of tests: which row of evidence is answered by which function, from what."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

BASELINE, CYCLE, POLICY, COUNTRIES, TRIALS, DATA = "baseline", "cycle", "policy", "countries", "trials", "data"
"""What a test reads: a world without a policy, one whose demand goes up and down, one with a levy and a hiring
subsidy, the countries side by side, the trials that have been run, or published data."""
WORLDS = (BASELINE, CYCLE, POLICY, COUNTRIES, DATA)


class Tested(NamedTuple):
    """``read`` gives the outcome in the row's unit: from a world that has lived, or from the trials (with half of its
    interval)."""

    id: str
    world: str
    read: Callable[[Any], Any]


_found: dict[str, Tested] = {}


def tested(row: str, world: str = BASELINE) -> Callable[[Any], Any]:
    """Mark a function as the test of a row."""

    def mark(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
        if row in _found and _found[row].read.__qualname__ != read.__qualname__:
            raise ValueError(f"row {row} is tested twice")
        _found[row] = Tested(row, world, read)
        return read

    return mark


def all_tests() -> dict[str, Tested]:
    """Id -> test, of all modules of this package whose name starts with ``about_``; bands of trials not included."""
    package = import_module("sim.experiments.validate")
    for info in pkgutil.iter_modules(package.__path__):
        if info.name.startswith("about_"):
            import_module(f"{package.__name__}.{info.name}")
    return dict(sorted(_found.items()))
