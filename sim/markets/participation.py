"""Step 11, participation: who reconsiders this month, and what they choose.

A person reconsiders with a hazard by state (much higher for the casually attached, falling with time in the state),
and for certain after losing a job or leaving school or a course. Then one logit over own-account work, family work,
open search, waiting and home; employees may quit to home. The low return to schooling in own-account work against
the value of a regular job gives low unemployment, high flows, and more unemployment among the educated.
"""

import math
from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS
from sim.agents.transitions import be_available, start_job, start_search, stay_outside, stop_working
from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose, gumbel, key, pair, sub, uniform, word
from sim.core.levers import Lever
from sim.core.states import Disability, Education, Family, Job, Level, Outside, Sex, Unit
from sim.markets.own_account import choose_trade, count_trades, is_registered, potential_log_income


@njit(inline="always")
def hazard(base, casual_factor, casual, tenure, young, p):  # type: ignore[no-untyped-def]
    """h · (casual factor) · (a + b e^(−months/τ)) · youth factor, at most the cap."""
    h = base * (p.tenure_floor + p.tenure_extra * math.exp(-tenure / p.tenure_scale))
    if young:
        h *= p.youth_factor
    if casual:
        h *= casual_factor
    return min(p.hazard_cap, h)


LONG = 120
"""Months in a state beyond which its hazard no longer falls."""


@njit(inline="always")
def hazard_table(base, casual_factor, p):  # type: ignore[no-untyped-def]
    """``hazard`` by attachment (steady, casual), age (adult, under 25) and months in the state, 0 to ``LONG``."""
    table = np.empty((2, 2, LONG + 1))
    for casual in range(2):
        for young in range(2):
            for tenure in range(LONG + 1):
                table[casual, young, tenure] = hazard(base, casual_factor, casual == 1, float(tenure), young == 1, p)
    return table


@njit(inline="always")
def flat_hazard(base, casual_factor, casual, p):  # type: ignore[no-untyped-def]
    """h · (casual factor), at most the cap: states whose hazard does not fall with time."""
    return min(p.hazard_cap, base * (casual_factor if casual else 1.0))


@njit(inline="always")
def care_hours(sex, child_under_six, wealth, p):  # type: ignore[no-untyped-def]
    """Unpaid care, hours a week: by sex and child under six; a fifth less per step in the two richest quintiles."""
    if not child_under_six:
        return 6.0 if sex == Sex.FEMALE else 2.0
    hours = p.child_hours_f if sex == Sex.FEMALE else p.child_hours_m
    return hours * (1.0 - 0.2 * max(0, wealth - 2))


@njit(inline="always")
def free_hours(care, travel, p):  # type: ignore[no-untyped-def]
    """Hours a week left for work: 112 − own time − care − travel."""
    return max(0.0, 112.0 - p.own_time - care - travel)


@njit(inline="always")
def search_value(constant, finding, gain, p):  # type: ignore[no-untyped-def]
    """s + b · H · f · (E ln w − ln y)₊: constant plus the expected gain from a job over the horizon."""
    return constant + p.income_weight * p.horizon * finding * max(gain, 0.0)


@njit(inline="always")
def home_value(constant, care, disability, years_over_55, schooling, sex, p):  # type: ignore[no-untyped-def]
    """Constant + care + disability + old age − (women) schooling."""
    value = constant + p.care_weight * care / 10.0 + p.disability_home * disability
    value += p.old_age_home * years_over_55
    if sex == Sex.FEMALE:
        value -= p.education_home_f * schooling
    return value


@njit(inline="always")
def schooling_group(level):  # type: ignore[no-untyped-def]
    """0 below upper secondary, 1 upper secondary, 2 tertiary."""
    if level >= Level.SHORT_TERTIARY:
        return 2
    return 1 if level >= Level.UPPER_SECONDARY else 0


