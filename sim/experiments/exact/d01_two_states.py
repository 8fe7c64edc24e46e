"""Two states: unemployed find jobs with probability f, employed lose them with s.

Played by whole months under ``theory=two_state``: the model's separations, then search, then finding at a given rate.
Where those who lose a job search from the next month, u* = s/(s + f) and deviations fade by 1 − s − f a month; where
they search at once, u* = s(1 − f)/(s(1 − f) + f) and (1 − s)(1 − f). The number of unemployed is binomial.
"""

import math
from collections.abc import Iterator

import numpy as np

from sim.agents.transitions import Activity
from sim.experiments.exact.contract import Check, within_errors
from sim.experiments.exact.worlds import error_of_mean, error_of_sd, months, of_people, settled, world

CASE = "D01"
PEOPLE = 20_000
RATES = ((0.02, 0.20), (0.05, 0.10), (0.01, 0.45))
MONTHS = 300


def long_run(s: float, f: float, same_month: int) -> tuple[float, float]:
    """Unemployment rate in the long run, and the share of a deviation that is left after a month."""
    if same_month:
        return s * (1.0 - f) / (s * (1.0 - f) + f), (1.0 - s) * (1.0 - f)
    return s / (s + f), 1.0 - s - f


def unemployment(s: float, f: float, same_month: int, number: int, people: int = PEOPLE, seed: int = 1) -> np.ndarray:
    """Unemployment month by month, from a start at which nobody works."""
    model = world(
        "two_state", people, f"economy.separation.casual_informal={s}", f"limit.numbers.finding_casual={f}",
        f"limit.numbers.same_month={same_month}", f"seed={seed}",
    )  # fmt: skip
    return np.array([of_people(m, Activity.UNEMPLOYED) for m in months(model, number)])


def compare(s: float, f: float, same_month: int, number: int, people: int = PEOPLE) -> Iterator[Check]:
    """Recovery from a start without jobs, then the mean, spread and persistence of ``number`` settled months."""
    rate, persistence = long_run(s, f, same_month)
    start = settled(persistence)
    path = unemployment(s, f, same_month, start + number, people)
    given = f"s={s} f={f}, search {'at once' if same_month else 'from the next month'}, n={people:,}"

    for after in (1, 3, 6):
        u = rate + (1.0 - rate) * persistence**after
        error = math.sqrt(u * (1.0 - u) / people)
        yield within_errors(
            CASE, f"unemployment {after} months after nobody works", "month", given, u, path[after - 1], error
        )

    late, variance = path[start:], rate * (1.0 - rate) / people
    error = error_of_mean(variance, persistence, number)
    yield within_errors(CASE, "unemployment", "month", given, rate, late.mean(), error)
    spread, error = math.sqrt(float(((late - rate) ** 2).mean())), error_of_sd(variance, persistence, number)
    yield within_errors(CASE, "its SD over months", "month", given, math.sqrt(variance), spread, error)
    away = late - rate
    lag = float((away[1:] * away[:-1]).sum() / (away**2).sum())
    error = math.sqrt((1.0 - persistence**2) / number)
    yield within_errors(CASE, "its autocorrelation", "month", given, persistence, lag, error)


def cases() -> Iterator[Check]:
    for s, f in RATES:
        for same_month in (0, 1):
            yield from compare(s, f, same_month, MONTHS)
