"""Free entry of vacancies (Diamond, Mortensen and Pissarides).

Played by whole months under ``theory=free_entry``: firms post vacancies until one more does not pay for itself, pay
shares the surplus by the model's own rule of pay, people meet vacancies by a function of their numbers, and jobs end
by the model's separations. With f = A θ^(1−α), q = A θ^(−α): (r + s) c/q + β c θ = (1 − β)(p − z),
w = (1 − β) z + β (p + c θ), u = s/(s + f). Rates of a quarter are shared out over three months, which leaves θ, w and
u as they are. Source: Shimer (2005), Am. Econ. Rev. 95(1); Pissarides (2000), ch. 1.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.agents.transitions import Activity
from sim.experiments.exact.contract import Check, within_errors
from sim.experiments.exact.worlds import error_of_mean, months, of_people, settled, world

CASE = "D03"
PEOPLE = 20_000
MONTHS = 240
FLOAT32 = 1e-6


class Economy(NamedTuple):
    """Quarterly numbers."""

    r: float = 0.012
    s: float = 0.10
    z: float = 0.4
    beta: float = 0.72
    alpha: float = 0.72
    a: float = 1.355
    c: float = 0.213
    p: float = 1.0


ECONOMIES = (Economy(), Economy(p=0.99), Economy(p=1.01), Economy(s=0.06, z=0.6, beta=0.5, alpha=0.5))


class Settled(NamedTuple):
    """What theory and simulation are compared in; ``finding`` a quarter."""

    tightness: float
    finding: float
    pay: float
    unemployment: float


def steady_state(e: Economy) -> Settled:
    """The solution by Newton's method in ln θ."""
    x = 0.0
    for _ in range(100):
        theta = math.exp(x)
        first, second = (e.r + e.s) * e.c / e.a * theta**e.alpha, e.beta * e.c * theta
        x -= (first + second - (1.0 - e.beta) * (e.p - e.z)) / (e.alpha * first + second)
    theta = math.exp(x)
    f = e.a * theta ** (1.0 - e.alpha)
    return Settled(theta, f, (1.0 - e.beta) * e.z + e.beta * (e.p + e.c * theta), e.s / (e.s + f))


def simulate(e: Economy, number: int, people: int = PEOPLE) -> tuple[Settled, Settled]:
    """Means over ``number`` settled months, and their standard errors."""
    numbers = {
        "efficiency": e.a / 3.0, "elasticity": e.alpha, "product": e.p, "idle_income": e.z, "vacancy_cost": e.c,
        "discount": e.r / 3.0,
    }  # fmt: skip
    model = world(
        "free_entry", people, *(f"limit.numbers.{name}={value}" for name, value in numbers.items()),
        f"economy.pay.bargaining={e.beta}", f"economy.separation.casual_informal={e.s / 3.0}",
    )  # fmt: skip
    persistence = 1.0 - (e.s + e.a) / 3.0
    start = settled(max(persistence, 0.5))
    u, met, vacancies, hires, pay = [], 0, 0, 0, 0.0
    for m in months(model, start + number):
        if m.month > start:
            u.append(of_people(m, Activity.UNEMPLOYED))
            met, vacancies, hires = (
                met + m.events["seekers_met"],
                vacancies + m.events["vacancies"],
                hires + m.events["hires"],
            )
            pay += float(m.people.pay[m.people.employer >= 0].mean(dtype=np.float64)) / number
    rate, f = float(np.mean(u)), hires / met
    found = Settled(vacancies / met, 3.0 * f, pay, rate)
    rounding = math.sqrt(number / 6.0) / met  # of a fraction of a post a month, at most
    errors = Settled(
        rounding, 3.0 * math.sqrt(f * (1.0 - f) / met), rounding * e.beta * e.c,
        error_of_mean(rate * (1.0 - rate) / people, 1.0 - e.s / 3.0 - f, number),
    )  # fmt: skip
    return found, errors


def compare(e: Economy, found: Settled, errors: Settled) -> Iterator[Check]:
    given = f"s={e.s} z={e.z} β={e.beta} α={e.alpha} p={e.p}"
    names = ("vacancies per jobseeker θ", "finding rate a quarter f", "pay w", "unemployment u")
    for name, theory, value, error in zip(names, steady_state(e), found, errors, strict=True):
        yield within_errors(CASE, name, "month", given, theory, value, error, rounding=FLOAT32)


def cases() -> Iterator[Check]:
    results = []
    for e in ECONOMIES:
        found, errors = simulate(e, MONTHS)
        results.append((found, errors))
        yield from compare(e, found, errors)
    theory, slope, error = slope_of_tightness(*results[1], *results[2])
    yield within_errors(CASE, "d ln θ / d ln p", "month", "p from .99 to 1.01", theory, slope, error)


def slope_of_tightness(
    low: Settled, low_error: Settled, high: Settled, high_error: Settled
) -> tuple[float, float, float]:
    """d ln θ / d ln p between the second and the third economy: of theory, of the months, and its standard error."""
    step = math.log(ECONOMIES[2].p / ECONOMIES[1].p)
    theory = math.log(steady_state(ECONOMIES[2]).tightness / steady_state(ECONOMIES[1]).tightness) / step
    error = math.hypot(low_error.tightness / low.tightness, high_error.tightness / high.tightness) / step
    return theory, math.log(high.tightness / low.tightness) / step, error
