"""Step 12, matching: vacancies rank their applicants, applicants take the best offer; two rounds."""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS
from sim.agents.transitions import ACTIVITIES, FORMAL_BENEFITS, activity, start_employment
from sim.core.calendar import NEVER
from sim.core.draws import Purpose, below, key, sub, uniform, word
from sim.core.elementary import exp, exps, logs
from sim.core.levers import Lever
from sim.core.served import has_served, served
from sim.core.sieve import rows_with
from sim.core.states import Benefit, Channel, Contract, Job, Sector, Tier
from sim.markets.access import accommodate, charge_permits, deduction, granted_to_applicants, lawful
from sim.markets.pay import bound_by_floor, offered_pay, with_floor
from sim.markets.prices import real_floor
from sim.markets.prospects import update_prospects
from sim.markets.quota import quota_bonus, quota_of
from sim.markets.ranking import expected_product, hidden_product, low_type_table, score
from sim.markets.search import send_applications
from sim.markets.task_fit import task_loss
from sim.markets.vacancies import open_vacancies, reach_table

CASUAL_BENEFITS = int(Benefit.WRITTEN | Benefit.SOCIAL_INSURANCE)


@njit(inline="always")
def lowest_acceptable(people, i, tier, p):  # type: ignore[no-untyped-def]
    """Reservation pay, W a month: a raise for employees, a share of self-employment income for the rest.

    A regular job is worth ``regular_value`` log points beyond its pay.
    """
    job = people.job[i]
    if job == Job.EMPLOYEE:
        base = float(people.pay[i]) * exp(p.raise_needed)
        if people.tier[i] == Tier.REGULAR and tier == Tier.CASUAL:
            return base * exp(p.regular_value)
        if people.tier[i] == Tier.CASUAL and tier == Tier.REGULAR:
            return base * exp(-p.regular_value)
        return base
    fallback = float(people.pay[i]) if job == Job.OWN_ACCOUNT or job == Job.EMPLOYER else float(people.reservation[i])
    return p.reservation * fallback * (exp(-p.regular_value) if tier == Tier.REGULAR else 1.0)


@njit(cache=True)
def hidden_of(people, apps, vacancies, relatedness):  # type: ignore[no-untyped-def]
    """Hidden log productivity of every applicant in the post; its mean is what an employer expects of a stranger."""
    hidden = np.empty(len(apps.person))
    for a in range(len(apps.person)):
        hidden[a] = hidden_product(people, apps.person[a], vacancies.family[apps.vacancy[a]], relatedness)
    return hidden


@njit(cache=True)
def rank(people, firms, vacancies, apps, hidden, mean, low_type, boost, bonus, bias, accommodation, granted, k_signal,
         k_match, p, pay, month):  # type: ignore[no-untyped-def]  # fmt: skip
    """Score of every application, the employer's error about the applicant, and what is lost where tasks do not fit.

    Employers do not see before the hire whether tasks fit: in place of the loss they expect ``accommodation``.
    """
    n = len(apps.person)
    scores, gaps, losses = np.empty(n), np.empty(n), np.empty(n)
    rank_all(
        people, firms, vacancies, apps, hidden, mean, low_type, boost, bonus, bias, accommodation, granted, k_signal,
        k_match, p, pay, month, scores, gaps, losses,
    )  # fmt: skip
    return scores, gaps, losses


@njit
def rank_all(people, firms, vacancies, apps, hidden, mean, low_type, boost, bonus, bias, accommodation, granted,
             k_signal, k_match, p, pay, month, scores, gaps, losses):  # type: ignore[no-untyped-def]  # fmt: skip
    """Fill ``scores``, ``gaps`` and ``losses`` of ``rank``."""
    for a in range(len(scores)):
        i, v = apps.person[a], apps.vacancy[a]
        j, family = vacancies.firm[v], vacancies.family[v]
        gaps[a], expected = expected_product(
            people, firms, i, j, family, hidden[a], mean, boost[a if len(boost) > 1 else 0], k_signal, p
        )
        losses[a] = task_loss(people, i, firms.fid[j], int(family), granted[a if len(granted) > 1 else 0], k_match, pay)
        gaps[a] += losses[a] - accommodation[a]
        scores[a] = score(
            people, firms, i, j, vacancies.tier[v], family, expected, apps.channel[a] == Channel.NETWORK,
            low_type[people.market[i]], bonus[a if len(bonus) > 1 else 0], bias[a], accommodation[a], p, pay, month,
        )  # fmt: skip