@njit(inline="always")
def person_hazard(people, i, month, own, outside, p):  # type: ignore[no-untyped-def]
    """Monthly probability that person ``i`` reconsiders the present activity.

    ``own`` and ``outside`` are the hazard tables of self-employment and of being outside the labour force.
    """
    job, casual = people.job[i], people.casual_attachment[i]
    if job == Job.EMPLOYEE:
        return p.hazard_quit
    if job == Job.FAMILY_WORKER:
        return flat_hazard(p.hazard_family, p.casual_factor, casual == 1, p)
    self_employed = job == Job.OWN_ACCOUNT or job == Job.EMPLOYER
    if job != Job.NONE and not self_employed:
        return 0.0
    if people.seeking[i] == 1:
        return flat_hazard(p.hazard_search, p.casual_search, casual == 1, p)
    if people.available[i] == 1:
        return flat_hazard(p.hazard_available, p.casual_factor, casual == 1, p)
    tenure = month - int(people.since[i])
    if tenure == 0 and not self_employed:
        return 1.0
    young = 1 if age_years(int(people.birth[i]), month) < 25 else 0
    return (own if self_employed else outside)[casual, young, min(tenure, LONG)]


@njit(inline="always")
def reconsiders(people, i, u, month, own, outside, p):  # type: ignore[no-untyped-def]
    """Whether u < hazard; above the cap only those new to their state can."""
    if u >= p.hazard_cap and people.since[i] != month:
        return False
    return u < person_hazard(people, i, month, own, outside, p)


@njit(inline="always")
def _constants_of(c, sex, young, schooling, p):  # type: ignore[no-untyped-def]
    """Level constants of search and home for a sex, age and schooling group."""
    share = 1.0 if schooling == 2 else (p.search_upper_secondary if schooling == 1 else 0.0)
    search = c.search_0 + c.search_educ * share
    if sex == Sex.FEMALE:
        search += c.search_f
        home = c.home_f + (c.home_youth_f if young else 0.0)
    else:
        home = c.home_m + (c.home_youth_m if young else 0.0)
    return search, home


@njit(inline="always")
def _work_hours(care, travel, usual, p):  # type: ignore[no-untyped-def]
    return int(min(float(usual), free_hours(care, travel, p)))


@njit(cache=True)
def decide(people, households, firms, moves, crowd, farm, finding, log_pay, care_kept, given, relatedness,
           k_hazard, k_choice, k_trade, c, p, own, pay, month):  # type: ignore[no-untyped-def]  # fmt: skip
    """Let everybody who reconsiders choose. Returns counts of deciders and of choices.

    Choices: 0 own-account, 1 family work, 2 search, 3 available, 4 home.
    """
    chosen = np.zeros(5, np.int64)
    self_employed = hazard_table(p.hazard_own_account, p.casual_factor, p)
    outside = hazard_table(p.hazard_outside, p.casual_factor, p)
    for i in range(len(people.pid)):
        if people.pid[i] == 0 or people.education[i] != Education.NONE:
            continue
        u = uniform(word(k_hazard, people.pid[i]))
        if not reconsiders(people, i, u, month, self_employed, outside, p):
            continue
        sex, market, h = people.sex[i], people.market[i], people.household[i]
        years = age_years(int(people.birth[i]), month)
        young = years < 25
        school = schooling_group(people.level[i])
        child = month - int(people.child_birth[i]) < 72
        care = care_kept[i] if len(care_kept) > 1 else care_hours(sex, child, int(people.wealth[i]), p)
        nu = p.taste_weight * float(people.taste[i])
        search_constant, home_constant = _constants_of(c, sex, young, school, p)
        w = word(k_choice, people.pid[i])
        over = max(0.0, float(years) - 55.0)
        home = home_value(home_constant, care, float(people.disability[i]), over, float(school), sex, p) - nu
        if people.job[i] == Job.EMPLOYEE:
            stay = math.log(max(float(people.pay[i]), 1e-3)) + p.quit_job_value + nu
            if home + gumbel(pair(w, 5)) > stay + gumbel(pair(w, 1)):
                stop_working(people, firms, moves, i, month)
                stay_outside(people, firms, moves, i, month, _reason(people, i, sex, child), 1)
                chosen[4] += 1
            continue
        family = int(people.family[i])
        if people.job[i] != Job.OWN_ACCOUNT and people.job[i] != Job.EMPLOYER:
            if family > 5 or uniform(sub(w, 7)) < own.review or (family == Family.FARMING and households.farm[h] == 0):
                family = choose_trade(
                    people, households, i, crowd, farm, own.capital_trade - given[i if len(given) > 1 else 0],
                    relatedness, k_trade, own, pay,
                )  # fmt: skip
                people.family[i] = family
        log_y = potential_log_income(
            people, households, i, family, crowd[market, family], farm[h], relatedness, own, pay
        )
        hours = _work_hours(care, 3.0, own.hours, p)
        best, best_value = 4, home + gumbel(pair(w, 5))
        if float(hours) >= p.minimum_hours:
            full = float(hours) >= own.hours
            log_full = log_y if full else log_y + math.log(float(hours) / own.hours)
            value = p.income_weight * log_full + nu + gumbel(pair(w, 1))
            if sex == Sex.FEMALE:
                value += c.own_account_f
            if value > best_value:
                best, best_value = 0, value
            if households.farm[h] == 1 or households.shop[h] == 1:
                value = (c.family_f if sex == Sex.FEMALE else c.family_m) + gumbel(pair(w, 2))
                if value > best_value:
                    best, best_value = 1, value
        a = people.area[i]
        gain = log_pay[sex, a, school] - log_y
        f = finding[sex, a, school] * math.exp(float(people.belief[i]))
        value = search_value(search_constant, min(f, 1.0), gain, p) + nu
        value += p.wealth_search * (float(people.wealth[i]) - 2.0)
        if int(people.lost_job[i]) == month:
            value += p.loss_bonus
        if int(people.left_school[i]) == month or int(people.course_end[i]) == month:
            value += p.leaver_bonus
        value += gumbel(pair(w, 3))
        if value > best_value:
            best, best_value = 2, value
        value = c.available_0 + gumbel(pair(w, 4))
        if value > best_value:
            best, best_value = 3, value
        chosen[best] += 1
        income = math.exp(log_y)
        people.reservation[i] = income
        _carry_out(people, households, firms, moves, i, best, family, income, hours, sex, child, w, own, month)
    return chosen


@njit(inline="always")
def _reason(people, i, sex, child):  # type: ignore[no-untyped-def]
    """Main reason for staying outside: illness, care of children, other."""
    if people.disability[i] == Disability.SEVERE:
        return Outside.ILLNESS
    return Outside.CARE if child and sex == Sex.FEMALE else Outside.OTHER


