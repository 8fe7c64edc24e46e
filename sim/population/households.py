"""Households of the first month: members of one market and similar wealth, with farm, shop, land and cash."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.agents.household import Household
from sim.agents.parameters import PopulationParameters
from sim.agents.territory import Territory
from sim.core.draws import Purpose, key, words
from sim.finance.ledger import NOBODY, Account, For
from sim.population.joint import Standing
from sim.population.keyed import invert, ordinals, trait_normals, trait_uniforms

_SIZE, _FARM, _SHOP, _LAND, _CASH = 1, 2, 3, 4, 5
KIND = np.int64(3) << np.int64(60)


def household_id(market: np.ndarray, born: np.ndarray | int, ordinal: np.ndarray) -> np.ndarray:
    """Persistent id of a household: market, month of its start plus one (0 for the first), ordinal."""
    return KIND | (np.int64(born) << 40) | (np.asarray(market, np.int64) << 24) | np.asarray(ordinal, np.int64)


def size_table(mean: float) -> np.ndarray:
    """Distribution function of household sizes 1, 2, …, 12: one plus a Poisson number, mean ``mean``."""
    k = np.arange(12)
    log_factorial = np.cumsum(np.log(np.maximum(k, 1)))
    share = np.exp(k * np.log(max(mean - 1.0, 1e-9)) - (mean - 1.0) - log_factorial)
    return (np.cumsum(share) / share.sum())[None, :]


def draw_households(p: SimpleNamespace, land: Territory, par: PopulationParameters, seed: int) -> SimpleNamespace:
    """Put people of a market together in order of wealth; sets ``p.household`` and ``p.wealth`` of the members.

    The wealth of a household is that of its middle member, so the shares of quintiles are kept.
    """
    k = key(seed, Purpose.HOUSEHOLD)
    n = len(p.pid)
    order = np.lexsort((words(k, p.pid), p.wealth, p.market))
    sizes = 1 + invert(size_table(par.household_size), np.zeros(n, np.int64), trait_uniforms(k, np.arange(n), _SIZE))
    edges = np.cumsum(sizes)
    starts = np.r_[True, np.diff(p.market[order]) > 0]
    starts[edges[edges < n]] = True
    first = np.flatnonzero(starts)
    members = np.diff(np.r_[first, n])
    row = np.repeat(np.arange(len(first)), members)
    p.household = np.empty(n, np.int64)
    p.household[order] = row
    h = SimpleNamespace(market=p.market[order][first], members=members)
    h.wealth = p.wealth[order][first + members // 2]
    p.wealth = h.wealth[p.household]
    h.hid = household_id(h.market, 0, ordinals(h.market))
    _enterprises(p, h, land, par, k)
    h.cash = starting_cash(k, h.hid, h.wealth, par)
    return h


def _enterprises(
    p: SimpleNamespace, h: SimpleNamespace, land: Territory, par: PopulationParameters, k: np.uint64
) -> None:
    """Farm, shop and land; a household with a family worker has at least one of the two."""
    urban = land.area[h.market]
    farm = np.where(urban, par.farm_urban, par.farm_rural) + par.farm_by_wealth * (h.wealth - 2)
    shop = np.where(urban, par.shop_urban, par.shop_rural)
    h.farm = (trait_uniforms(k, h.hid, _FARM) < farm).astype(np.uint8)
    h.shop = (trait_uniforms(k, h.hid, _SHOP) < shop).astype(np.uint8)
    helped = np.zeros(len(h.hid), bool)
    helped[p.household[np.isin(p.standing, (Standing.FAMILY, Standing.STUDY_FAMILY))]] = True
    without = helped & (h.farm == 0) & (h.shop == 0)
    h.farm[without & (urban == 0)] = 1
    h.shop[without & (urban == 1)] = 1
    spread = par.land_spread
    h.land = np.where(h.farm == 1, np.exp(spread * trait_normals(k, h.hid, _LAND) - 0.5 * spread**2), par.landless)


def starting_cash(k: np.uint64, hid: np.ndarray, wealth: np.ndarray, par: PopulationParameters) -> np.ndarray:
    """Cash on hand, millionths of W: lognormal around a median that rises with wealth."""
    log = np.log(par.cash_median) + par.cash_by_wealth * (wealth - 2.0) + par.cash_spread * trait_normals(k, hid, _CASH)
    return np.rint(np.exp(log) * 1e6).astype(np.int64)


def close_households(m: Any, rows: np.ndarray) -> None:
    """Households without members end; their cash, or their debt, goes to the rest of the economy."""
    rows = rows[rows >= 0]
    empty = rows[m.households.members[rows] <= 0]
    cash = m.households.cash[empty]
    m.flows[For.ESTATE, Account.HOUSEHOLDS, Account.REST_OF_ECONOMY, NOBODY] += int(cash[cash > 0].sum())
    m.flows[For.ESTATE, Account.REST_OF_ECONOMY, Account.HOUSEHOLDS, NOBODY] -= int(cash[cash < 0].sum())
    m.store(Household).release(empty)
