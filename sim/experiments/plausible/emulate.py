"""What a moment would be anywhere in the space, learnt from points lived so far: a trend and a Gaussian process.

y(x) = quadratic trend + f(x) + luck, f with a squared-exponential covariance of one length a parameter (so that a
parameter that does nothing is found to do nothing), luck of one variance. Source: Rasmussen & Williams (2006), ch. 2,
5. Lengths are learnt on at most ``LEARN`` points, and all points are used for the rest.
"""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

LEARN = 120
"""Points on which lengths and variances are learnt: the effort grows with their cube."""
SHORTEST = 0.3
"""Shortest length over the diagonal of the cube: a shorter one in every direction would be luck by another name."""
FLAT = 1e-9
"""Standard deviation below which a moment does not move."""


class Emulator:
    """One moment. ``noise``: variance of luck in one lived point."""

    def __init__(self, x: np.ndarray, y: np.ndarray, seed: int = 0) -> None:
        known = np.isfinite(y)
        x, y = x[known], y[known]
        self.count, self.mean = len(y), float(y.mean())
        self.scale = float(y.std()) if len(y) > 1 else 0.0
        self.process: Any = None
        self.trend, self.noise = np.zeros(_terms(x[:1]).shape[1]), 0.0
        if self.scale < FLAT:
            return
        z = (y - self.mean) / self.scale
        terms = _terms(x)
        ridge = 1e-3 * len(z) * np.eye(terms.shape[1])
        self.trend = np.linalg.solve(terms.T @ terms + ridge, terms.T @ z)
        self.process, white = _process(x, z - terms @ self.trend, seed)
        self.noise = white * self.scale**2

    def predict(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean, and variance of what is not known of it; luck of a single point is not part of it."""
        if self.process is None:
            return np.full(len(x), self.mean), np.zeros(len(x))
        rest, error = self.process.predict(x, return_std=True)
        white = self.noise / self.scale**2
        unknown = np.maximum(error**2 - white, 1e-12)
        return self.mean + self.scale * (_terms(x) @ self.trend + rest), unknown * self.scale**2

    def surface(self, x: np.ndarray) -> np.ndarray:
        """The mean alone, faster."""
        if self.process is None:
            return np.full(len(x), self.mean)
        return np.asarray(self.mean + self.scale * (_terms(x) @ self.trend + self.process.predict(x)))


def _terms(x: np.ndarray) -> np.ndarray:
    """1, x and x² about the middle of the cube."""
    about = 2.0 * x - 1.0
    return np.hstack([np.ones((len(x), 1)), about, about**2])


def _process(x: np.ndarray, z: np.ndarray, seed: int) -> tuple[Any, float]:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    apart = np.sqrt(x.shape[1])  # distances in a cube grow like this

    def begin(length: float, luck: float) -> Any:
        lengths = RBF(np.full(x.shape[1], length * apart), (SHORTEST * apart, 20.0))
        return ConstantKernel(0.5, (1e-3, 1e1)) * lengths + WhiteKernel(luck, (1e-6, 2.0))

    some = np.arange(len(x)) if len(x) <= LEARN else np.sort(np.random.default_rng(seed).permutation(len(x))[:LEARN])
    with warnings.catch_warnings():  # a length at its bound says that a parameter does nothing
        warnings.simplefilter("ignore", ConvergenceWarning)
        starts = (begin(1.0, 0.3), begin(0.35, 0.02))  # smooth with much luck, or winding with little
        tried = [GaussianProcessRegressor(k, alpha=1e-8).fit(x[some], z[some]) for k in starts]
        learnt = max(tried, key=lambda t: t.log_marginal_likelihood_value_)
        if len(some) < len(x):
            learnt = GaussianProcessRegressor(learnt.kernel_, alpha=1e-8, optimizer=None).fit(x, z)
    return learnt, float(learnt.kernel_.k2.noise_level)


def emulators(x: np.ndarray, columns: Sequence[np.ndarray], seed: int = 0) -> list[Emulator]:
    """One emulator a moment; the libraries work with one thread, as every process of a search does."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return [Emulator(x, y, seed) for y in columns]
