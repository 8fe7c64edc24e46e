"""Step 3, the economy: relative demand of each sector in each local market, prices, seasons.

y_s = X_s · (H / (H_0 G))^μ_s · p_s^(−ε_s): exogenous path X, real household income of the market relative to the
balanced path, and relative price. With X = 1 the baseline is a balanced path and a policy is a deviation from it.
"""

import math
from typing import Any

import numpy as np
from numba import njit

from sim.core.elementary import logs, power
from sim.core.levers import Lever
from sim.core.plain import plain
from sim.core.states import FAMILIES, Family, Job, Sector
from sim.markets.prices import move_prices


@njit(inline="always")
def relative_demand(path, income_ratio, income_elasticity, price, price_elasticity):  # type: ignore[no-untyped-def]
    """y = X · (H/(H_0 G))^μ · p^(−ε); 1 on the balanced path."""
    return path * power(income_ratio, income_elasticity) * power(price, -price_elasticity)


@njit(inline="always")
def relative_price(capacity_ratio, response):  # type: ignore[no-untyped-def]
    """p = (capacity / balanced capacity)^(−ζ): extra capacity in non-tradables lowers the price."""
    return power(capacity_ratio, -response)


@njit(inline="always")
def season(calendar_month, amplitude, peak):  # type: ignore[no-untyped-def]
    """Farm labour need relative to its yearly mean, by calendar month (0 January); one cosine wave.

    The cosine is rounded, because the last digit differs between systems.
    """
    return 1.0 + amplitude * round(math.cos(2.0 * math.pi * (calendar_month - peak) / 12.0), 12)


def _sector_table() -> np.ndarray:
    """Sector in which people who are not employees work, by occupation family."""
    table = np.full(FAMILIES, Sector.SERVICES, np.int64)
    table[Family.FARMING] = Sector.AGRICULTURE
    table[[Family.CRAFT, Family.CONSTRUCTION, Family.MACHINES]] = Sector.INDUSTRY
    return table


SECTOR_OF_TRADE = _sector_table()
"""Sector of people who are not employees, by occupation family."""


@njit(cache=True)
def income_and_capacity(people, firms, markets):  # type: ignore[no-untyped-def]
    """Household income and people of working age by market; people at work by sector. Who has no job has no pay."""
    income, persons, at_work = np.zeros(markets), np.zeros(markets, np.int64), np.zeros((4, 4), np.int64)
    here, total = 0, 0.0  # neighbours mostly live in one market: its sum is kept at hand
    for i in range(len(people.pid)):
        market = int(people.market[i])
        if market != here:
            income[here] = total
            here, total = market, income[market]
        total += float(people.pay[i]) + float(people.pay_kind[i])
    income[here] = total
    for i in range(len(people.pid)):  # four tables, so that an addition need not wait for the last
        alive, job, j = people.pid[i] != 0, people.job[i], max(0, people.employer[i])
        persons[people.market[i]] += alive
        sector = int(firms.sector[j]) if job == Job.EMPLOYEE else SECTOR_OF_TRADE[people.family[i]]
        at_work[i & 3, sector] += alive & (job != Job.NONE)
    return income, persons, at_work.sum(axis=0)


@njit(cache=True)
def set_demand(path, ratio, income_elasticity, price, price_elasticity, demand):  # type: ignore[no-untyped-def]
    """Relative demand of every market and sector."""
    for market in range(demand.shape[0]):
        for s in range(demand.shape[1]):
            demand[market, s] = relative_demand(
                path[s], ratio[market], income_elasticity[s], float(price[s]), price_elasticity[s]
            )


def demand_of_people(m: Any, persons: np.ndarray) -> np.ndarray:
    """People of each market over those of the balanced path: 1 where nobody has arrived."""
    arrived = m.memory.get("arrived")
    return np.ones(len(persons)) if arrived is None else persons / np.maximum(persons - arrived, 1.0)


def log_spending(avg: Any) -> np.ndarray:
    """ln(y_s · p_s): what is spent on the goods of each market and sector, relative to the balanced path."""
    return logs(avg.demand * avg.price)  # type: ignore[no-any-return]


def set_sector_demand(m: Any) -> None:
    """Update smoothed incomes and capacities, then set relative demand and prices (``m.averages``)."""
    p, avg = m.parameters.demand, m.averages
    move_prices(m)
    income, persons, at_work = income_and_capacity(m.people, m.firms, len(m.territory))
    per_head = income / np.maximum(persons, 1)
    capacity = at_work / max(persons.sum(), 1.0)
    if avg.income.sum() == 0.0:
        avg.income[:], avg.capacity[:] = per_head, capacity
        avg.follow()
    avg.income += (per_head - avg.income) / p.memory
    avg.capacity += (capacity - avg.capacity) / p.memory
    response = (0.0, 0.0, p.price_capacity, 0.0)
    income_elasticity = (p.income_agriculture, p.income_industry, p.income_services, 0.0)
    price_elasticity = (
        p.price_elasticity_agriculture, p.price_elasticity_industry, p.price_elasticity_services, 0.0,
    )  # fmt: skip
    path = m.levers.values(Lever.DEMAND_PATH, np.ones(4), m, np.arange(4))
    ratio = np.maximum(avg.income, 1e-6) / np.maximum(avg.income_reference, 1e-6) * demand_of_people(m, persons)
    for s in range(4):
        capacity_ratio = max(avg.capacity[s], 1e-6) / max(avg.capacity_reference[s], 1e-6)
        avg.price[s] = plain(relative_price)(float(capacity_ratio), response[s])
    set_demand(path, ratio, np.array(income_elasticity), avg.price, np.array(price_elasticity), avg.demand)
    m.events["demand"] = float(m.territory.weight @ avg.demand[:, :3].mean(axis=1) / m.territory.weight.sum())
    m.season = plain(season)(m.calendar_month, p.season_amplitude, p.season_peak)
