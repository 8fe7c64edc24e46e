"""Who pays for a place: shares of three budgets, what an admission reserves, and what each month is paid.

The five statutory payers meet in three budgets: public (government, and households through tax), donor, and the
training fund (enterprises and social partners).
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.levers import Lever
from sim.finance.ledger import NOBODY, Account, For
from sim.training.seats import by_provider, without_seats

PUBLIC, DONOR, FUND = 0, 1, 2


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
    return out


def unit_costs(m: Any) -> np.ndarray:
    """Running cost of a place and month of every provider row, W."""
    providers = m.providers
    costs = np.asarray(providers.running_cost, np.float64).copy()
    if m.levers.has(Lever.UNIT_COST):
        rows = np.flatnonzero(providers.rid)
        costs[rows] = m.levers.values(Lever.UNIT_COST, costs[rows], m, rows)
    return costs


def charges(m: Any, rows: np.ndarray, fees: np.ndarray) -> np.ndarray:
    """What people ``rows`` are charged a month when the fee is ``fees``, W."""
    fees = without_seats(m, rows, fees)
    if not m.levers.has(Lever.FEE):
        return fees
    return np.minimum(m.levers.values(Lever.FEE, fees, m, rows), fees)


def monthly_parts(m: Any, rows: np.ndarray, provider: np.ndarray, head_share: float) -> np.ndarray:
    """What each budget pays a month for people ``rows`` in courses of ``provider`` rows, 1e-6 W, people × budget.

    The share of running cost that follows the learner, and the part of the fee that policy takes over. Who sits on a
    seat is paid for by the instrument that gave it.
    """
    costs, shares = unit_costs(m)[provider], place_shares(m)[provider]
    parts = np.floor(shares * (costs * head_share)[:, None] * 1e6 + 0.5).astype(np.int64)
    if m.levers.has(Lever.FEE):
        fees = np.asarray(m.providers.fee, np.float64)[provider]
        covered = np.floor((fees - charges(m, rows, fees)) * 1e6 + 0.5)
        payers = by_budget(m.levers.payers(Lever.FEE))
        parts += np.floor(covered[:, None] * payers + 0.5).astype(np.int64)
    return without_seats(m, rows, parts)


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


def pay_grant(m: Any, amount: int) -> None:
    """Pay a grant of ``amount`` (1e-6 W) to a firm."""
    parts = grant_parts(amount, m.levers.payers(Lever.TRAINING_COST_SHARE))
    for payer, part in zip((Account.GOVERNMENT, Account.DONORS, Account.TRAINING_FUND), parts, strict=True):
        m.flows[For.GRANT, payer, Account.ENTERPRISES, NOBODY] += part
    spend(m, parts)


def settle(m: Any, owed: np.ndarray) -> None:
    """Release promises to people who have left the model: what is committed beyond ``owed`` and pending grants."""
    pending = grant_parts(int(m.firms.grant_claim.sum()), m.levers.payers(Lever.TRAINING_COST_SHARE))
    for budget, amount, grants in zip(budgets_of(m), owed, pending, strict=True):
        budget.release(max(0, budget.committed - int(amount) - int(grants)))
