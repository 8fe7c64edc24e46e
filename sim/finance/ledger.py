"""The ledger: the only place where money moves.

Every payment has a payer, a payee, a purpose, a beneficiary group and a month, and is counted in integer millionths
of W (the mean monthly pay of employees in the anchor month), so that sums are exact.
"""

from enum import IntEnum

import numpy as np
import pandas as pd
from numba import njit

from sim.core.calendar import AGE_CUTS

MILLION = 1_000_000


class Account(IntEnum):
    """Who pays and who is paid."""

    GOVERNMENT = 0
    ENTERPRISES = 1
    SOCIAL_PARTNERS = 2
    DONORS = 3
    HOUSEHOLDS = 4
    TRAINING_FUND = 5
    PROVIDERS = 6
    REST_OF_ECONOMY = 7


class For(IntEnum):
    """Purpose of a payment."""

    SALES = 0
    PAY = 1
    OWN_INCOME = 2
    CONSUMPTION = 3
    INCOME_TAX = 4
    SOCIAL_CONTRIBUTION = 5
    PROFITS = 6
    LEVY = 7
    EARMARK = 8
    GRANT = 9
    FEE = 10
    PUBLIC_PLACES = 11
    DONOR_PLACES = 12
    STIPEND = 13
    APPRENTICE_FEE = 14
    APPRENTICE_PAY = 15
    STAFF_TRAINING = 16
    PROVIDER_COSTS = 17
    SEARCH_COST = 18
    TRAVEL_AND_CARE = 19
    PUBLIC_BUDGET = 20
    DONOR_BUDGET = 21
    ADMINISTRATION = 22
    CAPITAL = 23
    ESTATE = 24
    CO_FINANCING = 25
    SUBSIDY = 26
    SEAT = 27
    CHILD_CARE = 28
    APPRENTICE_SUBSIDY = 29
    INTERNSHIP = 30
    RESULT_PAY = 31
    SKILL_TEST = 32
    ACCOMMODATION = 33
    QUOTA_FINE = 34
    PERMIT = 35
    OUTREACH = 36
    EQUAL_TREATMENT = 37
    TAX_CREDIT = 38
    VOUCHER = 39
    LOAN = 40
    REPAYMENT = 41
    ACCOUNT = 42
    GUIDANCE = 43
    EXCHANGE = 44
    JOB_SEARCH = 45
    WORKSHOP = 46
    PUBLIC_WORKS = 47
    START_UP = 48
    SKILLS_SYSTEM = 49
    PRICES = 50


GROUPS = 2 * len(AGE_CUTS) + 1
"""Beneficiary groups: sex × age band; the last is nobody in particular."""
NOBODY = GROUPS - 1


@njit(inline="always")
def beneficiary(sex, years):  # type: ignore[no-untyped-def]
    """Beneficiary group of a person of ``sex`` aged ``years``."""
    band = 0
    if years >= 55:
        band = 5
    elif years >= 36:
        band = 4
    elif years >= 30:
        band = 3
    elif years >= 25:
        band = 2
    elif years >= 20:
        band = 1
    return sex * 6 + band


@njit(inline="always")
def micro(amount):  # type: ignore[no-untyped-def]
    """W to integer millionths of W, rounded to nearest."""
    return np.int64(np.floor(amount * 1e6 + 0.5))


@njit(inline="always")
def transfer(flows, purpose, payer, payee, group, amount):  # type: ignore[no-untyped-def]
    """Post a payment of ``amount`` (integer millionths of W) to the month's flows."""
    flows[purpose, payer, payee, group] += amount


@njit(cache=True)
def book(flows, month, rows, balances):  # type: ignore[no-untyped-def]
    """Write the payments of ``flows`` to ``rows`` (columns ``COLUMNS``) and to ``balances``, and empty the flows."""
    n = 0
    for purpose in range(flows.shape[0]):
        for payer in range(flows.shape[1]):
            for payee in range(flows.shape[2]):
                for group in range(flows.shape[3]):
                    amount = flows[purpose, payer, payee, group]
                    if amount != 0:
                        row = rows[n]
                        row[0], row[1], row[2], row[3], row[4], row[5] = month, purpose, payer, payee, group, amount
                        balances[payer] -= amount
                        balances[payee] += amount
                        n += 1
    flows[:] = 0


@njit(cache=True)
def net_inflows(flows):  # type: ignore[no-untyped-def]
    """Inflows less outflows of every account in the month of ``flows``."""
    net = np.zeros(flows.shape[1], np.int64)
    for purpose in range(flows.shape[0]):
        for payer in range(flows.shape[1]):
            for payee in range(flows.shape[2]):
                amount = np.int64(0)
                for group in range(flows.shape[3]):
                    amount += flows[purpose, payer, payee, group]
                net[payer] -= amount
                net[payee] += amount
    return net


STATUTORY_PAYERS = (
    Account.GOVERNMENT,
    Account.ENTERPRISES,
    Account.SOCIAL_PARTNERS,
    Account.DONORS,
    Account.HOUSEHOLDS,
)
"""Who can be made to pay, in the order of an instrument's payer shares."""

COLUMNS = ["month", "purpose", "payer", "payee", "group", "micro"]


