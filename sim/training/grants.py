"""Grants to firms for staff courses: what each instrument offers, which firms claim, and when they are paid.

A grant is a share of the cost, up to a cap in W or in levy paid. To claim has a fixed cost, so that small firms
often do not; a tax credit asks for none, but helps only a registered firm whose profit is taxed. A claim reserves its
money in the month of the training; what nobody can pay is not promised.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.core.elementary import exps, log, logs
from sim.core.groups import employees_of
from sim.core.hits import Row, hits
from sim.core.levers import Lever
from sim.core.plain import plain
from sim.finance.envelopes import afford, keep_promise, rank, take_back
from sim.finance.ledger import MILLION, NOBODY, Account, For, micro
from sim.finance.payers import split
from sim.training import funding

CLAIM = np.dtype([("firm", "i8"), ("fid", "i8"), ("due", "i8"), ("measure", "i8"), ("purpose", "i8"), ("amount", "i8")])
"""A promised grant: firm row and id, month of payment, instrument, purpose in the ledger, 1e-6 W."""


class Measure(NamedTuple):
    """What paying a claim needs to know of the instrument, also after its end."""

    name: str
    financing: str
    shares: tuple[float, ...]
    overhead: float
    own_money: bool


class Claims:
    """Grants promised and not yet paid."""

    def __init__(self) -> None:
        self.open = np.zeros(0, CLAIM)
        self.measures: list[Measure] = []

    def number(self, measure: Measure) -> int:
        if measure not in self.measures:
            self.measures.append(measure)
        return self.measures.index(measure)


class Help(NamedTuple):
    """What one instrument pays each firm for its courses of the year, W, after how many months, at what claim cost."""

    row: Row
    purpose: For
    amount: np.ndarray
    delay: np.ndarray
    fixed: np.ndarray

    def worth(self, discount: float) -> np.ndarray:
        """max(0, grant / (1 + r)^delay − F_claim) of each firm, W."""
        found: np.ndarray = np.maximum(0.0, self.amount * exps(-self.delay * log(1.0 + discount)) - self.fixed)
        return found


def claims(m: Any) -> Claims:
    """The open claims of a model."""
    found: Claims = m.memory.setdefault("claims", Claims())
    return found


def cap(m: Any, name: str, rows: np.ndarray) -> np.ndarray:
    """Most that an instrument grants each firm in a year, W: its cap, and its share of levy paid in twelve months."""
    most = np.full(len(rows), np.inf)
    if any(row.name == name for row in m.levers.rows(Lever.GRANT_CAP)):
        most = m.levers.alone(name, Lever.GRANT_CAP, 0.0, m, rows)
    if any(row.name == name for row in m.levers.rows(Lever.GRANT_PER_LEVY)):
        paid = m.firms.levy_paid[rows] / MILLION
        most = np.minimum(most, m.levers.alone(name, Lever.GRANT_PER_LEVY, 0.0, m, rows) * paid)
    return most


def taxable_profit(m: Any, rows: np.ndarray) -> np.ndarray:
    """Profit of a year, W: payroll · (e^(a − a0) − 1 + margin), a − a0 productivity over that of the posts.

    Nothing for unregistered firms, whose profits no office sees.
    """
    firms, tax = m.firms, m.parameters.tax
    payroll = 12.0 * np.asarray(firms.pay_mean, np.float64)[rows] * employees_of(firms, rows)
    good = np.asarray(firms.productivity, np.float64)[rows] - np.asarray(firms.reference, np.float64)[rows]
    profit: np.ndarray = payroll * (exps(good) - 1.0 + tax.profit_margin) * (firms.formal[rows] == 1)
    return np.maximum(0.0, profit)


def levy_saved(m: Any, rows: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """Levy of a year that training of ``cost`` W saves firms which may train instead of paying."""
    exempt = m.levers.values(Lever.LEVY_EXEMPTION, 0.0, m, rows)
    booked = m.levers.values(Lever.LEVY_RELABELLING, 0.0, m, rows)
    payroll = 12.0 * np.asarray(m.firms.pay_mean, np.float64)[rows] * employees_of(m.firms, rows)
    liable = m.levers.values(Lever.LEVY_RATE, m.country.institutions.levy_rate, m, rows) > 0.0
    return np.minimum(cost, exempt * (1.0 - booked) * payroll * liable * (m.firms.formal[rows] == 1))


def helps(m: Any, rows: np.ndarray, cost: np.ndarray, fixed: np.ndarray) -> list[Help]:
    """What each instrument would pay firms ``rows`` for courses that cost them ``cost`` W a year."""
    p, tax, left, found = m.parameters.places, m.parameters.tax, np.array(cost, np.float64), []
    for row in m.levers.rows(Lever.TRAINING_COST_SHARE):
        share = row.coefficient * hits(row, m, rows)
        amount = np.minimum(np.minimum(np.clip(share, 0.0, 1.0) * cost, left), cap(m, row.name, rows))
        delay = m.levers.alone(row.name, Lever.CLAIM_DELAY, p.claim_delay, m, rows)
        found.append(Help(row, For.GRANT, amount, delay, fixed))
        left -= amount
    for row in m.levers.rows(Lever.TAX_CREDIT):
        owed = tax.profit_tax * taxable_profit(m, rows)
        amount = np.minimum(np.minimum(row.coefficient * hits(row, m, rows) * cost, owed), left)
        found.append(Help(row, For.TAX_CREDIT, amount, np.full(len(rows), 12.0), np.zeros(len(rows))))
        left -= amount
    return found


def claim(m: Any, rows: np.ndarray, cost: np.ndarray, fixed: np.ndarray) -> None:
    """Firms that trained claim what is worth the paper; money is reserved in the order of the instrument."""
    book, discount = claims(m), m.parameters.places.discount
    for help in helps(m, rows, cost, fixed):
        asking = np.flatnonzero((help.worth(discount) > 0.0) & (cost > 0.0))
        if len(asking) == 0:
            continue
        row = help.row
        made = np.zeros(len(asking), CLAIM)
        made["firm"], made["fid"] = rows[asking], m.firms.fid[rows[asking]]
        made["due"] = m.month + np.maximum(1, help.delay[asking]).astype(np.int64)
        own = row.name in m.budgets.envelopes or help.purpose == For.TAX_CREDIT
        made["measure"] = book.number(Measure(row.name, row.financing, row.shares, row.overhead, own))
        made["purpose"], made["amount"] = help.purpose, np.floor(help.amount[asking] * MILLION + 0.5)
        made = made[promised(m, row, made, book.measures[made["measure"][0]])]
        book.open = np.concatenate((book.open, made))
        np.add.at(m.firms.grant_claim, made["firm"], made["amount"])
        paper = int(plain(micro)(float(help.fixed[asking].sum())))
        m.flows[For.ADMINISTRATION, Account.ENTERPRISES, Account.REST_OF_ECONOMY, NOBODY] += paper
        m.events["grant_claims"] = m.events.get("grant_claims", 0) + len(made)


def promised(m: Any, row: Row, made: np.ndarray, measure: Measure) -> np.ndarray:
    """Which claims the money covers: the envelope of the instrument, else the training budgets of its payers.

    The order is a keyed rank, moved by the weight that the instrument gives to size; it stops at the first not covered.
    """
    favour = m.levers.alone(row.name, Lever.GRANT_FAVOUR, 0.0, m, made["firm"])
    place = rank(m, row.name, made["fid"]) - favour * logs(
        np.maximum(employees_of(m.firms, made["firm"]), 1).astype(np.float64)
    )
    if measure.own_money:
        return afford(m, row.name, made["fid"], with_overhead(made["amount"], row.overhead), place)
    fine = np.zeros(len(made), np.bool_)
    for n in np.argsort(place, kind="stable"):
        if not funding.reserve(m, funding.grant_parts(int(made["amount"][n]), np.array(row.shares))):
            break
        fine[n] = True
    return fine


def with_overhead(amount: np.ndarray, overhead: float) -> np.ndarray:
    """``amount`` (integers) and what it costs to hand it out."""
    found: np.ndarray = amount + np.ceil(amount * overhead).astype(np.int64)
    return found


def pay_claims(m: Any) -> None:
    """Pay the claims that fall due; those of firms that are gone are taken back."""
    book = claims(m)
    paid = 0
    if len(book.open):
        there = m.firms.fid[book.open["firm"]] == book.open["fid"]
        due = book.open["due"] <= m.month
        for one in book.open[due & there]:
            _pay(m, book.measures[one["measure"]], int(one["purpose"]), int(one["amount"]))
            paid += int(one["amount"])
            m.firms.grant_claim[one["firm"]] -= one["amount"]
        for one in book.open[~there]:
            _take_back(m, book.measures[one["measure"]], int(one["amount"]))
        book.open = book.open[there & ~due]
    m.events["firm_grants"] = paid / MILLION
    m.events["grant_claims"] = 0


def _pay(m: Any, measure: Measure, purpose: int, amount: int) -> None:
    shares = np.array(measure.shares)
    if not measure.own_money:
        funding.pay_grant(m, amount, shares)
        return
    parts = plain(split)(amount, shares)
    whole = int(with_overhead(np.array([amount]), measure.overhead)[0])
    for payer, part in enumerate(parts):
        if part > 0 and payer != Account.ENTERPRISES:
            payer = Account.GOVERNMENT if payer == Account.HOUSEHOLDS else payer
            m.flows[purpose, payer, Account.ENTERPRISES, NOBODY] += part
            extra = int(part * (whole - amount) // max(amount, 1))
            m.flows[For.ADMINISTRATION, payer, Account.REST_OF_ECONOMY, NOBODY] += extra
    keep_promise(m, measure.name, whole)
    m.budgets.finance(measure.financing, whole * float(shares[0] + shares[4]))


def _take_back(m: Any, measure: Measure, amount: int) -> None:
    if measure.own_money:
        take_back(m, measure.name, int(with_overhead(np.array([amount]), measure.overhead)[0]))
    else:
        funding.release(m, funding.grant_parts(amount, np.array(measure.shares)))


def pending(m: Any) -> np.ndarray:
    """Grants promised out of the three training budgets, 1e-6 W."""
    book, total = claims(m), np.zeros(3, np.int64)
    for one in book.open:
        measure = book.measures[one["measure"]]
        if not measure.own_money:
            total += funding.grant_parts(int(one["amount"]), np.array(measure.shares))
    return total