@njit(cache=True)
def best_applicants(people, vacancies, apps, scores, open_post, free):  # type: ignore[no-untyped-def]
    """Application with the best score for each open post among applicants still free; ties by person id."""
    best = np.full(len(vacancies.firm), -1, np.int64)
    for a in range(len(apps.person)):
        v = apps.vacancy[a]
        if open_post[v] == 0 or free[a] == 0:
            continue
        b = best[v]
        first = b >= 0 and scores[a] == scores[b] and people.pid[apps.person[a]] < people.pid[apps.person[b]]
        if b < 0 or scores[a] > scores[b] or first:
            best[v] = a
    return best


@njit(cache=True)
def accept(people, firms, vacancies, apps, gaps, losses, best, free, offers, taken, finding_ratio, levy, floor,
           bound, relatedness, k_match, c, p, pay):  # type: ignore[no-untyped-def]  # fmt: skip
    """Each applicant takes the best-paid offer above the reservation pay; refused offers lapse.

    ``taken`` (people) receives the application accepted, ``offers`` (applications) the pay offered. Goes by
    application, so that the registers of a person are read together.
    """
    for a in range(len(apps.person)):
        v = apps.vacancy[a]
        if best[v] != a:
            continue
        i, j = apps.person[a], vacancies.firm[v]
        offer = offered_pay(
            people, firms, i, j, vacancies.family[v], vacancies.tier[v], gaps[a], losses[a],
            finding_ratio[people.market[i]], levy[j], relatedness, k_match, c, pay,
        )  # fmt: skip
        offers[a] = with_floor(offer, floor, bound[j] == 1)
        if offers[a] < lowest_acceptable(people, i, vacancies.tier[v], p):
            free[a] = 0
            continue
        other = taken[i]
        first = other >= 0 and offers[a] == offers[other] and vacancies.key[v] < vacancies.key[apps.vacancy[other]]
        if other < 0 or offers[a] > offers[other] or first:
            taken[i] = a


@njit(inline="always")
def contract_terms(formal, government, tier, u, months, month, p):  # type: ignore[no-untyped-def]
    """Contract, its end and benefits of a new job."""
    if tier == Tier.REGULAR:
        if not formal:
            return Contract.PERMANENT, NEVER, 0
        if government or u < p.permanent_share:
            return Contract.PERMANENT, NEVER, FORMAL_BENEFITS
        return Contract.FIXED_12PLUS, month + 12 + months, FORMAL_BENEFITS
    if formal:
        return Contract.FIXED_UNDER_12, month + 3 + (months * 9) // 13, CASUAL_BENEFITS if u < p.insured_casual else 0
    return Contract.CASUAL, NEVER, 0


@njit(cache=True)
def hire(people, firms, moves, vacancies, apps, taken, offers, gaps, free, open_post, origin, k_contract, p, pay,
         month):  # type: ignore[no-untyped-def]  # fmt: skip
    """Start the accepted jobs; returns the number of hires, whose other applications lapse.

    ``origin`` counts hires by previous activity.
    """
    hired = 0
    for a in range(len(apps.person)):
        i = apps.person[a]
        if free[a] == 0 or taken[i] < 0:
            continue
        free[a] = 0
        if taken[i] != a:
            continue
        v = apps.vacancy[a]
        j, tier = vacancies.firm[v], vacancies.tier[v]
        formal = firms.formal[j] == 1
        w = word(k_contract, people.pid[i])
        contract, end, benefits = contract_terms(
            formal, firms.sector[j] == Sector.GOVERNMENT, tier, uniform(w), below(sub(w, 1), 13), month, p
        )
        hours = 40 + below(sub(w, 2), 9) if tier == Tier.REGULAR else 24 + below(sub(w, 2), 25)
        origin[activity(people, i)] += 1
        start_employment(
            people, firms, moves, i, month, j, tier, contract, end, vacancies.family[v], hours, offers[a], benefits
        )
        people.perceived_gap[i] = gaps[a]
        people.pay_kind[i] = pay.in_kind_informal * offers[a] if not formal else 0.0
        people.wants_more_hours[i] = 1 if hours < 35 else 0
        open_post[v] = 0
        hired += 1
    return hired


def workshop_gain(m: Any, who: np.ndarray) -> np.ndarray:
    """What an application workshop adds to the reliability of the signal of each applicant: g · e^(−months/fade)."""
    if not has_served(m, "application_workshop_certification"):
        return np.zeros(1)
    register, pid = served(m, "application_workshop_certification"), m.people.pid[who]
    months = np.maximum(0.0, m.month - register.months(pid)).astype(np.float64)
    gain: np.ndarray = register.values(pid) * exps(-months / m.parameters.employment_services.workshop_fade)
    return gain


