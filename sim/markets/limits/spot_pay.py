"""Spot pay: in every local market pay moves until as many people want to work as firms want to employ.

The alternative to bargained pay, slow posts and search. One price for labour a market: ω, pay relative to what the
model's pay rule gives at reference prospects and without a levy. Firms want posts by the model's rule of labour demand
at the cost ω (1 + levy). People of a market who are free to work stand in a fixed order of willingness, and the share
s₀ ω^ε_S of them wants to work, with s₀ such that at ω = 1 they are as many as the posts of the balanced path. A floor
under ω leaves more people willing than there are posts; these are drawn by lot.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS
from sim.agents.transitions import start_employment, stop_working
from sim.core.draws import Purpose, below, key, normal, pair, sub, uniform, uniforms, word
from sim.core.elementary import exp, log
from sim.core.states import Education, Job, Sector
from sim.markets.labour_demand import last_in_first_out, lay_off, log_desired, next_productivity, posts, scale_posts
from sim.markets.matching import contract_terms
from sim.markets.pay import offered_pay

BOUND = 3.0
"""Log pay stays within ± this of the reference."""


class Spot(NamedTuple):
    """Numbers of the spot market; the elasticity of demand is ``economy.labour_demand.labour_cost``."""

    supply_elasticity: float  # ε_S
    floor: float = 0.0  # least pay relative to reference pay; 0 none


def spot_log_pay(log_wedge: float, demand_elasticity: float, supply_elasticity: float) -> float:
    """ln ω at which demand (ω (1 + τ))^(−ε_D) equals supply ω^ε_S: −ε_D ln(1 + τ)/(ε_D + ε_S)."""
    return -demand_elasticity * log_wedge / (demand_elasticity + supply_elasticity)


@njit(inline="always")
def reservation(u, share, elasticity):  # type: ignore[no-untyped-def]
    """Log pay from which the person at place ``u`` wants to work, so that a share s₀ ω^ε of all do: ln(u/s₀)/ε."""
    return log(max(u, 1e-12) / share) / max(elasticity, 1e-9)


@njit(cache=True)
def reservations(lots, shares, elasticity):  # type: ignore[no-untyped-def]
    """``reservation`` of many people."""
    out = np.empty(len(lots))
    for r in range(len(lots)):
        out[r] = reservation(lots[r], shares[r], elasticity)
    return out


@njit(inline="always")
def post_wish(firms, j, tier, log_pay, log_wedge, log_demand, log_price, p, k_round):  # type: ignore[no-untyped-def]
    """Whole posts of a tier (0 regular, 1 casual) that firm ``j`` wants at this pay."""
    base = float(firms.base_regular[j]) if tier == 0 else float(firms.base_casual[j])
    log_base, threshold = log(max(base, 1e-9)), uniform(pair(word(k_round, firms.fid[j]), tier))
    if firms.sector[j] == Sector.GOVERNMENT:
        return posts(log_base, threshold)
    change = float(firms.productivity[j]) - float(firms.reference[j])
    return posts(log_desired(log_base, log_demand, log_wedge + log_pay - log_price, change, 0.0, p), threshold)


@njit(cache=True)
def shock_productivity(firms, p, k):  # type: ignore[no-untyped-def]
    """A month of every private firm's productivity."""
    for j in range(len(firms.fid)):
        if firms.fid[j] != 0 and firms.sector[j] != Sector.GOVERNMENT:
            shock = normal(word(k, firms.fid[j]))
            firms.productivity[j] = next_productivity(float(firms.productivity[j]), float(firms.reference[j]), shock, p)


