"""Published figures that a country model is held against: which indicator, which group, which facts, what tolerance.

Each target names its observation operator (an indicator and a group of the panel) and how its value follows from the
country's facts: of each figure the year nearest to the anchor year of the country, since later surveys may measure
something else.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sim.config.facts import LU3, Fact, Facts
from sim.core.errors import InputError


class Target(NamedTuple):
    """One published figure. ``value`` and ``tolerance`` are shares; ``fitted``: used by the calibration."""

    indicator: str
    group: str
    value: float
    unit: str
    year: int
    source: str
    label: str
    fitted: bool
    tolerance: float


Find = Callable[[Facts, int], tuple[float, list[Fact]]]


class Wanted(NamedTuple):
    """How a target is found: ``find(facts, year)`` returns the share about ``year`` and the facts that it rests on."""

    indicator: str
    group: str
    label: str
    find: Find
    fitted: bool = True
    tolerance: float = 0.02


def share(indicator: str, **cell: Any) -> Find:
    """The figure of a cell, as a share."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        fact = facts.near(indicator, year, **cell)
        return fact.value / 100, [fact]

    return find


def employment(sex: str) -> Find:
    """Employment over population of 15-64: participation times one minus the unemployment rate."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        active = facts.near("labour_force_participation_rate_modelled", year, sex=sex, age_band="15-64")
        out = facts.near("unemployment_rate_ilostat", year, sex=sex, age_band="15+")
        return active.value / 100 * (1 - out.value / 100), [active, out]

    return find


def neet(sex: str) -> Find:
    """NEET of 15-24: mean of the survey and the one two years after, whose quarters differ."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        survey = facts.near("neet_rate", year, sex=sex, age_band="15-24")
        later = facts.find("neet_rate", sex=sex, age_band="15-24", year=survey.year + 2) if survey.published else []
        used = [survey, *later[:1]]
        return sum(f.value for f in used) / len(used) / 100, used

    return find


def lu3(facts: Facts, year: int) -> tuple[float, list[Fact]]:
    """Unemployment with the available who do not search, under its own name or as the national headline."""
    fact = facts.near(facts.first_of(*LU3), year, age_band="15+")
    return fact.value / 100, [fact]


def long_term(facts: Facts, year: int) -> tuple[float, list[Fact]]:
    """Share of the unemployed who search for a year or more: long-term rate over unemployment rate."""
    long = facts.near("long_term_unemployment_rate", year)
    out = facts.value("unemployment_rate_ilostat", age_band="15+", year=long.year)
    return long.value / out.value, [long, out]


SEXES = ("male", "female")
YOUNG = "age=15-24"
WANTED: tuple[Wanted, ...] = (
    *(Wanted("employment_rate", f"sex={s}", f"Employment over population 15-64, {s}", employment(s)) for s in SEXES),
    *(Wanted("employment_rate", f"sex={s}|{YOUNG}", f"Employment over population 15-24, {s}",
             share("employment_to_population_ratio_modelled", sex=s, age_band="15-24")) for s in SEXES),
    *(Wanted("unemployment_rate", f"sex={s}", f"Unemployment (searching), {s}",
             share("unemployment_rate_ilostat", sex=s, age_band="15+"), tolerance=0.007) for s in SEXES),
    Wanted("unemployment_rate", "education=tertiary", "Unemployment (searching), tertiary",
           share("unemployment_rate_by_education", age_band="15+", education="advanced"), tolerance=0.02),
    Wanted("lu3", "all", "Unemployment with the available who do not search (LU3)", lu3),
    Wanted("informality_rate", "all", "Informal employment", share("informal_employment_rate", age_band="15+")),
    *(Wanted("self_employment_share", f"sex={s}", f"Self-employed, family workers included, {s}",
             share("self_employment_share_modelled", sex=s, age_band="15+")) for s in SEXES),
    *(Wanted("family_worker_share", f"sex={s}", f"Contributing family workers, {s}",
             share("contributing_family_workers_share_modelled", sex=s, age_band="15+")) for s in SEXES),
    *(Wanted("training_participation_12m", f"sex={s}|{YOUNG}", f"In education or training within 12 months, 15-24, {s}",
             share("education_training_participation_12m", sex=s, age_band="15-24")) for s in SEXES),
    *(Wanted("neet_rate", f"sex={s}|{YOUNG}", f"Neither in employment nor in education or training, 15-24, {s}",
             neet(s)) for s in SEXES),
    # not fitted
    Wanted("unemployment_rate", "age=15-24", "Unemployment (searching), 15-24",
           share("unemployment_rate_ilostat", age_band="15-24"), fitted=False),
    Wanted("unemployment_rate", "age=25-54", "Unemployment (searching), 25-54",
           share("unemployment_rate_ilostat", age_band="25-54"), fitted=False, tolerance=0.01),
    Wanted("long_term_unemployment", "all", "Searching for a year or more, of the unemployed", long_term, fitted=False,
           tolerance=0.1),
    *(Wanted("participation_rate", f"sex={s}|age=25-54", f"Participation 25-54, {s}",
             share("labour_force_participation_rate_modelled", sex=s, age_band="25-54"), fitted=False, tolerance=0.03)
      for s in SEXES),
    *(Wanted("informality_rate", f"sex={s}", f"Informal employment, {s}",
             share("informal_employment_rate", sex=s, age_band="15+"), fitted=False, tolerance=0.05) for s in SEXES),
    Wanted("unemployment_rate", "education=upper_secondary", "Unemployment (searching), upper secondary",
           share("unemployment_rate_by_education", age_band="15+", education="intermediate"), fitted=False,
           tolerance=0.03),
)  # fmt: skip


def targets(config: Any, wanted: Iterable[Wanted] = WANTED) -> list[Target]:
    """The targets of a country for which its facts have figures, fitted ones first."""
    found = []
    for w in wanted:
        try:
            value, facts = w.find(config.country.facts, config.country.anchor_year)
        except InputError:
            continue
        years = max(f.year for f in facts)
        source = "; ".join(dict.fromkeys(f.source for f in facts))
        found.append(Target(w.indicator, w.group, value, "share", years, source, w.label, w.fitted, w.tolerance))
    return found
