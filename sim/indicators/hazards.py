"""How fast spells end: hazards by month, one constant hazard, and whether hazards fall with time (Weibull shape).

Spells are counted in whole months t = 1, 2, …: a spell of length t that ended did so in its t-th month; one that was
cut off had lasted t months and gone on.
"""

import math

import numpy as np


def observed_hazards(durations: np.ndarray, events: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Months, share of spells at risk that ended in that month, and the number at risk. Life-table estimator."""
    durations, events = np.asarray(durations, np.int64), np.asarray(events, bool)
    ended = np.bincount(durations[events], minlength=int(durations.max()) + 1)
    cut = np.bincount(durations[~events], minlength=len(ended))
    exits = ended + np.concatenate([[0], cut[:-1]])  # those cut off after t months were at risk in month t
    at_risk = len(durations) - np.concatenate([[0], np.cumsum(exits)[:-1]])
    at_risk = at_risk - np.concatenate([[0], cut[:-1]])
    months = np.flatnonzero(at_risk > 0)
    months = months[months > 0]
    return months, ended[months] / at_risk[months], at_risk[months]


def constant_hazard(durations: np.ndarray, events: np.ndarray) -> tuple[float, float]:
    """Maximum-likelihood hazard of geometric spells, ended over months at risk, and its standard error."""
    exposure, ended = float(np.sum(durations)), float(np.sum(events))
    rate = ended / exposure
    return rate, math.sqrt(rate * (1.0 - rate) / exposure)


def weibull_shape(durations: np.ndarray, events: np.ndarray) -> tuple[float, float]:
    """Shape of a Weibull distribution of spells counted in whole months, and its standard error.

    S(t) = exp(−(t/b)^a) at t = 1, 2, …, so that a = 1 is the geometric distribution; a < 1 where hazards fall with
    time. Maximum likelihood by Newton's method in (ln a, a ln b). Source: Nakagawa & Osaki (1975), IEEE Trans.
    Reliability 24(5).
    """
    durations, events = np.asarray(durations, np.int64), np.asarray(events, bool)
    lengths = np.arange(1, int(durations.max()) + 1)
    ended = np.bincount(durations[events], minlength=len(lengths) + 1)[1:].astype(float)
    cut = np.bincount(durations[~events], minlength=len(lengths) + 1)[1:].astype(float)
    rate, _ = constant_hazard(durations, events)
    point = np.array([0.0, -math.log(-math.log1p(-min(rate, 0.999)))])

    def loss(x: np.ndarray) -> float:
        a, scale = math.exp(x[0]), math.exp(-x[1])
        before, after = scale * (lengths - 1.0) ** a, scale * lengths.astype(float) ** a
        gone = -before + np.log(-np.expm1(before - after))
        return float(-(ended * gone).sum() + (cut * after).sum())

    for _ in range(60):
        slope, curve = _derivatives(loss, point)
        step = np.linalg.solve(curve, slope)
        point = point - step * min(1.0, 0.5 / float(np.abs(step).max()))
        if float(np.abs(step).max()) < 1e-7:
            break
    _, curve = _derivatives(loss, point)
    shape = math.exp(point[0])
    return shape, shape * math.sqrt(float(np.linalg.inv(curve)[0, 0]))


def _derivatives(loss, x, h=1e-4):  # type: ignore[no-untyped-def]
    """Slope and curvature by central differences."""
    n, e = len(x), np.eye(len(x)) * h
    slope = np.array([(loss(x + e[i]) - loss(x - e[i])) / (2 * h) for i in range(n)])
    curve = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            corners = (loss(x + s * e[i] + t * e[j]) * s * t for s in (1, -1) for t in (1, -1))
            curve[i, j] = sum(corners) / (4 * h * h)
    return slope, curve
