"""Futures: the worlds in which packages are judged. Options are crossed; ranges are sampled within every crossing."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from sim.config import places
from sim.core.errors import InputError, unknown
from sim.experiments.ensemble import file_of, read

NONE = "none"
"""``context=none,…``: the world without a shock."""


@dataclass(frozen=True)
class Future:
    """One of the worlds that may come: its name, the words that compose it, and the numbers that it sets."""

    name: str
    words: tuple[str, ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    shocks: tuple[str, ...] = ()
    """Instruments that the future brings into all of its worlds."""


def several(word: str) -> bool:
    """Whether a word names several options: commas outside of brackets.

    >>> several("context=none,crisis"), several("inclusion=[stipend,child_care]"), several("country=ghana")
    (True, False, False)
    """
    depth = 0
    for letter in word.partition("=")[2]:
        depth += (letter in "[{(") - (letter in "]})")
        if letter == "," and depth == 0:
            return True
    return False


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words that name several options, and all others."""
    many = [w for w in words if several(w)]
    return many, [w for w in words if w not in many]


def options(word: str) -> tuple[str, list[str]]:
    """``context=none,crisis`` -> context and its options, each of them known."""
    key, _, given = word.partition("=")
    chosen = [part.strip() for part in given.split(",")]
    known = places.groups()
    if key in known:
        for name in chosen:
            if name not in known[key] and not (name == NONE and key in places.POLICY_GROUPS):
                raise unknown(f"option of group {key}", name, [*known[key], NONE], word)
    if len(set(chosen)) < len(chosen):
        raise InputError(f"{word}: an option is named twice.")
    return key, chosen


def crossed(many: Sequence[str]) -> list[Future]:
    """Every combination of the options; without any, the one world that is."""
    choices = [[(key, name) for name in names] for key, names in map(options, many)]
    return [_future(combination) for combination in itertools.product(*choices)]


def _future(combination: Sequence[tuple[str, str]]) -> Future:
    words, shocks, names = [], list[str](), []
    for key, name in combination:
        if key in places.POLICY_GROUPS:
            words.append(f"{key}=[{'' if name == NONE else name}]")
            shocks += [] if name == NONE else entries(key, name)
        else:
            words.append(f"{key}={name}")
        names.append("no shock" if (key, name) == ("context", NONE) else name.replace("_", " "))
    return Future(", ".join(names) or "as it is", tuple(words), (), tuple(shocks))


def entries(group: str, option: str) -> list[str]:
    """Names of the instruments that an option brings."""
    return list(yaml.safe_load(places.option_file(group, option).read_text("utf-8")))


def members(name: str, country: str, points: int) -> list[dict[str, float]]:
    """At most ``points`` sets of numbers of an ensemble, spread evenly over it."""
    sets = read(file_of(name, country)).members
    count = min(points, len(sets))
    return [dict(sets[k * len(sets) // count]) for k in range(count)]


def sampled(found: Sequence[Future], points: Sequence[dict[str, float]]) -> list[Future]:
    """Every future at every point of a design of numbers."""
    if not points:
        return list(found)
    return [
        Future(f"{future.name}, set {k}", future.words, tuple(point.items()), future.shocks)
        for future in found
        for k, point in enumerate(points, 1)
    ]


def begin(config: Any, future: Future, month: int) -> Any:
    """The world with its shocks beginning in ``month``, unless the words gave them a start of their own."""
    late = {
        name: {**config.instruments[name], "start": config.instruments[name].get("start", month)}
        for name in future.shocks
    }
    return config.changed(instruments={**config.instruments, **late}) if late else config
