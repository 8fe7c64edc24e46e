"""The job ladder (Burdett and Mortensen).

Played by whole months under ``theory=job_ladder``: every firm posts one pay, people in and out of work meet firms with
probability λ and take what pays more, jobs end by the model's separations with δ. With k = λ/δ: u = 1/(1 + k), top pay
p − (p − R)/(1 + k)², mean pay earned (k p + R)/(1 + k), mean pay posted p − (p − R)(1 + a + a²)/3 with a = 1/(1 + k),
moves from job to job δ((1 + k) ln(1 + k)/k − 1) a month. Exits come before offers in the month, so that employees
meet firms with λ/(1 − δ), which makes the discrete month exact. Source: Burdett & Mortensen (1998), Int. Econ. Rev. 39.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.agents.transitions import Activity
from sim.experiments.exact.contract import Check, exactly, within_errors
from sim.experiments.exact.worlds import batch_mean, error_of_mean, months, of_people, world
from sim.markets.limits.job_ladder import Ladder, posted_pay

CASE = "D05"
PEOPLE = 20_000
MONTHS = 400
LIVES = 10
"""Lives of a job, 1/δ months each, before the months that count."""
LADDERS = ((1.0, 0.4, 5.0, 0.02), (1.0, 0.7, 2.0, 0.05), (2.0, 0.5, 8.0, 0.03))
"""Product p, reservation R, offers in a job's life k, exits δ."""


class Mean(NamedTuple):
    """What theory gives in closed form."""

    unemployment: float
    top: float
    earned: float
    posted: float
    moves: float


def closed_form(p: float, r: float, k: float, delta: float) -> Mean:
    a = 1.0 / (1.0 + k)
    return Mean(
        a, p - (p - r) * a**2, (k * p + r) / (1.0 + k), p - (p - r) * (1.0 + a + a**2) / 3.0,
        delta * ((1.0 + k) * math.log(1.0 + k) / k - 1.0),
    )  # fmt: skip


def compare(p: float, r: float, k: float, delta: float, number: int, people: int = PEOPLE) -> Iterator[Check]:
    offers, theory = k * delta, closed_form(p, r, k, delta)
    model = world(
        "job_ladder", people, f"limit.numbers.product={p}", f"limit.numbers.lowest_pay={r}",
        f"limit.numbers.offers={offers}", f"limit.numbers.offers_at_work={offers / (1.0 - delta)}",
        f"economy.separation.casual_informal={delta}",
    )  # fmt: skip
    start, rows = round(LIVES / delta), []
    for m in months(model, start + number):
        if m.month > start:
            earned = float(m.people.pay[m.people.employer >= 0].mean(dtype=np.float64))
            at_work = of_people(m, Activity.CASUAL)
            rows.append((1.0 - at_work, earned, m.events["job_to_job"] / m.events["employed_before_exits"]))
    u, earned, moves = np.array(rows).T
    given = f"p={p} R={r} k={k} δ={delta}, n={people:,}"
    variance, persistence = theory.unemployment * (1.0 - theory.unemployment) / people, 1.0 - delta - offers
    error = error_of_mean(variance, persistence, number)
    yield within_errors(CASE, "unemployment", "month", given, theory.unemployment, u.mean(), error)
    yield within_errors(CASE, "mean pay earned", "month", given, theory.earned, *batch_mean(earned))
    yield within_errors(CASE, "moves from job to job a month", "month", given, theory.moves, *batch_mean(moves))
    yield from of_firms(theory, Ladder(p, r, offers, 0.0), delta, given)


def of_firms(theory: Mean, n: Ladder, delta: float, given: str, firms: int = 20_000) -> Iterator[Check]:
    """Posted pay: exact up to the number of firms, each of which stands for a stretch of pay."""
    pay = posted_pay(firms, n, delta)
    width = (n.product - n.lowest_pay) / firms
    yield exactly(CASE, "mean pay posted", "rule", given, theory.posted, pay.mean(), width**2)
    yield exactly(CASE, "top pay", "rule", given, theory.top, pay[-1], width)


def cases() -> Iterator[Check]:
    for p, r, k, delta in LADDERS:
        yield from compare(p, r, k, delta, MONTHS)
