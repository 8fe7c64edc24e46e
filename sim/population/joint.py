"""The joint distribution of people: iterative proportional fitting of a plausible seed to published margins.

Axes: sex × age (ten five-year bands, 15 to 64) × area × level × standing. Margins: population by sex and band, urban
share, attainment by sex and area (25 and over; under 25 the level at which school will be left), attendance,
employment, unemployment and potential labour force by sex and age, status in employment and working students by sex.
Method: Deming & Stephan (1940), Ann. Math. Stat. 11(4).
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np

from sim.agents.parameters import Constants, Institutions, PopulationParameters
from sim.config.facts import LU3
from sim.population.schoolyears import LEVELS, leaving_cdf, school_of, solved
from sim.schooling.cohorts import cohort_cutoffs, middle_age, planned_cutoffs, wealth_of_areas
from sim.schooling.moments import reached
from sim.schooling.parameters import SchoolParameters
from sim.schooling.solve import SchoolSolution

BANDS = 10
MIDDLES = 17.5 + 5.0 * np.arange(BANDS)
"""Middle ages of the five-year bands from 15."""
SEXES, AREAS = ("male", "female"), ("rural", "urban")


class Standing(IntEnum):
    """Study and work of a person at the start: one answer, from which the registers are set."""

    STUDY = 0
    STUDY_OWN = 1  # enrolled and working on own account
    STUDY_FAMILY = 2  # enrolled and a family worker
    REGULAR = 3
    CASUAL = 4
    OWN = 5
    FAMILY = 6
    UNEMPLOYED = 7
    AVAILABLE = 8
    OUTSIDE = 9


STANDINGS = len(Standing)
SHAPE = (2, BANDS, 2, LEVELS, STANDINGS)


@dataclass
class Joint:
    """``share``: array of SHAPE, adds up to 1. ``residual``: largest miss of a margin, as a share of all people.

    ``school``: the solution of schooling; ``leaving``: see ``leaving_cdf``; ``male``: share of men at 15–19;
    ``population``: people aged 15–64 in the anchor year; ``cutoffs``: of the index of schooling, by band.
    """

    share: np.ndarray
    residual: float
    school: SchoolSolution
    leaving: np.ndarray
    male: float
    population: float
    cutoffs: np.ndarray


def rake(seed: np.ndarray, margins: list[tuple[np.ndarray, np.ndarray]], rounds: int = 400) -> tuple[np.ndarray, float]:
    """Scale ``seed`` until each margin holds. A margin is (label of every cell, wanted total of every label).

    Returns the fitted array and the largest absolute miss of a total.
    """
    fit = seed / seed.sum()
    flat = [(np.broadcast_to(labels, seed.shape).ravel(), target) for labels, target in margins]
    for _ in range(rounds):
        worst = 0.0
        for labels, target in flat:
            total = np.bincount(labels, fit.ravel(), len(target))
            worst = max(worst, float(np.abs(total - target).max()))
            factor = np.divide(target, total, out=np.zeros(len(target)), where=total > 0)
            fit *= factor[labels].reshape(fit.shape)
        if worst < 1e-7:
            break
    worst = max(float(np.abs(np.bincount(g, fit.ravel(), len(t)) - t).max()) for g, t in flat)
    return fit, worst


@lru_cache(maxsize=8)
def joint(
    facts: Any,
    year: int,
    constants: Constants,
    institutions: Institutions,
    par: PopulationParameters,
    school_par: SchoolParameters,
    years_back: float = 0.0,
) -> Joint:
    """The distribution of people aged 15–64 of a country in its anchor year; kept for the next call.

    ``years_back``: with the schooling that their cohorts had so many years before, and all else as in the anchor year.
    """
    people = population(facts, year)
    school = school_of(facts, school_par, constants)
    leaving = leaving_cdf(school_par, school.delay)
    urban = _share(facts, "urban_population_share", year)
    area = np.array([1.0 - urban, urban])
    cutoffs = np.stack([school.cutoffs] * 2 + [school.stock_cutoffs] * (BANDS - 2))
    if years_back > 0.0:
        cutoffs = np.stack([past_cutoffs(facts, year, constants, school_par, age + years_back) for age in MIDDLES])
        education = past_attainment(school, cutoffs)
    else:
        education = attainment(facts, year, people, school)
    cells = (people / people.sum())[:, :, None, None] * area[None, None, :, None] * education
    staying = _staying(leaving)
    regular = regular_share(constants, institutions, par)
    attending = _attending(cells, staying) if years_back > 0.0 else school.enrolled
    margins = _margins(facts, year, cells, staying, attending, regular, par)
    fitted, residual = rake(_seed(cells, staying, par), margins)
    male = float(people[0, 0] / people[:, 0].sum())
    return Joint(fitted, residual, school, leaving, male, float(people.sum()), cutoffs)


def regular_share(constants: Constants, institutions: Institutions, par: PopulationParameters) -> float:
    """Share of employees in regular jobs implied by the mix of government, formal and informal posts."""
    government = institutions.government_jobs
    formal = constants.formal_jobs - government
    regular = government * par.regular_government + formal * par.regular_formal
    regular += constants.informal_jobs * par.regular_informal
    return regular / (constants.formal_jobs + constants.informal_jobs)


def _share(facts: Any, indicator: str, year: int, **cell: str) -> float:
    """A published percentage as a share, of the year nearest to ``year``; without one for the area, the nation's."""
    if not facts.find(indicator, **cell):
        cell = {**cell, "area": "national"}
    return float(facts.near(indicator, year, **cell).value) / 100.0


