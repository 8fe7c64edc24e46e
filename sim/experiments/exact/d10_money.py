"""Money is neither made nor lost.

Played by the month, the model's own under policies and that of spot pay. For every payer and every month
levies + taxes + fees + other receipts + opening balance = grants + training + stipends + administration + other
payments + closing balance, where closing balances are what the accounts themselves hold and not what the ledger
derives: cash of households, balances of providers, the budgets of public money, of donors and of the training fund.
And payments between accounts sum to zero: what everybody holds, the rest of the economy included, never changes.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

import sim
from sim.experiments.exact.contract import Check, exactly
from sim.finance.ledger import MILLION, Account

CASE = "D10"
PEOPLE, MONTHS = 1000, 13
ALL = (
    "financing=[levy_revenue_only,public_places_block]",
    "inclusion=[stipend,transport_allowance]",
    "services=[hiring_subsidy]",
)
WORLDS: dict[str, tuple[str, ...]] = {
    "no policy": (),
    "levy 1 %": ("financing=[levy_revenue_only]",),
    "levy 3.5 %": ("financing=[levy_revenue_only]", "instruments.levy_revenue_only.rate=0.035"),
    "levy 2 % paid back": ("financing=[levy_rebate]", "instruments.levy_rebate.rate=0.02"),
    "five policies": ALL,
    "five policies, other people": (*ALL, "seed=2", "population_seed=2"),
    "spot pay, levy 3.5 %": (
        "theory=spot_pay", "financing=[levy_revenue_only]", "instruments.levy_revenue_only.rate=0.035",
    ),
}  # fmt: skip
SHARE = 1e-9
"""Largest gap allowed, of the account's turnover in the month."""


def held(m: Any) -> np.ndarray:
    """What each account itself holds, millionths of W; accounts without a purse of their own hold nothing."""
    purse = np.zeros(len(Account), np.int64)
    purse[Account.HOUSEHOLDS] = m.households.cash.sum()
    purse[Account.PROVIDERS] = m.providers.balance.sum()
    purse[Account.GOVERNMENT] = m.budgets.public.balance
    purse[Account.DONORS] = m.budgets.donor.balance
    purse[Account.TRAINING_FUND] = m.budgets.fund.balance
    return purse


def worst_gaps(*words: str) -> tuple[np.ndarray, float]:
    """Worst gap of a month by account, and of all accounts together, in shares of turnover."""
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    m: Any = LabourMarket(sim.configure(f"people={PEOPLE}", f"months={MONTHS}", *words))
    worst, made = np.zeros(len(Account)), 0.0
    for month in range(MONTHS):
        opening = held(m) if month else None
        m.step()
        rows = m.ledger.rows()
        rows = rows[rows[:, 0] == month]
        inflow = np.bincount(rows[:, 3], rows[:, 5], len(Account))
        outflow = np.bincount(rows[:, 2], rows[:, 5], len(Account))
        if opening is None:  # budgets are opened inside the first month, with what the ledger says they open with
            opening = m.ledger.balances[0] - (inflow - outflow).astype(np.int64)
        closing = held(m)
        gap = opening + inflow - outflow - closing
        turnover = np.maximum(inflow + outflow, MILLION)
        purses = np.arange(len(Account)) != Account.REST_OF_ECONOMY
        worst = np.maximum(worst, np.where(purses, np.abs(gap) / turnover, 0.0))
        given_out = (closing - opening)[purses].sum() - (outflow - inflow)[Account.REST_OF_ECONOMY]
        made = max(made, abs(given_out) / turnover.sum())
    return worst, made


def cases() -> Iterator[Check]:
    for world, words in WORLDS.items():
        worst, made = worst_gaps(*words)
        for account in Account:
            if account is not Account.REST_OF_ECONOMY:
                what = f"money in less money out, {account.name.lower().replace('_', ' ')}"
                yield exactly(CASE, what, "month", f"{world}, worst of {MONTHS} months", 0.0, worst[account], SHARE)
        what = "sum of all transfers over all accounts"
        yield exactly(CASE, what, "month", f"{world}, worst of {MONTHS} months", 0.0, made, SHARE)
