"""Published figures that a country model is held against: which indicator, which group, which facts, what tolerance.

Each target names its observation operator (an indicator and a group of the panel) and how its value follows from the
country's facts: of each figure the year nearest to the anchor year of the country, since later surveys may measure
something else. The list is the same for all countries; what a country has no figure for falls away.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sim.config.facts import LU3, Fact, Facts
from sim.core.errors import InputError
from sim.experiments.tolerance import SPAN, interviewed, tolerance

OLDEST = 5
"""A figure that is not fitted counts only if its year is at most so far from the anchor year."""


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
    rule: str = "2 points"
    held_out: bool = False
    """Not fitted, and kept out of fits of behaviour too: half of the figures that are not fitted, chosen by a hash."""
    own: bool = True
    """The figures that it rests on were observed in the country, not borrowed, assumed or split by another one."""

    @property
    def telling(self) -> bool:
        """The tolerance is below half of the figure, so that a hit says something."""
        return self.tolerance < self.value / 2


Find = Callable[[Facts, int], tuple[float, list[Fact]]]


class Wanted(NamedTuple):
    """How a target is found: ``find(facts, year)`` returns the share about ``year`` and the facts that it rests on.

    ``of``: whom the share is of; ``others``: other sources of the same figure.
    """

    indicator: str
    group: str
    label: str
    find: Find
    of: str = "people"
    fitted: bool = True
    others: tuple[Find, ...] = ()


def share(indicator: str, **cell: Any) -> Find:
    """The figure of a cell, as a share."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        fact = facts.near(indicator, year, **cell)
        return fact.value / 100, [fact]

    return find


def rest(indicator: str, **cell: Any) -> Find:
    """One minus the figure of a cell."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        fact = facts.near(indicator, year, **cell)
        return 1 - fact.value / 100, [fact]

    return find


def observed(find: Find) -> Find:
    """``find`` where no figure was borrowed, assumed, or split by the proportions of another one."""

    def strict(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        value, found = find(facts, year)
        for fact in found:
            if not seen(fact):
                raise InputError(f"{fact.indicator}: {fact.verified}")
        return value, found

    return strict


def seen(fact: Fact) -> bool:
    """Whether a figure was observed in the country: published, or derived from figures of its own."""
    return fact.published or (fact.verified.startswith("derived") and "split" not in fact.verified)


def both_sexes(indicator: str, **cell: Any) -> Find:
    """The figure of both sexes, where it was not observed by sex."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        try:
            observed(share(indicator, sex="male", **cell))(facts, year)
        except InputError:
            return share(indicator, **cell)(facts, year)
        raise InputError(f"{indicator}: observed by sex")

    return find


def employment(sex: str) -> Find:
    """Employment over population of 15-64: participation times one minus the unemployment rate."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        active = facts.near("labour_force_participation_rate_modelled", year, sex=sex, age_band="15-64")
        out = facts.near("unemployment_rate_ilostat", year, sex=sex, age_band="15+")
        return active.value / 100 * (1 - out.value / 100), [active, out]

    return find


def set_aside(indicator: str, sex: str) -> Find:
    """Where a figure of both sexes at 15+ was filled in against a published one of its year: the other of the two.

    For one sex: its published figure moved by the distance of the two, in log odds.
    """

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        used = facts.near(indicator, year, age_band="15+")
        left = [f for f in facts.find(indicator, sex="total", age_band="15+", year=used.year) if f.published]
        if used.published or not left:
            raise InputError(f"{indicator}: no source was set aside")
        if sex == "total":
            return left[0].value / 100, left[:1]
        own = facts.near(indicator, year, sex=sex, age_band="15+")
        odds = _odds(own.value) * _odds(used.value) / _odds(left[0].value)
        return odds / (1 + odds), [own]

    return find


def _odds(percent: float) -> float:
    return percent / (100 - percent)


def neet(sex: str) -> Find:
    """NEET of 15-24: mean of the survey and the one two years after, whose quarters differ."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        survey = facts.near("neet_rate", year, sex=sex, age_band="15-24")
        later = facts.find("neet_rate", sex=sex, age_band="15-24", year=survey.year + 2) if survey.published else []
        used = [survey, *later[:1]]
        return sum(f.value for f in used) / len(used) / 100, used

    return find


