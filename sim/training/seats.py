"""Seats: places outside the queue, on top of the places there are, that an instrument pays for.

A seat lasts as long as the course of the person on it. Its whole price is promised when it is given, so that a pilot
that ends still keeps its word; who leaves early gives the rest back.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.finance.ledger import NOBODY, Account, For, beneficiary, micro
from sim.finance.payers import pay_with_fund, provider_spends
from sim.training.holdings import Holdings, kept


def seats(m: Any) -> Holdings:
    """The seats of a model: W a month for the provider and for the learner, teaching over the usual, and pace: skill
    of a month over that of the programme at its own length."""
    return kept(m, "seats", ("price", "f8"), ("stipend", "f8"), ("teaching", "f8"), ("pace", "f8"))


def by_provider(m: Any) -> np.ndarray:
    """Seats held at each provider row."""
    return np.bincount(seats(m).held["provider"], minlength=len(m.providers.rid))


def set_up_seats(m: Any) -> None:
    """Add the seats that are held to the places of open programmes."""
    seats(m).let_go(m)
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
    mine = s.held["teaching"][at] * s.held["pace"][at]
    return out * np.where(at >= 0, mine, left[provider])


@njit(cache=True)
def pay(people, households, providers, flows, rows, costs, price, stipend, fund, shares, overhead, month):  # type: ignore[no-untyped-def]
    """A month of each seat: provider paid, who spends what is above the usual cost; learner paid."""
    for n in range(len(rows)):
        i = rows[n]
        r, h = people.provider[i], people.household[i]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        wanted = micro(price[n])
        amount = pay_with_fund(flows, For.SEAT, fund[n], shares[n], overhead[n], Account.PROVIDERS, group, wanted)
        providers.balance[r] += amount
        above = amount - micro(costs[n])
        provider_spends(providers, r, flows, For.PROVIDER_COSTS, Account.REST_OF_ECONOMY, NOBODY, above)
        if h >= 0:
            help = micro(stipend[n])
            households.cash[h] += pay_with_fund(
                flows, For.SEAT, fund[n], shares[n], overhead[n], Account.HOUSEHOLDS, group, help
            )


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
        mine["fund"], mine["shares"], mine["overhead"], m.month,
    )  # fmt: skip
    s.settle(m, mine)
