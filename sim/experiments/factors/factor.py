"""Factors: numbers of the configuration and the ranges over which an analysis moves them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sim.config.values import with_values
from sim.core.errors import InputError, unknown

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
RANGE = re.compile(rf"^({NUMBER})\.\.({NUMBER})$")
SIZES = ("people", "months")
"""Whole numbers of the configuration itself that may be factors."""


class Leaf(NamedTuple):
    """A number that can be moved: its value now, its allowed range and unit, and whether it is whole."""

    value: float | None
    low: float | None
    high: float | None
    unit: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Factor:
    """A number of the configuration and the ends between which it moves."""

    key: str
    low: float
    high: float
    whole: bool = False
    unit: str = ""

    def at(self, share: float) -> float:
        """The value at a share of the range, 0 to 1; whole where only whole numbers make sense.

        >>> Factor("economy.search.applications", 1.0, 3.0).at(0.25), Factor("people", 1, 4, whole=True).at(1.0)
        (1.5, 4.0)
        """
        if not self.whole:
            return self.low + (self.high - self.low) * share
        return float(min(self.high, np.floor(self.low + (self.high - self.low + 1.0) * share)))

    @property
    def label(self) -> str:
        """
        >>> Factor("economy.search.applications", 1.0, 3.0).label
        'search: applications'
        """
        *_, section, name = ("", *self.key.split("."))
        return f"{section}: {name}".removeprefix(": ").replace("_", " ")


def split(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Words with a range, and all others.

    >>> split(["two_ways_to_pay", "economy.search.applications=1..3", "months=36"])
    (['economy.search.applications=1..3'], ['two_ways_to_pay', 'months=36'])
    """
    words = list(words)
    moved = [w for w in words if ".." in w.partition("=")[2]]
    return moved, [w for w in words if w not in moved]


def factors(words: Sequence[str], config: Any) -> list[Factor]:
    """The factors that words such as ``economy.search.applications=1..3`` describe, checked at both ends."""
    made: list[Factor] = []
    known = leaves(config)
    for word in words:
        key, _, ends = word.partition("=")
        found = RANGE.match(ends)
        if not found:
            raise InputError(f"{word}: a factor is written key=low..high, such as economy.search.applications=1..3.")
        low, high = float(found[1]), float(found[2])
        if key not in known:
            beside = [k for k in known if k.rpartition(".")[0] == key.rpartition(".")[0]]
            raise unknown("number", key, beside or known, word)
        if key in [f.key for f in made]:
            raise InputError(f"{word}: {key} is given twice; a factor has one range.")
        if not low < high:
            raise InputError(f"{word}: low must be below high, got {low:g} and {high:g}.")
        leaf = known[key]
        if leaf.whole and (low != int(low) or high != int(high)):
            raise InputError(f"{word}: {key} takes whole numbers only.")
        made.append(Factor(key, low, high, leaf.whole, leaf.unit))
        for end in (low, high):
            moved(config, {key: end}, word)
    return made


def leaves(config: Any) -> dict[str, Leaf]:
    """Every number of a configuration that can be a factor, by its dotted key."""
    found = {name: Leaf(getattr(config, name), None, None, "", True) for name in SIZES}
    sections = {f"economy.{name}": section for name, section in config.economy.items()}
    sections["country.constants"] = config.country.constants_table
    sections["country.institutions"] = config.country.institutions_table
    for place, section in sections.items():
        found |= {f"{place}.{name}": Leaf(p.value, p.low, p.high, p.unit) for name, p in section.items()}
    for entry, instrument in instruments(config).items():
        for name in type(instrument).model_fields:
            value = getattr(instrument, name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                found[f"instruments.{entry}.{name}"] = Leaf(value, None, None, "", isinstance(value, int))
    return found


def instruments(config: Any) -> dict[str, Any]:
    if not config.instruments:
        return {}
    from sim.instruments import build

    return dict(build(config.instruments))


def moved(config: Any, values: Mapping[str, float], where: str = "") -> Any:
    """The configuration with these numbers; those of instruments that it does not have change nothing."""
    here, given = instruments(config), dict[str, float]()
    for key, value in values.items():
        room, _, rest = key.partition(".")
        place, _, name = rest.partition(".")
        if room == "instruments":
            if place not in here:
                continue
            given[key] = int(value) if isinstance(getattr(here[place], name), int) else float(value)
        else:
            given[key] = int(value) if key in SIZES else float(value)
    try:
        return with_values(config, given)
    except InputError as error:
        raise InputError(f"{where}: {error}" if where else str(error)) from None


def values(found: Sequence[Factor], shares: np.ndarray) -> list[dict[str, float]]:
    """Points × factors of shares as the numbers of every point."""
    return [{f.key: f.at(float(u)) for f, u in zip(found, row, strict=True)} for row in shares]
