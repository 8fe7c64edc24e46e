"""A value put into a validated configuration, with the same checks and the same result as if it were composed.

Composing takes a tenth of a second and more, this a fraction of a millisecond: so options of groups are composed once
a combination, and numbers are set here.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from sim.config.messages import sentence
from sim.config.model import Config, Country
from sim.config.parameter import Parameter
from sim.config.sentence import change
from sim.core.errors import InputError, unknown

FIELDS = ("seed", "population_seed", "people", "months", "holdout")
LUCK = ("seed", "population_seed")
TABLES = {"constants": "constants_table", "institutions": "institutions_table"}


def is_value(key: str, value: Any) -> bool:
    """Whether a key is a number that can be set in a configuration; anything else is composed.

    >>> is_value("seed", 3), is_value("economy.search.applications", 2.0), is_value("country", "ghana")
    (True, True, False)
    """
    path = key.split(".")
    if not isinstance(value, int | float) or isinstance(value, bool):
        return path[0] == "instruments" and len(path) > 2
    long = {"economy": 3, "country": 3, "limit": 3}.get(path[0])
    return key in FIELDS or (path[0] == "instruments" and len(path) > 2) or len(path) == long


def with_values(config: Config, values: Mapping[str, Any]) -> Config:
    """The configuration with these values; what cannot be is an InputError that names its place."""
    fields: dict[str, Any] = {k: v for k, v in values.items() if k in FIELDS}
    deeper = {k: v for k, v in values.items() if k not in FIELDS}
    for key, value in deeper.items():
        path = key.split(".")
        if path[0] == "economy":
            economy = fields.get("economy") or dict(config.economy)
            economy[path[1]] = section(economy, path, value)
            fields["economy"] = economy
        elif path[0] == "country":
            fields["country"] = country_with(fields.get("country") or config.country, path, value)
        elif path[0] == "limit":
            limit = fields.get("limit") or config.limit
            fields["limit"] = limit.model_copy(update={"numbers": section({"numbers": limit.numbers}, path, value)})
        else:
            fields["instruments"] = instruments_with(fields.get("instruments") or config.instruments, path, value)
    try:
        made = config.changed(**fields)
    except ValidationError as e:
        raise InputError(sentence(e, Config)) from None
    if "instruments" in fields:
        parsed(json.dumps(made.instruments, sort_keys=True, default=str))
    return made


class Setter:
    """Puts values into composed configurations; runs that differ in their luck alone share everything else."""

    def __init__(self) -> None:
        self._same: Any = None
        self._config: Any = None

    def config(self, n: int, base: Config, values: Mapping[str, Any]) -> tuple[Config, Any]:
        """The configuration of ``base`` (number ``n``) with these values, and what tells it but for its luck."""
        luck = {k: v for k, v in values.items() if k in LUCK}
        rest = {k: v for k, v in values.items() if k not in LUCK}
        same = (n, repr(sorted(rest.items(), key=lambda item: item[0])))
        if same != self._same:
            self._config, self._same = with_values(base, rest), same
        return with_luck(self._config, luck), same


def with_luck(config: Config, luck: Mapping[str, Any]) -> Config:
    """The configuration with other seeds, which change nothing that had been read from it."""
    if all(type(seed) is int and 0 <= seed < 2**63 for seed in luck.values()):
        return config.model_copy(update=dict(luck))
    return with_values(config, luck)


def section(sections: Mapping[str, Mapping[str, Parameter]], path: list[str], value: Any) -> dict[str, Parameter]:
    """A section with one number changed, checked as the command line's are."""
    name = path[1]
    tree: dict[str, Any] = {path[0]: {other: {} for other in sections}}
    tree[path[0]][name] = {n: p.model_dump() for n, p in sections.get(name, {}).items()}
    if name not in sections:
        raise unknown(f"{path[0]} key", name, sections, ".".join(path))
    change(tree, path, value, f"{'.'.join(path)}={value}")
    return {**sections[name], path[2]: Parameter(**tree[path[0]][name][path[2]])}


def country_with(country: Country, path: list[str], value: Any) -> Country:
    if path[1] not in TABLES:
        raise unknown("country key", path[1], TABLES, ".".join(path))
    table = TABLES[path[1]]
    changed = section({n: getattr(country, t) for n, t in TABLES.items()}, path, value)
    return Country(**{n: getattr(country, n) for n in Country.model_fields} | {table: changed})


def instruments_with(instruments: Mapping[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    """Instruments with one number changed; the instrument itself must be in this world."""
    if path[1] not in instruments:
        here = ", ".join(instruments) or "none"
        raise InputError(f"{'.'.join(path)}: instrument '{path[1]}' is not in this world, which has: {here}.")
    made = deepcopy(dict(instruments))
    node = made
    for word in path[1:-1]:
        node = node.setdefault(word, {})
    node[path[-1]] = value
    return made


@lru_cache(maxsize=512)
def parsed(written: str) -> None:
    """Check instruments, each different set once."""
    from sim.instruments.registry import parse

    parse(json.loads(written))
