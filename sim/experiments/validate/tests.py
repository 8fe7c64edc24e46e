"""The register of tests: which row of evidence is answered by which function, in which world."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from sim.experiments.validate.lived import Lived


class Tested(NamedTuple):
    """``world``: baseline or cycle; ``read`` gives the outcome in the row's unit from a world that has lived."""

    id: str
    world: str
    read: Callable[[Lived], float]


_found: dict[str, Tested] = {}


def tested(row: str, world: str = "baseline") -> Callable[[Any], Any]:
    """Mark a function as the test of a row."""

    def mark(read: Callable[[Lived], float]) -> Callable[[Lived], float]:
        if row in _found and _found[row].read.__qualname__ != read.__qualname__:
            raise ValueError(f"row {row} is tested twice")
        _found[row] = Tested(row, world, read)
        return read

    return mark


def all_tests() -> dict[str, Tested]:
    """Id -> test, of all modules of this package whose name starts with ``about_``."""
    package = import_module("sim.experiments.validate")
    for info in pkgutil.iter_modules(package.__path__):
        if info.name.startswith("about_"):
            import_module(f"{package.__name__}.{info.name}")
    return dict(sorted(_found.items()))


NOT_TESTED = {
    "S08": "needs a high-income calibration beside the low-income one",
    "S28": "offers by time out of work are not recorded",
    "S29": "offers by time out of work are not recorded",
    "S39": "needs a world with an incentive that firms claim",
    "S40": "needs a world with a levy that firms claim back",
    "S42": "a penalty by group is a choice of the scenario, not a finding of the model",
    "S43": "a penalty by group is a choice of the scenario, not a finding of the model",
    "S44": "needs calibrations along the range of incomes",
}
"""Why a stylised fact has no test."""
