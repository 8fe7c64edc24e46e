"""Which runs a sweep has: composed once a combination of options, and every one of them validated before any starts."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from sim.config.compose import parse_any
from sim.config.configure import configure
from sim.config.values import Setter, is_value
from sim.core.errors import InputError
from sim.experiments.ensemble import file_of as file_of_ensemble
from sim.experiments.ensemble import read as read_ensemble
from sim.experiments.ensemble import taken
from sim.experiments.sweep.design import Design, file_of, read, seeds_of
from sim.experiments.sweep.factors import Factor, Values, factor, from_sweep
from sim.experiments.sweep.key import Namer
from sim.experiments.sweep.points import points
from sim.experiments.sweep.spec import Spec

WORK = "sim.experiments.sweep.live:live"
"""What lives a run: ``module:function``."""
Told = Callable[[int, int], Any]


@dataclass(frozen=True)
class Plan:
    """The runs of a sweep. ``frame``: a row a point and seed, with ``run_key``; ``specs``: each different run once."""

    name: str
    design: Design
    bases: list[Any]
    specs: list[Spec]
    frame: pd.DataFrame
    work: str = WORK
    titles: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.specs)

    def shard(self, k: int, n: int) -> "Plan":
        """Part ``k`` of ``n``: every run belongs to exactly one part, whatever the plan."""
        mine = [s for s in self.specs if int(s.key, 16) % n == k % n]
        return replace(self, specs=mine)


def plan(*words: str, name: str | None = None, told: Told | None = None, work: str = WORK, **changes: Any) -> Plan:
    """The runs that words ask for: the name of a design, and ``key=value`` in Hydra's grammar, with sweeps.

    ``changes`` are fields of a design, such as ``keep="panel"``, ``design="sobol"``, ``points=64``.
    """
    given, ensemble = taken(list(words))
    named = [w for w in given if "=" not in w and w[:1] not in "~+"]
    if len(named) > 1:
        raise InputError(f"sim sweep: one design at a time, got {' and '.join(named)}; changes are written key=value.")
    title, design = read(named[0]) if named else ("", Design(question=""))
    where = str(file_of(named[0])) if named else "sim sweep"
    found = {key: factor(key, given, where) for key, given in design.factors.items()}
    fixed = list(design.words)
    for word in (w for w in given if w not in named):
        override = parse_any(word)
        key = override.key_or_group
        fixed = [w for w in fixed if key_of(w) != key]
        found.pop(key, None)
        if override.is_sweep_override():
            found[key] = from_sweep(key, override.value(), word)
        else:
            fixed.append(word)
        if key == "seed":
            changes.setdefault("seeds", 1)
    if ensemble is not None:
        found |= {"member": members(ensemble, fixed, found)}
    if "seed" in found:
        found["seed"] = found.pop("seed")  # varies first: runs that differ in their luck alone share most of their plan
    changes = {n: v for n, v in changes.items() if v is not None}
    if "seed" in found or any(key_of(w) == "seed" for w in fixed):
        changes["seeds"] = []
    design = Design(**(design.model_dump() | {"words": fixed} | changes))
    return build(name or title or made_up(fixed, found), design, list(found.values()), told, work)


def plan_of_points(
    words: Sequence[str], table: pd.DataFrame | Iterable[Mapping[str, Any]], *, seeds: int | str | list[int] = 1,
    name: str | None = None, told: Told | None = None, work: str = WORK, **changes: Any,
) -> Plan:  # fmt: skip
    """The runs of given points: a table with a column a key, each row lived with every seed, in this order."""
    rows = table.to_dict("records") if isinstance(table, pd.DataFrame) else [dict(row) for row in table]
    if not rows:
        raise InputError("plan_of_points: the table has no points.")
    design = Design(**({"question": ""} | changes), words=list(words), seeds=seeds)
    keys = [str(key) for key in rows[0]]
    factors = [Factor(key) for key in keys]
    given = [{str(k): getattr(v, "item", lambda v=v: v)() for k, v in row.items()} for row in rows]
    return build(name or made_up(list(words), keys), design, factors, told, work, given)


def members(name: str, fixed: list[str], found: dict[str, Factor]) -> Factor:
    """The plausible parameter sets of an ensemble as a factor; ``on`` is the country's own."""
    if "country" in found:
        raise InputError(f"ensemble={name}: an ensemble is of one country; choose one with country=NAME.")
    country = configure(*(w for w in fixed if key_of(w) in ("country", "scenarios"))).country.option
    sets = {str(n + 1): dict(values) for n, values in enumerate(read_ensemble(file_of_ensemble(name, country)).members)}
    return Factor("member", tuple(sets), sets=sets)


def made_up(fixed: list[str], factors: Iterable[str]) -> str:
    """Name of a sweep without one: of what is fixed and which keys vary, so that more values go on in its folder."""
    text = json.dumps([sorted(fixed), sorted(factors)], ensure_ascii=False)
    return f"sweep-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def key_of(word: str) -> str:
    return word.lstrip("+~").partition("=")[0]


def build(
    name: str, design: Design, factors: list[Factor], told: Told | None, work: str,
    given: list[dict[str, Any]] | None = None,
) -> Plan:  # fmt: skip
    """Compose, put values in, validate and name every run."""
    if given is None:
        given = points(design.design, factors, design.points, design.draw)
    by_key = {f.key: f for f in factors}
    seeds = seeds_of(design.seeds, name) if design.seeds != [] else [None]
    bases: dict[str, int] = {}
    setter = Setter()
    made, specs, rows, namer = [], {}, [], Namer(f"{work} {design.measure or ''}", design.window)
    for n, point in enumerate(given):
        values: Values = {}
        for key, level in point.items():
            values |= by_key[key].values(level)
        options = [f"{k}={written(v)}" for k, v in values.items() if not is_value(k, v)]
        numbers = {k: v for k, v in values.items() if is_value(k, v)}
        at = bases.setdefault(" ".join(options), len(made))
        if at == len(made):
            made.append(configure(*design.words, *options))
        for seed in seeds:
            own = dict(numbers)
            if seed is not None:
                own |= {"seed": seed} if design.same_people else {"seed": seed, "population_seed": seed}
            config, same = setter.config(at, made[at], own)
            key = namer.key(config, same)
            specs.setdefault(key, Spec(key, at, own, config.people, config.months))
            rows.append((key, n, *(shown(point[k]) for k in by_key if k != "seed"), config.seed))
        if told is not None:
            told(n + 1, len(given))
    frame = pd.DataFrame(rows, columns=["run_key", "point", *(k for k in by_key if k != "seed"), "seed"])
    return Plan(name, design, made, list(specs.values()), frame, work)


def written(value: Any) -> str:
    """A value as a word of Hydra's grammar.

    >>> written(["a", "b c"]), written(True), written("it's")
    ("['a','b c']", 'true', "'it\\\\'s'")
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{','.join(written(v) for v in value)}]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{k}:{written(v)}" for k, v in value.items()) + "}"
    if value is None:
        return "null"
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "\\'") + "'"


def shown(level: Any) -> Any:
    """A level as it stands in a table: several options joined by a plus."""
    if isinstance(level, list | tuple):
        return "+".join(map(str, level)) or "none"
    return json.dumps(level) if isinstance(level, dict) else level