def population(facts: Any, year: int) -> np.ndarray:
    """People by sex and five-year band from 15 to 64."""
    return np.array([[facts.people(15 + 5 * b, 19 + 5 * b, year, sex) for b in range(BANDS)] for sex in SEXES])


def young_levels(school: SchoolSolution) -> np.ndarray:
    """Ultimate levels of the young, (2 sexes, 2 areas, 6 levels): the mean over the wealth of each area."""
    return np.einsum("aq,saql->sal", wealth_of_areas(school), school.shares)


def past_cutoffs(facts: Any, year: int, constants: Constants, school_par: SchoolParameters, age: float) -> np.ndarray:
    """Cutoffs of the index of schooling, (2, 2, 5), of the cohort that is of ``age`` in the anchor year."""
    school = school_of(facts, school_par, constants)
    planned, middle = _plans(facts, year, school_par, (constants.school_m, constants.school_f))
    return cohort_cutoffs(school.cutoffs, planned, age, middle)


@lru_cache(maxsize=8)
def _plans(facts: Any, year: int, school_par: SchoolParameters, added: tuple[float, float]) -> tuple[np.ndarray, float]:
    """Cutoffs of the plans of the stock, and the mean age of those in it."""
    return planned_cutoffs(solved(facts, school_par, added), school_par), middle_age(population(facts, year))


def past_attainment(school: SchoolSolution, cutoffs: np.ndarray) -> np.ndarray:
    """Levels by sex, band and area, (2, 10, 2, 6), where each band has cutoffs of its own, (10, 2, 2, 5)."""
    out = np.empty((2, BANDS, 2, LEVELS))
    for s, b, r in np.ndindex(2, BANDS, 2):
        out[s, b, r] = wealth_of_areas(school)[r] @ reached(cutoffs[b, s, r], school.gradient[s])
    return out


