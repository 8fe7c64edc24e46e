"""How far a model may be from a published figure: fixed beforehand, from the figures alone and by one rule for all.

Tolerance = the largest of two points, two standard errors of the survey, and the gap between sources that give the same
figure for the same year (one year more or less). The standard error is that of a share among the people of the group
whom a survey of the country's size reaches, doubled in variance for its clusters:
SE = √(2 p (1 − p) / n), n = interviewed people of 15 to 64 × share of the group × share of it that the figure is of.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from sim.config.facts import Facts
from sim.core.errors import InputError

POINTS = 0.02
DESIGN = 2.0
"""Design effect: a usual size for surveys of labour in clusters of a dozen households or two (assumption)."""
SURVEY = "labour_survey_persons"
SPAN = 1
"""Years between two sources that count as the same year."""
OF = ("people", "labour force", "employed", "unemployed")


class Tolerance(NamedTuple):
    """A share, and which of the three rules gave it."""

    value: float
    rule: str


def tolerance(value: float, reached: float, others: Iterable[float]) -> Tolerance:
    """The largest of the three; ``reached``: people asked, 0 where nobody says how many; ``others``: other sources.

    >>> tolerance(0.3, 0, [])
    Tolerance(value=0.02, rule='2 points')
    >>> tolerance(0.5, 1000, [0.48]).rule, tolerance(0.3, 50_000, [0.36]).rule
    ('2 SE', 'gap between sources')
    """
    error = math.sqrt(DESIGN * value * (1 - value) / reached) if reached > 0 and 0 < value < 1 else 0.0
    gap = max((abs(value - other) for other in others), default=0.0)
    found = {"2 points": POINTS, "2 SE": 2 * error, "gap between sources": gap}
    rule = max(found, key=lambda name: round(found[name], 9))
    return Tolerance(found[rule], rule)


def interviewed(facts: Facts, year: int, group: str, of: str) -> float:
    """About how many people of a group, and of a part of them, the survey of the anchor year asked; 0 if unknown."""
    if SURVEY not in facts:
        return 0.0
    persons = facts.near(SURVEY, year).value
    adults = persons * facts.people(15, 64, year) / facts.people(0, 200, year)
    return adults * _share_of_group(facts, year, group) * _share_of_part(facts, year, group, of)


def _conditions(group: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in group.split("|") if "=" in part)


def _share_of_group(facts: Facts, year: int, group: str) -> float:
    """Share of the people of 15 to 64 in a group of the panel, traits taken as independent."""
    at, share = _conditions(group), 1.0
    if "sex" in at or "age" in at:
        low, high = (int(x) for x in at.get("age", "15-64").split("-"))
        share *= facts.people(low, high, year, at.get("sex", "total")) / facts.people(15, 64, year)
    if "area" in at:
        urban = facts.near("urban_population_share", year).value / 100
        share *= urban if at["area"] == "urban" else 1 - urban
    if "education" in at:
        words = ("at_least_upper_secondary", "at_least_short_cycle_tertiary")
        stock = [facts.near("education_attainment_cumulative", year, age_band="25+", education=word) for word in words]
        upper, tertiary = (fact.value / 100 for fact in stock)
        share *= {"tertiary": tertiary, "upper_secondary": upper - tertiary}.get(at["education"], 1 - upper)
    return share


def _share_of_part(facts: Facts, year: int, group: str, of: str) -> float:
    """Share of people, labour force, employed or unemployed in the people of a sex."""
    if of == "people":
        return 1.0
    sex = _conditions(group).get("sex", "total")
    try:
        active = facts.near("labour_force_participation_rate_modelled", year, sex=sex, age_band="15-64").value / 100
        out = facts.near("unemployment_rate_ilostat", year, sex=sex, age_band="15+").value / 100
    except InputError:
        return 1.0
    return {"labour force": active, "employed": active * (1 - out), "unemployed": active * out}[of]
