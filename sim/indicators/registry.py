"""The register of indicators: what each one divides by what, found by looking, so that adding one edits no file.

A module of this package, or one named by an entry point of the group ``sim.indicators``, is read for a tuple called
``INDICATORS``. Besides, ``register(indicator)`` adds one at run time, before the model is built.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pandas as pd

from sim.core import outside
from sim.indicators.bits import Op, Value

ENTRY_POINTS = "sim.indicators"


@dataclass(frozen=True)
class Sum:
    """Count of ``plus`` less count of ``minus``: sums over bits or values, so no further pass over people."""

    plus: tuple[Op | Value, ...]
    minus: tuple[Op | Value, ...] = ()


@dataclass(frozen=True)
class Matching:
    """People for whom every bit of ``all_of`` and no bit of ``none_of`` holds; costs one pass over status words."""

    all_of: tuple[Op, ...]
    none_of: tuple[Op, ...] = ()


@dataclass(frozen=True)
class FromModel:
    """A quantity of the whole economy: ``function(m, national)`` where ``national(Op.X)`` is this month's count."""

    function: Callable[[Any, Callable[[Op | Value], int]], float]


@dataclass(frozen=True)
class Median:
    """Kaplan–Meier median, in months, of the spell that ends at the date in column ``date`` of people."""

    date: str


Quantity = Op | Value | Sum | Matching | FromModel | Median


@dataclass(frozen=True)
class Indicator:
    """One published figure = numerator / denominator, over people of ``ages``, in every group.

    ``denominator`` None means that the numerator is the figure itself.
    """

    name: str
    label: str
    unit: str
    numerator: Quantity
    denominator: Quantity | None
    doc: str = ""
    source: str = ""
    edition: str = "icls13"
    ages: tuple[int, int] = (15, 64)


_added: list[Indicator] = []


def register(*indicators: Indicator) -> None:
    """Add indicators at run time; they enter the panels of models built afterwards."""
    taken = set(all_indicators())
    for indicator in indicators:
        if indicator.name in taken:
            raise ValueError(f"indicator {indicator.name}: the name is taken")
        _added.append(indicator)
        taken.add(indicator.name)


def forget(name: str) -> None:
    """Take back an indicator that ``register`` added."""
    _added[:] = [i for i in _added if i.name != name]


def _modules() -> list[Any]:
    package = import_module("sim.indicators")
    own = [import_module(f"{package.__name__}.{info.name}") for info in pkgutil.iter_modules(package.__path__)]
    return own + [outside.load(entry) for entry in outside.entries(ENTRY_POINTS)]


def all_indicators() -> dict[str, Indicator]:
    """Name -> indicator, in the order of modules; a name may be used once."""
    found: dict[str, Indicator] = {}
    for indicators in [*(getattr(module, "INDICATORS", ()) for module in _modules()), _added]:
        for indicator in indicators:
            if indicator.name in found:
                raise ValueError(f"indicator {indicator.name}: defined twice")
            found[indicator.name] = indicator
    return found


def wording(quantity: Quantity | None) -> str:
    """A quantity in words, for the data dictionary.

    >>> wording(Sum((Op.EMPLOYED_13, Op.UNEMPLOYED_13)))
    'employed_13 + unemployed_13'
    """
    if quantity is None:
        return "1"
    if isinstance(quantity, Sum):
        less = "".join(f" - {q.name.lower()}" for q in quantity.minus)
        return " + ".join(q.name.lower() for q in quantity.plus) + less
    if isinstance(quantity, Matching):
        words = [q.name.lower() for q in quantity.all_of] + [f"not {q.name.lower()}" for q in quantity.none_of]
        return " and ".join(words)
    if isinstance(quantity, FromModel):
        return (quantity.function.__doc__ or quantity.function.__name__).strip().splitlines()[0]
    if isinstance(quantity, Median):
        return f"Kaplan-Meier median of the spell until {quantity.date}"
    return quantity.name.lower()


def codebook() -> "pd.DataFrame":
    """Data dictionary of the panel: a row an indicator."""
    rows = [
        {
            "name": i.name, "label": i.label, "unit": i.unit, "edition": i.edition, "ages": f"{i.ages[0]}-{i.ages[1]}",
            "numerator": wording(i.numerator), "denominator": wording(i.denominator), "doc": i.doc, "source": i.source,
        }
        for i in all_indicators().values()
    ]  # fmt: skip
    return pd.DataFrame(rows)
