"""The published rates that schooling is solved from, read from a country's table of figures."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from sim.schooling.parameters import SchoolParameters

SEXES, AREAS = ("male", "female"), ("rural", "urban")
LEVEL_WORDS = ("primary", "lower_secondary", "upper_secondary")
STOCK_WORDS = (
    "at_least_completed_primary", "at_least_lower_secondary", "at_least_upper_secondary",
    "at_least_short_cycle_tertiary", "at_least_bachelor",
)  # fmt: skip


@dataclass(frozen=True)
class SchoolTargets:
    """Published shares of one sex, and how its people spread over areas and wealth."""

    growth: float  # yearly rate at which younger cohorts are larger
    quintiles: np.ndarray  # (2 areas, 5) distribution over wealth within the area
    area_of: np.ndarray  # (5, 2) distribution over areas within the quintile
    areas: np.ndarray  # (2) share of people by area
    completion: np.ndarray  # (2 areas, 3 levels) three to five years above the official age
    tertiary: np.ndarray  # (2 areas, 2) at least short tertiary, bachelor
    poorest: float  # upper secondary completion of the poorest fifth
    richest: float
    participation: float  # of 15-24 in education, any of the last twelve months
    stock: np.ndarray  # (2 areas, 5) attainment of 25 and older, levels 1 to 5


def bisect(wanted: float, of: Any, low: float, high: float) -> float:
    """Where a rising function reaches ``wanted``, or the nearer end of the range."""
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if of(middle) < wanted else (low, middle)
    return (low + high) / 2


def urban_by_wealth(urban_share: float, slope: float) -> np.ndarray:
    """Share living in town by wealth quintile: logistic in the quintile, with the country's mean."""
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        shares = 1 / (1 + np.exp(-(middle + slope * (np.arange(5) - 2))))
        low, high = (middle, high) if shares.mean() < urban_share else (low, middle)
    return shares


def figure(facts: Any, indicator: str, sex: str, area: str = "national", education: str = "all", **cell: Any) -> float:
    """A published share; without a figure for the area or the sex, the next wider group's."""
    for s, a in ((sex, area), (sex, "national"), ("total", "national")):
        found = facts.find(indicator, sex=s, area=a, education=education, **cell)
        if found:
            return max(found, key=lambda f: f.year).value / 100
    return facts.value(indicator, sex, area=area, education=education, **cell).value / 100


def tertiary_shares(
    stock: np.ndarray, gross: float, areas: np.ndarray, completion: np.ndarray, p: SchoolParameters
) -> np.ndarray:
    """(2 areas, 2): shares of the young who complete short tertiary or more, and a bachelor's degree.

    National share = weight · (1 + growth) · stock of 25+ + (1 − weight) · gross enrolment · 5 / years enrolled.
    Areas differ as in the stock (same distance in probits); at most nine tenths of upper secondary completion.
    """
    probit, cdf = NormalDist().inv_cdf, NormalDist().cdf
    short, long = stock[:, 3], stock[:, 4]
    grown = (1 + p.tertiary_growth) * float(areas @ short)
    wanted = p.tertiary_weight * grown + (1 - p.tertiary_weight) * gross * 5 / p.tertiary_years
    probits = [probit(max(1e-4, s)) for s in short]
    shift = bisect(wanted, lambda x: float(areas @ [cdf(v + x) for v in probits]), -3.0, 3.0)
    reach = np.minimum([cdf(v + shift) for v in probits], 0.9 * completion[:, 2])
    return np.column_stack([reach, reach * np.clip(long / np.maximum(short, 1e-6), 0.01, 0.99)])


def read_targets(facts: Any, sex: str, p: SchoolParameters) -> SchoolTargets:
    """All targets of one sex; the population of 15-19 and 20-24 gives the growth of cohorts."""
    urban = urban_by_wealth(figure(facts, "urban_population_share", "total"), p.urban_slope)
    area_of = np.column_stack([1 - urban, urban])
    completion = np.array([[figure(facts, "completion_rate", sex, a, w) for w in LEVEL_WORDS] for a in AREAS])
    attended = max(facts.find("education_training_participation_12m", sex=sex, age_band="15-24"), key=lambda f: f.year)
    young, old = (facts.people(low, low + 4, attended.year, sex) for low in (15, 20))
    poorest, richest = (
        figure(facts, f"completion_rate_by_wealth_{w}_quintile", sex, education="upper_secondary")
        for w in ("poorest", "richest")
    )
    stock = [[figure(facts, "education_attainment_cumulative", sex, a, w) for w in STOCK_WORDS] for a in AREAS]
    return SchoolTargets(
        growth=float(np.log(young / old) / 5), quintiles=(area_of / area_of.sum(0)).T, area_of=area_of,
        areas=area_of.mean(0), completion=completion,
        tertiary=tertiary_shares(np.array(stock), figure(facts, "gross_enrolment_ratio_tertiary", sex),
                                 area_of.mean(0), completion, p),
        poorest=poorest, richest=richest, participation=attended.value / 100, stock=np.array(stock),
    )  # fmt: skip
