"""Holdings: what an instrument has promised single learners for the whole of a course, and what is still to be paid.

A holding lasts as long as the person is in the course for which it was given; who completes, drops out or leaves the
model gives the rest of the promise back.
"""

from typing import Any

import numpy as np

from sim.core.states import Education
from sim.finance.envelopes import keep_promise, rank, reserve, take_back, within
from sim.finance.ledger import MILLION

COMMON = [
    ("row", "i8"), ("pid", "i8"), ("provider", "i8"), ("end", "i8"), ("measure", "i8"), ("overhead", "f8"),
    ("shares", "f8", 5), ("fund", "f8"), ("monthly", "i8"), ("from_fund", "i8"),
]  # fmt: skip
"""Person, programme, month of its end, instrument, who pays, the part that the training fund pays, and what a month
costs: with overhead, and out of the fund, 1e-6 W."""


class Holdings:
    """Entries in the order of the persons' rows, and the instruments behind them with the financing of each."""

    def __init__(self, *more: tuple[str, str]) -> None:
        self.held = np.zeros(0, np.dtype([*COMMON, *more]))
        self.measures: list[tuple[str, str]] = []

    def new(self, m: Any, row: Any, rows: np.ndarray, provider: np.ndarray) -> np.ndarray:
        """Entries for people ``rows`` who begin at ``provider`` this month, by the compiled change ``row``."""
        made = np.zeros(len(rows), self.held.dtype)
        made["row"], made["pid"], made["provider"] = rows, m.people.pid[rows], provider
        made["end"] = m.month + m.providers.duration[provider].astype(np.int64)
        if (row.name, row.financing) not in self.measures:
            self.measures.append((row.name, row.financing))
        made["measure"] = self.measures.index((row.name, row.financing))
        made["overhead"], made["shares"] = row.overhead, np.array(row.shares)
        if row.name not in m.budgets.envelopes:  # enterprises and social partners pay through their fund
            made["fund"] = row.shares[1] + row.shares[2]
            made["shares"][:, 1:3] = 0.0
            made["shares"] /= np.maximum(made["shares"].sum(axis=1), 1e-300)[:, None]
        return made

    @staticmethod
    def cost(made: np.ndarray, amount: np.ndarray) -> None:
        """Set what a month of ``amount`` W costs those who pay."""
        made["from_fund"] = np.ceil(amount * made["fund"] * MILLION)
        made["monthly"] = np.ceil(amount * (1.0 - made["fund"]) * (1.0 + made["overhead"]) * MILLION)

    @staticmethod
    def covered(m: Any, row: Any, made: np.ndarray) -> np.ndarray:
        """Which entries the envelope of the instrument and the fund could promise for the whole course."""
        months = made["end"] - m.month
        order = np.argsort(rank(m, row.name, made["pid"]), kind="stable")
        fine = np.ones(len(made), np.bool_)
        if row.name in m.budgets.envelopes:
            fine &= within(made["monthly"] * months, order, m.budgets.envelopes[row.name].available)
        if made["from_fund"].any():
            fine &= within(made["from_fund"] * months, order, m.budgets.fund.available)
        return fine

    def promise(self, m: Any, row: Any, made: np.ndarray) -> np.ndarray:
        """Promise as many entries as money covers, in keyed order, and put them in; returns which."""
        fine = self.covered(m, row, made)
        given = made[fine]
        months = given["end"] - m.month
        wanted = int((made["monthly"] * (made["end"] - m.month)).sum())
        reserve(m, row.name, int((given["monthly"] * months).sum()), wanted)
        m.budgets.fund.reserve(int((given["from_fund"] * months).sum()))
        self.add(given)
        return fine

    def add(self, made: np.ndarray) -> None:
        """Put in new entries."""
        held = np.concatenate((self.held, made))
        self.held = held[np.argsort(held["row"], kind="stable")]

    def at(self, rows: np.ndarray) -> np.ndarray:
        """Number of the entry of each person, −1 where there is none."""
        if len(self.held) == 0:
            return np.full(len(rows), -1)
        found = np.searchsorted(self.held["row"], rows)
        found[found == len(self.held)] = 0
        return np.where(self.held["row"][found] == rows, found, -1)

    def let_go(self, m: Any) -> None:
        """End the entries of people who are no longer in the course; release what was promised for the rest."""
        if len(self.held) == 0:
            return
        held, people = self.held, m.people
        row = held["row"]
        there = (people.pid[row] == held["pid"]) & (people.education[row] == Education.COURSE)
        there &= (people.provider[row] == held["provider"]) & (people.course_end[row] == held["end"])
        for gone in held[~there]:
            rest = max(0, int(gone["end"]) - m.month) * int(gone["monthly"])
            take_back(m, self.measures[gone["measure"]][0], rest)
            m.budgets.fund.release(max(0, int(gone["end"]) - m.month) * int(gone["from_fund"]))
        self.held = held[there]

    def settle(self, m: Any, paid: np.ndarray) -> None:
        """Keep promises and the public accounts in step with a month of payments for the entries ``paid``."""
        m.budgets.fund.spend(int(paid["from_fund"].sum()))
        public = paid["monthly"] * (paid["shares"][:, 0] + paid["shares"][:, 4])
        for number, (name, financing) in enumerate(self.measures):
            mine = paid["measure"] == number
            keep_promise(m, name, int(paid["monthly"][mine].sum()))
            m.budgets.finance(financing, float(public[mine].sum()))

    def owed_by_fund(self, m: Any) -> int:
        """What the training fund still owes for the entries, 1e-6 W."""
        return int((np.maximum(0, self.held["end"] - m.month) * self.held["from_fund"]).sum())


def kind(m: Any, name: str) -> str:
    """Kind of the instrument ``name``, under which its participants are logged."""
    return str(getattr(getattr(m, "instruments", {}).get(name), "kind", name))


def kept(m: Any, name: str, *more: tuple[str, str]) -> Holdings:
    """The holdings ``name`` of a model."""
    books: dict[str, Holdings] = m.memory.setdefault("holdings", {})
    if name not in books:
        books[name] = Holdings(*more)
    return books[name]


def owed_by_fund(m: Any) -> int:
    """What the training fund still owes for all holdings, 1e-6 W."""
    return sum(book.owed_by_fund(m) for book in m.memory.get("holdings", {}).values())