def lu3(**cell: Any) -> Find:
    """Unemployment with the available who do not search, under its own name or as the national headline."""

    def find(facts: Facts, year: int) -> tuple[float, list[Fact]]:
        fact = facts.near(facts.first_of(*LU3), year, age_band="15+", **cell)
        return fact.value / 100, [fact]

    return find


def long_term(facts: Facts, year: int) -> tuple[float, list[Fact]]:
    """Share of the unemployed who search for a year or more; else long-term rate over unemployment rate."""
    if facts.find("long_term_share_of_unemployed", year=year):
        return share("long_term_share_of_unemployed")(facts, year)
    long = facts.near("long_term_unemployment_rate", year)
    out = facts.value("unemployment_rate_ilostat", age_band="15+", year=long.year)
    return long.value / out.value, [long, out]


SEXES, AREAS = ("male", "female"), ("rural", "urban")
YOUNG = "age=15-24"
SEARCHING, MODELLED = "unemployment_rate_ilostat", "labour_force_participation_rate_modelled"
FORCE = "labour force"


def _informal(sex: str = "total") -> tuple[Find, ...]:
    """Other sources of informality: another edition, the national office, and a source that was set aside."""
    names = ("informal_employment_share_total_sdg2020", "informal_employment_rate_national")
    return (*(share(name, sex=sex, age_band="15+") for name in names), set_aside("informal_employment_rate", sex))


FITTED: tuple[Wanted, ...] = (
    *(Wanted("employment_rate", f"sex={s}", f"Employment over population 15-64, {s}", employment(s)) for s in SEXES),
    *(Wanted("employment_rate", f"sex={s}|{YOUNG}", f"Employment over population 15-24, {s}",
             share("employment_to_population_ratio_modelled", sex=s, age_band="15-24")) for s in SEXES),
    *(Wanted("unemployment_rate", f"sex={s}", f"Unemployment (searching), {s}",
             share(SEARCHING, sex=s, age_band="15+"), FORCE,
             others=(share("unemployment_rate_sdg2020", sex=s, age_band="15+"),)) for s in SEXES),
    Wanted("unemployment_rate", "education=tertiary", "Unemployment (searching), tertiary",
           share("unemployment_rate_by_education", age_band="15+", education="advanced"), FORCE),
    Wanted("lu3", "all", "Unemployment with the available who do not search (LU3)", lu3(), FORCE),
    Wanted("informality_rate", "all", "Informal employment", share("informal_employment_rate", age_band="15+"),
           "employed", others=_informal()),
    *(Wanted("self_employment_share", f"sex={s}", f"Self-employed, family workers included, {s}",
             share("self_employment_share_modelled", sex=s, age_band="15+"), "employed",
             others=(rest("wage_employment_share_national", sex=s),)) for s in SEXES),
    *(Wanted("family_worker_share", f"sex={s}", f"Contributing family workers, {s}",
             share("contributing_family_workers_share_modelled", sex=s, age_band="15+"), "employed") for s in SEXES),
    *(Wanted("training_participation_12m", f"sex={s}|{YOUNG}", f"In education or training within 12 months, 15-24, {s}",
             share("education_training_participation_12m", sex=s, age_band="15-24")) for s in SEXES),
    *(Wanted("neet_rate", f"sex={s}|{YOUNG}", f"Neither in employment nor in education or training, 15-24, {s}",
             neet(s), others=(share("neet_rate_national", sex=s), share("neet_rate_sdg2020", sex=s, age_band="15-24")))
      for s in SEXES),
)  # fmt: skip
"""The level moments: each is chased by a level constant of its own."""

