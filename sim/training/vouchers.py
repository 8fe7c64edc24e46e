"""Vouchers and learning accounts: the instrument pays the fee of a course that the person chooses, up to a value.

A person who counts on a voucher compares programmes as if they cost that much less, and can begin only when there is
money for the whole course; without it the person waits. Private fees follow their queues, so that part of the value of
vouchers goes to schools where places are short.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.draws import Purpose, key, uniforms
from sim.core.hits import Row, hits
from sim.core.levers import Lever
from sim.core.states import Education, Level, ProviderKind
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import pay_with_fund
from sim.training.fees import reduced, set_fees
from sim.training.holdings import Holdings, kept, kind

MASTER, PUBLIC = int(ProviderKind.MASTER), int(ProviderKind.PUBLIC_COLLEGE)
KINDS = (Lever.VOUCHER, Lever.VOUCHER_PUBLIC, Lever.ACCOUNT_CREDIT)


def vouchers(m: Any) -> Holdings:
    """The vouchers in use: W a month that each pays of a fee."""
    return kept(m, "vouchers", ("covers", "f8"), ("purpose", "i8"))


def offers(m: Any) -> list[Row]:
    """Changes that offer vouchers this month."""
    return [row for lever in KINDS for row in m.levers.rows(lever) if row.how == "add" and row.coefficient > 0.0]


def value(m: Any, row: Row, rows: np.ndarray, provider: np.ndarray, fees: np.ndarray) -> np.ndarray:
    """What a voucher of one instrument would pay of ``fees`` at ``provider`` rows, W a month."""
    kind = m.providers.kind[provider]
    usable = kind == PUBLIC if row.lever == Lever.VOUCHER_PUBLIC else kind != MASTER
    a_month: Any = row.coefficient
    if row.lever == Lever.ACCOUNT_CREDIT:
        a_month = account(m, row, rows) / np.maximum(1, m.providers.duration[provider])
    found: np.ndarray = np.minimum(a_month, fees) * (usable & hits(row, m, rows))
    return found


def account(m: Any, row: Row, rows: np.ndarray) -> np.ndarray:
    """What people know to have on their learning account, W: credits since it was opened, less what they used.

    u(person) < awareness · a factor by schooling; opened at the start of the instrument or at 15.
    """
    people = m.people
    since = np.maximum(row.start, people.birth[rows].astype(np.int64) + 180)
    credited = row.coefficient * np.maximum(0, m.month - since + 1) / 12.0
    level = people.level[rows]
    p = m.parameters.choice
    schooling = np.where(level >= Level.SHORT_TERTIARY, p.account_tertiary, 1.0)
    schooling = np.where(level < Level.UPPER_SECONDARY, p.account_basic, schooling)
    known = m.levers.alone(row.name, Lever.ACCOUNT_AWARENESS, 0.0, m, rows) * schooling
    knows = uniforms(key(m.seed, Purpose.ACCOUNT, row.code), people.pid[rows]) < known
    used = m.memory.setdefault("accounts_used", {})
    spent = np.array([used.get((row.name, int(pid)), 0.0) for pid in people.pid[rows]])
    found: np.ndarray = np.maximum(0.0, credited - spent) * knows
    return found


def best(m: Any, rows: np.ndarray, provider: np.ndarray, fees: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Largest voucher that each person could use, W a month, and the number of its instrument; 0 and −1 for none."""
    most, by = np.zeros(len(rows)), np.full(len(rows), -1)
    for n, row in enumerate(offers(m)):
        found = value(m, row, rows, provider, fees)
        by[found > most] = n
        most = np.maximum(most, found)
    return most, by


def covers(m: Any, rows: np.ndarray, provider: np.ndarray, fees: np.ndarray) -> np.ndarray:
    """What vouchers pay of ``fees``: those in use for learners, those that can be counted on for everybody else."""
    book = vouchers(m)
    found = np.zeros(len(rows))
    if len(book.held):
        at = book.at(rows)
        found = np.where(at >= 0, np.minimum(book.held["covers"][at], fees), 0.0)
    if offers(m):
        outside = m.people.education[rows] != Education.COURSE
        found[outside] = best(m, rows[outside], provider[outside], fees[outside])[0]
    return found


def fees_of(m: Any, rows: np.ndarray, provider: np.ndarray) -> np.ndarray:
    """Fees before vouchers, W a month."""
    fees = np.asarray(m.providers.fee, np.float64)[provider]
    return reduced(m, rows, set_fees(m, provider, fees), provider)


def requests(m: Any, rows: np.ndarray, provider: np.ndarray) -> list[tuple[Row, np.ndarray]]:
    """The vouchers that people ``rows`` would use at ``provider``, by instrument."""
    if not offers(m) or len(rows) == 0:
        return []
    amount, by = best(m, rows, provider, fees_of(m, rows, provider))
    found = []
    for n, row in enumerate(offers(m)):
        mine = np.flatnonzero(by == n)
        made = vouchers(m).new(m, row, rows[mine], provider[mine])
        made["covers"] = amount[mine]
        made["purpose"] = For.ACCOUNT if row.lever == Lever.ACCOUNT_CREDIT else For.VOUCHER
        vouchers(m).cost(made, amount[mine])
        found.append((row, made))
    return found


def can_have_voucher(m: Any, rows: np.ndarray, provider: np.ndarray) -> np.ndarray:
    """Which applicants can begin: they count on no voucher, or there is money for theirs, in keyed order."""
    fine, asked = np.ones(len(rows), np.bool_), 0
    vouchers(m).let_go(m)
    for row, made in requests(m, rows, provider):
        short = made["row"][~vouchers(m).covered(m, row, made)]
        fine &= ~np.isin(rows, short)
        asked += len(made)
    m.events["voucher_requests"] = asked
    return fine


def hand_out_vouchers(m: Any, wanted: list[tuple[Row, np.ndarray]], began: np.ndarray) -> None:
    """Promise the whole course to those of ``began`` who wanted a voucher."""
    count = 0
    for row, made in wanted:
        made = made[np.isin(made["row"], began)]
        made = made[vouchers(m).promise(m, row, made)]
        m.treated.add(m, kind(m, row.name), made["row"])
        if row.lever == Lever.ACCOUNT_CREDIT:
            used = m.memory.setdefault("accounts_used", {})
            for one in made:
                whole = float(one["covers"]) * int(one["end"] - m.month)
                used[row.name, int(one["pid"])] = used.get((row.name, int(one["pid"])), 0.0) + whole
        count += len(made)
    m.events["vouchers_given"] = count
    m.events["vouchers"] = len(vouchers(m).held)


@njit(cache=True)
def pay(people, providers, flows, rows, purpose, amount, fund, shares, overhead, month):  # type: ignore[no-untyped-def]
    """A month of vouchers: the payers behind each pay the provider."""
    for n in range(len(rows)):
        i = rows[n]
        r = people.provider[i]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        wanted = micro(amount[n])
        providers.balance[r] += pay_with_fund(
            flows, purpose[n], fund[n], shares[n], overhead[n], Account.PROVIDERS, group, wanted
        )


def pay_vouchers(m: Any, rows: np.ndarray, taught: np.ndarray) -> None:
    """Pay a month of the vouchers of learners ``rows`` who were taught."""
    book = vouchers(m)
    if len(book.held) == 0:
        return
    at = book.at(rows)
    mine = book.held[at[(at >= 0) & taught]]
    pay(
        m.people, m.providers, m.flows, mine["row"], mine["purpose"], mine["covers"], mine["fund"], mine["shares"],
        mine["overhead"], m.month,
    )  # fmt: skip
    book.settle(m, mine)
