"""The exact cases, found by themselves: every module of this folder named ``d<number>_<words>``.

A module's docstring says the case (first line) and how the simulator plays it; its function
``cases() -> Iterator[Check]`` works one comparison after the other, so that a reader may stop early.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

from sim.core.errors import unknown
from sim.experiments import exact
from sim.experiments.exact.contract import Check

NAME = re.compile(r"d\d+[a-z]?_\w+")


def modules() -> dict[str, ModuleType]:
    """Case -> its module, in order: ``{"D01": …, "D02": …}``."""
    names = sorted(info.name for info in pkgutil.iter_modules(exact.__path__) if NAME.fullmatch(info.name))
    return {
        name.split("_")[0].replace("d", "D", 1): importlib.import_module(f"{exact.__name__}.{name}") for name in names
    }


def find(case: str) -> ModuleType:
    """The module of a case; capital letters or not."""
    found = modules()
    for name, module in found.items():
        if name.lower() == case.lower():
            return module
    raise unknown("exact case", case, found, "sim exact")


def title(module: ModuleType) -> str:
    """First line of a case's docstring, without its full stop."""
    return (module.__doc__ or "").strip().splitlines()[0].rstrip(".")


def checks(case: str) -> Iterator[Check]:
    """The comparisons of a case, worked one by one as they are asked for."""
    yield from find(case).cases()
