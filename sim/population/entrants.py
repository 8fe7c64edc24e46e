"""Fifteen-year-olds: how many enter each local market, into which households, with which traits and school years."""

from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from numba import njit

from sim.agents.household import Household
from sim.agents.transitions import enter_model
from sim.agents.worker import Worker
from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key
from sim.core.states import Disability, Education, Outside, Sex
from sim.population.households import household_id
from sim.population.joint import past_cutoffs
from sim.population.keyed import ordinals, trait_normals, trait_uniforms
from sim.population.people import Trait, add_tastes, person_id
from sim.population.schoolyears import school_of
from sim.schooling.progress import lost_to_difficulty, plan_schooling

_SEX, _NEW, _WHERE = 101, 102, 103


def entrants_by_market(m: Any, flows: SimpleNamespace) -> np.ndarray:
    """Those who replace the month's exits, and growth: ⌊N((1+g)^{1/12} − 1) + u⌋ with u keyed by market and month.

    The population of 15–64 of every market then grows at ``institutions.population_growth`` on average.
    """
    before = flows.stayed + flows.left
    growth = (1.0 + m.country.institutions.population_growth) ** (1.0 / 12.0) - 1.0
    u = trait_uniforms(m.key(Purpose.ENTRANTS), np.arange(len(before)), 1)
    return np.maximum(flows.left + np.floor(before * growth + u).astype(np.int64), 0)


def arrive(m: Any, numbers: np.ndarray) -> None:
    """Enter ``numbers[r]`` people of exactly fifteen in market r."""
    market = np.repeat(np.arange(len(numbers)), numbers)
    if len(market) == 0:
        return
    birth = np.full(len(market), m.month - 180)
    e = SimpleNamespace(market=market, birth=birth, pid=person_id(market, birth, ordinals(market)))
    e.area = m.territory.area[market]
    k = key(m.population_seed, Purpose.ENTRANT_TRAITS)
    e.sex = np.where(
        trait_uniforms(k, e.pid, _SEX) < male_share(m.country.facts, m.country.anchor_year), Sex.MALE, Sex.FEMALE
    ).astype(np.int64)
    find_household(m, e, k)
    _traits(m, e, k)
    _schooling(m, e)
    rows = m.store(Worker).allocate(len(market), **vars(e))
    count_entries(m.people, m.moves, rows)
    m.events["entrants"] = len(rows)


@lru_cache(maxsize=8)
def male_share(facts: Any, year: int) -> float:
    """Share of men at 15 to 19."""
    men, all_ = (facts.people(15, 19, year, sex) for sex in ("male", "total"))
    return float(men / all_)


@njit(cache=True)
def by_market(hid, market, markets):  # type: ignore[no-untyped-def]
    """Rows of households in order of market, and how many there are in each; a counting sort."""
    count = np.zeros(markets, np.int64)
    for h in range(len(hid)):
        count[market[h]] += hid[h] != 0
    place = np.cumsum(count) - count
    rows = np.empty(count.sum(), np.int64)
    for h in range(len(hid)):
        if hid[h] != 0:
            rows[place[market[h]]] = h
            place[market[h]] += 1
    return rows, count


@njit(cache=True)
def homes(rows, count, market, u):  # type: ignore[no-untyped-def]
    """Row of the household that each entrant draws (``u``) among those of the market; −1 where there is none."""
    start, out = np.cumsum(count) - count, np.empty(len(u), np.int64)
    for n in range(len(u)):
        here = count[market[n]]
        out[n] = rows[start[market[n]] + min(int(u[n] * here), here - 1)] if here > 0 else -1
    return out


@njit(cache=True)
def join(members, household):  # type: ignore[no-untyped-def]
    """One member more for each mention of a ``household``."""
    for h in household:
        members[h] += 1


