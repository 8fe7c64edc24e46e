"""Whose figures stand in where a country has none: a shipped country of its region, else of its income.

Among the shipped countries of the same sub-region (United Nations M49) the one nearest in gross national income per
head (purchasing power); without one in the region, the nearest in income of all; without income, the first by name.
"""

import math
from functools import lru_cache
from typing import NamedTuple

from sim.config import places
from sim.config.configure import configure
from sim.config.facts import Fact, Facts
from sim.config.model import Country
from sim.core.errors import unknown

INCOME = "gni_per_capita_ppp_current"
REGIONS = {
    "Eastern Africa": "BDI COM DJI ERI ETH KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD UGA TZA ZMB ZWE",
    "Middle Africa": "AGO CMR CAF TCD COG COD GNQ GAB STP",
    "Northern Africa": "DZA EGY LBY MAR SDN TUN ESH",
    "Southern Africa": "BWA SWZ LSO NAM ZAF",
    "Western Africa": "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SHN SEN SLE TGO",
    "Western Asia": "ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN QAT SAU PSE SYR TUR ARE YEM",
}
"""Sub-regions that hold a shipped country, or lie beside one; elsewhere income alone decides."""


class Neighbour(NamedTuple):
    """The country whose figures stand in, and why it."""

    country: Country
    why: str


def region(iso3: str) -> str:
    """Sub-region of a country, or nothing where no table holds it.

    >>> region("KEN"), region("FRA")
    ('Eastern Africa', '')
    """
    return next((name for name, codes in REGIONS.items() if iso3 in codes.split()), "")


def income(facts: Facts) -> float:
    """Log of the latest income per head; not a number where there is none."""
    found = facts.find(INCOME)
    return math.log(max(found, key=lambda f: f.year).value) if found else math.nan


@lru_cache(maxsize=1)
def shipped() -> tuple[Country, ...]:
    """The calibrated countries that come with the project, each in its setting of the earlier anchor year."""
    first: dict[str, Country] = {}
    for file in sorted((places.conf() / "country").glob("*.yaml")):
        country = configure(f"country={file.stem}").country
        if country.calibration is None:
            continue
        if country.iso3 not in first or country.anchor_year < first[country.iso3].anchor_year:
            first[country.iso3] = country
    return tuple(first.values())


def neighbour(facts: list[Fact], chosen: str | None = None) -> Neighbour:
    """The country that stands in for the one of ``facts``; ``chosen`` by the user, or by the rule."""
    iso3 = facts[0].iso3
    if chosen is not None:
        found = [c for c in shipped() if c.option == chosen]
        if not found:
            raise unknown("country", chosen, [c.option for c in shipped()], "neighbour=")
        return Neighbour(found[0], "chosen")
    own = income(Facts(facts, places.conf()))
    near = [c for c in shipped() if region(iso3) and region(c.iso3) == region(iso3)]
    pool = near or list(shipped())
    if math.isfinite(own):
        best = min(pool, key=lambda c: (abs(income(c.facts) - own), c.option))
        why = f"nearest in income per head {f'in {region(iso3)}' if near else 'of all'}"
    else:
        best, why = pool[0], f"first by name {f'in {region(iso3)}' if near else 'of all'}; no {INCOME} was given"
    return Neighbour(best, why)
