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


def names() -> dict[str, str]:
    """Case -> name of its module, in order: ``{"D01": "d01_two_states", …}``."""
    found = sorted(info.name for info in pkgutil.iter_modules(exact.__path__) if NAME.fullmatch(info.name))
    return {"D" + name.split("_")[0][1:]: name for name in found}


def named(case: str) -> str:
    """A case as the register writes it, from capital letters or small ones."""
    found = {name.lower(): name for name in names()}
    if case.lower() not in found:
        raise unknown("exact case", case, found.values(), "sim exact")
    return found[case.lower()]


def find(case: str) -> ModuleType:
    """The module of a case."""
    return importlib.import_module(f"{exact.__name__}.{names()[named(case)]}")


def title(module: ModuleType) -> str:
    """First line of a case's docstring, without its full stop."""
    return (module.__doc__ or "").strip().splitlines()[0].rstrip(".")


def checks(case: str) -> Iterator[Check]:
    """The comparisons of a case, worked one by one as they are asked for."""
    yield from find(case).cases()
