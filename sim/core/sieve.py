"""Sieves: rows of the few people whom a quick test on whole columns lets through.

A test over a tile of people writes one byte a person, many at a time; ``collect`` then goes through the bytes eight at
a time and stops only where one is set.
"""

import numpy as np
from numba import njit

TILE = 2048
"""People of a tile; a multiple of eight whose bytes and words fit the fastest cache."""


@njit
def collect(flags, first, count, rows, n):  # type: ignore[no-untyped-def]
    """Write the rows ``first`` + j of the flags (0 or 1) set among the first ``count`` into ``rows`` from ``n`` on.

    Returns the new n; ``rows`` has room for one more than is ever written, ``flags`` has ``TILE`` bytes.
    """
    for j in range(count, len(flags)):
        flags[j] = 0
    eights = flags.view(np.uint64)
    for e in range(len(eights)):
        if eights[e] != 0:
            for j in range(8 * e, 8 * e + 8):
                rows[n] = first + j
                n += int(flags[j])
    return n


@njit
def gather(hit, rows, first):  # type: ignore[no-untyped-def]
    """The same where many are let through: positions (from ``first``) at which ``hit`` is 1; returns how many."""
    found = 0
    for t in range(len(hit)):
        rows[found] = first + t
        found += hit[t]
    return found


@njit(cache=True)
def rows_with(column, value):  # type: ignore[no-untyped-def]
    """Rows, ascending, in which ``column`` equals ``value``."""
    rows, flags, n = np.empty(len(column) + 1, np.int64), np.empty(TILE, np.uint8), 0
    for first in range(0, len(column), TILE):
        part = column[first : first + TILE]
        for j in range(len(part)):
            flags[j] = part[j] == value
        n = collect(flags, first, len(part), rows, n)
    return rows[:n].copy()


@njit(cache=True)
def rows_set(column):  # type: ignore[no-untyped-def]
    """Rows, ascending, in which ``column`` points to something: is not negative."""
    rows, flags, n = np.empty(len(column) + 1, np.int64), np.empty(TILE, np.uint8), 0
    for first in range(0, len(column), TILE):
        part = column[first : first + TILE]
        for j in range(len(part)):
            flags[j] = part[j] >= 0
        n = collect(flags, first, len(part), rows, n)
    return rows[:n].copy()


@njit(cache=True)
def rows_of(owner, flag):  # type: ignore[no-untyped-def]
    """Rows, ascending, whose ``owner`` (a row of another table, −1 none) has its ``flag`` set: staff of some firms."""
    rows, n = rows_set(owner), 0
    for i in rows:
        rows[n] = i
        n += flag[owner[i]] == 1
    return rows[:n].copy()
