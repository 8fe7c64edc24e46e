"""The configuration of a run: frozen, validated, and the same bytes for the same world."""

import hashlib
import json
from functools import cached_property, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

import yaml
from pydantic import Field, model_validator

from sim.agents.parameters import Constants, Institutions
from sim.config.facts import Facts
from sim.config.limit import Limit
from sim.config.parameter import Frozen, Parameter
from sim.config.parameters import fill, fill_sections
from sim.core import outside

Section = dict[str, Parameter]


class Zoom(Frozen):
    """A sample of local markets in which each agent stands for few people."""

    markets: Annotated[int, Field(strict=True, ge=1, le=100)]
    weight: Annotated[float, Field(ge=1, le=50)]


NO_CURRENCY = "XXX"
"""ISO 4217 for no currency: nothing says what a W is in local money, and money is shown in W."""


class Calibration(Frozen):
    """How many of the fitted moments the level constants meet, as ``sim calibrate`` found."""

    met: Annotated[int, Field(strict=True, ge=0)]
    moments: Annotated[int, Field(strict=True, ge=1)]


class Country(Frozen):
    """Published facts, fitted level constants and institutions of a country."""

    option: str
    name: str
    iso3: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    anchor_year: Annotated[int, Field(strict=True, ge=1990, le=2100)]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    facts: Facts
    calibration: Calibration | None = None
    constants_table: Section
    institutions_table: Section

    @cached_property
    def constants(self) -> Constants:
        """Level constants as plain numbers."""
        return fill(Constants, _values(self.constants_table), "country.constants")

    @cached_property
    def institutions(self) -> Institutions:
        """Law, schools and public money as plain numbers."""
        return fill(Institutions, _values(self.institutions_table), "country.institutions")

    @property
    def grade(self) -> str:
        """How far to trust the level constants, in words."""
        done, filled = self.calibration, sum(not f.published for f in self.facts.all)
        if done is None:
            return "illustrative: level constants borrowed, not calibrated"
        fit = f"{done.met} of {done.moments} moments"
        return f"illustrative: {fit}, {filled} figures filled in by rule" if filled else f"calibrated: {fit}"

    @property
    def doubts(self) -> list[str]:
        """What readers of any result of the country have to know first."""
        if self.calibration is not None:
            return []
        return [
            f"{self.name} is not calibrated: its level constants are those of another country; first "
            f"`sim calibrate {self.option} --budget 30m`."
        ]

    @cached_property
    def population(self) -> float:
        """People of 15 to 64 in the anchor year."""
        return self.facts.people(15, 64, self.anchor_year)

    @property
    def state_file(self) -> Path:
        """Where the saved initial state lies once level constants are fitted: beside the facts, under their name."""
        return self.facts.path.parent.parent / "state" / f"{self.facts.path.stem}.parquet"

    @property
    def state_sha256(self) -> str | None:
        """Hash of the saved initial state, from which every run of the country starts; None where there is none."""
        file = self.state_file
        return _sha256(file, file.stat().st_mtime_ns) if file.is_file() else None


