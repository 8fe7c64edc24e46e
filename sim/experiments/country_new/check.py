"""Every problem of a facts file at once: one message each, with the nearest word that is known."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sim.config.facts import Fact, problems_of
from sim.core.errors import InputError, nearest
from sim.experiments.country_new.neighbour import shipped

AGES = re.compile(r"\d+(-\d+|\+|plus)?")
ALIKE = 0.6
"""How alike a word must be to a known one to be taken for a slip of the pen."""


class Known(NamedTuple):
    """Words that the shipped countries use."""

    indicators: tuple[str, ...]
    words: dict[tuple[str, str], tuple[str, ...]]
    """(indicator, column) -> words of unit, age_band and education."""


@lru_cache(maxsize=1)
def known() -> Known:
    """The words of the facts of all countries that come with the project."""
    words: dict[tuple[str, str], set[str]] = {}
    for country in shipped():
        for fact in country.facts.all:
            for column in ("unit", "age_band", "education"):
                words.setdefault((fact.indicator, column), set()).add(getattr(fact, column))
    found = {key: tuple(sorted(values)) for key, values in words.items()}
    return Known(tuple(sorted({indicator for indicator, _ in found})), found)


def read(path: str | Path) -> tuple[list[Fact], list[str]]:
    """The rows of a sound facts file of one country, and what of them the model does not know; else all problems."""
    numbered, problems = problems_of(path)
    said, notes = [str(p) for p in problems], []
    for line, fact in numbered:
        wrong, note = _words(fact)
        said += [f"{path}, line {line}: {wrong}"] if wrong else []
        notes += [f"line {line}: {note}"] if note else []
    countries = sorted({fact.iso3 for _, fact in numbered})
    if len(countries) > 1:
        said.append(f"{path}: one country a file, got {', '.join(countries)}.")
    said += [f"{path}: iso3 must be three capital letters, got '{c}'." for c in countries if not _code(c)]
    if said:
        head = f"{path}: {len(said)} problems.\n" if len(said) > 1 else ""
        raise InputError(head + "\n".join(said))
    return [fact for _, fact in numbered], notes


def _code(iso3: str) -> bool:
    return re.fullmatch("[A-Z]{3}", iso3) is not None


def _words(fact: Fact) -> tuple[str, str]:
    """(what is wrong with the words of a figure, what of it the model does not read); empty where nothing is."""
    here = known()
    if fact.indicator not in here.indicators:
        near = nearest(fact.indicator, here.indicators)
        if near and _like(fact.indicator, near):
            return f"unknown indicator '{fact.indicator}'. Did you mean '{near}'?", ""
        return "", f"indicator '{fact.indicator}' is kept and not read."
    for column in ("unit", "education"):
        words, word = here.words[fact.indicator, column], str(getattr(fact, column))
        if word not in words:
            near = nearest(word, words)
            hint = f" Did you mean '{near}'?" if near else ""
            return f"{fact.indicator}: unknown {column} '{word}'.{hint} Known: {', '.join(words)}.", ""
    ages = here.words[fact.indicator, "age_band"]
    if fact.age_band not in ages:
        if not AGES.fullmatch(fact.age_band):
            near = nearest(fact.age_band, ages)
            hint = f" Did you mean '{near}'?" if near else ""
            return f"{fact.indicator}: unknown age_band '{fact.age_band}'.{hint} Known: {', '.join(ages)}.", ""
        return "", f"{fact.indicator}: age_band '{fact.age_band}' is kept and not read."
    return "", ""


def _like(word: str, other: str) -> bool:
    """Whether two names differ by a slip: most of their letters agree in order."""
    return SequenceMatcher(None, word, other).ratio() >= ALIKE
