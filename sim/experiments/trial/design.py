"""The design of a trial: which instrument is drawn by lottery, for what share, when one looks, in how many worlds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from sim.config import places
from sim.core.errors import InputError, unknown
from sim.core.groups import Target
from sim.experiments.trial.cohort import ALL, RECRUITS, check_offered_to_persons
from sim.experiments.trial.evidence import EVERYBODY, Band, read_bands

HORIZONS = (6, 12, 24, 48)
SEEDS = 10
SHARE = 0.5
LEAST_TREATED = 100
"""No contrast is printed below so many treated agents in a world."""
KEYS = ("instrument", "share", "horizons", "seeds", "saturation", "recruit", "groups")


@dataclass(frozen=True)
class Design:
    """A trial of the instrument ``name`` of ``config``, offered to ``share`` of the eligible at its start."""

    config: Any
    name: str
    share: float = SHARE
    horizons: tuple[int, ...] = HORIZONS
    seeds: int = SEEDS
    saturation: tuple[float, ...] = ()
    bands: tuple[Band, ...] = ()
    recruit: str = ALL
    parts: tuple[Target, ...] = ()
    economy: bool = True
    """Whether the world in which everybody is offered is lived too."""

    @property
    def instrument(self) -> Any:
        return self.config_instruments()[self.name]

    def config_instruments(self) -> Mapping[str, Any]:
        from sim.instruments import build

        return build(self.config.instruments)

    @property
    def groups(self) -> tuple[Target, ...]:
        """Parts of the cohort that are read: everybody first, then those asked for and those of the bands."""
        return tuple(dict.fromkeys((EVERYBODY, *self.parts, *(band.group for band in self.bands))))

    @property
    def start(self) -> int:
        return int(self.instrument.start)

    def world(self, seed: int) -> Any:
        """The configuration of replicate ``seed``: people and luck of its own."""
        months = self.start + max(self.horizons)
        return self.config.changed(seed=seed, population_seed=seed, months=months)


def design(config: Any, written: Mapping[str, Any] | None = None, **given: Any) -> Design:
    """A checked design from what a scenario says under ``trial:`` and ``band:``, changed by what is ``given``."""
    written = dict(written or {})
    chosen = dict(written.get("trial") or {})
    for word in chosen:
        if word not in KEYS:
            raise unknown("key of trial", str(word), KEYS, f"scenario {config.scenario}")
    chosen |= {word: value for word, value in given.items() if value is not None}
    share = _share(chosen.get("share", SHARE))
    horizons = _horizons(chosen.get("horizons", HORIZONS))
    seeds = chosen.get("seeds", SEEDS)
    if isinstance(seeds, bool) or not isinstance(seeds, int) or seeds < 1:
        raise InputError(f"trial: seeds must be a whole number from 1, got '{seeds}'.")
    name = _instrument(config, chosen.get("instrument"))
    bands = read_bands(written.get("band") or [], f"scenario {config.scenario}")
    horizons = tuple(sorted({*horizons, *(band.horizon for band in bands)}))
    recruit = str(chosen.get("recruit", ALL))
    if recruit not in RECRUITS:
        raise unknown("way to recruit", recruit, RECRUITS, "trial")
    parts = tuple(Target.parse(group, "trial: groups") for group in chosen.get("groups", ()))
    shares = _shares(chosen.get("saturation", ()))
    made = Design(config, name, share, horizons, seeds, shares, bands, recruit, parts)
    check_offered_to_persons(name, made.instrument)
    if made.start + max(horizons) > 1200:
        raise InputError(f"trial: start {made.start} and horizon {max(horizons)} reach beyond 1,200 months.")
    if not config.limit.record:
        raise InputError("trial: reads the registers of every month; limit.record=false cannot be used.")
    return made


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 < value < 1.0:
        raise InputError(f"trial: the share offered must lie between 0 and 1, got '{value}'. Both arms need people.")
    return float(value)


def _horizons(value: Any) -> tuple[int, ...]:
    found = list(value) if isinstance(value, list | tuple) else [value]
    if not found or any(isinstance(h, bool) or not isinstance(h, int) or not 1 <= h <= 600 for h in found):
        raise InputError(f"trial: horizons are whole months from 1 to 600, got '{value}'. Example: 6,12,24,48.")
    return tuple(sorted(set(found)))


def _shares(value: Any) -> tuple[float, ...]:
    found = [float(v) for v in value]
    if found and (len(set(found)) < 2 or not all(0.0 <= v <= 1.0 for v in found)):
        raise InputError("trial: saturation needs at least two different shares of 0 to 100 percent.")
    return tuple(sorted(set(found)))


def _instrument(config: Any, wanted: Any) -> str:
    names = list(config.instruments)
    if not names:
        raise InputError(
            "trial: this world has no policy to try. Name one: instruments.NAME.kind=…, an option such as "
            "inclusion=[transport_allowance], a scenario, or policy=NAME of a scenario with policies."
        )
    if wanted is not None:
        if str(wanted) not in names:
            raise unknown("instrument", str(wanted), names, "trial")
        return str(wanted)
    if len(names) > 1:
        raise InputError(f"trial: one instrument is drawn by lottery; choose with --of one of {', '.join(names)}.")
    return names[0]


def written_in(scenario: str) -> dict[str, Any]:
    """What a scenario file says under ``trial:`` and ``band:``."""
    try:
        file = places.scenario_file(scenario)
        content = yaml.safe_load(file.read_text("utf-8")) or {}
    except (OSError, yaml.YAMLError, InputError):
        return {}
    return {key: content[key] for key in ("trial", "band") if content.get(key)} if isinstance(content, dict) else {}