class Config(Frozen):
    """Everything that a run depends on."""

    scenario: str
    about: dict[str, str] = Field(default_factory=dict)
    country: Country
    economy_option: str
    economy: dict[str, Section]
    size: str
    theory: str
    limit: Limit = Limit()
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**63)] = 1
    population_seed: Annotated[int, Field(strict=True, ge=0, lt=2**63)] = 1
    people: Annotated[int, Field(strict=True, ge=100, le=500_000_000)]
    months: Annotated[int, Field(strict=True, ge=1, le=1200)] = 120
    zoom: Zoom | None = None
    holdout: Annotated[float, Field(ge=0, le=0.5)] = 0.0
    checks: bool = False
    instruments: dict[str, dict[str, Any]] = Field(default_factory=dict)
    phases: dict[str, dict[str, Any]] = Field(default_factory=dict)
    policies: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Packages of the scenario by name; each is compared with the world without it."""
    policy: str | None = None
    """The package whose instruments are in this world."""
    equal_money: bool = False
    expected: list[dict[str, Any]] = Field(default_factory=list)
    out: Path = Path("outputs/runs")

    @model_validator(mode="after")
    def _not_more_agents_than_people(self) -> "Config":
        if self.people > self.country.population:
            raise ValueError(
                f"people={self.people:,} is above the {self.country.population:,.0f} people of 15-64 "
                f"of {self.country.name} in {self.country.anchor_year}; size=national is one to one"
            )
        return self

    @property
    def weight(self) -> float:
        """How many people one agent stands for."""
        return self.zoom.weight if self.zoom else self.country.population / self.people

    @cached_property
    def parameters(self) -> SimpleNamespace:
        """Sections of numbers as named tuples: ``config.parameters.search.applications``."""
        return fill_sections({name: _values(section) for name, section in self.economy.items()})

    @cached_property
    def packages(self) -> dict[str, str]:
        """Other packages that this world rests on (country, instruments, phases, all indicators): name -> version."""
        chosen = [*outside.entries("sim.indicators")]
        chosen += [e for e in outside.entries("sim.countries") if e.name == self.country.option]
        chosen += [e for e in outside.entries("sim.phases") if e.name in self.phases]
        if self.instruments and outside.entries("sim.instruments"):
            from sim.instruments.registry import origins  # here, because it loads the columns' libraries

            chosen += origins(str(entry.get("kind")) for entry in self.instruments.values())
        return outside.packages(chosen)

    def canonical(self) -> dict[str, Any]:
        """What decides the result, and nothing else: no notes, no folder, no checks."""
        from sim import __version__

        added = {"phases": self.phases, "packages": self.packages, "holdout": self.holdout}
        return {name: given for name, given in added.items() if given} | {
            "version": __version__,
            "country": {
                "iso3": self.country.iso3,
                "anchor_year": self.country.anchor_year,
                "facts": self.country.facts.sha256,
                "state": self.country.state_sha256,
                "constants": _values(self.country.constants_table),
                "institutions": _values(self.country.institutions_table),
            },
            "economy": {name: _values(section) for name, section in self.economy.items()},
            "theory": self.theory,
            **({} if self.limit == Limit(record=self.limit.record) else {"limit": self.limit.canonical()}),
            "instruments": self.instruments,
            "seed": self.seed,
            "population_seed": self.population_seed,
            "people": self.people,
            "months": self.months,
            "zoom": self.zoom.model_dump() if self.zoom else None,
        }

    def digest(self) -> str:
        """SHA-256 of the canonical content: two configurations of one digest give the same bits."""
        text = json.dumps(self.canonical(), sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def run_key(self) -> str:
        """Name of the run folder: the first twelve characters of the digest."""
        return self.digest()[:12]

    def changed(self, **fields: Any) -> "Config":
        """A validated copy with other fields, such as ``config.changed(seed=2)``."""
        return Config(**({name: getattr(self, name) for name in Config.model_fields} | fields))

    def settings(self) -> dict[str, Any]:
        """The whole configuration with units, ranges and sources, as plain values."""
        plain = self.model_dump(mode="json", exclude={"country": {"facts"}}, exclude_defaults=False)
        country = plain["country"]
        country["facts"] = {"file": self.country.facts.path.name, "sha256": self.country.facts.sha256}
        country["constants"] = country.pop("constants_table")
        country["institutions"] = country.pop("institutions_table")
        head = {"run_key": self.run_key, "weight": self.weight} | ({"packages": self.packages} if self.packages else {})
        return head | plain

    def to_yaml(self) -> str:
        """``settings`` for people to read."""
        dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the same text, ten times as fast
        return str(yaml.dump(self.settings(), Dumper=dumper, sort_keys=False, allow_unicode=True, width=120))


@lru_cache(maxsize=64)
def _sha256(file: Path, stamp: int) -> str:
    """Hash of a file; ``stamp`` tells one that was changed from the one read before."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _values(section: Section) -> dict[str, float]:
    return {name: parameter.value for name, parameter in section.items()}
