"""Envelopes: the budget of an instrument that pays benefits is a limit of its own, and what it cannot pay is not given.

Each month the envelope is credited with its share of money; what is not spent is carried over, and lapses when the
instrument has ended and its promises are kept. A cost that is known beforehand is promised whole (``afford``); a
benefit paid month by month is cut at the payment (``payable``). Who was promised goes first, then the order is that of
a keyed rank of persons or firms: more money serves a superset. Where money does not reach all, those beyond the quota
do not count on the benefit either (``sim.core.policy.hits``).
"""

from typing import Any
from zlib import crc32

import numpy as np

from sim.agents.worker import Worker
from sim.core.draws import Purpose, key, uniforms
from sim.core.hits import IDENTS, Row, reach
from sim.core.levers import LEVERS, Lever
from sim.finance.ledger import MILLION, Commitments


class Envelope(Commitments):
    """Money of one instrument, 1e-6 W, and whom it served last: they go first the next time."""

    def __init__(self) -> None:
        super().__init__()
        self.served: dict[tuple[int, int], np.ndarray] = {}
        self.cut = self.spent = self.credited = 0
        self.quota = 1.0

    def spend_free(self, amount: int) -> None:
        """Money that was not promised goes out; promises stay."""
        self.balance -= int(amount)
        self.spent += int(amount)

    def plan(self) -> None:
        """Share of the target that next month's money reaches, from what this month's part of them asked for.

        q ← min(1, money next month / (asked for / q)); nobody beyond it counts on the benefit.
        """
        asked = self.spent + self.cut
        if self.spent == 0:
            self.quota = min(1.0, 2.0 * self.quota)
        else:
            self.quota = min(1.0, self.quota * (self.available + self.credited) / asked)


def open_envelopes(m: Any) -> None:
    """Credit the money of the month; unpromised money of instruments that have ended lapses."""
    envelopes, people = m.budgets.envelopes, len(m.store(Worker))
    for name, a_person in m.levers.envelopes.items():
        envelope = envelopes.setdefault(name, Envelope())
        envelope.credited = round(people * a_person * MILLION)
        envelope.credit(envelope.credited)
    for name, envelope in envelopes.items():
        envelope.cut = envelope.spent = 0
        m.events[f"lapsed_{name}"] = 0.0 if name in m.levers.envelopes else envelope.lapse() / MILLION


def close_envelopes(m: Any) -> None:
    """Print what each envelope holds unspent, and what could not be paid this month."""
    for name, envelope in m.budgets.envelopes.items():
        m.events[f"unspent_{name}"] = envelope.balance / MILLION
        m.events[f"not_paid_{name}"] = envelope.cut / MILLION
        envelope.plan()


def rank(m: Any, name: str, ids: np.ndarray) -> np.ndarray:
    """Place of each bearer in the order of payment of the instrument ``name``, in [0, 1), kept for good."""
    return uniforms(key(m.seed, Purpose.RATION, crc32(name.encode())), ids)


def within(amounts: np.ndarray, order: np.ndarray, money: int) -> np.ndarray:
    """Which of ``amounts`` (integers) ``money`` pays in ``order``, until the first that is not covered."""
    covered = np.zeros(len(amounts), np.bool_)
    covered[order] = np.cumsum(amounts[order]) <= money
    return covered


def afford(m: Any, name: str, ids: np.ndarray, cost: np.ndarray, place: np.ndarray | None = None) -> np.ndarray:
    """Promise each bearer the whole ``cost`` (1e-6 W, with overhead); False where the envelope does not cover it.

    The order is that of ``place`` (lowest first), by default the keyed rank.
    """
    if name not in m.budgets.envelopes:
        return np.ones(len(ids), np.bool_)
    envelope = m.budgets.envelopes[name]
    place = rank(m, name, ids) if place is None else place
    given = within(cost, np.argsort(place, kind="stable"), envelope.available)
    envelope.reserve(int(cost[given].sum()))
    envelope.cut += int(cost[~given].sum())
    return given


def reserve(m: Any, name: str, amount: int, wanted: int) -> None:
    """Promise ``amount`` (1e-6 W, known to be there) of what was ``wanted``."""
    if name in m.budgets.envelopes:
        m.budgets.envelopes[name].reserve(amount)
        m.budgets.envelopes[name].cut += wanted - amount


def keep_promise(m: Any, name: str, amount: int) -> None:
    """Spend what was promised by ``afford``."""
    if name in m.budgets.envelopes:
        m.budgets.envelopes[name].spend(amount)


def take_back(m: Any, name: str, amount: int) -> None:
    """Release what was promised by ``afford`` and will not be paid."""
    if name in m.budgets.envelopes:
        m.budgets.envelopes[name].release(amount)


def payable(m: Any, lever: Lever, rows: np.ndarray, amount: np.ndarray, bearer: str = "") -> np.ndarray:
    """The part of ``amount`` (W by bearer row) that the envelopes behind ``lever`` pay this month, and spend it.

    What several instruments give together is shared by the sizes of their changes; an instrument without a budget
    pays all. Call it once a payment, before the money moves.
    """
    found = m.levers.rows(lever)
    if not len(rows) or not any(row.name in m.budgets.envelopes for row in found):
        return amount
    bearer = bearer or LEVERS[lever].bearer
    store, ident = IDENTS[bearer]
    ids = getattr(getattr(m, store), ident)[rows]
    weights = np.array([abs(row.coefficient) * reach(row, m, rows, bearer) for row in found])
    weights = weights / np.maximum(weights.sum(axis=0), 1e-300)
    paid = np.zeros(len(rows))
    for row, weight in zip(found, weights, strict=True):
        paid += paid_by(m, row, ids, amount * weight)
    return paid


def payable_share(m: Any, lever: Lever, rows: np.ndarray, amount: np.ndarray, bearer: str = "") -> np.ndarray:
    """The part (0 to 1) of ``amount`` by bearer row that ``payable`` pays; 1 where nothing is short."""
    paid = payable(m, lever, rows, amount, bearer)
    return np.ones(len(rows)) if paid is amount else paid / np.maximum(amount, 1e-300)


def paid_by(m: Any, row: Row, ids: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """The part of one instrument's ``amount`` that its envelope pays, who was paid last month first."""
    if row.name not in m.budgets.envelopes:
        return amount
    envelope: Envelope = m.budgets.envelopes[row.name]
    costs = np.ceil(amount * (1.0 + row.overhead) * MILLION).astype(np.int64)
    place = (row.lever, row.order)
    known = np.isin(ids, envelope.served.get(place, np.zeros(0, np.int64)))
    fine = within(costs, np.lexsort((rank(m, row.name, ids), ~known)), envelope.available)
    envelope.spend_free(int(costs[fine].sum()))
    envelope.cut += int(costs[~fine].sum())
    envelope.served[place] = ids[fine & (costs > 0)]
    return np.where(fine, amount, 0.0)
