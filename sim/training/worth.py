"""Worth: what a programme is to a person who compares it, and the money that must be at hand.

V = π_adm (π_comp · PV(Δincome) − λ_q · cost) − λ_q · application cost − what speaks against the trade
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.averages import SCHOOLING
from sim.core.elementary import exp, exps, power
from sim.core.levers import Lever
from sim.core.served import has_served, served
from sim.core.states import FAMILIES, Family, Level, ProviderKind, Sex
from sim.training import funding
from sim.training.payments import payment_delay, travel_and_care
from sim.training.terms import certified, fees_asked

MASTER = int(ProviderKind.MASTER)
UPPER_SECONDARY, SHORT_TERTIARY = int(Level.UPPER_SECONDARY), int(Level.SHORT_TERTIARY)
LOWER_SECONDARY = int(Level.LOWER_SECONDARY)
LONGEST = 256
"""Months of a programme are below this: they are stored in a byte."""

USUAL_SEX = np.full(FAMILIES, -1)
"""Sex for which a trade is usual, −1 for both."""
USUAL_SEX[[Family.CONSTRUCTION, Family.MACHINES]] = 0
USUAL_SEX[[Family.TRADE, Family.PERSONAL_SERVICES]] = 1


@njit
def present_value(monthly, start, horizon, patience):  # type: ignore[no-untyped-def]
    """Value today of ``monthly`` from month ``start`` to ``horizon``: monthly · (δ^start − δ^T) / (1 − δ), 0 if over.

    >>> round(present_value(1.0, 0.0, 120.0, 0.5), 6)
    2.0
    """
    return monthly * max(0.0, power(patience, start) - power(patience, horizon)) / (1.0 - patience)


@njit
def share_in_work(finding, months):  # type: ignore[no-untyped-def]
    """Expected share of ``months`` at work of a jobseeker who finds a job with monthly probability ``finding``.

    1 − (1 − (1 − f)^n) / (f n)
    """
    f, n = max(finding, 1e-6), max(months, 1.0)
    return 1.0 - (1.0 - power(1.0 - f, n)) / (f * n)


@njit
def admission_chance(places, duration, queue, wait):  # type: ignore[no-untyped-def]
    """Expected probability of a place within the time one would wait: places that fall free over the queue."""
    return min(1.0, places * wait / max(duration, 1.0) / (queue + 1.0))


@njit
def value_of_programme(admission, completion, gain, weight, cost, application):  # type: ignore[no-untyped-def]
    """V = π_adm (π_comp · PV(Δincome) − λ_q · cost) − λ_q · application cost, in W, before taste."""
    return admission * (completion * gain - weight * cost) - weight * application


@njit
def weight_of_money(wealth, c):  # type: ignore[no-untyped-def]
    """λ_q: weight of a W of cost, from the poorest (0) to the richest quintile (4) in equal steps."""
    return c.money_poor + (c.money_rich - c.money_poor) * wealth / 4.0


@njit
def completion_chance(woman, master, d, a):  # type: ignore[no-untyped-def]
    """Share of those who begin that complete."""
    if master:
        return 1.0 - (a.drop_out_f if woman else a.drop_out_m)
    return 1.0 - (d.drop_out_f if woman else d.drop_out_m)


@njit
def pay_gain(providers, r, certified, c):  # type: ignore[no-untyped-def]
    """Believed relative gain in pay after programme ``r``; ``certified`` 1 with a recognised certificate."""
    skill = c.gain_apprenticeship if providers.kind[r] == MASTER else c.gain_believed
    return exp(skill * float(providers.quality[r]) + c.gain_certificate * certified) - 1.0


@njit
def against_the_trade(sex, level, family, master, norm, c):  # type: ignore[no-untyped-def]
    """W against a programme: a trade usual for the other sex (× ``norm``), and more schooling than it asks."""
    usual = USUAL_SEX[family]
    asked = LOWER_SECONDARY if master else UPPER_SECONDARY
    against = c.earlier_level * max(0, int(level) - asked)
    return against + (c.segregation * norm if usual >= 0 and usual != sex else 0.0)


@njit
def group_of(people, i):  # type: ignore[no-untyped-def]
    """Cell of the averages by sex, area and schooling, as one number."""
    level = people.level[i]
    schooling = (1 if level >= UPPER_SECONDARY else 0) + (1 if level >= SHORT_TERTIARY else 0)
    return (int(people.sex[i]) * 2 + int(people.area[i])) * SCHOOLING + schooling


@njit(cache=True)
def appraise(people, providers, rows, option, placed, fee, travel, care, stipend, unsafe, norm, certified, earned,
             finding, log_pay, delay, c, d, a, month):  # type: ignore[no-untyped-def]  # fmt: skip
    """Value of provider rows ``option`` to people ``rows`` (pairs), W, and the money that must be at hand, W.

    ``placed``: believed share of those who complete that will work, ``unsafe`` W a month that safe travel would be
    worth, ``norm`` the weight of what is usual for one's sex; ``certified`` 1 with a certificate and ``earned`` W a
    month through policy, by provider row.
    What depends only on the programme, or on its months and the group of the person, is worked out once.
    """
    value, at_hand = np.empty(len(rows)), np.empty(len(rows))
    usual_pay, at_work = np.full(len(log_pay), -1.0), np.full((len(log_pay), LONGEST), -1.0)
    years, gain = np.full(LONGEST, -1.0), np.full(len(providers.rid), -1.0)
    for n in range(len(rows)):
        i, r = rows[n], option[n]
        g, months, master = group_of(people, i), int(providers.duration[r]), providers.kind[r] == MASTER
        if usual_pay[g] < 0.0:
            usual_pay[g] = exp(log_pay[g])
        if at_work[g, months] < 0.0:
            at_work[g, months] = share_in_work(finding[g], float(months))
        if years[months] < 0.0:
            years[months] = present_value(1.0, float(months), c.horizon, c.patience)
        if gain[r] < 0.0:
            gain[r] = pay_gain(providers, r, certified[r], c)
        own = float(people.pay[i]) + float(people.pay_kind[i])
        young = month - int(people.birth[i]) < 12 * int(c.starter_age)
        now = own if own > 0.0 else usual_pay[g] * (c.starter_pay if young else 1.0) * at_work[g, months]
        later = max(own, usual_pay[g]) * c.work_share
        kept = (0.5 * (a.pay_start + a.pay_end) + a.meals if master else 0.0) + earned[r]
        grant = 0.0 if master else stipend[n]
        outlay = fee[n] + travel[n] + care[n] + (0.0 if master else c.materials)
        cost = months * (outlay - grant + unsafe[n] + max(0.0, now - kept))
        admission = admission_chance(float(providers.places[r]), float(months), float(providers.queue[r]), c.wait)
        weight, woman = weight_of_money(float(people.wealth[i]), c), people.sex[i] == 1
        value[n] = value_of_programme(
            admission, completion_chance(woman, master, d, a), later * placed[n] * gain[r] * years[months], weight,
            cost, c.application_cost,
        ) - against_the_trade(people.sex[i], people.level[i], providers.family[r], master, norm[n], c)  # fmt: skip
        ahead = delay if grant >= outlay else c.cash_months
        at_hand[n] = (months * fee[n] if master else ahead * outlay) + c.application_cost
    return value, at_hand


def believed_placement(m: Any, rows: np.ndarray, option: np.ndarray) -> np.ndarray:
    """Share of those who complete that person ``rows`` expects to work: min(1, reputation · e^b).

    Who was guided within the last months mixes in the observed placement of the trade's leavers with weight w.
    """
    people, providers = m.people, m.providers
    own = providers.reputation[option].astype(np.float64) * exps(people.belief[rows].astype(np.float64))
    placed = np.minimum(1.0, own)
    if not has_served(m, "career_guidance"):
        return placed
    register, last = served(m, "career_guidance"), m.parameters.employment_services.guidance_months
    fresh = m.month - register.months(people.pid[rows]) < last
    weight = np.where(fresh, register.values(people.pid[rows]), 0.0)
    return (1.0 - weight) * placed + weight * m.averages.placement[providers.family[option]]


def expected_trainee_pay(m: Any) -> np.ndarray:
    """What policy lets a learner expect to earn, W a month, by provider row.

    At a host firm its pay times the share of firms that host; with a master the part of a subsidy that is passed on.
    """
    pay = np.zeros(len(m.providers.rid))
    if m.levers.has(Lever.DUAL_SHARE):
        rows = np.flatnonzero(m.providers.rid)
        p = m.parameters.workplace
        pay[rows] = p.trainee_pay * p.host_willing * (m.levers.values(Lever.DUAL_SHARE, 0.0, m, rows) > 0.0)
    if m.levers.has(Lever.APPRENTICE_SUBSIDY):
        a, rows = m.parameters.apprenticeship, np.flatnonzero(m.providers.kind * (m.providers.rid != 0) == MASTER)
        passed = m.parameters.workplace.pass_through * m.levers.values(Lever.APPRENTICE_SUBSIDY, 0.0, m, rows)
        pay[rows] = passed * (0.5 * (a.pay_start + a.pay_end) + a.meals)
    return pay


def worth(m: Any, rows: np.ndarray, option: np.ndarray, seat: Any = None) -> tuple[np.ndarray, np.ndarray]:
    """Value of provider rows ``option`` to people ``rows`` (pairs), W, and the money that must be at hand, W.

    ``seat``: stipend of each on a seat, W a month, which costs no fee.
    """
    p, averages = m.parameters, m.averages
    fee = np.zeros(len(rows)) if seat is not None else funding.charges(m, rows, fees_asked(m)[option], option)
    travel, care = travel_and_care(m, rows, option)
    travel = m.levers.values(Lever.TRAVEL_COST, travel, m, rows)
    care = m.levers.values(Lever.CARE_COST, care, m, rows)
    stipend = m.levers.values(Lever.STIPEND, p.choice.stipend, m, rows)
    stipend = stipend if seat is None else stipend + seat
    unsafe = m.levers.values(Lever.SAFETY_COST, p.access.safety_cost * (m.people.sex[rows] == Sex.FEMALE), m, rows)
    norm = m.levers.values(Lever.TRADE_NORM, 1.0, m, rows)
    return appraise(  # type: ignore[no-any-return]
        m.people, m.providers, rows, option, believed_placement(m, rows, option), fee, travel, care, stipend, unsafe,
        norm, certified(m), expected_trainee_pay(m), averages.finding.ravel(), averages.log_pay.ravel(),
        float(payment_delay(m)), p.choice, p.delivery, p.apprenticeship, m.month,
    )  # fmt: skip
