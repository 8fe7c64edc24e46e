"""Several applications: every seeker sends a, every vacancy offers itself to one applicant, one offer is kept.

Played by whole months under ``theory=urn_ball``: all jobs end, all people search, and the model's own search and
matching runs with one round of offers. Many seekers and vacancies: M = U (1 − (1 − V/(aU) (1 − e^(−aU/V)))^a), which
peaks at a = 3 for U = V. With one application the exact mean of D02 holds. Source: Albrecht, Gautier & Vroman (2006),
Rev. Econ. Stud. 73(4).
"""

import math
from collections.abc import Iterator

import numpy as np

from sim.experiments.exact.contract import Check, within_errors
from sim.experiments.exact.worlds import months, world

CASE = "D02b"
MARKETS = (*((1000, 1000, a) for a in (1, 2, 3, 5, 10)), (1000, 500, 2), (600, 900, 4))
"""Seekers, vacancies, applications."""
MONTHS = 100
TABLES_GROW = 10
"""First months, in which the tables of vacancies grow to their size."""


def expected_matches(u: int, v: int, a: int) -> float:
    """Mean number of matches."""
    if a == 1:
        return v * (1.0 - (1.0 - 1.0 / v) ** u)
    offer = v / (a * u) * (1.0 - math.exp(-a * u / v))
    return u * (1.0 - (1.0 - offer) ** a)


def hires(u: int, v: int, a: int, number: int, seed: int = 1) -> np.ndarray:
    """Hires of ``number`` months, in which all people search anew."""
    model = world(
        "urn_ball", u, f"limit.numbers.vacancies={v}", f"economy.search.applications={a}", f"seed={seed}",
    )  # fmt: skip
    return np.array([m.events["hires"] for m in months(model, TABLES_GROW + number)][TABLES_GROW:], float)


def compare(u: int, v: int, a: int, number: int) -> Check:
    found = hires(u, v, a, number)
    given = f"U={u} V={v} a={a} ({number} months)"
    error = found.std(ddof=1) / math.sqrt(number)
    return within_errors(CASE, "matches, mean", "month", given, expected_matches(u, v, a), found.mean(), error)


def cases() -> Iterator[Check]:
    for u, v, a in MARKETS:
        yield compare(u, v, a, MONTHS)
