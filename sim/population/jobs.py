"""Registers of the first month: standing becomes job, search and spell registers with a plausible past."""

from types import SimpleNamespace

import numpy as np

from sim.agents.capital import SCHOOL_YEARS
from sim.agents.parameters import PopulationParameters
from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key
from sim.core.states import FAMILIES, Education, Family, Job, Level, Outside, Unit
from sim.population.joint import Standing
from sim.population.keyed import trait_normals, trait_uniforms
from sim.population.people import Trait

# Non-farm trades of own-account men and women: craft, construction, machines, trade, personal services (assumption;
# women's own-account work in West Africa is mostly trade, food and hairdressing).
TRADES = np.cumsum(np.array([[0.22, 0.20, 0.20, 0.26, 0.12], [0.17, 0.01, 0.01, 0.52, 0.29]]), axis=1)


def blank_registers(p: SimpleNamespace) -> None:
    """Columns of a person without job or search, to be filled."""
    n = len(p.pid)
    for name in ("job", "unit", "family", "tier", "contract", "benefits", "hours", "seeking", "available"):
        setattr(p, name, np.zeros(n, np.uint8))
    for name in ("wants_work", "outside_reason", "plans_to_work", "wants_more_hours", "market_share", "satisfied"):
        setattr(p, name, np.zeros(n, np.uint8))
    for name in ("pay", "pay_kind", "perceived_gap", "specific", "experience"):
        setattr(p, name, np.zeros(n))
    for name in ("contract_end", "job_since", "search_since", "lost_job", "course_end"):
        setattr(p, name, np.full(n, NEVER))
    for name in ("first_job", "first_stable", "first_good"):
        setattr(p, name, np.full(n, NEVER))
    p.employer, p.provider = np.full(n, -1), np.full(n, -1)
    p.education = np.where(p.student, Education.SCHOOL, Education.NONE)
    p.skill = np.zeros((n, FAMILIES), np.uint16)
    p.certificates = np.zeros(n, np.uint8)
    p.since = np.full(n, -1)


def add_spells(p: SimpleNamespace, par: PopulationParameters, seed: int) -> None:
    """Months since entering the present activity: exponential, but not before leaving school or turning 15."""
    k = key(seed, Purpose.POPULATION)
    mean = np.empty(len(Standing))
    mean[:] = par.tenure_other
    mean[[Standing.REGULAR, Standing.CASUAL]] = par.tenure_regular, par.tenure_casual
    mean[Standing.UNEMPLOYED] = par.search_months
    mean[[Standing.AVAILABLE, Standing.OUTSIDE]] = par.outside_months
    spell = -mean[p.standing] * np.log1p(-trait_uniforms(k, p.pid, Trait.SPELL))
    earliest = np.where(p.student, p.birth + 180, p.left_school)
    p.since = np.minimum(np.maximum(-1 - np.floor(spell), earliest), -1).astype(np.int64)
    p.since[p.standing == Standing.STUDY] = np.maximum(p.birth + 180, -1200)[p.standing == Standing.STUDY]
    works = is_working(p.standing)
    p.job_since = np.where(works, p.since, NEVER)
    p.search_since = np.where(p.standing == Standing.UNEMPLOYED, p.since, NEVER)


def is_working(standing: np.ndarray) -> np.ndarray:
    return (standing >= Standing.STUDY_OWN) & (standing <= Standing.FAMILY)


def add_searches(p: SimpleNamespace, seed: int) -> None:
    """Search registers and the main reason of those outside."""
    k = key(seed, Purpose.POPULATION)
    s = p.standing
    jobless, waiting, outside = s == Standing.UNEMPLOYED, s == Standing.AVAILABLE, s == Standing.OUTSIDE
    p.seeking[jobless] = 1
    p.available[jobless | waiting] = 1
    p.wants_work[jobless | waiting] = 1
    p.plans_to_work[jobless | waiting | (s == Standing.STUDY)] = 1
    u = trait_uniforms(k, p.pid, Trait.REASON)
    p.outside_reason[waiting] = np.where(u < 0.4, Outside.DISCOURAGED, Outside.OTHER)[waiting]
    reason = np.where((p.sex == 1) & (p.child_birth > -72), Outside.CARE, Outside.OTHER)
    reason = np.where((p.disability > 0) & (u < 0.6), Outside.ILLNESS, reason)
    p.outside_reason[outside] = reason[outside]
    p.plans_to_work[outside] = (u > 0.5)[outside]
    p.outside_reason[s == Standing.STUDY] = Outside.STUDY


