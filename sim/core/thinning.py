"""Thinning: one cheap test of the draw for everybody, the exact rule only for those who pass.

An event happens when a person's draw is below a hazard. Most people's draws are above the highest hazard that their
state allows, so a table of bounds by state leaves few to ask. The exact rule then uses the same draw: a bound that is
too high costs time, never a result.
"""

import numpy as np
from numba import njit

from sim.core.draws import word
from sim.core.sieve import TILE, collect, gather

_TOP = np.uint64(32)


def thresholds(hazards: np.ndarray) -> np.ndarray:
    """Upper bounds of hazards as integers that the top 32 bits of a draw are compared with (``uint64``).

    >>> thresholds(np.array([0.0, 0.5, 1.0])).tolist()
    [0, 2147483648, 4294967296]
    """
    return np.ceil(np.minimum(np.maximum(hazards, 0.0), 1.0) * 2.0**32).astype(np.uint64)


@njit
def pick(k, idents, codes, limits, rows, first):  # type: ignore[no-untyped-def]
    """Positions (from ``first``) of entities whose draw is below the limit of their code; written to ``rows``.

    ``idents`` and ``codes`` are slices of a tile; ``rows`` has room for one more than the tile. Returns how many.
    Three simple loops, because compilers turn those into vector instructions.
    """
    words = np.empty(len(idents), np.uint64)
    for t in range(len(idents)):
        words[t] = word(k, idents[t])
    return below_limit(words, codes, limits, rows, first)


@njit
def below_limit(words, codes, limits, rows, first):  # type: ignore[no-untyped-def]
    """As ``pick``, from words already made."""
    hit = np.empty(len(words), np.uint8)
    for t in range(len(words)):
        hit[t] = words[t] >> _TOP < limits[codes[t]]
    return gather(hit, rows, first)


def drawn(k: np.uint64, idents: np.ndarray, highest: float) -> np.ndarray:
    """Rows of the entities whose draw is below ``highest``, ascending: a rule with a lower hazard asks nobody else."""
    limit = int(thresholds(np.array([highest]))[0])
    return np.arange(len(idents)) if limit >= 1 << 32 else _drawn(k, idents, np.uint32(limit))


@njit(cache=True)
def _drawn(k, idents, limit):  # type: ignore[no-untyped-def]
    rows, flags, n = np.empty(len(idents) + 1, np.int64), np.empty(TILE, np.uint8), 0
    for first in range(0, len(idents), TILE):
        part = idents[first : first + TILE]
        for j in range(len(part)):
            flags[j] = np.uint32(word(k, part[j]) >> _TOP) <= limit
        n = collect(flags, first, len(part), rows, n)
    return rows[:n].copy()
