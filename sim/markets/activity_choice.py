"""Step 11, the choice of those who reconsider: one logit over own-account work, family work, search, waiting and home.

The low return to schooling in own-account work against the value of a regular job gives low unemployment, high flows,
and more unemployment among the educated. People are taken a tile at a time: values first, tastes next, then the best.
"""

import numpy as np
from numba import njit

from sim.agents.transitions import be_available, start_job, start_search, stay_outside, stop_working
from sim.core.calendar import NEVER, age_years
from sim.core.draws import gumbel, pair, sub, uniform, word
from sim.core.elementary import exp, log
from sim.core.sieve import TILE, gather
from sim.core.states import Disability, Family, Job, Level, Outside, Sex, Unit
from sim.markets.own_account import choose_trade, is_registered, pay_self_employed, potential_log_income
from sim.markets.reconsider import AVAILABLE, FAMILY_WORKER, SEEKING, SELF_EMPLOYED, STANDINGS, who_reconsiders

OWN, FAMILY, SEARCH, WAIT, HOME = range(5)
CHOICES = 5
IMPOSSIBLE = -1e18

_PRESENT = np.full(STANDINGS, HOME, np.int64)
_PRESENT[SELF_EMPLOYED], _PRESENT[FAMILY_WORKER], _PRESENT[SEEKING], _PRESENT[AVAILABLE] = OWN, FAMILY, SEARCH, WAIT
"""The choice that keeps a person in each standing."""


@njit(inline="always")
def small_child(people, i, month, p):  # type: ignore[no-untyped-def]
    """Whether the person's youngest child is below school age."""
    return float(month - int(people.child_birth[i])) < p.small_child_months


@njit(inline="always")
def care_hours(sex, small, wealth, p):  # type: ignore[no-untyped-def]
    """Unpaid care, hours a week: by sex and small child; less per step in the two richest quintiles."""
    if not small:
        return p.other_care_f if sex == Sex.FEMALE else p.other_care_m
    hours = p.child_hours_f if sex == Sex.FEMALE else p.child_hours_m
    return hours * (1.0 - p.bought_care * float(max(0, wealth - 2)))


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
    return value - p.education_home_f * schooling if sex == Sex.FEMALE else value


@njit(inline="always")
def schooling_group(level):  # type: ignore[no-untyped-def]
    """0 below upper secondary, 1 upper secondary, 2 tertiary."""
    if level >= Level.SHORT_TERTIARY:
        return 2
    return 1 if level >= Level.UPPER_SECONDARY else 0


@njit(inline="always")
def search_constant(c, sex, schooling, p):  # type: ignore[no-untyped-def]
    """Level constant of open search for a sex and schooling group."""
    share = 1.0 if schooling == 2 else (p.search_upper_secondary if schooling == 1 else 0.0)
    value = c.search_0 + c.search_educ * share
    return value + c.search_f if sex == Sex.FEMALE else value


@njit(inline="always")
def home_constant(c, sex, young):  # type: ignore[no-untyped-def]
    """Level constant of staying at home for a sex and age."""
    if sex == Sex.FEMALE:
        return c.home_f + (c.home_youth_f if young else 0.0)
    return c.home_m + (c.home_youth_m if young else 0.0)


@njit(inline="always")
def home_of(people, i, care, c, p, month):  # type: ignore[no-untyped-def]
    """Value of staying at home for person ``i``, net of the taste for work."""
    sex, years = people.sex[i], age_years(int(people.birth[i]), month)
    constant = home_constant(c, sex, years < 25)
    over, school = max(0.0, float(years) - 55.0), float(schooling_group(people.level[i]))
    value = home_value(constant, care, float(people.disability[i]), over, school, sex, p)
    return value - p.taste_weight * float(people.taste[i])


@njit(inline="always")
def wait_value(c, sex, p):  # type: ignore[no-untyped-def]
    """Constant + part of the worth of home: what keeps a sex at home keeps those who would work from search."""
    return c.available_0 + p.wait_home * home_constant(c, sex, False)


@njit(inline="always")
def search_of(people, i, finding, log_pay, log_own, c, p, month):  # type: ignore[no-untyped-def]
    """Value of open search for person ``i``, who could have ``log_own`` in self-employment."""
    sex, a, school = people.sex[i], people.area[i], schooling_group(people.level[i])
    f = finding[sex, a, school] * exp(float(people.belief[i]))
    value = search_value(search_constant(c, sex, school, p), min(f, 1.0), log_pay[sex, a, school] - log_own, p)
    value += p.taste_weight * float(people.taste[i]) + p.wealth_search * (float(people.wealth[i]) - 2.0)
    if int(people.lost_job[i]) == month:
        value += p.loss_bonus
    if int(people.left_school[i]) == month or int(people.course_end[i]) == month:
        value += p.leaver_bonus
    return value


@njit(inline="always")
def care_of(people, i, kept, month, p):  # type: ignore[no-untyped-def]
    """Care of person ``i``: from ``kept`` (by row, −1 none) where a policy can move it, else worked out."""
    if len(kept) > 1 and kept[i] >= 0.0:
        return kept[i]
    return care_hours(people.sex[i], small_child(people, i, month, p), int(people.wealth[i]), p)


@njit(cache=True)
def quit_or_stay(people, firms, moves, rows, n, standing, care_kept, k_choice, c, p, month):  # type: ignore[no-untyped-def]
    """Employees who reconsider stay or quit to home; the others are moved up in ``rows``. Returns quits, and how many
    are left."""
    quits, left = 0, 0
    for r in range(n):
        i = rows[r]
        if people.job[i] != Job.EMPLOYEE:
            rows[left] = i
            standing[left] = standing[r]
            left += 1
            continue
        care = care_of(people, i, care_kept, month, p)
        w = word(k_choice, people.pid[i])
        stay = log(max(float(people.pay[i]), 1e-3)) + p.quit_job_value + p.taste_weight * float(people.taste[i])
        if home_of(people, i, care, c, p, month) + gumbel(pair(w, 5)) > stay + gumbel(pair(w, 1)):
            stop_working(people, firms, moves, i, month)
            stay_outside(people, firms, moves, i, month, reason_for_home(people, i, month, p), 1)
            quits += 1
    return quits, left


@njit(cache=True)
def look_at_trades(people, households, rows, n, standing, words, crowd, farm, relatedness, k_trade, p, pay):  # type: ignore[no-untyped-def]
    """Some of those who do not work for themselves compare all trades anew; the best is kept in ``family``."""
    looks, which = np.empty(n, np.uint8), np.empty(n + 1, np.int64)
    for r in range(n):
        looks[r] = uniform(sub(words[r], 7)) < p.review
    for r in range(n):
        i = rows[r]
        family = people.family[i]
        no_farm = (family == Family.FARMING) & (households.farm[people.household[i]] == 0)
        looks[r] |= (family > Family.PERSONAL_SERVICES) | no_farm
        looks[r] &= standing[r] != SELF_EMPLOYED
    for n in range(gather(looks, which, 0)):
        i = rows[which[n]]
        people.family[i] = choose_trade(
            people, households, i, crowd, farm, p.capital_trade, relatedness, k_trade, p, pay
        )


@njit(cache=True)
def weigh(people, households, rows, n, crowd, farm, finding, log_pay, care_kept, relatedness, c, p, own, pay, month,
          values, log_own, hours):  # type: ignore[no-untyped-def]  # fmt: skip
    """Value of every choice but for tastes, log income and hours of self-employment, for ``n`` people.

    Households stand in no order: what is asked of them is fetched first, many at a time.
    """
    land, helps = log_own, values[FAMILY]
    for r in range(n):
        h = people.household[rows[r]]
        land[r] = farm[h]
        helps[r] = households.farm[h] + households.shop[h]
    for r in range(n):
        i = rows[r]
        family = int(people.family[i])
        log_own[r] = potential_log_income(
            people, i, family, crowd[people.market[i], family], land[r], relatedness, own, pay
        )
    for r in range(n):
        i = rows[r]
        woman = people.sex[i] == Sex.FEMALE
        care = care_of(people, i, care_kept, month, p)
        hours[r] = int(min(own.hours, free_hours(care, p.travel, p)))
        time = float(hours[r])
        full = log_own[r] if time >= own.hours else log_own[r] + log(max(time, 1.0) / own.hours)
        value = p.income_weight * full + p.taste_weight * float(people.taste[i]) + (c.own_account_f if woman else 0.0)
        able = time >= p.minimum_hours
        values[OWN, r] = value if able else IMPOSSIBLE
        values[FAMILY, r] = (c.family_f if woman else c.family_m) if able and helps[r] > 0.0 else IMPOSSIBLE
        values[SEARCH, r] = search_of(people, i, finding, log_pay, log_own[r], c, p, month)
        values[WAIT, r] = wait_value(c, people.sex[i], p)
        values[HOME, r] = home_of(people, i, care, c, p, month)


@njit(cache=True)
def choose(words, values, n, best):  # type: ignore[no-untyped-def]
    """The choice with the highest value plus taste shock (standard Gumbel: a logit)."""
    top = np.empty(n)
    for r in range(n):
        best[r] = HOME
        top[r] = values[HOME, r] + gumbel(pair(words[r], HOME + 1))
    for option in range(HOME):
        for r in range(n):
            value = values[option, r] + gumbel(pair(words[r], option + 1))
            better = value > top[r]
            best[r] = option if better else best[r]
            top[r] = value if better else top[r]


@njit(inline="always")
def reason_for_home(people, i, month, p):  # type: ignore[no-untyped-def]
    """Main reason for staying outside: illness, care of children, other."""
    if people.disability[i] == Disability.SEVERE:
        return Outside.ILLNESS
    return Outside.CARE if people.sex[i] == Sex.FEMALE and small_child(people, i, month, p) else Outside.OTHER


@njit
def start_own_account(people, firms, moves, i, w, hours, income, month, p):  # type: ignore[no-untyped-def]
    """Open an own-account unit in the trade chosen; a farm is never registered and has no employees."""
    family, sex = int(people.family[i]), people.sex[i]
    farmer = family == Family.FARMING
    formal = not farmer and is_registered(uniform(sub(w, 8)), sex, people.level[i], p)
    hires = not farmer and uniform(sub(w, 9)) < p.employer_share
    start_job(
        people, firms, moves, i, month, Job.EMPLOYER if hires else Job.OWN_ACCOUNT,
        Unit.FORMAL if formal else Unit.INFORMAL, family, hours, income * float(hours) / p.hours, 0.0,
    )  # fmt: skip
    people.market_share[i] = int(p.farm_sold) if farmer else 100


@njit
def start_family_work(people, households, firms, moves, i, hours, income, month, p):  # type: ignore[no-untyped-def]
    """Help in the household's farm or shop, for a share in kind of what own-account work would give."""
    trade = Family.FARMING if households.farm[people.household[i]] == 1 else Family.TRADE
    start_job(
        people, firms, moves, i, month, Job.FAMILY_WORKER, Unit.HOUSEHOLD, trade, min(hours, int(p.family_hours)), 0.0,
        p.family_share * income,
    )  # fmt: skip
    people.market_share[i] = int(p.farm_sold)


@njit(cache=True)
def carry_out(people, households, firms, moves, rows, n, standing, best, words, income, hours, p, own, month):  # type: ignore[no-untyped-def]
    """Set the registers of those whose choice is new; those at home are asked again for reason and plans."""
    for r in range(n):
        i, choice = rows[r], best[r]
        people.reservation[i] = income[r]
        present = _PRESENT[standing[r]]
        if choice == present and choice != HOME:
            continue
        if choice == OWN:
            start_own_account(people, firms, moves, i, words[r], hours[r], income[r], month, own)
        elif choice == FAMILY:
            start_family_work(people, households, firms, moves, i, hours[r], income[r], month, own)
        elif choice == SEARCH:
            start_search(people, firms, moves, i, month)
        elif choice == WAIT:
            be_available(people, firms, moves, i, month, int(people.search_since[i]) > NEVER)
        else:
            reason, plans = reason_for_home(people, i, month, p), 1 if float(people.taste[i]) > p.plans_taste else 0
            if choice == present:
                people.outside_reason[i] = reason
                people.plans_to_work[i] = plans
            else:
                stay_outside(people, firms, moves, i, month, reason, plans)


@njit(cache=True)
def decide(people, households, firms, moves, hazards, limits, crowd, farm, finding, log_pay, care_kept,
           relatedness, k_hazard, k_choice, k_trade, season, c, p, own, pay, month):  # type: ignore[no-untyped-def]  # fmt: skip
    """Let everybody who reconsiders choose, and set the month's income of the self-employed.

    Returns how many made each choice; quits of employees count as home.
    """
    chosen = np.zeros(CHOICES, np.int64)
    codes, rows, standing = np.empty(TILE, np.uint8), np.empty(TILE + 1, np.int64), np.empty(TILE, np.uint8)
    values, log_own, income = np.empty((CHOICES, TILE)), np.empty(TILE), np.empty(TILE)
    hours, best, words = np.empty(TILE, np.int64), np.empty(TILE, np.int64), np.empty(TILE, np.uint64)
    known = np.empty(TILE)
    for lo in range(0, len(people.pid), TILE):
        hi = min(lo + TILE, len(people.pid))
        n = who_reconsiders(people, lo, hi, k_hazard, hazards, limits, month, codes, rows)
        for r in range(n):
            standing[r] = codes[rows[r] - lo] >> 1
        quits, n = quit_or_stay(people, firms, moves, rows, n, standing, care_kept, k_choice, c, p, month)
        chosen[HOME] += quits
        for r in range(n):
            words[r] = word(k_choice, people.pid[rows[r]])
        look_at_trades(people, households, rows, n, standing, words, crowd, farm, relatedness, k_trade, own, pay)
        weigh(
            people, households, rows, n, crowd, farm, finding, log_pay, care_kept, relatedness, c, p, own, pay, month,
            values, log_own, hours,
        )  # fmt: skip
        choose(words, values, n, best)
        known[:] = -1.0
        for r in range(n):
            income[r] = exp(log_own[r])
            known[rows[r] - lo] = income[r]
            chosen[best[r]] += 1
        carry_out(people, households, firms, moves, rows, n, standing, best, words, income, hours, p, own, month)
        pay_self_employed(people, lo, hi, known, crowd, farm, relatedness, season, own, pay, rows, log_own)
    return chosen
