"""Step 9, separations: exits from wage jobs by tier, contract and tenure, ends of contract, and closures of firms."""

from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit

from sim.agents.firm import Firm
from sim.agents.transitions import convert_contract, stop_working
from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose, below, normals, poisson, sub, uniform, word
from sim.core.elementary import exp
from sim.core.sieve import TILE, rows_of
from sim.core.states import Contract, Job, Sector, Tier
from sim.core.thinning import pick, thresholds
from sim.markets.public_works import leave_public_works


@njit(inline="always")
def separation_hazard(base, tenure, young, p):  # type: ignore[no-untyped-def]
    """Monthly hazard: h · (a + b e^(−tenure/τ)) · youth factor, at most 1. Falling with tenure: Farber 1999."""
    factor = p.tenure_floor + p.tenure_extra * exp(-tenure / p.tenure_scale)
    return min(1.0, base * factor * (p.youth if young else 1.0))


@njit(inline="always")
def base_hazard(tier, contract, government, formal, p):  # type: ignore[no-untyped-def]
    """Monthly hazard of the kind of job, before tenure and age."""
    if government:
        return p.government
    if tier == Tier.REGULAR:
        if not formal:
            return p.informal_regular
        return p.permanent if contract == Contract.PERMANENT else p.fixed_term
    return p.casual_formal if formal else p.casual_informal


KEPT, REGULAR, CASUAL, CONTRACT_ENDS = range(4)
"""What bounds the hazard of a person: not an employee, by tier, certain look at the end of a contract."""


@lru_cache(maxsize=8)
def separation_limits(p: Any) -> np.ndarray:
    """Highest hazard by ``standings``, as limits for ``thinning.pick``."""
    worst = (p.tenure_floor + p.tenure_extra) * max(1.0, p.youth)
    regular = max(p.permanent, p.fixed_term, p.informal_regular, p.government) * worst
    casual = max(p.casual_formal, p.casual_informal, p.government) * worst
    return thresholds(np.array([0.0, regular, casual, 1.0]))


@njit
def standings(people, lo, hi, month, codes):  # type: ignore[no-untyped-def]
    """What bounds the hazard of the people of a tile."""
    job, tier, end = people.job[lo:hi], people.tier[lo:hi], people.contract_end[lo:hi]
    for t in range(hi - lo):
        codes[t] = np.uint8(CONTRACT_ENDS) if end[t] == month else tier[t]
    for t in range(hi - lo):
        codes[t] = codes[t] if job[t] == Job.EMPLOYEE else np.uint8(KEPT)


@njit
def renew_or_leave(people, firms, moves, i, renewed, month):  # type: ignore[no-untyped-def]
    """A contract ends: it is renewed (a fixed term as permanent, a short one as a fixed term of a year), or the person
    leaves. Returns whether the person left."""
    if not renewed:
        stop_working(people, firms, moves, i, month)
        return True
    regular = people.tier[i] == Tier.REGULAR
    convert_contract(
        people, firms, moves, i, month, Tier.REGULAR,
        Contract.PERMANENT if regular else Contract.FIXED_12PLUS, NEVER if regular else month + 12,
    )  # fmt: skip
    return False


@njit(cache=True)
def separate_people(people, firms, moves, limits, p, k, k_contract, month):  # type: ignore[no-untyped-def]
    """Employees leave by hazard or at the end of their contract; returns the number of separations by tier."""
    left = np.zeros(3, np.int64)
    codes, rows = np.empty(TILE, np.uint8), np.empty(TILE + 1, np.int64)
    for lo in range(0, len(people.pid), TILE):
        hi = min(lo + TILE, len(people.pid))
        standings(people, lo, hi, month, codes)
        found = pick(k, people.pid[lo:hi], codes[: hi - lo], limits, rows, lo)
        for r in range(found):
            i = rows[r]
            tier = people.tier[i]
            if codes[i - lo] == CONTRACT_ENDS:
                renewed = uniform(word(k_contract, people.pid[i])) < p.conversion
                left[tier] += renew_or_leave(people, firms, moves, i, renewed, month)
                continue
            j = people.employer[i]
            tenure = float(month - int(people.job_since[i]))
            young = age_years(int(people.birth[i]), month) < 25
            base = base_hazard(tier, people.contract[i], firms.sector[j] == Sector.GOVERNMENT, firms.formal[j] == 1, p)
            if uniform(word(k, people.pid[i])) < separation_hazard(base, tenure, young, p):
                left[tier] += 1
                stop_working(people, firms, moves, i, month)
    return left


