"""Training providers of the first month, and the learners who are with them: courses and apprenticeships."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.agents.parameters import PopulationParameters
from sim.agents.territory import Territory
from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key
from sim.core.elementary import exps
from sim.core.states import Area, Education, Family, Job, Level, ProviderKind, Unit
from sim.population.joint import Standing
from sim.population.keyed import apportion, ordinals, trait_normals, trait_uniforms
from sim.population.people import Trait

KIND = np.int64(2) << np.int64(60)
_KIND, _MARKET, _FAMILY, _MONTHS, _QUALITY, _ACCESS, _RECOGNISED = range(1, 8)
CRAFTS = np.array([Family.CRAFT, Family.CONSTRUCTION, Family.MACHINES, Family.PERSONAL_SERVICES])
# Crafts of male and female apprentices (shares, cumulated; assumption: dressmaking and hairdressing for women).
CRAFT_BY_SEX = np.cumsum(np.array([[0.30, 0.30, 0.36, 0.04], [0.48, 0.02, 0.02, 0.48]]), axis=1)
# Families taught in courses: all but farming (shares, cumulated; assumption).
TAUGHT = np.cumsum(np.array([0.05, 0.20, 0.15, 0.15, 0.05, 0.15, 0.20, 0.05]))
TERMS = np.array([6, 9, 12, 18, 24])
"""Lengths of courses, months; each equally likely."""


def provider_id(market: np.ndarray, kind: np.ndarray, ordinal: np.ndarray) -> np.ndarray:
    """Persistent id of a programme: kind, market, ordinal."""
    kind, market, ordinal = (np.asarray(x, np.int64) for x in (kind, market, ordinal))
    return KIND | (kind << 40) | (market << 24) | ordinal


def expected_learners(p: SimpleNamespace, facts: Any, par: PopulationParameters) -> tuple[int, int]:
    """People of 15–24 in vocational courses (published share where there is one) and in informal apprenticeships."""
    youth = int((p.age < 300).sum())
    share = par.course_share
    if "vocational_enrolment_share_youth" in facts:
        share = facts.value("vocational_enrolment_share_youth", age_band="15-24").value / 100.0
    return round(share * youth), round(par.apprentice_share * youth)


def draw_providers(
    p: SimpleNamespace, land: Territory, learners: int, apprentices: int, par: PopulationParameters, seed: int
) -> SimpleNamespace:
    """Programmes with places for so many learners, and one row of masters for each craft in each market."""
    k = key(seed, Purpose.PROVIDER_TRAITS)
    courses = _courses(learners, land, par, k)
    masters = _masters(apprentices, p, land, par)
    v = SimpleNamespace(**{n: np.concatenate([getattr(courses, n), getattr(masters, n)]) for n in vars(courses)})
    v.rid = provider_id(v.market, v.kind, _within(v.market * 8 + v.kind))
    v.quality = exps(par.quality_spread * trait_normals(k, v.rid, _QUALITY) - 0.5 * par.quality_spread**2)
    v.accessibility = 0.4 + 0.6 * trait_uniforms(k, v.rid, _ACCESS)
    private = (v.kind == ProviderKind.PRIVATE) & (trait_uniforms(k, v.rid, _RECOGNISED) < par.recognised_private)
    v.recognised = ((v.kind == ProviderKind.PUBLIC_COLLEGE) | private).astype(np.uint8)
    _money(v, par)
    v.enrolled = np.zeros(len(v.rid), np.int64)
    return v


def _within(groups: np.ndarray) -> np.ndarray:
    """Ordinal of each element in its group, in the order given (groups need not be sorted)."""
    order = np.argsort(groups, kind="stable")
    out = np.empty(len(groups), np.int64)
    out[order] = ordinals(groups[order])
    return out


def _courses(learners: int, land: Territory, par: PopulationParameters, k: np.uint64) -> SimpleNamespace:
    """Programmes of colleges, private schools and enterprises in towns, of NGOs everywhere, by size of market."""
    places = max(len(ProviderKind) - 1, round(learners / par.occupancy))
    count = max(len(ProviderKind) - 1, round(places / par.programme_size))
    other = par.places_private + par.places_ngo + par.places_enterprise
    by_kind = apportion(count, np.array([1 - other, par.places_private, par.places_ngo, par.places_enterprise]))
    by_kind = np.maximum(by_kind, 1)
    kind = np.repeat(np.arange(4), by_kind)
    n = len(kind)
    ids = np.arange(n)
    urban = land.weight * (land.area == Area.URBAN)
    everywhere = np.cumsum(land.weight) / land.weight.sum()
    towns = np.cumsum(urban) / urban.sum() if urban.any() else everywhere
    u = (ordinals(kind) + trait_uniforms(k, ids, _MARKET)) / by_kind[kind]
    market = np.where(kind == ProviderKind.NGO, np.searchsorted(everywhere, u), np.searchsorted(towns, u))
    market = market.clip(0, len(land) - 1)
    family = np.searchsorted(TAUGHT, trait_uniforms(k, ids, _FAMILY), "right").clip(0, 7)
    term = TERMS[(len(TERMS) * trait_uniforms(k, ids, _MONTHS)).astype(int)]
    seats = apportion(max(places, n), np.ones(n))
    return SimpleNamespace(kind=kind, market=market, family=family, duration=term, places=seats)


def _masters(apprentices: int, p: SimpleNamespace, land: Territory, par: PopulationParameters) -> SimpleNamespace:
    """A row stands for the masters of one craft in one market; places in proportion to its people."""
    m = len(land)
    market, family = np.repeat(np.arange(m), len(CRAFTS)), np.tile(CRAFTS, m)
    sexes = np.diff(CRAFT_BY_SEX, axis=1, prepend=0.0).mean(0)
    weight = np.bincount(p.market, minlength=m)[market] * np.tile(sexes, m)
    places = np.maximum(apportion(round(apprentices / par.occupancy), weight), 1)
    kind = np.full(len(market), int(ProviderKind.MASTER))
    term = np.full(len(market), int(par.master_months))
    return SimpleNamespace(kind=kind, market=market, family=family, duration=term, places=places)


def _money(v: SimpleNamespace, par: PopulationParameters) -> None:
    """Costs, fees and who pays: public money, donors, the learner; masters live on fees and the apprentice's work."""
    kind = v.kind
    master = kind == ProviderKind.MASTER
    v.running_cost = np.where(master, 0.0, par.course_cost)
    v.public_share = np.where(kind == ProviderKind.PUBLIC_COLLEGE, par.public_share, 0.0)
    v.donor_share = np.where(kind == ProviderKind.NGO, 1.0, 0.0)
    paid = np.isin(kind, (ProviderKind.PUBLIC_COLLEGE, ProviderKind.PRIVATE))
    v.fee = np.where(paid, v.running_cost * (1.0 - v.public_share), np.where(master, par.master_fee, 0.0))
    v.hours = np.where(master, 45, 30)
    v.institution = np.unique(v.market * 8 + kind, return_inverse=True)[1]


