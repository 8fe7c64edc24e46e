"""Few out of many: rows of a column that hold a certain value, block by block.

Most blocks hold none, which one quick pass over the block tells; only the others are gone through one by one.
"""

import numpy as np
from numba import njit

BLOCK = 128


@njit(cache=True)
def rows_with(column, value):  # type: ignore[no-untyped-def]
    """Rows, ascending, in which ``column`` equals ``value``."""
    out, n = np.empty(len(column), np.int64), 0
    for first in range(0, len(column), BLOCK):
        part = column[first : first + BLOCK]
        found = 0
        for j in range(len(part)):
            found += part[j] == value
        if found > 0:
            for j in range(len(part)):
                if part[j] == value:
                    out[n] = first + j
                    n += 1
    return out[:n].copy()


@njit(cache=True)
def rows_set(column):  # type: ignore[no-untyped-def]
    """Rows, ascending, in which ``column`` points to something: is not negative."""
    out, n = np.empty(len(column), np.int64), 0
    for first in range(0, len(column), BLOCK):
        part = column[first : first + BLOCK]
        found = 0
        for j in range(len(part)):
            found += part[j] >= 0
        if found > 0:
            for j in range(len(part)):
                if part[j] >= 0:
                    out[n] = first + j
                    n += 1
    return out[:n].copy()
