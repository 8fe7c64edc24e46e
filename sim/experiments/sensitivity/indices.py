"""Indices of influence with their intervals, and what luck alone would make of them.

The answer at a point x with seed s is y(x, s) = f(x) + a(s) + e(x, s). What a seed adds everywhere, a(s), cancels,
because all points share the seeds; e(x, s) does not, and looks like influence. Its variance is known from the
replicates, and with it the floor below which an index cannot be told from noise.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.experiments.sensitivity.design import LEVELS, problem, salib

LEVEL = 0.95
RESAMPLES = 200
PAWN_RESAMPLES, DUMMIES = 50, 19
"""PAWN is slow to work out: resamples of its interval, and made-up factors without influence, for its floor."""


class Index(NamedTuple):
    """Influence of one factor. ``sign``: 1 more of it raises the outcome, −1 lowers it, 0 neither or both."""

    value: float
    low: float
    high: float
    floor: float
    first: float
    first_low: float
    first_high: float
    sign: int

    @property
    def established(self) -> bool:
        """Whether luck alone would not reach so far."""
        return self.low > self.floor


class Luck(NamedTuple):
    """Variance of the answers: between points, and of one world around its point that no common seed explains."""

    between: float
    noise: float
    replicates: int

    @property
    def share(self) -> float:
        """Share of the variance between the means of points that is luck; not a number with one replicate."""
        return min(1.0, self.noise / self.replicates / self.between) if self.between > 0 else math.nan

    @property
    def share_of_one(self) -> float:
        """The same, had there been one world a point."""
        signal = max(0.0, self.between - self.noise / self.replicates)
        return self.noise / (signal + self.noise) if self.noise > 0 else (0.0 if self.noise == 0 else math.nan)


def luck(answers: np.ndarray) -> Luck:
    """Luck in points × seeds: residuals of the two-way table, which leave out what a seed adds everywhere.

    Noise = Σ (y − row mean − column mean + mean)² / ((points − 1)(seeds − 1)).

    >>> luck(np.array([[1.0, 2.0], [3.0, 4.0]])).noise
    0.0
    """
    points, seeds = answers.shape
    between = float(answers.mean(axis=1).var(ddof=1)) if points > 1 else math.nan
    if seeds < 2 or points < 2:
        return Luck(between, math.nan, seeds)
    rest = answers - answers.mean(axis=1, keepdims=True) - answers.mean(axis=0, keepdims=True) + answers.mean()
    return Luck(between, float((rest**2).sum() / ((points - 1) * (seeds - 1))), seeds)


def indices(method: str, shares: np.ndarray, answers: np.ndarray, seed: int) -> list[Index]:
    """One index a factor, of the means over seeds."""
    mean, found = answers.mean(axis=1), luck(answers)
    if np.ptp(mean) == 0.0:
        return [Index(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0)] * shares.shape[1]
    make = {"morris": morris, "sobol": sobol, "pawn": pawn}[method]
    return make(shares, mean, found, seed)


def morris(shares: np.ndarray, mean: np.ndarray, found: Luck, seed: int) -> list[Index]:
    """Mean absolute elementary effect over the whole range; ``first`` is the mean with its sign.

    Floor: luck alone makes a step differ by a normal draw of variance 2 noise / replicates, whose mean size is
    √(2/π) of its spread. Source: Morris (1991), Technometrics 33(2); Campolongo et al. (2007).
    """
    k = shares.shape[1]
    made = salib("analyze.morris").analyze(
        problem(k), shares, mean, num_levels=LEVELS, num_resamples=RESAMPLES, conf_level=LEVEL, seed=seed
    )
    step = LEVELS / (2.0 * (LEVELS - 1))
    noise = 0.0 if math.isnan(found.noise) else found.noise
    floor = math.sqrt(2.0 * noise / found.replicates) * math.sqrt(2.0 / math.pi) / step
    rows, trajectories = [], len(shares) // (k + 1)
    for j in range(k):
        value, reach = float(made["mu_star"][j]), float(made["mu_star_conf"][j])
        first, spread = float(made["mu"][j]), float(made["sigma"][j])
        half = 1.96 * spread / math.sqrt(trajectories)
        sign = 0 if abs(first) <= half else int(np.sign(first))
        rows.append(Index(value, value - reach, value + reach, floor, first, first - half, first + half, sign))
    return rows


def sobol(shares: np.ndarray, mean: np.ndarray, found: Luck, seed: int) -> list[Index]:
    """Total index; ``first`` is the first-order index.

    Luck adds its whole share of the variance to each total index, for it differs between any two points. Source:
    Saltelli et al. (2010), Computer Physics Communications 181(2); Jansen (1999) for the total index.
    """
    k = shares.shape[1]
    made = salib("analyze.sobol").analyze(
        problem(k), mean, calc_second_order=False, num_resamples=RESAMPLES, conf_level=LEVEL, seed=seed
    )
    floor = 0.0 if math.isnan(found.share) else found.share
    rows = []
    for j in range(k):
        total, reach, one, around = (float(made[name][j]) for name in ("ST", "ST_conf", "S1", "S1_conf"))
        sign = direction(shares[:, j], mean)
        rows.append(Index(total, total - reach, total + reach, floor, one, one - around, one + around, sign))
    return rows


def pawn(shares: np.ndarray, mean: np.ndarray, found: Luck, seed: int) -> list[Index]:
    """Median distance between the distribution of answers in a slice of the factor and in all points.

    Floor: the largest of 19 made-up factors without any influence, on the same answers. Interval: bootstrap of
    points. Source: Pianosi & Wagener (2018), Environmental Modelling & Software 108; the made-up factor: Khorashadi
    Zadeh et al. (2017), same journal, 91.
    """
    rng = np.random.default_rng(seed)
    n, k = shares.shape
    slices = max(4, min(10, n // 15))
    floor = max(distance(rng.random(n), mean, slices) for _ in range(DUMMIES))
    rows = []
    for j in range(k):
        value = distance(shares[:, j], mean, slices)
        picks = rng.integers(0, n, (PAWN_RESAMPLES, n))
        spread = float(np.std([distance(shares[p, j], mean[p], slices) for p in picks], ddof=1))
        low, high = value - 1.96 * spread, min(1.0, value + 1.96 * spread)
        rows.append(Index(value, low, high, floor, math.nan, math.nan, math.nan, direction(shares[:, j], mean)))
    return rows


def distance(factor: np.ndarray, answer: np.ndarray, slices: int) -> float:
    """PAWN's index of one factor: median over slices of the Kolmogorov–Smirnov distance to all points."""
    made = salib("analyze.pawn").analyze(problem(1), factor[:, None], answer, S=slices, print_to_console=False)
    return float(made["median"][0])


def direction(factor: np.ndarray, answer: np.ndarray) -> int:
    """Whether more of a factor goes with more of the outcome: sign of the rank correlation where it is clear (5 %)."""
    ranks = [np.argsort(np.argsort(v)).astype(float) for v in (factor, answer)]
    r, n = float(np.corrcoef(*ranks)[0, 1]), len(factor)
    return int(np.sign(r)) if abs(r) * math.sqrt(n - 1) > 1.96 else 0
