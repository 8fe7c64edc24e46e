"""From the best point downhill: CMA-ES (Hansen 2016, arXiv 1604.00772), every generation with fresh luck.

A fixed seed would fit its noise: points would be called near that are only lucky.
"""

import math
from collections.abc import Callable

import numpy as np

STEPS = (0.02, 0.2)
"""Smallest and largest first step, in widths of a prior range."""


def brood(dimensions: int) -> int:
    """Points of a generation: 4 + 3 ln d."""
    return 4 + int(3 * math.log(max(dimensions, 1)))


def descend(
    start: np.ndarray,
    spread: np.ndarray,
    generation: Callable[[np.ndarray, int], list[float] | None],
    generations: int,
    seed: int,
) -> np.ndarray:
    """Where the search's own mean stands after so many generations; ``generation`` returns None to end it.

    First steps are half the ``spread`` (standard deviation by parameter) of what is plausible.
    """
    steps = np.clip(0.5 * spread, *STEPS)
    if len(start) < 2:  # the method needs two dimensions
        return _by_thirds(start, float(steps[0]), generation, generations)
    import cma

    options = {
        "bounds": [0.0, 1.0], "popsize": brood(len(start)), "seed": seed, "verbose": -9, "maxiter": generations + 1,
        "tolfun": 0, "tolx": 1e-9, "tolflatfitness": 10**6, "CMA_stds": list(steps),
    }  # fmt: skip
    strategy = cma.CMAEvolutionStrategy(np.clip(start, 0.01, 0.99), 1.0, options)
    for number in range(generations):
        points = np.clip(np.array(strategy.ask()), 0.0, 1.0)
        losses = generation(points, number)
        if losses is None:
            break
        strategy.tell(list(points), losses)
    return np.clip(np.array(strategy.result.xfavorite), 0.0, 1.0)


def _by_thirds(
    start: np.ndarray, step: float, generation: Callable[[np.ndarray, int], list[float] | None], generations: int
) -> np.ndarray:
    best = float(start[0])
    for number in range(generations):
        points = np.clip(best + step * np.array([-1.0, 0.0, 1.0]), 0.0, 1.0)
        losses = generation(points[:, None], number)
        if losses is None:
            break
        best, step = float(points[int(np.argmin(losses))]), 0.7 * step
    return np.array([best])