@njit(cache=True)
def wanted_posts(firms, log_pay, log_wedge, demand, price, p, k_round, wanted):  # type: ignore[no-untyped-def]
    """Posts of every firm at the log pay of its market into ``wanted`` (rows, 2); returns them by market."""
    total = np.zeros(len(log_pay), np.int64)
    for j in range(len(firms.fid)):
        for tier in range(2):
            wanted[j, tier] = 0
        if firms.fid[j] == 0:
            continue
        market, sector = int(firms.market[j]), int(firms.sector[j])
        log_demand, log_price = log(demand[market, sector]), log(price[sector])
        for tier in range(2):
            n = post_wish(firms, j, tier, log_pay[market], log_wedge[j], log_demand, log_price, p, k_round)
            wanted[j, tier] = n
            total[market] += n
    return total


@njit(cache=True)
def can_work(people):  # type: ignore[no-untyped-def]
    """Rows of the people in the spot market: out of education, employees or without a job."""
    rows = np.empty(len(people.pid), np.int64)
    n = 0
    for i in range(len(people.pid)):
        free = people.job[i] == Job.NONE or people.job[i] == Job.EMPLOYEE
        if people.pid[i] != 0 and people.education[i] == Education.NONE and free:
            rows[n] = i
            n += 1
    return rows[:n].copy()


@njit(cache=True)
def quit_jobs(people, firms, moves, rows, wants, month):  # type: ignore[no-untyped-def]
    """Employees leave who do not want to work at this pay, or whose firm is in another market; returns how many."""
    left = 0
    for r in range(len(rows)):
        i = rows[r]
        if people.job[i] != Job.EMPLOYEE:
            continue
        if not wants[r] or firms.market[people.employer[i]] != people.market[i]:
            stop_working(people, firms, moves, i, month)
            left += 1
    return left


@njit(cache=True)
def fill_posts(people, firms, moves, order, queue, first, wanted, k, p, month):  # type: ignore[no-untyped-def]
    """Fill every open post, firms in ``order``, from the ``queue`` of its market (from ``first`` on); returns hires."""
    place, hired = first.copy(), 0
    for j in order:
        market, government = int(firms.market[j]), firms.sector[j] == Sector.GOVERNMENT
        for tier in range(1, 3):
            staff = int(firms.staff_regular[j]) if tier == 1 else int(firms.staff_casual[j])
            for _ in range(max(0, wanted[j, tier - 1] - staff)):
                if place[market] >= first[market + 1]:
                    break
                i = queue[place[market]]
                place[market] += 1
                w = word(k, people.pid[i])
                contract, end, benefits = contract_terms(
                    firms.formal[j] == 1, government, tier, uniform(w), below(sub(w, 1), 13), month, p
                )
                start_employment(
                    people, firms, moves, i, month, j, tier, contract, end, firms.family[j], 40, 0.0, benefits
                )
                hired += 1
    return hired


@njit(cache=True)
def pay_all(people, firms, log_pay, relatedness, k_match, c, p):  # type: ignore[no-untyped-def]
    """Every employee is paid ω times reference pay; firms note their mean pay."""
    bill = np.zeros((len(firms.fid), 2))
    for i in range(len(people.pid)):
        if people.pid[i] == 0 or people.job[i] != Job.EMPLOYEE:
            continue
        j = people.employer[i]
        reference = offered_pay(
            people, firms, i, j, people.family[i], people.tier[i], 0.0, 0.0, 1.0, 0.0, relatedness, k_match, c, p
        )
        people.pay[i] = reference * exp(log_pay[firms.market[j]])
        people.pay_kind[i] = 0.0
        people.perceived_gap[i] = 0.0
        bill[j, 0] += float(people.pay[i])
        bill[j, 1] += 1.0
    for j in range(len(firms.fid)):
        if bill[j, 1] > 0.0:
            firms.pay_mean[j] = bill[j, 0] / bill[j, 1]


def places(lots: np.ndarray, home: np.ndarray, people_there: np.ndarray) -> np.ndarray:
    """Place of each person in the order of lots of the own market, as a share of the people there: ½/N, 1½/N, …"""
    order = np.lexsort((lots, home))
    before = np.cumsum(people_there) - people_there
    place = np.empty(len(lots))
    place[order] = np.arange(len(lots)) - before[home[order]] + 0.5
    out: np.ndarray = place / people_there[home]
    return out