def group_name(group: int) -> str:
    """Name of a beneficiary group, as in ``sex=female|age=15-19``."""
    if group == NOBODY:
        return "nobody"
    band = group % len(AGE_CUTS)
    low = AGE_CUTS[band]
    high = (*AGE_CUTS[1:], 65)[band] - 1
    return f"sex={'female' if group >= len(AGE_CUTS) else 'male'}|age={low}-{high}"


class Ledger:
    """Payments of the running month, and the closed months as rows of payments that took place.

    ``flows``: int64 [purpose, payer, payee, group] of the running month, millionths of W; kernels post to it.
    ``opening``: int64 [account] balances at the start of the running month.
    """

    def __init__(self) -> None:
        accounts = len(Account)
        self.flows = np.zeros((len(For), accounts, accounts, GROUPS), np.int64)
        self.opening = np.zeros(accounts, np.int64)
        self.balances: list[np.ndarray] = []
        self._opened = np.zeros(accounts, np.int64)
        self._rows: list[np.ndarray] = []

    def open_with(self, account: Account, amount: int) -> None:
        """Book ``amount`` that ``account`` holds before the first month."""
        if self._rows:
            raise ValueError("opening balances are booked before the first month is closed")
        self.opening[account] += int(amount)
        self._opened[account] += int(amount)

    def received(self, account: Account) -> int:
        """Inflows of the running month."""
        return int(self.flows[:, :, account].sum())

    def paid(self, account: Account) -> int:
        """Outflows of the running month."""
        return int(self.flows[:, account].sum())

    def balance(self, account: Account) -> int:
        """Opening + inflows − outflows so far this month."""
        return int(self.balances_now()[account])

    def balances_now(self) -> np.ndarray:
        """``balance`` of every account."""
        return self.opening + net_inflows(self.flows)

    def close(self, month: int) -> None:
        """Keep the month's payments, carry the balances forward and start an empty month."""
        rows = np.empty((np.count_nonzero(self.flows), len(COLUMNS)), np.int64)
        self.opening = self.opening.copy()
        book(self.flows, month, rows, self.opening)
        self._rows.append(rows)
        self.balances.append(self.opening.copy())

    def rows(self) -> np.ndarray:
        """All closed payments, int64, with the columns ``COLUMNS``."""
        return np.concatenate(self._rows) if self._rows else np.empty((0, len(COLUMNS)), np.int64)

    def table(self) -> "pd.DataFrame":
        """All closed payments: month, purpose, payer, payee, group, micro (millionths of W) and amount (W)."""
        frame = pd.DataFrame(self.rows(), columns=COLUMNS)
        names = {"purpose": [p.name.lower() for p in For], "group": [group_name(g) for g in range(GROUPS)]}
        names["payer"] = names["payee"] = [a.name.lower() for a in Account]
        for column, words in names.items():
            frame[column] = pd.Categorical.from_codes(frame[column].tolist(), categories=pd.Index(words))
        frame["amount"] = frame["micro"] / MILLION
        return frame

    def identity(self) -> None:
        """Raise unless opening + inflows = closing + outflows for every account, and no money was made or lost."""
        rows = self.rows()
        closing = self.balances[-1] if self.balances else self._opened
        for account in Account:
            inflow = int(rows[rows[:, 3] == account, 5].sum())
            outflow = int(rows[rows[:, 2] == account, 5].sum())
            left, right = int(self._opened[account]) + inflow, int(closing[account]) + outflow
            if left != right:
                raise AssertionError(
                    f"money identity broken for {account.name.lower()}: opening {self._opened[account]} + inflows "
                    f"{inflow} = {left}, but closing {closing[account]} + outflows {outflow} = {right} (1e-6 W)"
                )
        if closing.sum() != self._opened.sum():
            raise AssertionError(f"money made or lost: accounts held {self._opened.sum()}, now {closing.sum()}")
        if not np.array_equal(closing, self.opening):
            raise AssertionError("a balance was changed without a payment: post with transfer() instead")


class Commitments:
    """Money of one paying account and what is promised of it: 0 ≤ committed ≤ balance, always.

    Amounts are integer millionths of W. An admission reserves its full expected cost, each payment spends from it,
    and a drop-out releases the rest.
    """

    def __init__(self, balance: int = 0) -> None:
        self.balance = int(balance)
        self.committed = 0
        self.overspent = 0

    @property
    def available(self) -> int:
        return self.balance - self.committed

    def credit(self, amount: int) -> None:
        """Money comes in."""
        if amount < 0:
            raise ValueError(f"a credit cannot be negative: {amount}")
        self.balance += int(amount)

    def reserve(self, amount: int) -> bool:
        """Promise ``amount``; False, and nothing changes, where it is not available."""
        amount = int(amount)
        if amount < 0:
            raise ValueError(f"a commitment cannot be negative: {amount}")
        if amount > self.available:
            return False
        self.committed += amount
        return True

    def release(self, amount: int) -> None:
        """Take back a promise."""
        self.committed = max(0, self.committed - int(amount))

    def spend(self, amount: int) -> None:
        """Money goes out, first against promises; what exceeds the balance is counted in ``overspent``."""
        amount = int(amount)
        self.committed = max(0, self.committed - amount)
        covered = min(amount, self.balance)
        self.overspent += amount - covered
        self.balance -= covered
        self.committed = min(self.committed, self.balance)

    def lapse(self) -> int:
        """Give back what is not promised; returns the amount."""
        given = self.available
        self.balance -= given
        return given
