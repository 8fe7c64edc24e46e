"""The people of the first month: cells of the joint distribution become persons with traits and school years."""

from enum import IntEnum
from types import SimpleNamespace

import numpy as np
from numba import njit

from sim.agents.lifecycle import birth_rate, disabled_share, united_share
from sim.agents.parameters import LifecycleParameters, PopulationParameters
from sim.agents.territory import Territory
from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key, words
from sim.core.plain import plain
from sim.core.states import Disability
from sim.population.joint import BANDS, SHAPE, Joint, Standing
from sim.population.keyed import apportion, invert, ordinals, trait_normals, trait_uniforms
from sim.population.schoolyears import LEVELS, MONTHS
from sim.schooling.parameters import SchoolParameters
from sim.schooling.progress import leaving_month, level_in_school, odds_of_difficulty, unfinished_share


class Trait(IntEnum):
    """Number of the draw of each trait under ``Purpose.POPULATION``; frozen like purposes."""

    WEALTH = 1
    INDEX = 2
    ABILITY = 3
    LEAVING = 4
    LEAVING_MONTH = 5
    DISABILITY = 6
    SEVERE = 7
    UNION = 8
    CHILD = 9
    CASUAL = 10
    TASTE = 11
    BELIEF = 12
    CORE = 13
    FARMER = 14
    TRADE = 15
    SKILL = 16
    CERTIFICATE = 17
    SPELL = 18
    FIRST_JOB = 19
    STABLE = 20
    SATISFIED = 21
    CONTRACT = 22
    TERM = 23
    HOURS = 24
    INCOME = 25
    SLOT = 26
    HOUSEHOLD = 27
    COURSE = 28
    COURSE_END = 29
    REASON = 30
    OFFICE = 31


def person_id(market: np.ndarray, birth: np.ndarray, ordinal: np.ndarray) -> np.ndarray:
    """Persistent id: market, month of birth, ordinal in the cohort; never 0."""
    return (market.astype(np.int64) << 48) | ((birth.astype(np.int64) + 2048) << 32) | ordinal.astype(np.int64)


def draw_people(count: int, land: Territory, joint: Joint, seed: int) -> SimpleNamespace:
    """``count`` persons: market, sex, age, level, standing and id, as arrays sorted by market and birth.

    Within an area cells are filled by systematic sampling, so margins are met to within a person or so per cell.
    """
    k = key(seed, Purpose.POPULATION)
    parts = []
    shares = np.bincount(land.area, land.weight, 2)
    for area, n in enumerate(apportion(count, shares)):
        mine = np.flatnonzero(land.area == area)
        cell = _systematic(joint.share[:, :, area].ravel(), int(n))
        market = np.repeat(mine, apportion(int(n), land.weight[mine])) if n else np.empty(0, np.int64)
        shuffle = np.argsort(words(k, np.arange(n) + area * 2**40), kind="stable")
        parts.append(np.stack([cell[shuffle], market, np.full(n, area)]))
    cell, market, area = np.concatenate(parts, axis=1)
    sex, band, level, standing = np.unravel_index(cell, (SHAPE[0], BANDS, LEVELS, SHAPE[4]))
    age = _ages(k, sex, band, level, standing <= Standing.STUDY_FAMILY, joint.leaving)
    order = np.lexsort((cell, -age, market))
    p = SimpleNamespace(market=market, area=area, sex=sex, level=level, standing=standing, birth=-1 - age, age=age)
    for name, values in vars(p).items():
        setattr(p, name, values[order])
    p.pid = person_id(p.market, p.birth, ordinals(p.market * 4096 - p.birth))
    return p


def _systematic(share: np.ndarray, n: int) -> np.ndarray:
    """``n`` cells, ascending, drawn with equal steps through the cumulated shares."""
    edges = np.cumsum(share)
    return np.minimum(np.searchsorted(edges, (np.arange(n) + 0.5) / max(n, 1) * edges[-1], "right"), len(share) - 1)


