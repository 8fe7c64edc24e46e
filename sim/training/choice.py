"""Choice: who thinks of training, what each programme is worth to them, and whose queue they join.

Awareness, then reach, then worth against cost, then cash: a person who cannot pay until the stipend comes does not
apply. Candidates are few; everybody else passes one cheap test.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.averages import schooling_of
from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose, gumbel, pair, sub, uniform, word
from sim.core.levers import Lever
from sim.core.states import FAMILIES, Education, Family, Job, Level, ProviderKind
from sim.finance.ledger import Account, For, beneficiary
from sim.finance.payers import charge_household
from sim.training import funding
from sim.training.payments import travel_and_care
from sim.training.reach import Reach, reach, think_of, willing_to_travel

MASTER = int(ProviderKind.MASTER)
EMPLOYEE = int(Job.EMPLOYEE)
BOUND_BELOW, BOUND_ABOVE = int(Job.PAID_APPRENTICE), int(Job.UNPAID_INTERN)
COURSES, OPTIONS = 3, 4
"""Programmes that a candidate compares: up to three courses and one master."""

USUAL_SEX = np.full(FAMILIES, -1)
"""Sex for which a trade is usual, −1 for both."""
USUAL_SEX[[Family.CONSTRUCTION, Family.MACHINES]] = 0
USUAL_SEX[[Family.TRADE, Family.PERSONAL_SERVICES]] = 1


def present_value(monthly: np.ndarray, start: np.ndarray, horizon: float, patience: float) -> np.ndarray:
    """Value today of ``monthly`` from month ``start`` to ``horizon``: monthly · (δ^start − δ^T) / (1 − δ), 0 if over.

    >>> float(present_value(np.array([1.0]), np.array([0.0]), 120, 0.5).round(6)[0])
    2.0
    """
    return monthly * np.maximum(0.0, patience**start - patience**horizon) / (1.0 - patience)


def share_in_work(finding: np.ndarray, months: np.ndarray) -> np.ndarray:
    """Expected share of ``months`` at work of a jobseeker who finds a job with monthly probability ``finding``.

    1 − (1 − (1 − f)^n) / (f n)
    """
    f, n = np.maximum(finding, 1e-6), np.maximum(months, 1.0)
    return 1.0 - (1.0 - (1.0 - f) ** n) / (f * n)


def admission_chance(places: np.ndarray, duration: np.ndarray, queue: np.ndarray, wait: float) -> np.ndarray:
    """Expected probability of a place within the time one would wait: places that fall free over the queue."""
    return np.minimum(1.0, places * wait / np.maximum(duration, 1.0) / (queue + 1.0))


def value_of_programme(
    admission: np.ndarray, completion: np.ndarray, gain: np.ndarray, weight: np.ndarray, cost: np.ndarray,
    application: float,
) -> np.ndarray:  # fmt: skip
    """V = π_adm (π_comp · PV(Δincome) − λ_q · cost) − λ_q · application cost, in W, before taste."""
    return admission * (completion * gain - weight * cost) - weight * application


@njit(cache=True)
def consider(people, providers, k, c, month):  # type: ignore[no-untyped-def]
    """Rows of people who think of training this month; who has waited too long or is not free leaves the queue."""
    out = np.empty(len(people.pid), np.int64)
    n = 0
    oldest, youngest = month - 12 * int(c.age_most + 1.0), month - 12 * int(c.age_least)
    bound = c.hazard * max(1.0, c.hazard_youth)
    for i in range(len(people.pid)):
        if people.waiting_for[i] >= 0:
            r = people.waiting_for[i]
            waited = month - int(people.waiting_since[i])
            if waited >= c.wait or people.education[i] != Education.NONE or providers.places[r] <= 0:
                people.waiting_for[i] = -1
                people.waiting_since[i] = NEVER
                providers.queue[r] -= 1
            continue
        if people.birth[i] <= oldest or people.birth[i] > youngest or people.education[i] != Education.NONE:
            continue
        job = people.job[i]
        if people.pid[i] == 0 or (job >= BOUND_BELOW and job <= BOUND_ABOVE):
            continue
        fresh = people.left_school[i] == month or (people.lost_job[i] >= month - 1 and job == Job.NONE)
        if not fresh:
            u = uniform(word(k, people.pid[i]))
            if u >= bound:
                continue
            hazard = c.hazard * (c.hazard_employee if job == EMPLOYEE else 1.0)
            if month - int(people.birth[i]) < 240:
                hazard *= c.hazard_youth
            if u >= hazard:
                continue
        out[n] = i
        n += 1
    return out[:n].copy()


@njit(cache=True)
def options(pid, market, disability, known, rid, provider_market, accessibility, access, courses, masters, k):  # type: ignore[no-untyped-def]
    """Provider rows that each aware candidate compares, candidates × OPTIONS, −1 where fewer; arrays by candidate."""
    out = np.full((len(pid), OPTIONS), -1, np.int64)
    found = np.empty(OPTIONS, np.int64)
    for n in range(len(pid)):
        w = word(k, pid[n])
        if uniform(sub(w, 1)) >= known[n]:
            continue
        end = think_of(courses, sub(w, 2), market[n], found, 0, COURSES)
        end = think_of(masters, sub(w, 3), market[n], found, end, 1)
        kept = 0
        for o in range(end):
            r = found[o]
            if not willing_to_travel(w, rid[r], access[market[n], provider_market[r]]):
                continue
            fits = float(accessibility[r]) ** float(disability[n])
            if disability[n] > 0 and uniform(sub(pair(w, rid[r]), 2)) >= fits:
                continue
            out[n, kept] = r
            kept += 1
    return out


@njit(cache=True)
def choose(value, chosen_from, pid, rid, scale, k):  # type: ignore[no-untyped-def]
    """Provider row of the best option of each candidate after taste, −1 for staying out (value 0)."""
    best = np.full(len(pid), -1, np.int64)
    for n in range(len(pid)):
        w = word(k, pid[n])
        top = scale * gumbel(sub(w, 1))
        for o in range(value.shape[1]):
            r = chosen_from[n, o]
            if r >= 0:
                v = value[n, o] + scale * gumbel(pair(w, rid[r]))
                if v > top:
                    top = v
                    best[n] = r
    return best


@njit(cache=True)
def join_queues(people, providers, households, flows, rows, best, fee, month):  # type: ignore[no-untyped-def]
    """Pay for the application and stand in the queue; returns how many applied."""
    applied = 0
    for n in range(len(rows)):
        i, r = rows[n], best[n]
        if r < 0:
            continue
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        h = people.household[i]
        if charge_household(households, h, flows, For.SEARCH_COST, Account.REST_OF_ECONOMY, group, fee):
            people.waiting_for[i] = r
            people.waiting_since[i] = month
            providers.queue[r] += 1
            applied += 1
    return applied


def income_now(m: Any, rows: np.ndarray, months: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Monthly income that rows would have over ``months`` without training, and later on; W."""
    c, people, averages = m.parameters.choice, m.people, m.averages
    sex, area, schooling = people.sex[rows], people.area[rows], schooling_of(people.level[rows])
    usual = np.exp(averages.log_pay[sex, area, schooling])
    own = people.pay[rows].astype(np.float64) + people.pay_kind[rows]
    young = m.month - people.birth[rows].astype(np.int64) < 300
    hoped = usual * np.where(young, c.starter_pay, 1.0) * share_in_work(averages.finding[sex, area, schooling], months)
    return np.where(own > 0.0, own, hoped), np.maximum(own, usual) * c.work_share


