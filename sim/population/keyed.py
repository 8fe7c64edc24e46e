"""Vectors of keyed draws: trait number ``j`` of many entities, and inversion of tabulated distributions."""

import numpy as np
from numba import njit

from sim.core.draws import normal, sub, uniform, word


def trait_uniforms(k: np.uint64, idents: np.ndarray, j: int) -> np.ndarray:
    """Uniform variate of trait ``j`` of every entity in ``idents`` (int64) under key ``k``."""
    return _uniforms(k, idents, int(j))  # type: ignore[no-any-return] # compiled code is slow to recognise an enum


def trait_normals(k: np.uint64, idents: np.ndarray, j: int) -> np.ndarray:
    """Standard normal variate of trait ``j`` of every entity in ``idents`` under key ``k``."""
    return _normals(k, idents, int(j))  # type: ignore[no-any-return]


@njit(cache=True)
def _uniforms(k, idents, j):  # type: ignore[no-untyped-def]
    out = np.empty(len(idents), np.float64)
    for i in range(len(idents)):
        out[i] = uniform(sub(word(k, idents[i]), j))
    return out


@njit(cache=True)
def _normals(k, idents, j):  # type: ignore[no-untyped-def]
    out = np.empty(len(idents), np.float64)
    for i in range(len(idents)):
        out[i] = normal(sub(word(k, idents[i]), j))
    return out


@njit(cache=True)
def invert(table, rows, u):  # type: ignore[no-untyped-def]
    """For each i the first column of ``table[rows[i]]`` (a distribution function) that exceeds ``u[i]``."""
    out = np.empty(len(u), np.int64)
    last = table.shape[1] - 1
    for i in range(len(u)):
        low, high = 0, last
        while low < high:
            middle = (low + high) // 2
            if table[rows[i], middle] > u[i]:
                high = middle
            else:
                low = middle + 1
        out[i] = low
    return out


def ordinals(groups: np.ndarray) -> np.ndarray:
    """Position of each element within its group, 0, 1, …, in the order given; ``groups`` must be sorted."""
    if len(groups) == 0:
        return np.empty(0, np.int64)
    here = np.arange(len(groups))
    starts = np.zeros(len(groups), np.int64)
    starts[1:] = np.where(groups[1:] != groups[:-1], here[1:], 0)
    return here - np.maximum.accumulate(starts)


def apportion(total: int, weights: np.ndarray) -> np.ndarray:
    """``total`` units shared out in proportion to ``weights`` by largest remainders."""
    weights = np.asarray(weights, np.float64)
    exact = total * weights / max(weights.sum(), 1e-300)
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole
