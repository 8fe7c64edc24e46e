"""Loans for training that are repaid out of income: only what is earned above a threshold, and only where it is seen.

A learner who cannot pay fee and outlays of the month borrows what is missing, up to a limit. Repayment is a share of
pay above the threshold in jobs whose pay the state sees, formal and government ones, from those of whom it is
collected. What is never seen is never repaid.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.draws import Purpose, key, uniforms
from sim.core.levers import Lever
from sim.core.states import Job, Unit
from sim.finance.envelopes import payable
from sim.finance.ledger import MILLION, Account, For, beneficiary
from sim.finance.payers import charge_household, pay_benefit

DEBT = np.dtype(
    [("row", "i8"), ("pid", "i8"), ("owed", "i8"), ("rate", "f8"), ("threshold", "f8"), ("collected", "u1")]
)
"""Debt of a person, 1e-6 W, and its terms: share of pay above the threshold in W, and whether it is collected."""


class Loans:
    """Who owes, by persistent id."""

    def __init__(self) -> None:
        self.debts = np.zeros(0, DEBT)
        self.financing = "deficit"

    def owed(self, pid: np.ndarray) -> np.ndarray:
        """Debt of people, 1e-6 W."""
        order = np.argsort(self.debts["pid"], kind="stable")
        at = np.searchsorted(self.debts["pid"][order], pid)
        at[at == len(order)] = 0
        if len(order) == 0:
            return np.zeros(len(pid), np.int64)
        found = self.debts[order[at]]
        return np.where(found["pid"] == pid, found["owed"], 0)


def loans(m: Any) -> Loans:
    """The loans of a model."""
    found: Loans = m.memory.setdefault("loans", Loans())
    return found


@njit(inline="always")
def repayment(pay, rate, threshold, owed):  # type: ignore[no-untyped-def]
    """Due this month, W: rate · max(0, pay − threshold), at most what is owed."""
    return min(owed, rate * max(0.0, pay - threshold))


def lend(m: Any, rows: np.ndarray, need: np.ndarray) -> None:
    """Lend learners ``rows`` what their household lacks of ``need`` W this month, within their limit."""
    m.events["lent"] = 0.0
    lever, people = Lever.CREDIT_LIMIT, m.people
    if not m.levers.has(lever) or len(rows) == 0:
        return
    book, h = loans(m), people.household[rows]
    limit = m.levers.values(lever, 0.0, m, rows) * (h >= 0)
    cash = np.where(h >= 0, m.households.cash[h], 0) / MILLION
    room = np.maximum(0.0, limit - book.owed(people.pid[rows]) / MILLION)
    amount = payable(m, lever, rows, np.minimum(np.maximum(0.0, need - cash), room))
    amount = np.floor(amount * MILLION).astype(np.int64)
    taken = np.flatnonzero(amount > 0)
    if len(taken) == 0:
        return
    shares, overhead = m.levers.payers(lever), m.levers.overhead(lever)
    shares = np.where(shares.sum() > shares[4], shares * (np.arange(5) != 4), np.eye(5)[0])
    shares = shares / shares.sum()
    hand_out(people, m.households, m.flows, rows[taken], amount[taken], shares, overhead, m.month)
    _write_down(m, rows[taken], amount[taken])
    book.financing = m.levers.rows(lever)[0].financing
    m.budgets.finance(book.financing, float(amount.sum()) * float(shares[0]) * (1.0 + overhead))
    m.events["lent"] = float(amount.sum()) / MILLION


def _write_down(m: Any, rows: np.ndarray, amount: np.ndarray) -> None:
    """Add to the debts of people, with the terms of today for those who borrow for the first time."""
    book, pid = loans(m), m.people.pid[rows]
    old = np.isin(pid, book.debts["pid"])
    place = {int(p): n for n, p in enumerate(book.debts["pid"])}
    for p, more in zip(pid[old], amount[old], strict=True):
        book.debts["owed"][place[int(p)]] += more
    made = np.zeros(int((~old).sum()), DEBT)
    new = rows[~old]
    made["row"], made["pid"], made["owed"] = new, pid[~old], amount[~old]
    made["rate"] = m.levers.values(Lever.REPAYMENT_RATE, 0.0, m, new)
    made["threshold"] = m.levers.values(Lever.REPAYMENT_THRESHOLD, 0.0, m, new)
    share = m.levers.values(Lever.LOAN_COLLECTION, 0.0, m, new)
    made["collected"] = uniforms(key(m.seed, Purpose.LOAN), pid[~old]) < share
    book.debts = np.concatenate((book.debts, made))


@njit(cache=True)
def hand_out(people, households, flows, rows, amount, shares, overhead, month):  # type: ignore[no-untyped-def]
    """Pay loans of ``amount`` (1e-6 W) to the households of people ``rows``."""
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        pay_benefit(households, people.household[i], flows, For.LOAN, shares, overhead, group, amount[n])


@njit(cache=True)
def collect_repayments(people, households, flows, rows, rate, threshold, owed, month):  # type: ignore[no-untyped-def]
    """Take repayments of debtors ``rows`` whose pay is seen; returns what each repaid, 1e-6 W."""
    repaid = np.zeros(len(rows), np.int64)
    for n in range(len(rows)):
        i = rows[n]
        unit = people.unit[i]
        if people.job[i] != Job.EMPLOYEE or (unit != Unit.FORMAL and unit != Unit.GOVERNMENT):
            continue
        due = np.int64(repayment(float(people.pay[i]), rate[n], threshold[n], owed[n] * 1e-6) * 1e6)
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        if charge_household(households, people.household[i], flows, For.REPAYMENT, Account.GOVERNMENT, group, due):
            repaid[n] = due
    return repaid


def repay_loans(m: Any) -> None:
    """Step 14: repayments of the month; debts of people who left the model are written off."""
    book = loans(m)
    if len(book.debts) == 0:
        return
    there = (m.people.pid[book.debts["row"]] == book.debts["pid"]) & (book.debts["owed"] > 0)
    debts = book.debts[there]
    due = debts["collected"] == 1
    some = debts[due]
    repaid = collect_repayments(
        m.people, m.households, m.flows, some["row"], some["rate"], some["threshold"], some["owed"], m.month
    )
    debts["owed"][due] -= repaid
    book.debts = debts
    m.budgets.finance(book.financing, -float(repaid.sum()))
    m.events["repaid"] = float(repaid.sum()) / MILLION
    m.events["debt"] = float(debts["owed"].sum()) / MILLION
