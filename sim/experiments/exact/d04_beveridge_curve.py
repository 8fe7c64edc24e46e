"""The Beveridge curve: more vacancies, less unemployment, along s (1 − u) = A u^η v^(1−η).

Played by whole months under ``theory=beveridge``: the model's separations, a given number of vacancies, and meetings by
a function of numbers. The slope d ln v/d ln u = −(η + u/(1 − u))/(1 − η) is read from two worlds with more and with
fewer vacancies; a change of A shifts the curve. Source: Pissarides (2000), ch. 1.
"""

import math
from collections.abc import Iterator

import numpy as np

from sim.agents.transitions import Activity
from sim.experiments.exact.contract import Check, within_errors
from sim.experiments.exact.worlds import error_of_mean, months, of_people, settled, world

CASE = "D04"
PEOPLE = 20_000
MONTHS = 300
CURVES = ((0.02, 0.5, 0.06, 0.25), (0.02, 0.5, 0.06, 0.40), (0.03, 0.7, 0.10, 0.30))
"""Exits s, elasticity η, unemployment u at which the slope is taken, efficiency A."""
STEP = 0.12
"""Vacancies are moved by this many log points up and down."""


def vacancies_at(u: float, s: float, eta: float, a: float) -> float:
    """Vacancies per person at which unemployment is u."""
    return (s * (1.0 - u) / (a * u**eta)) ** (1.0 / (1.0 - eta))


def unemployment_at(v: float, s: float, eta: float, a: float) -> float:
    """Unemployment at v vacancies per person, by bisection."""
    low, high = 1e-9, 1.0 - 1e-9
    for _ in range(200):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if s * (1.0 - middle) > a * middle**eta * v ** (1.0 - eta) else (low, middle)
    return low


def simulate(v: float, s: float, eta: float, a: float, number: int, people: int = PEOPLE) -> tuple[float, float]:
    """Mean unemployment of settled months and its standard error."""
    model = world(
        "beveridge", people, f"economy.separation.casual_informal={s}", f"limit.numbers.vacancies={v}",
        f"limit.numbers.elasticity={eta}", f"limit.numbers.efficiency={a}",
    )  # fmt: skip
    u = unemployment_at(v, s, eta, a)
    f = s * (1.0 - u) / u
    persistence = 1.0 - s - eta * f  # one jobseeker more brings η f hires more
    noise = s * (1.0 - u) * (1.0 - s) + f * u * (1.0 - f)  # variance of a month's exits and hires
    start = settled(persistence)
    late = np.array([of_people(m, Activity.UNEMPLOYED) for m in months(model, start + number)][start:])
    variance = noise / (1.0 - persistence**2) / people
    return float(late.mean()), error_of_mean(variance, persistence, number)


def compare(s: float, eta: float, u: float, a: float, number: int, people: int = PEOPLE) -> Iterator[Check]:
    middle, points = vacancies_at(u, s, eta, a), []
    for move in (-STEP, STEP):
        v = middle * math.exp(move)
        theory = unemployment_at(v, s, eta, a)
        found, error = simulate(v, s, eta, a, number, people)
        points.append((math.log(v), math.log(found), error / found))
        given = f"s={s} η={eta} A={a}, {v:.4f} vacancies a person"
        yield within_errors(CASE, "unemployment", "month", given, theory, found, error)
    (v0, u0, e0), (v1, u1, e1) = points
    slope = (v1 - v0) / (u1 - u0)
    error = abs(slope / (u1 - u0)) * math.hypot(e0, e1)
    given = f"s={s} η={eta} A={a} at u={u}"
    yield within_errors(
        CASE, "slope d ln v / d ln u", "month", given, -(eta + u / (1.0 - u)) / (1.0 - eta), slope, error
    )


def cases() -> Iterator[Check]:
    for s, eta, u, a in CURVES:
        yield from compare(s, eta, u, a, MONTHS)
