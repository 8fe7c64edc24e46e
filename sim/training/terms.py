"""Terms of a programme that policy can move: its length, what a master asks on entry, its certificate and its results.

Everybody else reads the length from the provider; the usual one is kept while a policy moves it, and comes back after.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.elementary import power
from sim.core.levers import Lever
from sim.core.states import ProviderKind
from sim.finance.envelopes import payable
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import pay_shared
from sim.training.apprenticeship import along

MASTER = int(ProviderKind.MASTER)


def alive(m: Any) -> np.ndarray:
    """Rows of the providers."""
    return np.flatnonzero(m.providers.rid)


def set_lengths(m: Any) -> None:
    """Lengths of programmes this month; who is in one already keeps the end that was agreed."""
    duration, usual = m.providers.duration, m.memory.get("usual_length")
    if not m.levers.has(Lever.DURATION):
        if usual is not None:
            duration[:] = usual
            del m.memory["usual_length"]
        return
    if usual is None:
        usual = m.memory["usual_length"] = duration.copy()
    rows = alive(m)
    duration[rows] = np.rint(m.levers.values(Lever.DURATION, usual[rows].astype(np.float64), m, rows))


def fees_asked(m: Any) -> np.ndarray:
    """Fee of each programme as it is asked of the learner, W a month, before what policy takes over."""
    fees = np.asarray(m.providers.fee, np.float64).copy()
    if m.levers.has(Lever.ENTRY_FEE):
        rows = alive(m)
        fees[rows] = np.minimum(m.levers.values(Lever.ENTRY_FEE, fees[rows], m, rows), fees[rows])
    return fees


def certificate_chances(m: Any) -> np.ndarray:
    """Probability that who completes passes the test of a recognised certificate, by provider row."""
    p, providers = m.parameters, m.providers
    passes = np.where(providers.kind == MASTER, p.apprenticeship.recognised, p.delivery.certificate)
    chances: np.ndarray = passes * providers.recognised
    if m.levers.has(Lever.CERTIFICATE):
        rows = alive(m)
        chances[rows] = m.levers.values(Lever.CERTIFICATE, chances[rows], m, rows)
    return chances


def certified(m: Any) -> np.ndarray:
    """1 where a recognised certificate can be had, by provider row."""
    if m.levers.has(Lever.CERTIFICATE):
        return (certificate_chances(m) > 0.0).astype(np.float64)
    return np.asarray(m.providers.recognised, np.float64)


@njit
def subsidy_value(term, share, a):  # type: ignore[no-untyped-def]
    """Present value to the master of a subsidy of ``share`` of pay and meals: Σ share (pay + meals) (1 + r)^−k, W."""
    value, weight = 0.0, 1.0
    for k in range(term):
        value += weight * share * (along(a.pay_start, a.pay_end, k, term) + a.meals)
        weight /= 1.0 + a.discount
    return value


@njit(cache=True)
def subsidy_values(terms, shares, a):  # type: ignore[no-untyped-def]
    """``subsidy_value`` of every master."""
    out = np.empty(len(terms))
    for n in range(len(terms)):
        out[n] = subsidy_value(int(terms[n]), shares[n], a)
    return out


@njit
def result_value(pay, chance, term, dropped, a):  # type: ignore[no-untyped-def]
    """Present value of ``pay`` at the test: pay · chance of passing · share who stay · (1 + r)^−term, W."""
    return pay * chance * (1.0 - dropped) * power(1.0 + a.discount, -float(term))


@njit(cache=True)
def add_results(worth, rows, pay, chance, terms, dropped, a):  # type: ignore[no-untyped-def]
    """Add ``result_value`` to the worth of an apprentice to masters ``rows``."""
    for r in rows:
        worth[r] += result_value(pay[r], chance[r], int(terms[r]), dropped, a)


def masters_gain(m: Any) -> tuple[np.ndarray, np.ndarray]:
    """What policy adds to the worth of an apprentice to a master, W, and the factor on teaching effort, by row.

    Effort rises by ``result_effort`` for each W that a passed test brings.
    """
    n, a = len(m.providers.rid), m.parameters.apprenticeship
    worth, spur = np.zeros(n), np.ones(n)
    if m.levers.has(Lever.APPRENTICE_SUBSIDY):
        rows = np.flatnonzero(m.providers.kind * (m.providers.rid != 0) == MASTER)
        share = m.levers.values(Lever.APPRENTICE_SUBSIDY, 0.0, m, rows) * (1.0 - m.parameters.workplace.pass_through)
        worth[rows] = subsidy_values(m.providers.duration[rows], share, a)
    if m.levers.has(Lever.RESULT_PAY):
        pay, chance = result_pay(m), certificate_chances(m)
        dropped = 0.5 * (a.drop_out_m + a.drop_out_f)
        add_results(worth, np.flatnonzero(pay), pay, chance, m.providers.duration, dropped, a)
        spur += m.parameters.workplace.result_effort * pay
    return worth, spur


def result_pay(m: Any) -> np.ndarray:
    """Pay for a passed test, W, by provider row."""
    pay = np.zeros(len(m.providers.rid))
    rows = alive(m)
    pay[rows] = m.levers.values(Lever.RESULT_PAY, 0.0, m, rows)
    return pay


def pay_results(m: Any, rows: np.ndarray, held: np.ndarray) -> None:
    """Pay the teachers of people ``rows`` who have passed a test since they held the certificates ``held``."""
    if not m.levers.has(Lever.RESULT_PAY):
        return
    people, providers = m.people, m.providers
    pay, shares, overhead = result_pay(m), m.levers.payers(Lever.RESULT_PAY), m.levers.overhead(Lever.RESULT_PAY)
    rows = rows[people.certificates[rows] != held]
    at = people.provider[rows].astype(np.int64)
    due = payable(m, Lever.RESULT_PAY, at, pay[at])
    pay_teachers(people, providers, m.flows, rows, at, due, shares, overhead, m.month)


@njit(cache=True)
def pay_teachers(people, providers, flows, rows, at, due, shares, overhead, month):  # type: ignore[no-untyped-def]
    """Pay ``due`` W for each of people ``rows``: to the master, or to the college ``at`` which they were taught."""
    for n in range(len(rows)):
        i, r, amount = rows[n], at[n], micro(due[n])
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        if providers.kind[r] == MASTER:
            pay_shared(flows, For.RESULT_PAY, shares, overhead, Account.ENTERPRISES, group, amount)
        else:
            received = pay_shared(flows, For.RESULT_PAY, shares, overhead, Account.PROVIDERS, group, amount)
            providers.balance[r] += received
