"""What a country cannot run without, and how a missing figure is filled in: from others of its own, else a neighbour's.

1. A figure of both sexes is the mean of the two, where the country has them.
2. Else a figure of both sexes is split, and a related figure of the country moved, by the neighbour's distance in log
   odds between the two: logit(x) = logit(own) + logit(neighbour's x) − logit(neighbour's own). Related figures that
   were published go before those that were filled in themselves.
3. Where the country has nothing related, the neighbour's figure is taken as it is.
Every figure filled in names its rule as its source; ``how_verified`` begins with ``derived`` (1) or ``borrowed``.
A level of schooling never exceeds the level below it, nor falls short of the level above it.
"""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sim.config.facts import LU3, Fact, Facts
from sim.core.errors import InputError

SEXES = ("male", "female")
LEAST = 0.02
"""Percent: shares are kept off 0 and 100 when they are moved."""


class Cell(NamedTuple):
    """A figure that the model reads."""

    indicator: str
    sex: str = "total"
    age_band: str = "all"
    education: str = "all"
    unit: str = "percent"

    def words(self) -> str:
        return ", ".join(
            w for w in (self.indicator, self.sex, self.age_band, self.education) if w not in ("all", "total")
        )


class Need(NamedTuple):
    """A cell and those that it may be moved from, in order."""

    cell: Cell
    related: tuple[Cell, ...] = ()


ACTIVE, SEARCH = "labour_force_participation_rate_modelled", "unemployment_rate_ilostat"
STOCK = "education_attainment_cumulative"
LEVELS = (
    "at_least_completed_primary", "at_least_lower_secondary", "at_least_upper_secondary",
    "at_least_short_cycle_tertiary", "at_least_bachelor",
)  # fmt: skip
COMPLETED = {"primary": LEVELS[0], "lower_secondary": LEVELS[1], "upper_secondary": LEVELS[2]}
STEPS = {STOCK: LEVELS, "completion_rate": tuple(COMPLETED)}
"""Levels of schooling from the lowest: of each, no more people than of the one before."""
YOUNG = "3-5y_above_official_age"
FIVE_YEARS = tuple(f"{age}-{age + 4}" for age in range(15, 65, 5))


def needs() -> Iterator[Need]:
    """All cells but the population, in an order in which each may rest on those before it."""
    yield Need(Cell("urban_population_share"))
    for sex in ("total", *SEXES):
        for k, level in enumerate(LEVELS):
            below = (Cell(STOCK, sex, "25+", LEVELS[k - 1]),) if k else ()
            yield Need(Cell(STOCK, sex, "25+", level), (*_both(STOCK, sex, "25+", level), *below))
    for sex in SEXES:
        yield from _schooling(sex)
    for sex in SEXES:
        yield from _work(sex)
    out = Cell(SEARCH, "total", "15+")
    yield Need(out, tuple(Cell(SEARCH, s, "15+") for s in SEXES))
    yield Need(Cell("unemployment_rate_by_education", "total", "15+", "advanced"), (out,))
    for sex in ("total", *SEXES):
        yield Need(Cell(LU3[0], sex, "15+"), (*_both(LU3[0], sex, "15+"), Cell(SEARCH, sex, "15+")))
    own = Cell("self_employment_share_modelled", "total", "15+")
    yield Need(own, tuple(Cell(own.indicator, s, "15+") for s in SEXES))
    yield Need(Cell("informal_employment_rate", "total", "15+"), (own,))
    for sex in SEXES:
        yield Need(own._replace(sex=sex), (own,))
        name = "contributing_family_workers_share_modelled"
        yield Need(Cell(name, sex, "15+"), (*_both(name, sex, "15+"), own._replace(sex=sex)))
    yield Need(Cell("vocational_enrolment_share_youth", "total", "15-24"))


def _both(indicator: str, sex: str, age_band: str = "all", education: str = "all") -> tuple[Cell, ...]:
    """The same cell of both sexes, for one of them."""
    return () if sex == "total" else (Cell(indicator, "total", age_band, education),)


def _completed(sex: str, level: str) -> tuple[Cell, ...]:
    """Completion of a level by the young: of the sex, of both, of the other sex."""
    words = dict.fromkeys((sex, "total", *SEXES))
    return tuple(Cell("completion_rate", who, YOUNG, level) for who in words)


def _schooling(sex: str) -> Iterator[Need]:
    ages, levels = YOUNG, tuple(COMPLETED)
    for k, (level, stock) in enumerate(COMPLETED.items()):
        cell, *others = _completed(sex, level)
        beside = (c for j in (k - 1, k + 1) if 0 <= j < len(levels) for c in _completed(sex, levels[j]))
        yield Need(cell, (*others, Cell(STOCK, sex, "25+", stock), *beside))
    top = Cell("completion_rate", sex, ages, "upper_secondary")
    for end in ("poorest", "richest"):
        name = f"completion_rate_by_wealth_{end}_quintile"
        yield Need(Cell(name, sex, ages, "upper_secondary"), (*_both(name, sex, ages, "upper_secondary"), top))
    gross = "gross_enrolment_ratio_tertiary"
    yield Need(Cell(gross, sex), (*_both(gross, sex), Cell(STOCK, sex, "25+", LEVELS[3])))
    taught = "education_training_participation_12m"
    yield Need(Cell(taught, sex, "15-24"), _both(taught, sex, "15-24"))


def _work(sex: str) -> Iterator[Need]:
    active, out = Cell(ACTIVE, sex, "15-64"), Cell(SEARCH, sex, "15+")
    yield Need(active, (*_both(ACTIVE, sex, "15-64"), Cell(ACTIVE, sex, "15+")))
    yield Need(Cell(ACTIVE, sex, "25-54"), (*_both(ACTIVE, sex, "25-54"), active))
    young = "employment_to_population_ratio_modelled"
    yield Need(Cell(young, sex, "15-24"), (*_both(young, sex, "15-24"), active))
    yield Need(out, _both(SEARCH, sex, "15+"))
    for ages in ("15-24", "25-54"):
        yield Need(Cell(SEARCH, sex, ages), (*_both(SEARCH, sex, ages), out))
    yield Need(Cell("neet_rate", sex, "15-24"), _both("neet_rate", sex, "15-24"))


def check_population(facts: Facts) -> None:
    """People by sex and five-year age cannot be borrowed: sizes are a country's own."""
    missing = [
        f"{sex} {ages}" for sex in SEXES for ages in FIVE_YEARS if not facts.find("population", sex=sex, age_band=ages)
    ]
    if missing:
        raise InputError(
            f"{facts.path}: population is missing for {', '.join(missing[:6])}{', …' if len(missing) > 6 else ''}. "
            "It cannot be filled in: give persons by sex and five-year age from 15-19 to 60-64."
        )


def near(facts: Facts, cell: Cell, year: int) -> Fact | None:
    """The national figure of a cell in the year nearest to ``year``, or none."""
    given = {"sex": cell.sex, "education": cell.education, "area": "national", "unit": cell.unit}
    if cell.age_band != "all" or facts.find(cell.indicator, **given, age_band="all"):
        given["age_band"] = cell.age_band
    if not facts.find(cell.indicator, **given):
        return None
    return facts.near(cell.indicator, year, **given)


def filled(facts: Facts, year: int, other: Facts, other_year: int, iso3: str) -> list[Fact]:
    """The missing figures in the order of ``needs``, each with the rule that gave it as its source."""
    have, added = Facts(facts.all, facts.path), []
    for need in needs():
        if near(have, need.cell, year) is not None or _as_lu3(have, need.cell):
            continue
        added.append(_mean(have, need.cell, year) or _fill(have, need, year, other, other_year, iso3))
        have = Facts((*have.all, added[-1]), facts.path)
    return added


