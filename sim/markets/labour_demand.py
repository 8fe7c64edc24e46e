"""Step 10, labour demand: desired posts of every firm, lay-offs above them, vacancies below them.

ln n* = ln n0 + ln y_s − ε_D ln(c/c0) + ε_A (a − a0) + ψ (quality of recent hires + ln fill rate), each term relative
to the balanced path. Round with a fixed threshold a firm, so that rounding creates no churn.
"""

import math
from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import stop_working
from sim.core.draws import Purpose, key, normal, pair, uniform, word
from sim.core.elementary import exp, log, logs
from sim.core.levers import Lever
from sim.core.sieve import rows_of
from sim.core.states import Job, Sector
from sim.markets.access import pay_inspectors
from sim.markets.dual import run_dual_programmes
from sim.markets.formality import formalise
from sim.markets.internships import run_internships
from sim.markets.moved_posts import move_posts
from sim.markets.pay import outside_option, unit_pay
from sim.markets.quota import fine_missing_posts, keep_below, quota_of
from sim.markets.technology import shift_technology


@njit(inline="always")
def log_desired(log_base, log_demand, log_cost, productivity, supply, p):  # type: ignore[no-untyped-def]
    """ln n* = ln n0 + ln y − ε_D ln(c/c0) + ε_A (a − a0) + ψ · supply.

    Deviations are bounded to ±1.5 log points, beyond which a firm would be another firm.
    """
    deviation = log_demand - p.labour_cost * log_cost + p.productivity * productivity + p.supply_response * supply
    return log_base + max(-1.5, min(1.5, deviation))


@njit(inline="always")
def posts(log_posts, threshold):  # type: ignore[no-untyped-def]
    """Whole posts: floor(n* + u) with the firm's own fixed threshold u in [0, 1)."""
    return math.floor(exp(log_posts) + threshold)


@njit(inline="always")
def next_productivity(current, reference, shock, p):  # type: ignore[no-untyped-def]
    """a' = a0 + ρ (a − a0) + σ √(1 − ρ²) ε, so that σ is the stationary SD of the deviation."""
    return reference + p.persistence * (current - reference) + p.sd * math.sqrt(1.0 - p.persistence**2) * shock


@njit(cache=True)
def scale_bases(firms, totals):  # type: ignore[no-untyped-def]
    """Scale base posts so that government, formal and informal firms hold ``totals`` (3) posts in all."""
    sums = np.zeros(3)
    for j in range(len(firms.fid)):
        if firms.fid[j] != 0:
            kind = 0 if firms.sector[j] == Sector.GOVERNMENT else (1 if firms.formal[j] == 1 else 2)
            sums[kind] += float(firms.base_regular[j]) + float(firms.base_casual[j])
    for j in range(len(firms.fid)):
        if firms.fid[j] != 0:
            kind = 0 if firms.sector[j] == Sector.GOVERNMENT else (1 if firms.formal[j] == 1 else 2)
            factor = totals[kind] / max(sums[kind], 1e-9)
            firms.base_regular[j] = float(firms.base_regular[j]) * factor
            firms.base_casual[j] = float(firms.base_casual[j]) * factor


@njit
def log_of(table):  # type: ignore[no-untyped-def]
    """Natural logarithm of every element of a small table."""
    out = np.empty(table.shape)
    for n in range(table.size):
        out.flat[n] = log(float(table.flat[n]))
    return out


@njit(cache=True)
def set_targets(firms, avg_demand, avg_price, supply, log_wedge, log_outside, p, k_shock, k_round):  # type: ignore[no-untyped-def]
    """Draw this month's productivity and set desired posts of both tiers.

    ``supply`` (M, 2) quality of recent hires plus log fill rate, relative to the reference; ``log_wedge`` (rows) log
    of one plus levy less subsidy; ``log_outside`` (M) log unit pay now over unit pay on the balanced path.
    """
    log_demands, log_prices = log_of(avg_demand), log_of(avg_price)
    for j in range(len(firms.fid)):
        if firms.fid[j] == 0:
            continue
        a0 = float(firms.reference[j])
        government = firms.sector[j] == Sector.GOVERNMENT
        if not government:
            firms.productivity[j] = next_productivity(
                float(firms.productivity[j]), a0, normal(word(k_shock, firms.fid[j])), p
            )
        market, sector = int(firms.market[j]), int(firms.sector[j])
        log_demand = log_demands[market, sector]
        log_cost = log_wedge[j] + log_outside[market] + log(float(firms.floor_cost[j])) - log_prices[sector]
        fixed = word(k_round, firms.fid[j])
        for tier in range(2):
            base = float(firms.base_regular[j]) if tier == 0 else float(firms.base_casual[j])
            if government:
                wanted = posts(log(max(base, 1e-9)), uniform(pair(fixed, tier)))
            else:
                log_posts = log_desired(
                    log(max(base, 1e-9)), log_demand, log_cost, float(firms.productivity[j]) - a0,
                    supply[market, tier], p,
                )  # fmt: skip
                wanted = posts(log_posts, uniform(pair(fixed, tier)))
            if tier == 0:
                firms.target_regular[j] = wanted
            else:
                firms.target_casual[j] = wanted


