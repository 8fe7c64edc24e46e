"""What the moments say about each parameter: how far its range shrinks, what it moves, and with what it is confused."""

from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from sim.experiments.plausible.matching import Region
from sim.experiments.plausible.space import Space

DRAWS = 1024
"""Points of each of the two designs from which shares of variance are had."""
LEAST = 10
"""Points of a region below which nothing is said of ranges."""


class Known(NamedTuple):
    """One parameter. ``low``, ``high``: the middle nine tenths of what is left; ``range_left``: over that of the prior.

    ``moment``: the one that tells most about it; ``share``: part of that moment's variance over the prior space that
    this parameter alone makes; ``signal``: standard deviation of that part, in the declared errors of the moment.
    ``partner``: the parameter with which it is correlated most in what is left.
    """

    name: str
    low: float
    high: float
    range_left: float
    moment: str
    share: float
    signal: float
    partner: str
    correlation: float

    @property
    def word(self) -> str:
        """
        >>> Known("a", 0, 1, 0.4, "", 0.9, 3.0, "", 0.1).word, Known("a", 0, 1, 0.97, "", 0.1, 0.1, "", 0.0).word
        ('identified', 'not identified')
        """
        return "identified" if self.range_left < 0.5 else "weakly" if self.range_left < 0.85 else "not identified"


def first_order(region: Region, dimensions: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Moments × parameters: share of a moment's variance that each parameter makes alone; and the moments' variances.

    S_i = Cov(f(A), f(B with column i of A)) / Var f, from two independent designs. Source: Saltelli et al. (2010),
    Computer Physics Communications 181(2).
    """
    draws = np.random.default_rng(seed)
    a, b = draws.random((2, DRAWS, dimensions))
    shares, variances = np.zeros((len(region.moments), dimensions)), np.zeros(len(region.moments))
    with threadpool_limits(1):
        for k, emulator in enumerate(region.emulators):
            of_a, of_b = emulator.surface(a), emulator.surface(b)
            variances[k] = np.concatenate([of_a, of_b]).var()
            for i in range(dimensions):
                mixed = b.copy()
                mixed[:, i] = a[:, i]
                if variances[k] > 0:
                    shares[k, i] = np.mean(of_a * (emulator.surface(mixed) - of_b)) / variances[k]
    return np.clip(shares, 0.0, 1.0), variances


def identify(space: Space, region: Region, left: np.ndarray, seed: int = 1) -> list[Known]:
    """One row a parameter, in the order of the space."""
    shares, variances = first_order(region, len(space), seed)
    errors = np.array([m.observed + m.discrepancy for m in region.moments])
    signal = np.sqrt(shares * variances[:, None] / errors[:, None])
    related = np.nan_to_num(np.corrcoef(left.T)) if len(left) >= LEAST and len(space) > 1 else np.eye(len(space))
    made = []
    for i, d in enumerate(space.dimensions):
        k = int(np.argmax(signal[:, i])) if len(signal) else -1
        told = (region.moments[k].name, float(shares[k, i]), float(signal[k, i])) if k >= 0 else ("", 0.0, 0.0)
        low, high = np.quantile(left[:, i], (0.05, 0.95)) if len(left) >= LEAST else (0.05, 0.95)
        others = np.where(np.arange(len(space)) == i, 0.0, related[i])
        j = int(np.argmax(np.abs(others)))
        ends = [space.values(np.where(np.arange(len(space)) == i, u, 0.5))[d.name] for u in (low, high)]
        made.append(Known(
            d.name, *ends, float((high - low) / 0.9), *told,
            space.dimensions[j].name if j != i else "", float(others[j]),
        ))  # fmt: skip
    return made
