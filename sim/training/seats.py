"""Seats: places outside the queue, on top of the places there are, that an instrument pays for.

A seat lasts as long as the course of the person on it. Its whole price is promised when it is given, so that a pilot
that ends still keeps its word; who leaves early gives the rest back.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.states import Education
from sim.finance.envelopes import keep_promise, take_back
from sim.finance.ledger import NOBODY, Account, For, beneficiary, micro
from sim.finance.payers import pay_benefit, pay_shared, provider_spends

SEAT = np.dtype(
    [
        ("row", "i8"), ("pid", "i8"), ("provider", "i8"), ("end", "i8"), ("measure", "i8"), ("price", "f8"),
        ("stipend", "f8"), ("teaching", "f8"), ("overhead", "f8"), ("shares", "f8", 5), ("monthly", "i8"),
    ]
)  # fmt: skip
"""One seat: person, programme, month of its end, instrument, W a month for the provider and for the learner, who pays,
and what a month costs with overhead, 1e-6 W."""


class Seats:
    """The seats held now, in the order of the persons' rows, and the instruments that gave them."""

    def __init__(self) -> None:
        self.held = np.zeros(0, SEAT)
        self.measures: list[tuple[str, str]] = []

    def measure(self, name: str, financing: str) -> int:
        """Number of an instrument and of how its part of the government is financed."""
        if (name, financing) not in self.measures:
            self.measures.append((name, financing))
        return self.measures.index((name, financing))

    def add(self, made: np.ndarray) -> None:
        """Put in new seats."""
        held = np.concatenate((self.held, made))
        self.held = held[np.argsort(held["row"], kind="stable")]

    def at(self, rows: np.ndarray) -> np.ndarray:
        """Number of the seat of each person, −1 where there is none."""
        if len(self.held) == 0:
            return np.full(len(rows), -1)
        found = np.searchsorted(self.held["row"], rows)
        found[found == len(self.held)] = 0
        return np.where(self.held["row"][found] == rows, found, -1)


def seats(m: Any) -> Seats:
    """The seats of a model."""
    found: Seats = m.__dict__.setdefault("seats", Seats())
    return found


def let_go(m: Any) -> None:
    """End the seats of people who completed, dropped out or left the model; release what was promised for the rest."""
    s = seats(m)
    if len(s.held) == 0:
        return
    held, people = s.held, m.people
    row = held["row"]
    there = (people.pid[row] == held["pid"]) & (people.education[row] == Education.COURSE)
    there &= (people.provider[row] == held["provider"]) & (people.course_end[row] == held["end"])
    for gone in held[~there]:
        rest = max(0, int(gone["end"]) - m.month) * int(gone["monthly"])
        take_back(m, s.measures[gone["measure"]][0], rest)
    s.held = held[there]


def by_provider(m: Any) -> np.ndarray:
    """Seats held at each provider row."""
    return np.bincount(seats(m).held["provider"], minlength=len(m.providers.rid))


def set_up_seats(m: Any) -> None:
    """Add the seats that are held to the places of open programmes."""
    let_go(m)
    if len(seats(m).held):
        m.providers.places[:] += (by_provider(m) * (m.providers.places > 0)).astype(m.providers.places.dtype)


def without_seats(m: Any, rows: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """``amount`` by person (first axis), nothing for who sits on a seat: the usual payers do not pay for them."""
    if len(seats(m).held) == 0:
        return amount
    out = np.array(amount)
    out[seats(m).at(rows) >= 0] = 0
    return out


def stipends(m: Any, rows: np.ndarray) -> np.ndarray:
    """Stipend on seats of learners ``rows``, W a month."""
    s, at = seats(m), seats(m).at(rows)
    return np.where(at >= 0, s.held["stipend"][at], 0.0) if len(s.held) else np.zeros(len(rows))


def teaching_on_seats(m: Any, rows: np.ndarray, provider: np.ndarray, teaching: np.ndarray) -> np.ndarray:
    """Teaching by learner: better on seats, and worse for the others in the programme, from whom trainers are drawn.

    Others lose ``trainer_shift`` of what seats gain over standard, at most half of their teaching.
    """
    s = seats(m)
    out = teaching[provider]
    if len(s.held) == 0:
        return out
    at = s.at(rows)
    gain = np.bincount(s.held["provider"], weights=s.held["teaching"] - 1.0, minlength=len(teaching))
    others = np.maximum(np.bincount(provider[at < 0], minlength=len(teaching)), 1)
    left = np.clip(1.0 - m.parameters.places.trainer_shift * np.maximum(gain, 0.0) / others, 0.5, 1.0)
    return out * np.where(at >= 0, s.held["teaching"][at], left[provider])


@njit(cache=True)
def pay(people, households, providers, flows, rows, costs, price, stipend, shares, overhead, month):  # type: ignore[no-untyped-def]
    """A month of each seat: provider paid, who spends what is above the usual cost; learner paid."""
    for n in range(len(rows)):
        i = rows[n]
        r, h = people.provider[i], people.household[i]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        amount = pay_shared(flows, For.SEAT, shares[n], overhead[n], Account.PROVIDERS, group, micro(price[n]))
        providers.balance[r] += amount
        above = amount - micro(costs[n])
        provider_spends(providers, r, flows, For.PROVIDER_COSTS, Account.REST_OF_ECONOMY, NOBODY, above)
        pay_benefit(households, h, flows, For.STIPEND, shares[n], overhead[n], group, micro(stipend[n]))


def pay_for_seats(m: Any, rows: np.ndarray, taught: np.ndarray, costs: np.ndarray) -> None:
    """Pay a month of the seats of learners ``rows`` who were taught; ``costs`` by provider row, W."""
    s = seats(m)
    if len(s.held) == 0:
        return
    at = s.at(rows)
    mine = s.held[at[(at >= 0) & taught]]
    usual = np.maximum(costs, np.asarray(m.providers.fee, np.float64))[mine["provider"]]
    pay(
        m.people, m.households, m.providers, m.flows, mine["row"], usual, mine["price"], mine["stipend"],
        mine["shares"], mine["overhead"], m.month,
    )  # fmt: skip
    public = mine["monthly"] * (mine["shares"][:, 0] + mine["shares"][:, 4])
    for number, (name, financing) in enumerate(s.measures):
        paid = mine["measure"] == number
        keep_promise(m, name, int(mine["monthly"][paid].sum()))
        m.budgets.finance(financing, float(public[paid].sum()))