@njit(inline="always")
def _carry_out(people, households, firms, moves, i, best, family, income, hours, sex, child, w, own, month):  # type: ignore[no-untyped-def]
    """Set the registers for the choice; staying in the same activity changes nothing."""
    h = people.household[i]
    idle = people.job[i] == Job.NONE
    if best == 0:
        if people.job[i] == Job.OWN_ACCOUNT or people.job[i] == Job.EMPLOYER:
            return
        formal = is_registered(uniform(sub(w, 8)), sex, people.level[i], own)
        kind = Job.EMPLOYER if uniform(sub(w, 9)) < own.employer_share else Job.OWN_ACCOUNT
        if family == Family.FARMING:
            formal = False
            kind = Job.OWN_ACCOUNT
        start_job(
            people, firms, moves, i, month, kind, Unit.FORMAL if formal else Unit.INFORMAL, family, hours,
            income * float(hours) / own.hours, 0.0,
        )  # fmt: skip
        people.market_share[i] = 60 if family == Family.FARMING else 100
    elif best == 1:
        if people.job[i] == Job.FAMILY_WORKER:
            return
        trade = Family.FARMING if households.farm[h] == 1 else Family.TRADE
        start_job(
            people, firms, moves, i, month, Job.FAMILY_WORKER, Unit.HOUSEHOLD, trade, min(hours, 30), 0.0,
            0.3 * income,
        )  # fmt: skip
        people.market_share[i] = 60
    elif best == 2:
        if not (idle and people.seeking[i] == 1):
            start_search(people, firms, moves, i, month)
    elif best == 3:
        if not (idle and people.seeking[i] == 0 and people.available[i] == 1):
            be_available(people, firms, moves, i, month, int(people.search_since[i]) > NEVER)
    elif idle and people.seeking[i] == 0 and people.available[i] == 0:
        people.outside_reason[i] = _reason(people, i, sex, child)
        people.plans_to_work[i] = 1 if people.taste[i] > -0.8 else 0
    else:
        stay_outside(people, firms, moves, i, month, _reason(people, i, sex, child), 1 if people.taste[i] > -0.8 else 0)


@njit(cache=True)
def pay_self_employed(people, households, crowd, farm, relatedness, season, own, pay):  # type: ignore[no-untyped-def]
    """This month's income and hours of the self-employed; farm hours follow the season, members share output."""
    for i in range(len(people.pid)):
        job = people.job[i]
        if job != Job.OWN_ACCOUNT and job != Job.EMPLOYER:
            continue
        family = int(people.family[i])
        log_y = potential_log_income(
            people, households, i, family, crowd[people.market[i], family], farm[people.household[i]],
            relatedness, own, pay,
        )  # fmt: skip
        share = float(people.hours[i]) / own.hours * (season if family == Family.FARMING else 1.0)
        people.pay[i] = math.exp(log_y) * share
        people.wants_more_hours[i] = 1 if (people.hours[i] < 35 and people.casual_attachment[i] == 1) else 0


def participate(m: Any) -> None:
    """Update crowding, let people choose their activity, and set the income of the self-employed."""
    p, own, pay, avg = m.parameters.participation, m.parameters.own_account, m.parameters.pay, m.averages
    people = m.people
    trades, persons, farm = count_trades(people, len(m.territory), m.households)
    density = trades / np.maximum(persons, 1.0)[:, None]
    avg.density += (1.0 - own.density_memory) * (density - avg.density)
    crowd = np.log((avg.density + 0.005) / (avg.density_reference + 0.005))
    care_kept = unpaid_care(m)
    given = m.lever_for_people(Lever.STARTUP_CAPITAL, 0.0)
    chosen = decide(
        people, m.households, m.firms, m.moves, crowd, farm, avg.finding, avg.log_pay, care_kept, given,
        RELATEDNESS, m.key(Purpose.RECONSIDER), m.key(Purpose.ACTIVITY_CHOICE), key(m.seed, Purpose.TRADE_CHOICE),
        m.country.constants, p, own, pay, m.month,
    )  # fmt: skip
    pay_self_employed(people, m.households, crowd, farm, RELATEDNESS, m.season, own, pay)
    m.events["choices"] = chosen


@njit(cache=True)
def _care_of_all(people, p, month):  # type: ignore[no-untyped-def]
    care = np.zeros(len(people.pid))
    for i in range(len(people.pid)):
        child = month - int(people.child_birth[i]) < 72
        care[i] = care_hours(people.sex[i], child, int(people.wealth[i]), p)
    return care


def unpaid_care(m: Any) -> np.ndarray:
    """Unpaid care by row where a policy moves it; one cell, to be worked out on the spot, where none does."""
    if not m.levers.has(Lever.CARE_HOURS):
        return np.zeros(1)
    care = _care_of_all(m.people, m.parameters.participation, m.month)
    return m.levers.values(Lever.CARE_HOURS, care, m, np.arange(len(care)))