@njit(cache=True)
def post_vacancies(firms, p, k):  # type: ignore[no-untyped-def]
    """Post a part of every gap; returns lay-offs due by firm and tier (government lays nobody off)."""
    excess = np.zeros((len(firms.fid), 2), np.int64)
    for j in range(len(firms.fid)):
        firms.vacancies_regular[j] = 0
        firms.vacancies_casual[j] = 0
        if firms.fid[j] == 0:
            continue
        w = word(k, firms.fid[j])
        for tier in range(2):
            wanted = int(firms.target_regular[j]) if tier == 0 else int(firms.target_casual[j])
            staff = int(firms.staff_regular[j]) if tier == 0 else int(firms.staff_casual[j])
            gap = wanted - staff
            u = uniform(pair(w, tier))
            if gap > 0:
                open_posts = math.floor(gap * p.up + u)
                if tier == 0:
                    firms.vacancies_regular[j] = open_posts
                else:
                    firms.vacancies_casual[j] = open_posts
            elif gap < 0 and firms.sector[j] != Sector.GOVERNMENT:
                excess[j, tier] = math.floor(-gap * p.down + u)
    return excess


@njit(cache=True)
def _staff_of(people, excess):  # type: ignore[no-untyped-def]
    """Rows of employees in firms and tiers with lay-offs due."""
    over = np.zeros(len(excess), np.uint8)
    for j in range(len(excess)):
        over[j] = (excess[j, 0] > 0) | (excess[j, 1] > 0)
    rows, n = rows_of(people.employer, over), 0
    for i in rows:
        if people.job[i] == Job.EMPLOYEE and excess[people.employer[i], people.tier[i] - 1] > 0:
            rows[n] = i
            n += 1
    return rows[:n].copy()


@njit(cache=True)
def lay_off(people, firms, moves, excess, ranked, month):  # type: ignore[no-untyped-def]
    """Lay off in the order of ``ranked`` until no excess is left."""
    count = 0
    for i in ranked:
        j, tier = people.employer[i], people.tier[i] - 1
        if excess[j, tier] > 0:
            excess[j, tier] -= 1
            stop_working(people, firms, moves, i, month)
            count += 1
    return count


def last_in_first_out(people: Any, rows: np.ndarray) -> np.ndarray:
    """Rows ordered by start of the job, latest first; ties by person id."""
    return rows[np.lexsort((people.pid[rows], -people.job_since[rows].astype(np.int64)))]


@njit(cache=True)
def unit_pays(finding_ratio, pay):  # type: ignore[no-untyped-def]
    """Pay for one unit of product where finding work is so many times as easy as on the balanced path."""
    out = np.empty(len(finding_ratio))
    for k in range(len(finding_ratio)):
        out[k] = unit_pay(1.0, outside_option(1.0, finding_ratio[k], pay), pay)
    return out


def scale_posts(m: Any) -> None:
    """Base posts of government, formal and informal firms grow with the population of working age."""
    constants, institutions = m.country.constants, m.country.institutions
    formal = constants.formal_jobs - institutions.government_jobs
    totals = np.array([institutions.government_jobs, formal, constants.informal_jobs])
    scale_bases(m.firms, m.population_path() * (totals + m.memory.get("posts_moved", 0.0)))


def set_labour_demand(m: Any) -> None:
    """Set desired posts, lay off above them and post vacancies below them."""
    p, avg, firms = m.parameters.labour_demand, m.averages, m.firms
    shift_technology(m)
    formalise(m)
    scale_posts(m)
    pay_inspectors(m)
    supply = avg.quality - avg.quality_reference + logs(avg.fill / avg.fill_reference)
    pay = m.parameters.pay
    reference = unit_pays(np.ones(1), pay)[0]
    ratio = avg.local_finding / avg.local_finding_reference
    log_outside = logs(unit_pays(ratio, pay) / reference)
    wedge = m.levers.values(Lever.LABOUR_COST_WEDGE, m.levy_wedge(), m, np.arange(len(firms.fid)))
    quota = quota_of(m)
    if quota is not None:
        wedge = wedge + fine_missing_posts(m, quota)
    set_targets(
        firms, avg.demand, avg.price, supply, logs(1.0 + np.maximum(wedge, -0.9)), log_outside, p,
        m.key(Purpose.FIRM_SHOCK), key(m.seed, Purpose.ROUNDING),
    )  # fmt: skip
    move_posts(m)
    if quota is not None:
        m.events["firms_below_threshold"] = int(
            keep_below(firms, quota.share, quota.members, quota.fine, quota.threshold, m.parameters.access.post_surplus)
        )
    excess = post_vacancies(firms, p, m.key(Purpose.FILL_GAP))
    laid_off = 0
    if excess.any():
        ranked = last_in_first_out(m.people, _staff_of(m.people, excess))
        laid_off = lay_off(m.people, firms, m.moves, excess, ranked, m.month)
    run_internships(m)
    run_dual_programmes(m)
    m.events["laid_off"] = laid_off
    m.events["vacancies"] = int(firms.vacancies_regular.sum() + firms.vacancies_casual.sum())
