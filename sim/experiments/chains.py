"""Activities as a Markov chain: what follows from monthly probabilities, such as those of ``flows.monthly_rates``."""

import numpy as np


def months_to_leave(stay: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of the months until a set of activities is left, by activity of the start.

    ``stay`` Q holds the monthly probabilities among them: t = (I − Q)⁻¹ 1, variance (2 (I − Q)⁻¹ − I) t − t². Source:
    Kemeny & Snell (1960), Finite Markov Chains, ch. 3.
    """
    eye = np.eye(len(stay))
    fundamental = np.linalg.inv(eye - stay)
    mean = fundamental.sum(axis=1)
    return mean, (2.0 * fundamental - eye) @ mean - mean**2


def long_run_shares(matrix: np.ndarray) -> np.ndarray:
    """Shares π with π P = π: where people are in the long run."""
    n = len(matrix)
    equations = np.vstack([matrix.T - np.eye(n), np.ones(n)])
    return np.linalg.lstsq(equations, np.r_[np.zeros(n), 1.0], rcond=None)[0]