def _mean(have: Facts, cell: Cell, year: int) -> Fact | None:
    """The mean of men and women, where both are known."""
    if cell.sex != "total":
        return None
    both = [near(have, cell._replace(sex=sex), year) for sex in SEXES]
    if both[0] is None or both[1] is None:
        return None
    value = round((both[0].value + both[1].value) / 2, 2)
    return _fact(
        have.all[0], cell, value, year, f"mean of men and women; {both[0].source}", "derived: mean of both sexes"
    )


def _as_lu3(facts: Facts, cell: Cell) -> bool:
    """Unemployment with the available may stand under the name of the national headline."""
    return cell.indicator == LU3[0] and bool(facts.find(LU3[1], sex=cell.sex, age_band="15+"))


def _there(facts: Facts, cell: Cell, year: int) -> Fact | None:
    """A neighbour's figure; unemployment with the available under either name, the voluntary cells maybe absent."""
    found = near(facts, cell, year)
    return near(facts, cell._replace(indicator=LU3[1]), year) if found is None and cell.indicator == LU3[0] else found


def _fill(have: Facts, need: Need, year: int, other: Facts, other_year: int, iso3: str) -> Fact:
    theirs = _there(other, need.cell, other_year)
    if theirs is None:
        raise InputError(
            f"{have.path}: no figure of {need.cell.words()}, and {iso3} has none to lend. Please give one."
        )
    known = [(related, near(have, related, year), _there(other, related, other_year)) for related in need.related]
    usable = [(related, own, their) for related, own, their in known if own is not None and their is not None]
    value, text, how = theirs.value, f"figure of {iso3}, {theirs.year}", f"borrowed from {iso3}"
    if usable:
        related, own, their = min(usable, key=lambda found: not found[1].published)  # the first of the published ones
        value, distance = moved(own.value, theirs.value, their.value)
        text = f"{related.words()} ({own.year}) moved by the distance of the two in {iso3}, {distance:+.2f} log odds"
        how += ": distance"
    kept = _between(have, need.cell, value, year)
    text += "" if kept == value else ", held to the level of schooling beside it"
    return _fact(have.all[0], need.cell, kept, year, f"{text}; {theirs.source}", how)


def _between(have: Facts, cell: Cell, value: float, year: int) -> float:
    """The share of a level of schooling between those of the levels below and above it that are known by now."""
    steps = STEPS.get(cell.indicator)
    if steps is None:
        return value
    at = steps.index(cell.education)
    below, above = (
        [near(have, cell._replace(education=e), year) for e in part] for part in (steps[:at], steps[at + 1 :])
    )
    most = min((f.value for f in below if f is not None), default=100.0)
    least = max((f.value for f in above if f is not None), default=0.0)
    return min(max(value, least), most)


def moved(own: float, theirs: float, their_own: float) -> tuple[float, float]:
    """(percent, distance): ``own`` moved by the log odds between two figures of a neighbour.

    >>> moved(20.0, 30.0, 30.0)
    (20.0, 0.0)
    >>> round(moved(50.0, 80.0, 50.0)[0], 2)
    80.0
    """
    a, b, c = (math.log(p / (100 - p)) for p in (min(max(x, LEAST), 100 - LEAST) for x in (own, theirs, their_own)))
    distance = b - c
    value = round(100 / (1 + math.exp(-(a + distance))), 2)
    return min(max(value, LEAST), 100 - LEAST), distance


def _fact(like: Fact, cell: Cell, value: float, year: int, source: str, how: str) -> Fact:
    return Fact(
        like.country, like.iso3, cell.indicator, cell.sex, cell.age_band, "national", cell.education, value, cell.unit,
        year, source, "", how,
    )  # fmt: skip


def words(facts: Iterable[Fact]) -> list[tuple[str, str, str]]:
    """Filled figures for the reader: which, value, how."""
    return [
        (Cell(f.indicator, f.sex, f.age_band, f.education).words(), f"{f.value:g} {f.unit}", f.verified) for f in facts
    ]