def attainment(facts: Any, year: int, people: np.ndarray, school: SchoolSolution) -> np.ndarray:
    """Levels by sex, band and area, (2, 10, 2, 6); under 25 the level at which school will be left.

    Cohorts: linear from the young at 21 to the stock of 25 and over at 42, shifted in logits so that the stock holds.
    """
    names = ("completed_primary", "lower_secondary", "upper_secondary", "short_cycle_tertiary", "bachelor")
    at_least = np.ones((2, BANDS, 2, LEVELS + 1))
    at_least[..., LEVELS] = 0.0
    young = 1.0 - np.cumsum(young_levels(school), axis=2)[..., :-1]
    for s, sex in enumerate(SEXES):
        for r, area in enumerate(AREAS):
            for k, name in enumerate(names):
                cell = {"sex": sex, "age_band": "25+", "area": area, "education": f"at_least_{name}"}
                stock = _share(facts, "education_attainment_cumulative", year, **cell)
                line = stock + (young[s, r, k] - stock) * (42.0 - MIDDLES) / 21.0
                at_least[s, :, r, k + 1] = _shift(np.clip(line, 0.004, 0.985), people[s], stock)
                at_least[s, :2, r, k + 1] = young[s, r, k]
    at_least = np.minimum.accumulate(at_least, axis=3)
    return at_least[..., :-1] - at_least[..., 1:]


def _shift(line: np.ndarray, weight: np.ndarray, wanted: float) -> np.ndarray:
    """``line`` moved in logits so that its mean over 25–64 is ``wanted``."""
    odds = np.log(line / (1 - line))
    move = 0.0
    for _ in range(60):
        now = 1 / (1 + np.exp(-(odds + move)))
        mean = float((now[2:] * weight[2:]).sum() / weight[2:].sum())
        move += np.log(wanted / (1 - wanted)) - np.log(mean / (1 - mean))
    return 1 / (1 + np.exp(-(odds + move)))


def _staying(leaving: np.ndarray) -> np.ndarray:
    """Share still at school, ``(sex, band, level)``, by the process of leaving alone; none from 35."""
    stay = 1.0 - leaving[:, 180 : 180 + 60 * 4].reshape(2, LEVELS, 4, 60).mean(3)
    out = np.zeros((2, BANDS, LEVELS))
    out[:, :4] = stay.transpose(0, 2, 1)
    return out


def _attending(cells: np.ndarray, staying: np.ndarray) -> np.ndarray:
    """Share of men and of women of 15–24 at school, by the levels that their cohorts reach and how they leave."""
    young = cells[:, :2]
    out: np.ndarray = (young * staying[:, :2, None, :]).sum((1, 2, 3)) / young.sum((1, 2, 3))
    return out


def _seed(cells: np.ndarray, staying: np.ndarray, par: PopulationParameters) -> np.ndarray:
    """A first guess of standing within every cell: gradients of status by level, area and age."""
    level = np.arange(LEVELS)[None, None, None, :] + 0.0 * cells
    urban = np.arange(2)[None, None, :, None] + 0.0 * cells
    stay = np.clip(staying, 0.0, 0.999)[:, :, None, :] + 0.0 * cells
    stay[stay < 1e-6] = 0.0
    share = np.zeros(SHAPE)
    share[..., Standing.STUDY] = stay
    share[:, :2, ..., Standing.STUDY_OWN] = 0.03 * stay[:, :2]
    share[:, :2, ..., Standing.STUDY_FAMILY] = 0.03 * stay[:, :2] * (1.2 - urban[:, :2])
    wage = np.exp(par.wage_urban * (urban - 0.5))
    share[..., Standing.REGULAR] = 0.1 * wage * np.exp(par.regular_by_level * (level - 2))
    share[..., Standing.CASUAL] = 0.05 * wage * np.exp(par.casual_by_level * (level - 2))
    share[..., Standing.OWN] = 0.4 * np.exp(par.own_by_level * (level - 2))
    share[..., Standing.FAMILY] = 0.05 * np.exp(par.family_by_level * (level - 2) - par.wage_urban * (urban - 0.5))
    search = par.search_by_level * (level - 2) + par.search_urban * (urban - 0.5)
    share[..., Standing.UNEMPLOYED] = 0.02 * np.exp(search)
    share[..., Standing.AVAILABLE] = 0.06
    share[..., Standing.OUTSIDE] = 0.15
    share[..., 3:] *= ((1.0 - stay) / share[..., 3:].sum(-1))[..., None]
    return np.maximum(cells[..., None] * share, 0.0)