def clear(demand_at: Any, supply_at: Any, markets: int) -> np.ndarray:
    """Lowest log pay by market at which people want at least as many posts as firms do."""
    low, high = np.full(markets, -BOUND), np.full(markets, BOUND)
    for _ in range(50):
        middle = 0.5 * (low + high)
        short = demand_at(middle) > supply_at(middle)
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return high


def clear_the_market(m: Any) -> None:
    """Labour demand, hires and pay of the month at the pay that clears each local market."""
    n, p, avg, markets = m.config.limit.numbers_of(Spot), m.parameters.labour_demand, m.averages, len(m.territory)
    scale_posts(m)
    shock_productivity(m.firms, p, m.key(Purpose.FIRM_SHOCK))
    wanted = np.zeros((len(m.firms.fid), 2), np.int64)
    log_wedge, k_round = np.log1p(m.levy_wedge()), key(m.seed, Purpose.ROUNDING)

    def demand_at(log_pay: np.ndarray) -> np.ndarray:
        return wanted_posts(m.firms, log_pay, log_wedge, avg.demand, avg.price, p, k_round, wanted)

    rows = can_work(m.people)
    home = m.people.market[rows].astype(np.int64)
    people_there = np.bincount(home, minlength=markets)
    base = m.firms.base_regular.astype(float) + m.firms.base_casual
    posts_there = np.bincount(m.firms.market, base * (m.firms.fid != 0), markets)
    share = np.maximum(posts_there, 1e-9) / np.maximum(people_there, 1)
    lot = uniforms(key(m.seed, Purpose.ACCEPT), m.people.pid[rows])
    least = reservations(places(lot, home, people_there), share[home], n.supply_elasticity)

    def supply_at(log_pay: np.ndarray) -> np.ndarray:
        return np.bincount(home, least <= log_pay[home], markets)

    log_pay = clear(demand_at, supply_at, markets)
    if n.floor > 0.0:
        log_pay = np.maximum(log_pay, math.log(n.floor))
    m.events["vacancies"] = int(demand_at(log_pay).sum())
    m.events["spot_pay"] = np.exp(log_pay)
    _change_jobs(m, rows, least <= log_pay[home], wanted)
    k_match, constants = key(m.seed, Purpose.MATCH_QUALITY), m.country.constants
    pay_all(m.people, m.firms, log_pay, RELATEDNESS, k_match, constants, m.parameters.pay)


def _change_jobs(m: Any, rows: np.ndarray, wants: np.ndarray, wanted: np.ndarray) -> None:
    """People quit, firms lay off last in first out, and the posts left open are filled by lot."""
    people, firms, markets = m.people, m.firms, len(m.territory)
    left = quit_jobs(people, firms, m.moves, rows, wants, m.month)
    staff = np.stack([firms.staff_regular, firms.staff_casual], axis=1)
    excess = np.maximum(staff - wanted, 0).astype(np.int64)
    employed = rows[people.job[rows] == Job.EMPLOYEE]
    m.events["laid_off"] = lay_off(people, firms, m.moves, excess, last_in_first_out(people, employed), m.month)
    queue = rows[wants & (people.job[rows] == Job.NONE)]
    queue = queue[np.lexsort((uniforms(m.key(Purpose.APPLY), people.pid[queue]), people.market[queue]))]
    first = np.searchsorted(people.market[queue], np.arange(markets + 1))
    order = np.flatnonzero(firms.fid != 0)
    order = order[np.argsort(firms.fid[order], kind="stable")]
    k = m.key(Purpose.HIRE_CONTRACT)
    hires = fill_posts(people, firms, m.moves, order, queue, first, wanted, k, m.parameters.search, m.month)
    firms.target_regular[:], firms.target_casual[:] = wanted[:, 0], wanted[:, 1]
    firms.vacancies_regular[:] = 0
    firms.vacancies_casual[:] = 0
    m.events.update(hires=hires, separations=left)


PHASES = (clear_the_market,)