def add_self_employment(p: SimpleNamespace, h: SimpleNamespace, par: PopulationParameters, seed: int) -> None:
    """Own-account and family workers: trade, hours and income; students work few hours."""
    k = key(seed, Purpose.POPULATION)
    own = np.isin(p.standing, (Standing.OWN, Standing.STUDY_OWN))
    family = np.isin(p.standing, (Standing.FAMILY, Standing.STUDY_FAMILY))
    farms = (h.farm[p.household] == 1) & (trait_uniforms(k, p.pid, Trait.FARMER) < par.farmer_share)
    farms |= family & (h.farm[p.household] == 1) & (h.shop[p.household] == 0)
    u = trait_uniforms(k, p.pid, Trait.TRADE)
    trade = 1 + (u[:, None] >= TRADES[p.sex]).sum(1).clip(0, 4)
    both = own | family
    p.job[own], p.job[family] = Job.OWN_ACCOUNT, Job.FAMILY_WORKER
    p.unit[own], p.unit[family] = Unit.INFORMAL, Unit.HOUSEHOLD
    p.family[both] = np.where(farms, Family.FARMING, trade)[both]
    u = trait_uniforms(k, p.pid, Trait.HOURS)
    hours = np.where(p.student, 10 + 10 * u, np.where(family, 20 + 10 * u, 30 + 20 * u)).astype(np.uint8)
    p.hours[both] = hours[both]
    p.market_share[both & farms] = (20 + 80 * u)[both & farms].astype(np.uint8)
    spread = 0.7 * (p.ability + p.core + p.experience) + 0.25 * par.school_return * (SCHOOL_YEARS[p.level] - 8)
    income = np.exp(spread + 0.3 * trait_normals(k, p.pid, Trait.INCOME)) * hours / 40.0
    if own.any():
        p.pay[own] = (par.own_income * income / income[own].mean())[own]
    p.pay_kind[family] = 0.2
    p.wants_more_hours[own] = ((p.hours < 35) & (p.casual_attachment == 1))[own]


def add_experience(p: SimpleNamespace, par: PopulationParameters, seed: int) -> None:
    """First jobs, experience, technical skill and certificates of those who have left school."""
    k = key(seed, Purpose.POPULATION)
    works = is_working(p.standing) & ~p.student
    wait = np.floor(-par.ever_worked_scale * np.log1p(-trait_uniforms(k, p.pid, Trait.FIRST_JOB))).astype(np.int64)
    first = np.where(p.student, NEVER, p.left_school + wait)
    first = np.where(works, np.minimum(first, np.maximum(p.job_since, p.left_school)), first)
    p.first_job = np.where((first > -1) | p.student, NEVER, first)
    p.first_job[works & (p.first_job == NEVER)] = -1
    years = np.where(p.first_job > NEVER, -1 - p.first_job, 0) / 12.0
    top = par.experience_ceiling
    active = np.where(works, 0.8, 0.5)
    p.experience = top * (1.0 - np.exp(-par.experience_gain / top * years * active))
    gain = par.skill_mean * 1.5 * trait_uniforms(k, p.pid, Trait.SKILL) * np.minimum(years / 3.0, 1.0)
    at = np.flatnonzero(p.first_job > NEVER)
    p.skill[at, p.family[at]] = (gain[at] * 1e4).astype(np.uint16)
    share = par.certified * (p.level >= Level.LOWER_SECONDARY) * ~p.student
    holds = trait_uniforms(k, p.pid, Trait.CERTIFICATE) < share
    p.certificates = np.where(holds, 1 << p.family.astype(np.int64), 0).astype(np.uint8)


def add_stable_jobs(p: SimpleNamespace, par: PopulationParameters, seed: int) -> None:
    """First stable and first good job: the present one, or an earlier one for some of those long at work."""
    k = key(seed, Purpose.POPULATION)
    p.satisfied = ((p.job > 0) & (trait_uniforms(k, p.pid, Trait.SATISFIED) < par.satisfied_share)).astype(np.uint8)
    now = (p.job == Job.EMPLOYEE) & (p.standing == Standing.REGULAR)
    before = (p.first_job > NEVER) & ~now & (trait_uniforms(k, p.pid, Trait.STABLE) < 0.2)
    middle = (p.first_job - 1) // 2
    p.first_stable = np.where(now, np.maximum(p.job_since, p.first_job), np.where(before, middle, NEVER))
    good = np.where((p.satisfied == 1) & ~p.student, np.maximum(p.job_since, p.first_job), NEVER)
    both = (p.first_stable > NEVER) & (good > NEVER)
    p.first_good = np.where(both, np.minimum(p.first_stable, good), np.maximum(p.first_stable, good))
