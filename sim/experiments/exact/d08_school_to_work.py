"""School to work as a chain: jobseeker, casual (informal) job, stable job.

Played by whole months under ``theory=two_tiers``, and by the estimators of monthly flows and of what follows from
them. Mean months to the first stable job t = (I − Q)⁻¹ 1, variance (2 (I − Q)⁻¹ − I) t − t², shares in the long run
π P = π. Exits come before entries in the month, so that casual workers who stay move up with q/(1 − s). Source: Kemeny
& Snell (1960), Finite Markov Chains.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.agents.transitions import Activity
from sim.core.states import Job, Tier
from sim.experiments.chains import long_run_shares, months_to_leave
from sim.experiments.exact.contract import Check, exactly, within_errors
from sim.experiments.exact.worlds import months, world
from sim.experiments.flows import FlowWatch, monthly_rates

CASE = "D08"
PEOPLE = 20_000
STATES = ("unemployed", "casual", "regular")


class Road(NamedTuple):
    """Monthly probabilities of the chain."""

    casual: float  # jobseeker to casual job
    regular: float  # jobseeker to stable job
    upgrade: float  # casual to stable
    loss: float  # casual to jobseeker
    loss_regular: float = 0.0  # stable to jobseeker

    def matrix(self) -> np.ndarray:
        """From × to: jobseeker, casual, stable."""
        off = np.array([
            [0.0, self.casual, self.regular], [self.loss, 0.0, self.upgrade], [self.loss_regular, 0.0, 0.0],
        ])  # fmt: skip
        return off + np.diag(1.0 - off.sum(axis=1))

    def __str__(self) -> str:
        names = ("casual", "regular", "up", "lost", "regular lost")
        return ", ".join(f"{name} {value}" for name, value in zip(names, self, strict=True) if value)

    def words(self) -> list[str]:
        return [
            f"limit.numbers.finding_casual={self.casual}", f"limit.numbers.finding_regular={self.regular}",
            f"limit.numbers.upgrade={self.upgrade / (1.0 - self.loss)}",
            f"economy.separation.casual_informal={self.loss}",
            f"economy.separation.informal_regular={self.loss_regular}",
        ]  # fmt: skip


ONE_WAY = (Road(0.10, 0.10, 0.15, 0.15), Road(0.20, 0.02, 0.03, 0.10))
CIRCLES = (Road(0.15, 0.01, 0.005, 0.10, 0.02), Road(0.10, 0.05, 0.04, 0.08, 0.03))


def of_spells(t: np.ndarray, what: str, given: str, mean: float, variance: float) -> Iterator[Check]:
    """Mean and variance of observed months."""
    n, spread = len(t), float(t.var(ddof=1))
    yield within_errors(
        CASE, f"months to the first stable job from {what}", "month", given, mean, t.mean(), math.sqrt(variance / n)
    )
    fourth = float(((t - t.mean()) ** 4).mean())
    error = math.sqrt((fourth - spread**2) / n)
    yield within_errors(CASE, f"their variance, from {what}", "month", given, variance, spread, error)


def one_way(road: Road, people: int = PEOPLE) -> Iterator[Check]:
    """Everybody starts as a jobseeker; nobody leaves a stable job."""
    model = world("two_tiers", people, *road.words())
    first_casual = np.full(len(model.people.pid), -1)
    stable = np.zeros(len(model.people.pid), bool)
    while not stable[model.people.pid != 0].all() and model.month < 1000:
        model.step()
        first_casual[(model.people.tier == Tier.CASUAL) & (first_casual < 0)] = model.month
        stable = (model.people.job == Job.EMPLOYEE) & (model.people.tier == Tier.REGULAR)
    arrived = model.people.job_since.astype(int) + 1
    mean, variance = months_to_leave(road.matrix()[:2, :2])
    given = f"{road}, n={people:,}"
    yield from of_spells(arrived[stable], "search", given, mean[0], variance[0])
    through = stable & (first_casual > 0)
    yield from of_spells((arrived - first_casual)[through], "a casual job", given, mean[1], variance[1])


def circle(road: Road, people: int = PEOPLE, number: int = 200) -> Iterator[Check]:
    """Stable jobs end too: monthly flows, and shares in the long run."""
    model = world("two_tiers", people, *road.words())
    matrix, given = road.matrix(), f"{road}, n={people:,}"
    second = sorted(np.abs(np.linalg.eigvals(matrix)))[1]
    start = math.ceil(math.log(1e-4) / math.log(second))
    for _ in months(model, start):
        pass
    watch, shares = FlowWatch(model.people), []
    for m in months(model, number):
        watch.observe(m.people)
        shares.append(m.stock[[Activity.UNEMPLOYED, Activity.CASUAL, Activity.REGULAR]] / people)
    rates = monthly_rates(watch.table(), number).loc[list(STATES), list(STATES)].to_numpy() / 100.0
    held = np.mean(shares, axis=0) * people * number
    for a, b in ((0, 1), (0, 2), (1, 0), (1, 2), (2, 0)):
        p = matrix[a, b]
        error = math.sqrt(p * (1.0 - p) / held[a])
        what = f"monthly flow {STATES[a]} to {STATES[b]}"
        yield within_errors(CASE, what, "estimator", given, p, rates[a, b], error)
    theory = long_run_shares(matrix)
    for k, name in enumerate(STATES):
        found, error = float(np.mean(shares, axis=0)[k]), error_of_share(matrix, theory, k, people, number)
        yield within_errors(CASE, f"share {name} in the long run", "month", given, theory[k], found, error)


def error_of_share(matrix: np.ndarray, long_run: np.ndarray, k: int, people: int, number: int) -> float:
    """Standard error of the mean share in state k over ``number`` months of independent people, from the chain."""
    total, power, p = 1.0, np.eye(len(matrix)), long_run[k]
    for lag in range(1, number):
        power = power @ matrix
        total += 2.0 * (1.0 - lag / number) * (power[k, k] - p) / (1.0 - p)
    return math.sqrt(p * (1.0 - p) * total / (number * people))


def printed() -> Iterator[Check]:
    """The rule at values worked out by hand."""
    mean, _ = months_to_leave(np.array([[0.80, 0.10], [0.15, 0.70]]))
    for found, by_hand, start in zip(mean, (80.0 / 9.0, 70.0 / 9.0), ("search", "a casual job"), strict=True):
        yield exactly(
            CASE, f"mean months from {start}", "estimator", "Q=[[.80, .10], [.15, .70]]", by_hand, found, 1e-9
        )


def cases() -> Iterator[Check]:
    yield from printed()
    for road in ONE_WAY:
        yield from one_way(road)
    for road in CIRCLES:
        yield from circle(road)
