"""Which named tuple describes which section of ``conf/economy``, and the leaf that every number is.

A rule declares the numbers it uses as a named tuple in the ``parameters.py`` of its room; the values stand in
``conf/economy/parts/<section>.yaml`` under the same names. This table joins the two.
"""

import inspect
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from sim.core.errors import InputError, nearest

ROOMS = {
    "sim.agents.parameters": ("lifecycle", "population"),
    "sim.finance.parameters": ("tax",),
    "sim.schooling.parameters": ("school",),
    "sim.services.parameters": ("beliefs", "anticipation", "exchange", "employment_services"),
    "sim.training.parameters": ("places", "choice", "delivery", "apprenticeship", "workplace"),
    "sim.markets.parameters": (
        "demand", "separation", "labour_demand", "participation", "own_account", "search", "pay", "learning",
        "access", "formality",
    ),
    "sim.indicators.parameters": ("indicators",),
}  # fmt: skip
"""Module -> sections it describes; section ``foo_bar`` is described by the class ``FooBarParameters``."""


def class_name(section: str) -> str:
    """
    >>> class_name("labour_demand")
    'LabourDemandParameters'
    """
    return "".join(word.capitalize() for word in section.split("_")) + "Parameters"


def sections() -> dict[str, Any]:
    """Section -> its NamedTuple class."""
    return {name: getattr(import_module(module), class_name(name)) for module, names in ROOMS.items() for name in names}


def fill(tuple_class: Any, values: dict[str, float], where: str) -> Any:
    """The named tuple with these values; names must be the same on both sides."""
    fields = tuple_class._fields
    for name in values:
        if name not in fields:
            near = nearest(name, fields)
            hint = f" Did you mean '{near}'?" if near else ""
            allowed = ", ".join(fields)
            raise InputError(f"{where}.{name}: not a field of {tuple_class.__name__}.{hint} Fields: {allowed}.")
    missing = [f for f in fields if f not in values]
    if missing:
        raise InputError(f"{where}: no value for {', '.join(missing)} of {tuple_class.__name__}.")
    return tuple_class(**{f: float(values[f]) for f in fields})


def fill_sections(values: dict[str, dict[str, float]]) -> SimpleNamespace:
    """All sections as named tuples of plain numbers: ``parameters.search.applications``."""
    declared = sections()
    for name in values:
        if name not in declared:
            near = nearest(name, declared)
            hint = f" Did you mean '{near}'?" if near else ""
            raise InputError(f"economy.{name}: no room declares this section.{hint} Sections: {', '.join(declared)}.")
    missing = [name for name in declared if name not in values]
    if missing:
        names = ", ".join(missing)
        raise InputError(f"economy: no values for section {names}; conf/economy/default.yaml lists the parts.")
    return SimpleNamespace(**{name: fill(c, values[name], f"economy.{name}") for name, c in declared.items()})


def meanings(section: str) -> dict[str, str]:
    """Field -> its comment in the named tuple that describes a section, ``constants`` or ``institutions``."""
    agents = import_module("sim.agents.parameters")
    own = {"constants": agents.Constants, "institutions": agents.Institutions}
    described = own.get(section) or sections().get(section)
    if described is None:
        return {}
    found = {}
    for line in inspect.getsource(described).splitlines():
        field, _, comment = line.strip().partition("#")
        name, colon, _ = field.partition(":")
        if colon and name in described._fields:
            found[name] = comment.strip()
    return found