def enrol_learners(p: SimpleNamespace, v: SimpleNamespace, par: PopulationParameters, seed: int) -> None:
    """Some of those who only study, from 16 to 24 with primary completed, are in a course instead of school."""
    k = key(seed, Purpose.POPULATION)
    fit = (p.standing == Standing.STUDY) & (p.level >= Level.PRIMARY) & (p.age >= 192) & (p.age < 300)
    who = np.flatnonzero(fit)
    who = who[np.argsort(trait_uniforms(k, p.pid[who], Trait.COURSE), kind="stable")]
    free = course_seats(v)
    who = who[: round(par.occupancy * len(free))]
    who, seats = pair_seats(p.market[who], who, v.market[free], free)
    p.provider[who], p.education[who] = seats, Education.COURSE
    v.enrolled += np.bincount(seats, minlength=len(v.places))
    left = np.ceil(trait_uniforms(k, p.pid[who], Trait.COURSE_END) * v.duration[seats]).astype(np.int64).clip(1)
    p.course_end[who] = left - 1
    p.since[who] = left - 1 - v.duration[seats]
    p.left_school[who] = np.maximum(p.since[who], p.birth[who] + 180)
    p.since[who] = np.maximum(p.since[who], p.birth[who] + 180)
    p.school_end[who], p.ultimate[who] = NEVER, p.level[who]


def course_seats(v: SimpleNamespace) -> np.ndarray:
    """Provider of every place in a course."""
    return np.repeat(np.arange(len(v.places)), np.where(v.kind == ProviderKind.MASTER, 0, v.places))


def pair_seats(home: np.ndarray, who: np.ndarray, place: np.ndarray, seat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pair people with seats in order of market, so that most learn near home; as many as there are of both."""
    n = min(len(who), len(seat))
    who = who[:n][np.argsort(home[:n], kind="stable")]
    spread = (np.arange(n) * len(seat)) // max(n, 1)
    return who, seat[np.argsort(place, kind="stable")][spread]


def apprentice(p: SimpleNamespace, v: SimpleNamespace, apprentices: int, par: PopulationParameters, seed: int) -> None:
    """Young own-account and family workers of low schooling who are in fact learning from a master."""
    k = key(seed, Purpose.POPULATION)
    fit = np.isin(p.standing, (Standing.OWN, Standing.FAMILY)) & (p.age < 300) & (p.level <= Level.UPPER_SECONDARY)
    who = np.flatnonzero(fit)
    who = who[np.argsort(trait_uniforms(k, p.pid[who], Trait.COURSE), kind="stable")][:apprentices]
    u = trait_uniforms(k, p.pid[who], Trait.TRADE)
    craft = (u[:, None] >= CRAFT_BY_SEX[p.sex[who]]).sum(1).clip(0, 3)
    masters = np.flatnonzero(v.kind == ProviderKind.MASTER)
    row = masters[0] + p.market[who] * len(CRAFTS) + craft
    term = v.duration[row]
    left = np.ceil(trait_uniforms(k, p.pid[who], Trait.COURSE_END) * term).astype(np.int64).clip(1)
    v.enrolled += np.bincount(row, minlength=len(v.places))
    v.places = np.maximum(v.places, v.enrolled)
    p.provider[who], p.course_end[who] = row, left - 1
    p.job[who], p.unit[who], p.family[who] = Job.PAID_APPRENTICE, Unit.INFORMAL, v.family[row]
    p.hours[who], p.pay[who], p.pay_kind[who], p.market_share[who] = 45, 0.0, 0.1, 0
    start = np.maximum(left - 1 - term, p.birth[who] + 180)
    p.since[who] = p.job_since[who] = start
    p.wants_more_hours[who] = 0
    p.left_school[who] = np.minimum(p.left_school[who], start)