def worth(m: Any, rows: np.ndarray, option: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Value of provider rows ``option`` to people ``rows`` (pairs), W, and the money that must be at hand, W."""
    c, d, a = m.parameters.choice, m.parameters.delivery, m.parameters.apprenticeship
    people, providers = m.people, m.providers
    master = providers.kind[option] == MASTER
    months = providers.duration[option].astype(np.float64)
    fee = funding.charges(m, rows, np.asarray(providers.fee, np.float64)[option])
    travel, care = travel_and_care(m, rows, option)
    travel = m.levers.values(Lever.TRAVEL_COST, travel, m, rows)
    care = m.levers.values(Lever.CARE_COST, care, m, rows)
    stipend = np.where(master, 0.0, m.levers.values(Lever.STIPEND, c.stipend, m, rows))
    kept = np.where(master, 0.5 * (a.pay_start + a.pay_end) + a.meals, 0.0)
    now, later = income_now(m, rows, months)
    outlay = fee + travel + care + np.where(master, 0.0, c.materials)
    weight = c.money_poor + (c.money_rich - c.money_poor) * people.wealth[rows] / 4.0
    cost = months * (outlay - stipend + np.maximum(0.0, now - kept))

    quality = np.asarray(providers.quality, np.float64)[option]
    skill = np.where(master, c.gain_apprenticeship, c.gain_believed) * quality
    skill = skill + c.gain_certificate * providers.recognised[option]
    placed = np.minimum(1.0, providers.reputation[option] * np.exp(people.belief[rows].astype(np.float64)))
    gain = present_value(later * placed * np.expm1(skill), months, c.horizon, c.patience)
    woman = people.sex[rows] == 1
    stays = 1.0 - np.where(
        master, np.where(woman, a.drop_out_f, a.drop_out_m), np.where(woman, d.drop_out_f, d.drop_out_m)
    )
    admission = admission_chance(providers.places[option], months, providers.queue[option], c.wait)
    value = value_of_programme(admission, stays, gain, weight, cost, c.application_cost)

    usual = USUAL_SEX[providers.family[option]]
    value -= c.segregation * ((usual >= 0) & (usual != people.sex[rows]))
    asked = np.where(master, int(Level.LOWER_SECONDARY), int(Level.UPPER_SECONDARY))
    value -= c.earlier_level * np.maximum(0, people.level[rows].astype(np.int64) - asked)
    ahead = np.where(stipend >= outlay, c.stipend_delay, c.cash_months)
    at_hand = np.where(master, months * fee, ahead * outlay) + c.application_cost
    return value, at_hand


def choose_training(m: Any) -> None:
    """Step 7: those who think of training compare what they know and can pay for, and join a queue."""
    c, people, providers = m.parameters.choice, m.people, m.providers
    rows = consider(people, providers, m.key(Purpose.AWARENESS), c, m.month)
    m.events["considered"] = len(rows)
    if len(rows) == 0:
        return
    known = m.levers.values(Lever.AWARENESS, c.awareness, m, rows)
    courses: Reach = reach(m, masters=False)
    choice_key, pid = m.key(Purpose.TRAINING_CHOICE), people.pid[rows]
    option = options(
        pid, people.market[rows].astype(np.int64), people.disability[rows], known, providers.rid, providers.market,
        providers.accessibility, m.territory.access, courses, reach(m, masters=True), m.key(Purpose.AWARENESS),
    )  # fmt: skip
    aware = np.flatnonzero(option[:, 0] >= 0)
    rows, pid, option = rows[aware], pid[aware], option[aware]
    n, o = np.nonzero(option >= 0)
    value = np.full(option.shape, -np.inf)
    if len(n):
        worths, at_hand = worth(m, rows[n], option[n, o])
        credit = m.levers.values(Lever.CREDIT_LIMIT, c.credit, m, rows[n])
        h = people.household[rows[n]]
        cash = np.where(h >= 0, m.households.cash[h] * 1e-6, 0.0)
        value[n, o] = np.where(cash + credit >= at_hand, worths, -np.inf)
    best = choose(value, option, pid, providers.rid, c.scale, choice_key)
    fee = round(c.application_cost * 1e6)
    m.events["applied"] = join_queues(people, providers, m.households, m.flows, rows, best, fee, m.month)
