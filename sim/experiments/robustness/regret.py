"""Regret: how much worse a package does in a future than the best that could have been chosen there.

Effects are packages × futures × seeds. Seeds are shared by all packages, so differences are paired. Source of the
measures: Savage (1951), Journal of the American Statistical Association 46(253); Lempert, Popper & Bankes (2003).
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.compare.statistics import Estimate, estimate, t_quantile

DRAWS = 500
"""Resamples of seeds."""
TIE = 1e-12


class Judged(NamedTuple):
    """What the futures say of one package; intervals are over seeds."""

    mean: Estimate
    regret: Estimate
    worst: Estimate
    worst_future: int
    best: float
    clearly_best: float
    enough: float
    clearly_enough: float


def regrets(means: np.ndarray) -> np.ndarray:
    """Best of every future less the mean of each package: packages × futures.

    >>> regrets(np.array([[1.0, 5.0], [3.0, 4.0]])).tolist()
    [[2.0, 0.0], [0.0, 1.0]]
    """
    return np.asarray(means.max(axis=0) - means)


def judge(effects: np.ndarray, least: float, seed: int = 1) -> list[Judged]:
    """Every package over all futures."""
    means = effects.mean(axis=2)
    regret = regrets(means)
    spread = resampled(effects, seed)
    clear = clearly_best(effects)
    made = []
    for p in range(len(effects)):
        enough = [estimate(effects[p, f]) for f in range(effects.shape[1])]
        made.append(
            Judged(
                estimate(effects[p].mean(axis=0)),
                _around(float(regret[p].mean()), spread[0][:, p], effects.shape[2]),
                _around(float(regret[p].max()), spread[1][:, p], effects.shape[2]),
                int(regret[p].argmax()),
                float((regret[p] <= TIE).mean()),
                float(np.mean([k == p for k in clear])),
                float((means[p] >= least).mean()),
                float(np.mean([e.low >= least for e in enough])),
            )
        )
    return made


def resampled(effects: np.ndarray, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Mean and largest regret of every package in worlds drawn again with replacement: draws × packages."""
    rng, n = np.random.default_rng(seed), effects.shape[2]
    mean, worst = [], []
    for pick in rng.integers(0, n, (DRAWS, n)):
        r = regrets(effects[:, :, pick].mean(axis=2))
        mean.append(r.mean(axis=1))
        worst.append(r.max(axis=1))
    return np.array(mean), np.array(worst)


def _around(value: float, draws: np.ndarray, n: int) -> Estimate:
    """A statistic with its interval: bootstrap spread, widened by √(n / (n − 1)), and Student's t; not below zero."""
    if n < 2:
        return Estimate(value, float("nan"), float("nan"), float("nan"), n)
    error = float(draws.std(ddof=1)) * float(np.sqrt(n / (n - 1)))
    reach = t_quantile(0.975, n - 1) * error
    return Estimate(value, max(0.0, value - reach), value + reach, error, n)


def level(packages: int) -> float:
    """Level of one comparison, so that all pairs together err in one table of twenty (Bonferroni).

    >>> round(level(3), 4)
    0.9833
    """
    return 1.0 - 0.05 / max(1, packages * (packages - 1) // 2)


def clearly_best(effects: np.ndarray) -> list[int | None]:
    """In every future the package that is established to be better than each other one; None where there is none."""
    found: list[int | None] = []
    for f in range(effects.shape[1]):
        here = effects[:, f]
        best = int(here.mean(axis=1).argmax())
        others = [p for p in range(len(here)) if p != best]
        sure = all(estimate(here[best] - here[p], level(len(here))).sign > 0 for p in others)
        found.append(best if sure and others else None)
    return found


def untold_worst(effects: np.ndarray, winner: int, seed: int = 1) -> list[int]:
    """Packages whose largest regret cannot be told apart from that of ``winner``."""
    means, n = effects.mean(axis=2), effects.shape[2]
    now, draws = regrets(means).max(axis=1), resampled(effects, seed)[1]
    near = []
    for p in range(len(effects)):
        gap = float(now[p] - now[winner])
        error = float((draws[:, p] - draws[:, winner]).std(ddof=1)) * float(np.sqrt(n / max(1, n - 1)))
        if p != winner and (n < 2 or abs(gap) <= t_quantile((1.0 + level(len(effects))) / 2.0, n - 1) * error):
            near.append(p)
    return near


def untold_mean(effects: np.ndarray, winner: int) -> list[int]:
    """Packages whose mean regret cannot be told apart: in every future the best is the same for both, so that their
    difference is that of their mean effects, which are paired."""
    paths = effects.mean(axis=1)
    sure = level(len(paths))
    return [p for p in range(len(paths)) if p != winner and not estimate(paths[winner] - paths[p], sure).established]