def find_household(m: Any, e: SimpleNamespace, k: np.uint64) -> None:
    """Most join a household of their market; the others start one like a household drawn there, without cash.

    Where nobody lives any more (small worlds) all start one, like a household drawn anywhere.
    """
    par, h = m.parameters.lifecycle, m.households
    rows, count = by_market(h.hid, h.market, len(m.territory))
    u = trait_uniforms(k, e.pid, _WHERE)
    e.household = homes(rows, count, e.market, u)
    deserted = e.household < 0
    e.household[deserted] = rows[(u[deserted] * len(rows)).astype(np.int64)]
    e.wealth = h.wealth[e.household]
    alone = np.flatnonzero(deserted | (trait_uniforms(k, e.pid, _NEW) < par.new_household))
    e.household[alone] = like(m, e.household[alone], e.market[alone], 0)
    join(m.households.members, e.household)


def like(m: Any, models: np.ndarray, market: np.ndarray, series: int) -> np.ndarray:
    """New households in ``market`` with the wealth, farm, shop and land of ``models``, no members and no cash.

    ``market`` ascending; ``series`` keeps ids of different kinds of founding in one month apart.
    """
    h = m.households
    traits = {name: getattr(h, name)[models] for name in ("wealth", "farm", "shop", "land")}
    hid = household_id(market, m.month + 1, ordinals(market) + (series << 20))
    return m.store(Household).allocate(len(models), hid=hid, market=market, members=0, cash=0, **traits)


def _traits(m: Any, e: SimpleNamespace, k: np.uint64) -> None:
    """Ability first (schooling needs it); disability as among the young; the rest after schooling is known."""
    par, life = m.parameters.population, m.parameters.lifecycle
    e.ability = par.ability_spread * trait_normals(k, e.pid, Trait.ABILITY)
    disabled = trait_uniforms(k, e.pid, Trait.DISABILITY) < life.disability_at_15
    severe = trait_uniforms(k, e.pid, Trait.SEVERE) < life.disability_severe
    e.disability = np.where(disabled, np.where(severe, Disability.SEVERE, Disability.MODERATE), Disability.NONE)


def _schooling(m: Any, e: SimpleNamespace) -> None:
    """Ultimate level and months at school; who has already left decides what to do this month."""
    par, school = m.parameters.population, m.parameters.school
    solved = school_of(m.country.facts, school, m.country.constants)
    cutoffs = solved.cutoffs
    if m.settling:  # a cohort of the past: the run ends in the anchor year
        age, country = 15.0 + (m.config.months - m.month) / 12.0, m.country
        cutoffs = past_cutoffs(country.facts, country.anchor_year, country.constants, school, age)
    score = e.ability / max(par.ability_spread, 1e-9)
    set_back = lost_to_difficulty(
        e.disability != Disability.NONE, m.parameters.lifecycle.disability_at_15, school.difficulty
    )
    plans = key(m.population_seed, Purpose.SCHOOL_PROGRESS)
    e.ultimate, end, e.level = plan_schooling(
        e.birth, e.sex, e.area, e.wealth, score, set_back, e.pid, m.month,
        plans, cutoffs, solved.gradient, solved.delay, school,
    )  # fmt: skip
    pupil = end > m.month
    e.education = np.where(pupil, Education.SCHOOL, Education.NONE)
    e.school_end = np.where(pupil, end, NEVER)
    e.left_school = np.where(pupil, NEVER, m.month)
    e.last_enrolled = np.where(pupil, m.month, end - 1)
    e.outside_reason = np.where(pupil, Outside.STUDY, Outside.OTHER)
    e.plans_to_work = 1
    e.since = m.month
    e.ultimate = e.ultimate.astype(np.int64)
    add_tastes(e, key(m.population_seed, Purpose.ENTRANT_TRAITS), par)


@njit(cache=True)
def count_entries(people, moves, rows):  # type: ignore[no-untyped-def]
    """Count the entry of the people in ``rows``."""
    for r in range(len(rows)):
        enter_model(people, moves, rows[r])