def seen_in_certificates(m: Any, p: Any) -> Any:
    """Parameters of search, with the reliability of a certificate as policy has it."""
    lever = Lever.CERTIFICATE_RELIABILITY
    if not m.levers.has(lever):
        return p
    return p._replace(reliability_certificate=m.levers.value(lever, p.reliability_certificate, m))


def bonus_of_policy(m: Any, who: np.ndarray) -> np.ndarray:
    """What policy adds to the rank of each applicant, log points: a bonus, and what a subsidy takes off the cost."""
    bonus, wedge = np.zeros(1), Lever.LABOUR_COST_WEDGE
    if m.levers.has(Lever.RANK_BONUS):
        bonus = m.levers.values(Lever.RANK_BONUS, 0.0, m, who)
    if m.levers.has(wedge):
        bonus = bonus - logs(1.0 + np.maximum(m.levers.values(wedge, 0.0, m, who, bearer="person"), -0.9))
    return bonus


def more_search(cost: np.ndarray, p: Any) -> np.ndarray:
    """Factor on applications where policy changes their price: (price / usual price)^−ε, the price at least a tenth.

    Help that pays for search makes people search more, beside letting in those who could not pay (Franklin 2018).
    """
    ratio = np.maximum(cost / max(p.cost, 1e-9), 0.1)
    return np.where(ratio == 1.0, 1.0, exps(-p.cost_response * logs(ratio)))


def search_and_match(m: Any) -> None:
    """Vacancies open, people apply, employers rank, two rounds of offers; then prospects are updated."""
    pay, c, avg, lever = m.parameters.pay, m.country.constants, m.averages, m.lever_for_people
    p = seen_in_certificates(m, m.parameters.search)
    people, firms = m.people, m.firms
    vacancies = open_vacancies(m, key(m.seed, Purpose.SLOT_FILL))
    if m.reach is None:
        m.reach = reach_table(m.territory.access, m.slots)
    m.events["seekers"] = seekers = rows_with(people.seeking, 1)
    sent, cost = lever(Lever.APPLICATIONS, p.applications, seekers), lever(Lever.SEARCH_COST, p.cost, seekers)
    if m.levers.has(Lever.APPLICATIONS):
        sent[m.unassisted] = p.applications
    if m.levers.has(Lever.SEARCH_COST):
        sent = sent * more_search(cost, p)
    apps = send_applications(m, vacancies, sent, cost)
    apps = lawful(m, apps, vacancies)
    who, at = apps.person, vacancies.firm[apps.vacancy]
    hidden = hidden_of(people, apps, vacancies, RELATEDNESS)
    mean = hidden.sum() / max(1, len(hidden))
    low_type = low_type_table(avg.local_finding, p.low_share, p.finding_ratio)
    k_match = key(m.seed, Purpose.MATCH_QUALITY)
    scores, gaps, losses = rank(
        people, firms, vacancies, apps, hidden, mean, low_type, workshop_gain(m, who),
        bonus_of_policy(m, who),
        deduction(m, who, firms.formal[at] == 1) - quota_bonus(m, quota_of(m), who, at),
        m.levers.values(Lever.ACCOMMODATION_COST, p.disability_penalty * people.disability[who], m, who),
        granted_to_applicants(m, who), key(m.seed, Purpose.SIGNAL), k_match, p, pay, m.month,
    )  # fmt: skip
    ratio = avg.local_finding / avg.local_finding_reference
    floor = real_floor(m)
    bound = bound_by_floor(firms, key(m.seed, Purpose.COMPLIANCE, 1), pay)
    open_post, free = np.ones(len(vacancies.firm), np.uint8), np.ones(len(apps.person), np.uint8)
    taken = np.full(len(people.pid), -1, np.int32)
    offers, origin, hired = np.zeros(len(apps.person)), np.zeros(ACTIVITIES, np.int64), 0
    for _ in range(int(p.rounds)):
        best = best_applicants(people, vacancies, apps, scores, open_post, free)
        accept(
            people, firms, vacancies, apps, gaps, losses, best, free, offers, taken, ratio, m.levy_wedge(), floor,
            bound, RELATEDNESS, k_match, c, p, pay,
        )  # fmt: skip
        hired += hire(
            people, firms, m.moves, vacancies, apps, taken, offers, gaps, free, open_post, origin,
            m.key(Purpose.HIRE_CONTRACT), p, pay, m.month,
        )  # fmt: skip
    charge_permits(m)
    accommodate(m)
    m.events.update(hires=hired, hires_by_origin=origin, applications=len(apps.person))
    update_prospects(m, seekers, vacancies, open_post)