def _ages(
    k: np.uint64, sex: np.ndarray, band: np.ndarray, level: np.ndarray, student: np.ndarray, leaving: np.ndarray
) -> np.ndarray:
    """Age in months just before the first month: pupils as those still at school are spread, others as leavers."""
    left = np.pad(leaving[:, 180:], ((0, 0), (0, 60 * BANDS + 180 - MONTHS)), "edge").clip(1e-4, 1 - 1e-4)
    table = np.stack([left, 1.0 - left]).reshape(2, 2 * LEVELS, BANDS, 60)
    table = np.cumsum(table, axis=3)
    table = (table / table[..., -1:]).reshape(-1, 60)
    rows = (student.astype(np.int64) * 2 * LEVELS + sex * LEVELS + level) * BANDS + band
    u = trait_uniforms(k, np.arange(len(sex)), 1)
    return 180 + 60 * band + invert(table, rows, u)


def add_school(p: SimpleNamespace, joint: Joint, par: SchoolParameters, seed: int) -> None:
    """Ultimate level, months of leaving school, and the level completed by those still there."""
    k = key(seed, Purpose.POPULATION)
    p.ultimate = p.level.copy()
    p.student = p.standing <= Standing.STUDY_FAMILY
    rows, age = p.sex * LEVELS + p.ultimate, np.minimum(p.age, MONTHS - 2)
    so_far = joint.leaving[rows, age]
    u = trait_uniforms(k, p.pid, Trait.LEAVING)
    due = invert(joint.leaving, rows, np.where(p.student, so_far + u * (1 - so_far), u * so_far))
    due = np.where(p.student, np.maximum(due, age + 1), np.minimum(due, p.age))
    late = trait_uniforms(k, p.pid, Trait.LEAVING_MONTH)
    plans = key(seed, Purpose.SCHOOL_PROGRESS)
    p.school_end = np.full(len(p.pid), NEVER)
    p.left_school = np.full(len(p.pid), NEVER)
    _school_years(p.pid, p.birth, p.ultimate, p.student, due, late, plans, par, p.level, p.school_end, p.left_school)
    p.last_enrolled = np.where(p.student, -1, p.left_school - 1)


@njit(cache=True)
def _school_years(pid, birth, ultimate, student, due, late, plans, par, level, school_end, left_school):  # type: ignore[no-untyped-def]
    """Fill level, planned end and month of leaving; leavers gather around the end of the school year."""
    for i in range(len(pid)):
        end = leaving_month(float(birth[i] + due[i]), late[i], par)
        if student[i]:
            school_end[i] = max(end, 1)
            unfinished = unfinished_share(plans, pid[i])
            level[i] = level_in_school(0, school_end[i], birth[i], ultimate[i], unfinished, par)
        else:
            left_school[i] = min(max(end, birth[i] + 180), -1)


