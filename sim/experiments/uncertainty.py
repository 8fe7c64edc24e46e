"""What a country model rests on: figures that were published, borrowed, derived or assumed, and numbers by status."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from sim.config.facts import FILLED, Fact
from sim.config.parameter import Parameter
from sim.experiments import ensemble

PUBLISHED = "published"
KINDS = (PUBLISHED, *FILLED)
STATUSES = ("measured", "fitted", "set", "assumption")
PARTS = ("institutions", "level constants", "behaviour")


def kind_of(fact: Fact) -> str:
    """``published``, or the word by which a figure says how it was filled in."""
    return PUBLISHED if fact.published else next(word for word in FILLED if fact.verified.startswith(word))


def facts(config: Any) -> Counter[str]:
    """How many figures of each kind."""
    return Counter(kind_of(f) for f in config.country.facts.all)


class Gap(NamedTuple):
    """Figures of one indicator that nobody published: how many, how they were filled in, by which rule."""

    indicator: str
    count: int
    kind: str
    rule: str


def gaps(config: Any) -> list[Gap]:
    """One row an indicator and rule."""
    found = Counter((f.indicator, kind_of(f), f.source) for f in config.country.facts.all if not f.published)
    return [Gap(indicator, n, kind, rule) for (indicator, kind, rule), n in sorted(found.items())]


def numbers(config: Any) -> Iterator[tuple[str, str, Parameter]]:
    """Part, key and every number that the country's worlds rest on."""
    for name, about in config.country.institutions_table.items():
        yield PARTS[0], f"country.institutions.{name}", about
    for name, about in config.country.constants_table.items():
        yield PARTS[1], f"country.constants.{name}", about
    for section, table in config.economy.items():
        for name, about in table.items():
            yield PARTS[2], f"economy.{section}.{name}", about


def statuses(config: Any) -> dict[str, Counter[str]]:
    """Part -> how many numbers of each status."""
    found: dict[str, Counter[str]] = {part: Counter() for part in PARTS}
    for part, _, about in numbers(config):
        found[part][about.status] += 1
    return found


def made_how(country: str) -> tuple[ensemble.Ensemble | None, dict[str, Any]]:
    """The country's ensemble and how it was found; nothing where it has none."""
    file = ensemble.folder(country) / f"{country}.csv"
    if not file.is_file():
        return None, {}
    record = file.with_suffix(".json")
    return ensemble.read(file), json.loads(record.read_text("utf-8")) if record.is_file() else {}