def _margins(
    facts: Any,
    year: int,
    cells: np.ndarray,
    staying: np.ndarray,
    attending: np.ndarray,
    regular: float,
    par: PopulationParameters,
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The published margins as labels and totals; every target is a share of all people of 15–64."""
    index = np.indices(SHAPE)
    sex, band, standing = index[0], index[1], index[4]
    margins = [(np.arange(cells.size).reshape(*cells.shape, 1) + 0 * standing, cells.ravel())]
    people = cells.sum((2, 3))
    enrolled = (cells * staying[:, :, None, :]).sum((2, 3))
    targets = []
    for s, name in enumerate(SEXES):
        enrolled[s, :2] *= attending[s] * people[s, :2].sum() / enrolled[s, :2].sum()
        targets.append(_work(facts, year, name, people[s], float(attending[s]), regular, par))
    study = standing <= Standing.STUDY_FAMILY
    margins.append(((sex * BANDS + band) * 2 + study, np.stack([people - enrolled, enrolled], -1).ravel()))
    group = np.where(band < 2, 0, np.where(band < 8, 1, 2))
    work = (standing >= Standing.STUDY_OWN) & (standing <= Standing.FAMILY)
    jobless = standing == Standing.UNEMPLOYED
    labour = np.where(work, group, np.where(jobless, 3 + (group > 0), np.where(standing == Standing.AVAILABLE, 5, 6)))
    margins.append((sex * 7 + labour, np.concatenate([t[0] for t in targets])))
    status = np.array([6, 0, 1, 2, 3, 4, 5, 6, 6, 6])
    margins.append((sex * 7 + status[standing], np.concatenate([t[1] for t in targets])))
    return margins


def _work(
    facts: Any, year: int, sex: str, people: np.ndarray, enrolled: float, regular: float, par: PopulationParameters
) -> tuple[np.ndarray, np.ndarray]:
    """Targets of one sex: (employed 15–24, 25–54, 55–64, unemployed 15–24, 25–64, available, rest) and statuses.

    E/P of 15–64 = participation of 15–64 × (1 − SU3). Available: LU3 = (U + A) / (E + U + A).
    Working students, of one survey: max(0, NEET + E/P + enrolled − 1).
    """
    unemployed, taking_part = "unemployment_rate_ilostat", "labour_force_participation_rate_modelled"
    rate = {a: _share(facts, unemployed, year, sex=sex, age_band=a) for a in ("15+", "15-24", "25-54")}
    active = {a: _share(facts, taking_part, year, sex=sex, age_band=a) for a in ("15-64", "25-54")}
    youth, prime = people[:2].sum(), people[2:8].sum()
    ratio = _share(facts, "employment_to_population_ratio_modelled", year, sex=sex, age_band="15-24")
    employed = active["15-64"] * (1 - rate["15+"]) * people.sum()
    e_youth, e_prime = ratio * youth, active["25-54"] * (1 - rate["25-54"]) * prime
    jobless, u_youth = (e * u / (1 - u) for e, u in ((employed, rate["15+"]), (e_youth, rate["15-24"])))
    lu3 = _share(facts, facts.first_of(*LU3), year, sex=sex, age_band="15+")
    waiting = max((lu3 * (employed + jobless) - jobless) / (1 - lu3), 1e-4)
    labour = np.array([e_youth, e_prime, employed - e_youth - e_prime, u_youth, jobless - u_youth, waiting, 0.0])
    labour[6] = people.sum() - labour.sum()
    neet = _share(facts, "neet_rate", year, sex=sex, age_band="15-24")
    both = max(0.0, neet + ratio + enrolled - 1.0) * youth
    own_all = _share(facts, "self_employment_share_modelled", year, sex=sex, age_band="15+")
    family_all = _share(facts, "contributing_family_workers_share_modelled", year, sex=sex, age_band="15+")
    s_family = min(par.student_family_share * both, 0.6 * family_all * employed)
    wage = (1 - own_all) * employed
    family, own = family_all * employed - s_family, (own_all - family_all) * employed - (both - s_family)
    status = np.array([both - s_family, s_family, regular * wage, (1 - regular) * wage, own, family, 0.0])
    status[6] = people.sum() - status.sum()
    return labour, status