OTHERS: tuple[Wanted, ...] = (
    *(Wanted("unemployment_rate", f"sex={s}|age={a}", f"Unemployment (searching), {a}, {s}",
             share(SEARCHING, sex=s, age_band=a), FORCE, False,
             (share("unemployment_rate_sdg2020", sex=s, age_band=a),)) for a in ("15-24", "25-54") for s in SEXES),
    *(Wanted("unemployment_rate", f"age={a}", f"Unemployment (searching), {a}", both_sexes(SEARCHING, age_band=a),
             FORCE, False) for a in ("15-24", "25-54")),
    Wanted("unemployment_rate", "age=55-64", "Unemployment (searching), 55-64", share(SEARCHING, age_band="55-64"),
           FORCE, False),
    *(Wanted("unemployment_rate", f"education={e}", f"Unemployment (searching), {e.replace('_', ' ')}",
             share("unemployment_rate_by_education", age_band="15+", education=word), FORCE, False)
      for e, word in (("upper_secondary", "intermediate"), ("below_upper_secondary", "basic"))),
    Wanted("long_term_unemployment", "all", "Searching for a year or more, of the unemployed", long_term, "unemployed",
           False),
    *(Wanted("participation_rate", f"sex={s}|age=25-54", f"Participation 25-54, {s}",
             share(MODELLED, sex=s, age_band="25-54"), fitted=False) for s in SEXES),
    *(Wanted("informality_rate", f"sex={s}", f"Informal employment, {s}",
             share("informal_employment_rate", sex=s, age_band="15+"), "employed", False,
             _informal(s)) for s in SEXES),
    *(Wanted("lu3", f"sex={s}", f"Unemployment with the available (LU3), {s}", lu3(sex=s), FORCE, False)
      for s in SEXES),
    *(Wanted("lu3", f"area={a}", f"Unemployment with the available (LU3), {a}", lu3(area=a), FORCE, False)
      for a in AREAS),
    Wanted("lu4", YOUNG, "Labour underutilisation (LU4), 15-24",
           share("labour_underutilization_lu4", age_band="15-24"), FORCE, False),
    Wanted("neet_rate_15_35", "all", "Neither in employment nor in education or training, 15-35",
           share("neet_rate_15_35"), fitted=False),
)  # fmt: skip
"""All other figures for which the panel has an operator; nothing of a country is fitted to them."""
WANTED = FITTED + OTHERS


def held_out(indicator: str, group: str) -> bool:
    """Whether a figure that is not fitted stays out of fits of behaviour too: half of them, by a hash of the name.

    >>> held_out("participation_rate", "sex=male|age=25-54")
    True
    """
    return int(hashlib.sha256(f"{indicator} {group}".encode()).hexdigest(), 16) % 2 == 0


def targets(config: Any, wanted: Iterable[Wanted] = WANTED) -> list[Target]:
    """The targets of a country for which its facts have figures, fitted ones first."""
    facts, anchor = config.country.facts, config.country.anchor_year
    found = []
    for w in wanted:
        try:
            value, used = (w.find if w.fitted else observed(w.find))(facts, anchor)
        except InputError:
            continue
        year = max(f.year for f in used)
        if not w.fitted and abs(year - anchor) > OLDEST:
            continue
        allowed = tolerance(value, interviewed(facts, anchor, w.group, w.of), _elsewhere(w, facts, year))
        source = "; ".join(dict.fromkeys(f.source for f in used))
        found.append(Target(
            w.indicator, w.group, value, "share", year, source, w.label, w.fitted, allowed.value, allowed.rule,
            not w.fitted and held_out(w.indicator, w.group), all(seen(f) for f in used),
        ))  # fmt: skip
    return found


def _elsewhere(w: Wanted, facts: Facts, year: int) -> list[float]:
    """The same figure in other sources of the same year."""
    found = []
    for find in w.others:
        try:
            value, used = find(facts, year)
        except InputError:
            continue
        if all(abs(f.year - year) <= SPAN for f in used):
            found.append(value)
    return found
