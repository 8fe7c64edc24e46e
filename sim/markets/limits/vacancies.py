"""Vacancies without firms: a given number of them, or as many as pay for themselves."""

import math
from typing import Any, NamedTuple

from sim.core.draws import Purpose, uniform
from sim.markets.limits.hiring import casual_exits
from sim.markets.limits.meeting_function import Meetings, filling_rate, jobseekers
from sim.markets.pay import unit_pay


class GivenVacancies(NamedTuple):
    """How many posts are open each month."""

    vacancies: float  # per person of working age


class FreeEntry(NamedTuple):
    """What a vacancy costs and brings; the worker's share of the surplus is ``economy.pay.bargaining``."""

    product: float  # of a filled post a month
    idle_income: float  # of a jobseeker a month, same unit
    vacancy_cost: float  # of an open post a month, same unit
    discount: float  # a month


def bargained_pay(tightness: float, n: FreeEntry, pay: Any) -> float:
    """w = β p + (1 − β) [z + β/(1 − β) c θ]: the outside option is idle income and the vacancy costs that one saves.

    Source: Pissarides (2000), Equilibrium Unemployment Theory, ch. 1.
    """
    share = pay.bargaining
    return unit_pay(n.product, n.idle_income + share / (1.0 - share) * n.vacancy_cost * tightness, pay)


def gain_of_a_vacancy(tightness: float, n: FreeEntry, loss: float, meetings: Meetings, pay: Any) -> float:
    """q(θ) (p − w(θ))/(r + s) − c a month, s the monthly ``loss`` of filled posts; falls in θ."""
    worth = (n.product - bargained_pay(tightness, n, pay)) / (n.discount + loss)
    return filling_rate(tightness, meetings) * worth - n.vacancy_cost


def free_entry_tightness(n: FreeEntry, loss: float, meetings: Meetings, pay: Any) -> float:
    """Vacancies over jobseekers at which one more vacancy brings what it costs; 0 where even the first does not."""
    low, high = 1e-9, 1.0
    if gain_of_a_vacancy(low, n, loss, meetings, pay) <= 0.0:
        return 0.0
    while gain_of_a_vacancy(high, n, loss, meetings, pay) > 0.0:
        high *= 2.0
    while high - low > 1e-13 * high:
        middle = 0.5 * (low + high)
        if gain_of_a_vacancy(middle, n, loss, meetings, pay) > 0.0:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


def whole(m: Any, wanted: float) -> int:
    """A whole number of posts with mean ``wanted``: rounded up with the probability of the fraction."""
    return math.floor(wanted + float(uniform(m.key(Purpose.ROUNDING))))


def post_given_vacancies(m: Any) -> None:
    """The same number of vacancies every month, in proportion to the population."""
    m.events["vacancies"] = whole(m, m.config.limit.numbers_of(GivenVacancies).vacancies * int(m.stock.sum()))


def post_by_free_entry(m: Any) -> None:
    """Vacancies open until one more does not pay for itself; all pay is bargained anew at that tightness."""
    n, meetings, pay = m.config.limit.numbers_of(FreeEntry), m.config.limit.numbers_of(Meetings), m.parameters.pay
    tightness = free_entry_tightness(n, casual_exits(m), meetings, pay)
    seekers = len(jobseekers(m.people, meetings.same_month > 0.5, m.month))
    m.events["vacancies"] = whole(m, tightness * seekers)
    m.events["pay"] = bargained_pay(m.events["vacancies"] / max(seekers, 1), n, pay)
    m.people.pay[m.people.employer >= 0] = m.events["pay"]


PHASES = (post_given_vacancies, post_by_free_entry)