def add_wealth(
    p: SimpleNamespace, joint: Joint, par: PopulationParameters, school: SchoolParameters, seed: int
) -> None:
    """Wealth quintile given sex, area and level, then ability given all of them, from the index of schooling."""
    k = key(seed, Purpose.POPULATION)
    band = np.minimum((p.age - 180) // 60, BANDS - 1)
    solved = joint.school
    live = np.stack([1 - solved.urban, solved.urban])
    table = np.empty((BANDS, 2, 2, LEVELS, 5))
    for b, cuts in enumerate(joint.cutoffs):
        edges = np.concatenate([np.full((2, 2, 1), -30.0), cuts, np.full((2, 2, 1), 30.0)], axis=2)
        above = edges[:, :, None, :] - solved.gradient[:, None, :, None]
        reach = np.diff(_normal_cdf(above), axis=3)  # sex, area, wealth, level
        table[b] = np.cumsum((reach * live[None, :, :, None]).transpose(0, 1, 3, 2), axis=3)
    table /= np.maximum(table[..., -1:], 1e-12)
    rows = ((band * 2 + p.sex) * 2 + p.area) * LEVELS + p.ultimate
    p.wealth = invert(table.reshape(-1, 5), rows, trait_uniforms(k, p.pid, Trait.WEALTH))
    cuts = joint.cutoffs[band, p.sex, p.area]
    edges = np.column_stack([np.full(len(p.pid), -6.0), cuts, np.full(len(p.pid), 6.0)])
    shift = solved.gradient[p.sex, p.wealth]
    at = np.arange(len(p.pid))
    low, high = _normal_cdf(edges[at, p.ultimate] - shift), _normal_cdf(edges[at, p.ultimate + 1] - shift)
    u = low + trait_uniforms(k, p.pid, Trait.INDEX) * np.maximum(high - low, 0.0)
    rest = np.sqrt(1 - school.ability**2) * trait_normals(k, p.pid, Trait.ABILITY)
    p.index = _normal_inverse(u)
    p.ability = par.ability_spread * (school.ability * p.index + rest)


def _normal_cdf(x: np.ndarray) -> np.ndarray:
    return _GRID_CDF[np.clip(np.rint((x + 8.0) * 500), 0, 8000).astype(np.int64)]


def _normal_inverse(u: np.ndarray) -> np.ndarray:
    return np.interp(u, _GRID_CDF, _GRID, left=-4.0, right=4.0).clip(-4.0, 4.0)


def _grid_cdf() -> np.ndarray:
    density = np.exp(-0.5 * _GRID**2)
    total = np.cumsum(density) - 0.5 * density
    return total / total[-1]


_GRID = np.linspace(-8.0, 8.0, 8001)
_GRID_CDF = _grid_cdf()


def add_traits(
    p: SimpleNamespace, par: PopulationParameters, life: LifecycleParameters, school: SchoolParameters, seed: int
) -> None:
    """Disability, union, youngest child, attachment, taste, belief and core skill."""
    k = key(seed, Purpose.POPULATION)
    years = p.age / 12.0
    early = life.disability_at_15 * odds_of_difficulty(p.index, school.difficulty)
    disabled = trait_uniforms(k, p.pid, Trait.DISABILITY) < disabled_share(years, early, life)
    severe = trait_uniforms(k, p.pid, Trait.SEVERE) < life.disability_severe
    p.disability = np.where(disabled, np.where(severe, Disability.SEVERE, Disability.MODERATE), Disability.NONE)
    p.union = (trait_uniforms(k, p.pid, Trait.UNION) < united_share(p.sex, years, life)).astype(np.uint8)
    births = plain(birth_rate)
    rate = np.array([[births(a, u, life) for a in range(65)] for u in (0, 1)])[p.union, years.astype(int)] / 12
    ago = np.floor(-np.log1p(-trait_uniforms(k, p.pid, Trait.CHILD)) / np.maximum(rate, 1e-9))
    young = (p.sex == 1) & (ago < np.minimum(p.age - 12 * 15, 240))
    p.child_birth = np.where(young, -1 - ago, NEVER).clip(NEVER, -1)
    add_tastes(p, k, par)


def add_tastes(p: SimpleNamespace, k: np.uint64, par: PopulationParameters) -> None:
    """Fixed attitudes and core skill; ``k`` is the key of the people's traits."""
    casual = par.casual_share + par.attachment_by_level * (p.ultimate - 2.0) + par.attachment_female * (p.sex - 0.5)
    p.casual_attachment = (trait_uniforms(k, p.pid, Trait.CASUAL) < casual).astype(np.uint8)
    p.taste = par.taste_spread * trait_normals(k, p.pid, Trait.TASTE)
    p.belief = par.belief_mean + par.belief_spread * trait_normals(k, p.pid, Trait.BELIEF)
    p.core = par.core_spread * trait_normals(k, p.pid, Trait.CORE)
