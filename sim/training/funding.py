"""Who pays for a place: shares of three budgets, what an admission reserves, and what each month is paid.

The five statutory payers meet in three budgets: public (government, and households through tax), donor, and the
training fund (enterprises and social partners).
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.draws import Purpose, key, uniforms
from sim.core.levers import Lever
from sim.finance.ledger import NOBODY, Account, For
from sim.training.fees import reduced, set_fees, unit_costs
from sim.training.seats import by_provider, without_seats
from sim.training.vouchers import covers

PUBLIC, DONOR, FUND = 0, 1, 2
MOVES_FEES = {Lever.FEE, Lever.FEE_RULE, Lever.FEE_WAIVER}


def budgets_of(m: Any) -> tuple[Any, Any, Any]:
    """The three budgets in the order of the columns of ``place_shares``."""
    return m.budgets.public, m.budgets.donor, m.budgets.fund


def by_budget(shares: np.ndarray) -> np.ndarray:
    """Shares of the five statutory payers as shares of the three budgets."""
    return np.array([shares[0] + shares[4], shares[3], shares[1] + shares[2]])


def place_shares(m: Any) -> np.ndarray:
    """Part of a place's running cost that each budget bears, provider × budget.

    A programme's own places keep its public and donor share; places added by policy are paid by its payers, and a
    learner's place is the mixture of both.
    """
    providers = m.providers
    out = np.zeros((len(providers.rid), 3))
    out[:, PUBLIC], out[:, DONOR] = providers.public_share, providers.donor_share
    if m.levers.has(Lever.PLACES):
        added = np.maximum(providers.extra_places, 0) / np.maximum(providers.places - by_provider(m), 1)
        payers = by_budget(m.levers.payers(Lever.PLACES))
        if payers.sum() > 0.0:
            out = (1.0 - added)[:, None] * out + added[:, None] * payers
    if m.levers.has(Lever.HEAD_SHARE):
        rows = np.flatnonzero(providers.rid)
        share = m.levers.values(Lever.HEAD_SHARE, 0.0, m, rows)
        rate = m.levers.values(Lever.HEAD_RATE, 1.0, m, rows) * (1.0 + m.levers.values(Lever.HEAD_GHOSTS, 0.0, m, rows))
        out[rows, PUBLIC] *= 1.0 + share * (rate - 1.0)
    return out


def overfill(m: Any) -> np.ndarray:
    """Learners that colleges take beyond their places because money follows each, by provider row.

    places · response · what a learner brings above what the learner costs; teaching is spread thinner.
    """
    out, p, providers = np.zeros(len(m.providers.rid), np.int64), m.parameters.places, m.providers
    if not m.levers.has(Lever.HEAD_SHARE):
        return out
    rows = np.flatnonzero(providers.rid)
    share = m.levers.values(Lever.HEAD_SHARE, 0.0, m, rows)
    brought = place_shares(m)[rows].sum(axis=1)
    own = providers.places[rows] - by_provider(m)[rows]
    more = share * own * p.head_response * np.maximum(0.0, brought - p.variable_share)
    out[rows] = np.floor(more + uniforms(key(m.population_seed, Purpose.PLACES), providers.rid[rows]))
    return out


def charges(m: Any, rows: np.ndarray, fees: np.ndarray, provider: np.ndarray) -> np.ndarray:
    """What people ``rows`` pay a month to ``provider`` rows whose fee is ``fees``, W."""
    ruled = reduced(m, rows, set_fees(m, provider, fees), provider)
    paid: np.ndarray = ruled - covers(m, rows, provider, ruled)
    return paid


@njit(cache=True)
def parts_of_costs(provider, costs, shares, head_share):  # type: ignore[no-untyped-def]
    """Part of the cost of a place at each ``provider`` that follows the learner, by budget, to the nearest 1e-6 W."""
    out = np.empty((len(provider), shares.shape[1]), np.int64)
    for n in range(len(provider)):
        r = provider[n]
        for b in range(shares.shape[1]):
            out[n, b] = np.int64(np.floor(shares[r, b] * (costs[r] * head_share) * 1e6 + 0.5))
    return out


def monthly_parts(m: Any, rows: np.ndarray, provider: np.ndarray, head_share: float) -> np.ndarray:
    """What each budget pays a month for people ``rows`` in courses of ``provider`` rows, 1e-6 W, people × budget.

    The share of running cost that follows the learner, and the part of the fee that policy takes over. Who sits on a
    seat is paid for by the instrument that gave it.
    """
    parts = parts_of_costs(provider, unit_costs(m), place_shares(m), head_share)
    if MOVES_FEES & m.levers.moved():
        parts = np.maximum(0, parts + fee_parts(m, rows, provider))
    return without_seats(m, rows, parts)


def fee_parts(m: Any, rows: np.ndarray, provider: np.ndarray) -> np.ndarray:
    """Fees that budgets pay in place of people ``rows``, 1e-6 W a month, people × budget.

    What the payers behind a lower fee take over; less than nothing where a rule makes learners pay more than before.
    """
    fees = np.asarray(m.providers.fee, np.float64)[provider]
    ruled = set_fees(m, provider, fees)
    left = reduced(m, rows, ruled, provider)
    parts = np.zeros((len(rows), 3), np.int64)
    levers = [lever for lever in (Lever.FEE, Lever.FEE_WAIVER) if m.levers.has(lever)]
    for lever, gap in ((Lever.FEE_RULE, fees - ruled), (levers[0] if levers else Lever.FEE, ruled - left)):
        if m.levers.has(lever):
            payers = by_budget(m.levers.payers(lever))
            covered = np.floor(gap * 1e6 + 0.5)
            parts += np.floor(covered[:, None] * payers + 0.5).astype(np.int64)
    return parts


def reserve(m: Any, parts: Any) -> bool:
    """Promise ``parts`` (3, 1e-6 W) of the three budgets, all or nothing."""
    done: list[tuple[Any, int]] = []
    for budget, amount in zip(budgets_of(m), parts, strict=True):
        if amount and not budget.reserve(int(amount)):
            for earlier, promised in done:
                earlier.release(promised)
            return False
        if amount:
            done.append((budget, int(amount)))
    return True


def release(m: Any, parts: Any) -> None:
    """Take back promises of the three budgets."""
    for budget, amount in zip(budgets_of(m), parts, strict=True):
        budget.release(int(amount))


def spend(m: Any, parts: Any) -> None:
    """Keep the three budgets in step with payments that have been posted."""
    for budget, amount in zip(budgets_of(m), parts, strict=True):
        budget.spend(int(amount))


@njit
def post_places(flows, providers, r, group, public, donor, fund):  # type: ignore[no-untyped-def]
    """Pay provider ``r`` for a learner (or, for block funding, for its places) from the three budgets."""
    flows[For.PUBLIC_PLACES, Account.GOVERNMENT, Account.PROVIDERS, group] += public
    flows[For.DONOR_PLACES, Account.DONORS, Account.PROVIDERS, group] += donor
    flows[For.PUBLIC_PLACES, Account.TRAINING_FUND, Account.PROVIDERS, group] += fund
    providers.balance[r] += public + donor + fund


def grant_parts(amount: int, payers: np.ndarray) -> np.ndarray:
    """A grant to a firm by budget, 1e-6 W; the fund pays what nobody else does."""
    parts = np.floor(amount * by_budget(payers)).astype(np.int64)
    parts[FUND] = amount - parts[PUBLIC] - parts[DONOR]
    return parts


def pay_grant(m: Any, amount: int, shares: np.ndarray) -> None:
    """Pay a grant of ``amount`` (1e-6 W) to a firm out of the budgets of the payers by ``shares``."""
    parts = grant_parts(amount, shares)
    for payer, part in zip((Account.GOVERNMENT, Account.DONORS, Account.TRAINING_FUND), parts, strict=True):
        m.flows[For.GRANT, payer, Account.ENTERPRISES, NOBODY] += part
    spend(m, parts)


def settle(m: Any, owed: np.ndarray, pending: np.ndarray) -> None:
    """Release promises to people who have left the model: what is committed beyond ``owed`` and ``pending`` grants."""
    for budget, amount, grants in zip(budgets_of(m), owed, pending, strict=True):
        budget.release(max(0, budget.committed - int(amount) - int(grants)))
