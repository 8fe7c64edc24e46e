"""Reservation pay (McCall).

Played by one rule, which finds the lowest acceptable pay, and by whole months under ``theory=reservation``, in which
everybody without a job gets one offer a month. Offers uniform on [0, 1], idle income b, discount factor β, exits σ:
w* − b = β/(2 (1 − β(1 − σ))) (1 − w*)², mean wait 1/(1 − w*), mean pay taken (1 + w*)/2. Sources: McCall (1970),
Q. J. Econ. 84(1); the offers on 51 steps are the example of Sargent & Stachurski, Quantitative Economics with Python.
"""

import math
from collections.abc import Iterator

import numpy as np

from sim.experiments.exact.contract import Check, exactly, within_errors
from sim.experiments.exact.worlds import months, world
from sim.markets.limits.reservation import Offers, reservation_pay, uniform_reservation

CASE = "D06"
PEOPLE = 20_000
ECONOMIES = ((0.3, 0.95, 0.0), (0.3, 0.95, 0.05), (0.0, 0.9, 0.0), (0.5, 0.99, 0.02))
"""Idle income b, discount factor β, exits σ."""


def closed_form(b: float, beta: float, sigma: float) -> float:
    """w* for offers uniform on [0, 1]: the root below 1 of a quadratic."""
    c = beta / (2.0 * (1.0 - beta * (1.0 - sigma)))
    return ((2.0 * c + 1.0) - math.sqrt((2.0 * c + 1.0) ** 2 - 4.0 * c * (c + b))) / (2.0 * c)


def beta_binomial(n: int, a: float, b: float) -> np.ndarray:
    """Probabilities of 0 … n."""
    log_beta = lambda x, y: math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y)  # noqa: E731
    return np.array([math.comb(n, k) * math.exp(log_beta(k + a, n - k + b) - log_beta(a, b)) for k in range(n + 1)])


def rules() -> Iterator[Check]:
    """The rule against closed forms and a published value, and the directions in which it must move."""
    for b, beta, sigma in ECONOMIES:
        found = uniform_reservation(Offers(b, beta), sigma)
        given = f"b={b} β={beta} σ={sigma}, offers uniform on [0, 1]"
        yield exactly(CASE, "reservation pay", "rule", given, closed_form(b, beta, sigma), found, 1e-7)
    steps = np.linspace(10.0, 60.0, 51)
    found = reservation_pay(steps, beta_binomial(50, 200, 100), 25.0, 0.99, 0.0)
    given = "51 offers from 10 to 60, beta-binomial (200, 100), b=25 β=0.99"
    yield exactly(CASE, "reservation pay", "rule", given, 47.316500, found, 5e-7)
    base = uniform_reservation(Offers(0.3, 0.95), 0.0)
    more_idle = uniform_reservation(Offers(0.4, 0.95), 0.0)
    wider = uniform_reservation(Offers(0.3, 0.95, -0.2, 1.2), 0.0)
    for what, higher in (("rises with idle income", more_idle), ("rises with the spread of offers", wider)):
        yield exactly(CASE, what, "rule", "b=0.3 β=0.95 σ=0", 1.0, float(higher > base), 0.0)


def compare(b: float, beta: float, sigma: float, people: int = PEOPLE, number: int = 80) -> Iterator[Check]:
    """Waits and pay: of the first job of everybody where jobs last, of all ``number`` months where they do not."""
    model = world(
        "reservation", people, f"limit.numbers.idle_income={b}", f"limit.numbers.patience={beta}",
        f"economy.separation.casual_informal={sigma}",
    )  # fmt: skip
    offers, hires, pay = 0, 0, 0.0
    for m in months(model, number):
        offers, hires = offers + m.events["offers"], hires + m.events["hires"]
        new = m.people.job_since == m.month - 1
        pay += float(m.people.pay[new].sum(dtype=np.float64))
    w = closed_form(b, beta, sigma)
    chance, given = 1.0 - w, f"b={b} β={beta} σ={sigma}, {hires:,} hires"
    error = math.sqrt((1.0 - chance) / hires) / chance
    yield within_errors(CASE, "mean wait, months", "month", given, 1.0 / chance, offers / hires, error)
    error = chance / math.sqrt(12.0 * hires)
    yield within_errors(CASE, "mean pay taken", "month", given, (1.0 + w) / 2.0, pay / hires, error, rounding=1e-6)


def cases() -> Iterator[Check]:
    yield from rules()
    for b, beta, sigma in ECONOMIES:
        yield from compare(b, beta, sigma)