@njit(cache=True)
def closing_firms(firms, p, k):  # type: ignore[no-untyped-def]
    """Flags of the firms that close this month; government does not close."""
    closing = np.zeros(len(firms.fid), np.uint8)
    for j in range(len(firms.fid)):
        if firms.fid[j] == 0 or firms.sector[j] == Sector.GOVERNMENT:
            continue
        small = firms.base_regular[j] + firms.base_casual[j] < 10.0
        if uniform(word(k, firms.fid[j])) < (p.firm_exit if small else p.firm_exit_large):
            closing[j] = 1
    return closing


@njit(cache=True)
def close_jobs(people, firms, moves, closing, month):  # type: ignore[no-untyped-def]
    """Everyone employed by a closing firm loses the job."""
    lost = 0
    for i in rows_of(people.employer, closing):
        if people.job[i] == Job.EMPLOYEE:
            stop_working(people, firms, moves, i, month)
            lost += 1
    return lost


def renew_firms(m: Any, rows: np.ndarray) -> None:
    """A new firm opens in place of each closing one: same cell and base size, other luck and no staff.

    The newcomer's luck comes from its own id, so that one more closure changes no other firm.
    """
    store = m.store(Firm)
    kept = ("market", "sector", "formal", "family", "reference", "base_regular", "base_casual")
    values = {name: store.arrays[name][rows] for name in kept}
    fid = (np.int64(1) << 61) | (np.int64(m.month + 1) << 40) | rows.astype(np.int64)
    store.release(rows)
    open_firms(m, fid, values)


def open_firms(m: Any, fid: np.ndarray, values: dict[str, np.ndarray]) -> None:
    """Enter firms with the ids ``fid``; their fixed pay component is drawn anew."""
    premium = m.parameters.population.premium_spread * normals(m.key(Purpose.FIRM_ENTRY), fid)
    m.store(Firm).allocate(len(fid), fid=fid, born=m.month, premium=premium, productivity=values["reference"], **values)


@njit(cache=True)
def newcomers(firms, counts, rate, largest, k, month):  # type: ignore[no-untyped-def]
    """Rows of the firms that newcomers copy, and the newcomers' ids.

    The number in a local market is Poisson by inversion of one keyed draw; each copies sector, formality and size of
    a firm of the market with at most ``largest`` base posts.
    """
    rows, fids = [np.int64(0) for _ in range(0)], [np.int64(0) for _ in range(0)]
    for market in range(len(counts)):
        w = word(k, market)
        number = poisson(w, counts[market] * rate)
        if number == 0:
            continue
        small = [
            j for j in range(len(firms.fid))
            if firms.fid[j] != 0 and firms.market[j] == market and firms.sector[j] != Sector.GOVERNMENT
            and float(firms.base_regular[j]) + float(firms.base_casual[j]) <= largest
        ]  # fmt: skip
        for n in range(number if len(small) > 0 else 0):
            rows.append(np.int64(small[below(sub(w, n + 1), len(small))]))
            fids.append(
                (np.int64(1) << 61) | (np.int64(month + 1) << 40) | (np.int64(1) << 38) | (np.int64(market) << 24) | n
            )
    return np.array(rows, np.int64), np.array(fids, np.int64)


def add_firms(m: Any) -> int:
    """Firms open so that their number grows with the population of working age; returns how many."""
    store, firms = m.store(Firm), m.firms
    counts = np.bincount(firms.market[firms.fid != 0], minlength=len(m.territory))
    rate = m.country.institutions.population_growth / 12
    largest = m.parameters.labour_demand.entrant_size
    rows, fids = newcomers(firms, counts, rate, largest, m.key(Purpose.FIRM_ENTRY), m.month)
    if len(rows):
        kept = ("market", "sector", "formal", "family", "reference", "base_regular", "base_casual")
        open_firms(m, fids, {name: store.arrays[name][rows] for name in kept})
    return len(rows)


def separate(m: Any) -> None:
    """People leave wage jobs and public works; firms close and others open."""
    p = m.parameters.separation
    leave_public_works(m)
    limits, keys = separation_limits(p), (m.key(Purpose.SEPARATION), m.key(Purpose.CONTRACT))
    left = separate_people(m.people, m.firms, m.moves, limits, p, *keys, m.month)
    closing = closing_firms(m.firms, p, m.key(Purpose.FIRM_EXIT))
    lost = close_jobs(m.people, m.firms, m.moves, closing, m.month) if closing.any() else 0
    renew_firms(m, np.flatnonzero(closing))
    m.events["firms_opened"] = add_firms(m) + int(closing.sum())
    m.events["firms_closed"] = int(closing.sum())
    m.events["separations"] = int(left.sum()) + lost
