"""``sim.configure("country=ghana", "people=20000") -> Config``: from words to a validated configuration."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.config import places
from sim.config.facts import load_facts
from sim.config.limit import Limit
from sim.config.memory import Composed, remembered
from sim.config.messages import sentence
from sim.config.model import Config, Country
from sim.config.parameter import Parameter
from sim.core.errors import InputError, unknown

COUNTRY_KEYS = ("name", "iso3", "anchor_year", "currency", "facts", "constants", "institutions")
EVERYBODY = "all"


def configure(*words: str) -> Config:
    """Compose and validate a configuration; every problem is an InputError that names its place.

    >>> configure("country=ghana", "people=20000", "seed=1").people
    20000
    """
    composed = remembered(list(words), _compose)
    tree = dict(composed.tree)
    country = _country(dict(tree.pop("country")), str(composed.choices["country"]))
    if tree["people"] == EVERYBODY:
        tree["people"] = round(country.population)
    try:
        config = Config(
            scenario=composed.scenario,
            about=composed.header,
            country=country,
            limit=_limit(dict(tree.pop("limit"))),
            economy={name: _section(leaves, f"economy.{name}") for name, leaves in tree.pop("economy").items()},
            **_labels(composed),
            **tree,
        )
    except ValidationError as e:
        raise InputError(sentence(e, Config)) from None
    config.parameters, country.constants, country.institutions  # noqa: B018  (filled now, so that gaps show now)
    _check_instruments(config)
    _check_phases(config)
    return config


def _compose(words: list[str]) -> Composed:
    from sim.config.compose import compose_tree  # here, because Hydra takes longer to import than a run to start

    return compose_tree(words)


def _labels(composed: Composed) -> dict[str, Any]:
    choices = composed.choices
    return {"economy_option": str(choices["economy"]), "size": str(choices["size"]), "theory": str(choices["theory"])}


def _country(tree: dict[str, Any], option: str) -> Country:
    for key in tree:
        if key not in (*COUNTRY_KEYS, "calibration"):
            raise unknown("key of 'country'", key, (*COUNTRY_KEYS, "calibration"), f"country={option}")
    for key in COUNTRY_KEYS:
        if key not in tree:
            raise InputError(f"country={option}: '{key}' is missing from conf/country/{option}.yaml.")
    try:
        return Country(
            option=option,
            name=tree["name"],
            iso3=tree["iso3"],
            anchor_year=tree["anchor_year"],
            currency=tree["currency"],
            calibration=tree.get("calibration"),
            facts=load_facts(facts_file(str(tree["facts"]), places.country_file(option).parent)),
            constants_table=_section(tree["constants"], "country.constants"),
            institutions_table=_section(tree["institutions"], "country.institutions"),
        )
    except ValidationError as e:
        raise InputError(sentence(e, Country, "country")) from None


def facts_file(name: str, beside: Path | None = None) -> Path:
    """A facts file by its name beside the country's file, by its name in ``conf/country``, or by its path."""
    near = [folder / name for folder in (beside, places.conf() / "country") if folder is not None]
    return next((file for file in near if file.is_file()), Path(name))


def _limit(tree: dict[str, Any]) -> Limit:
    numbers = _section(tree.pop("numbers"), "limit.numbers")
    try:
        return Limit(**tree, numbers=numbers)
    except ValidationError as e:
        raise InputError(sentence(e, Limit, "limit")) from None


def _section(leaves: dict[str, Any], where: str) -> dict[str, Parameter]:
    made = {}
    for name, leaf in leaves.items():
        if not isinstance(leaf, dict):
            raise InputError(f"{where}.{name}: needs value, unit, low, high, status and source, got '{leaf}'.")
        try:
            made[name] = Parameter(**leaf)
        except ValidationError as e:
            raise InputError(sentence(e, Parameter, f"{where}.{name}")) from None
    return made


def _check_instruments(config: Config) -> None:
    """Kinds, amounts, payer shares and target groups of the policies in this world."""
    if config.instruments:
        from sim.instruments.registry import parse  # here, because it loads the columns' libraries

        parse(config.instruments)


def _check_phases(config: Config) -> None:
    """Names, places and numbers of the phases that other packages bring."""
    if config.phases:
        from sim.config.phases import parse

        parse(config.phases)
