"""Exponential and logarithm of our own: the same bits on every machine, with and without compilation.

The functions of a C library differ between systems in the last bit, and numpy's vector versions differ from the
scalar ones; an event decided by such a number would then differ too. Here a value is made of additions,
multiplications and table look-ups only, which IEEE 754 fixes to the bit. The tables are worked out once with
``decimal``, whose results are fixed by its own specification.

    exp x = 2^m · 2^(j/128) · e^r        128·m + j = the integer nearest to 128·x / ln 2,  |r| ≤ ln 2 / 256
    log x = k · ln 2 + log c + log1p((z − c)/c)      x = 2^k · z,  11/16 ≤ z < 11/8,  c the middle of z's cell

(the schemes of S. Tang, ACM Trans. Math. Softw. 15 (1989) and 16 (1990)). Error: ``exp`` below 1.2, ``log``
below 0.9 units in the last place; loops over them vectorise. Plain ``njit``,
because the compiler proper inlines them just as well, and much sooner than numba would.
"""

from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import wraps
from typing import Any

import numpy as np
from numba import config, njit

_STEPS = 128
_BLOCK = 8192
_SHIFT = 6755399441055744.0
"""1.5 · 2^52: adding it leaves the nearest integer in the low bits of the sum."""
_SHIFT_BITS = 0x4338000000000000
_MANTISSA = 52
_CELL_SHIFT = 45
_LOW = 0x3FE6000000000000
"""Bits of 11/16, the lower end of the reduced argument of the logarithm."""
_TINY = 2.2250738585072014e-308
_TWO_54 = 18014398509481984.0
_INFINITY = float("inf")
_NAN = float("nan")

EXP_LEAST, EXP_MOST = -707.0, 709.782712893384
"""``exp`` is 0 below the first bound and infinite above the second."""


def _split(value: Decimal) -> tuple[float, float]:
    """``value`` as a multiple of 2^-42 and the rest, so that the first can be multiplied and added exactly."""
    head = Decimal(round(value * 2**42)) / 2**42
    return float(head), float(value - head)


def _exp_table() -> np.ndarray:
    """Bits of 2^(j / 128), j = 0 … 127, as integers; the power of two 2^m is added to them."""
    with localcontext() as context:
        context.prec = 40
        root = Decimal(2) ** (Decimal(1) / _STEPS)
        powers = [float(root**j) for j in range(_STEPS)]
    return np.array(powers).view(np.int64)


def _log_tables() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Middle c of each cell of the reduced argument, 1 / c, and log c in two parts; c = 1 in both cells beside 1."""
    edges = (_LOW + (np.arange(_STEPS + 1, dtype=np.int64) << _CELL_SHIFT)).view(np.float64)
    middles = 0.5 * (edges[:-1] + edges[1:])
    middles[np.flatnonzero((edges[:-1] == 1.0) | (edges[1:] == 1.0))] = 1.0
    with localcontext() as context:
        context.prec = 40
        logs = [_split(Decimal(float(c)).ln()) for c in middles]
    heads, tails = (np.array(part) for part in zip(*logs, strict=True))
    return middles, 1.0 / middles, heads, tails


def _constants() -> tuple[float, float, float, float, float]:
    """128 / ln 2, and ln 2 / 128 and ln 2 in two parts each."""
    with localcontext() as context:
        context.prec = 40
        ln2 = Decimal(2).ln()
        step = _split(ln2 / _STEPS)
        return float(_STEPS / ln2), *step, *_split(ln2)


_POWERS = _exp_table()
_MIDDLE, _INVERSE, _LOG_HEAD, _LOG_TAIL = _log_tables()
_PER_STEP, _STEP_HEAD, _STEP_TAIL, _LN2_HEAD, _LN2_TAIL = _constants()


def _in_blocks(function: Callable[[np.ndarray], np.ndarray]) -> Callable[[Any], np.ndarray]:
    """``function`` of an array of any shape, piece by piece, so that what is between stays in the cache."""

    @wraps(function)
    def of_all(x: Any) -> np.ndarray:
        flat = np.asarray(x, np.float64).ravel()
        out = np.empty(len(flat))
        for first in range(0, len(flat), _BLOCK):
            out[first : first + _BLOCK] = function(flat[first : first + _BLOCK])
        return out.reshape(np.shape(x))

    return of_all


@_in_blocks
def exps_by_columns(x: np.ndarray) -> np.ndarray:
    """``exp`` of every element, the same bits, without compiled code."""
    v = np.minimum(np.maximum(x, EXP_LEAST), EXP_MOST)
    shifted = v * _PER_STEP + _SHIFT
    n = shifted.view(np.int64) - _SHIFT_BITS
    steps = shifted - _SHIFT
    r = (v - steps * _STEP_HEAD) - steps * _STEP_TAIL
    rest = r + r * r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0))))
    half = (_POWERS[n & 127] + (((n >> 7) - 1) << _MANTISSA)).view(np.float64)
    y = 2.0 * (half + half * rest)
    return np.where(x < EXP_LEAST, 0.0, np.where(x > EXP_MOST, _INFINITY, np.where(x != x, _NAN, y)))


@_in_blocks
def logs_by_columns(x: np.ndarray) -> np.ndarray:
    """``log`` of every element, the same bits, without compiled code: for what is worked out at import."""
    small = x < _TINY
    v = np.where(small, x * np.where(small, _TWO_54, 1.0), x)
    bits = v.view(np.int64)
    from_low = bits - _LOW
    i = (from_low >> _CELL_SHIFT) & 127
    k = from_low >> _MANTISSA
    z = (bits - (k << _MANTISSA)).view(np.float64)
    power = np.where(small, k - 54, k).astype(np.float64)
    r = (z - _MIDDLE[i]) * _INVERSE[i]
    whole = power * _LN2_HEAD + _LOG_HEAD[i]
    top = whole + r
    low = ((whole - top) + r) + (power * _LN2_TAIL + _LOG_TAIL[i])
    s = r * r
    near = (1.0 / 3.0 - 0.25 * r) + s * ((0.2 - r * (1.0 / 6.0)) + s * (1.0 / 7.0 - 0.125 * r))
    y = top + (low + s * (r * near - 0.5))
    outside = np.where(x > 0.0, x, np.where(x == 0.0, -_INFINITY, _NAN))
    return np.where((x > 0.0) & (x < _INFINITY), y, outside)


@njit(cache=True)
def exp(x: float) -> float:
    """e^x; 0 below −707 (where it is less than 10^-307), infinite above 709.78, not a number for none."""
    x = float(x)
    v = min(max(x, EXP_LEAST), EXP_MOST)
    shifted = v * _PER_STEP + _SHIFT
    n = np.float64(shifted).view(np.int64) - _SHIFT_BITS
    steps = shifted - _SHIFT
    r = (v - steps * _STEP_HEAD) - steps * _STEP_TAIL
    rest = r + r * r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0))))
    half = float(np.int64(_POWERS[n & 127] + (((n >> 7) - 1) << _MANTISSA)).view(np.float64))
    y = 2.0 * (half + half * rest)
    if x < EXP_LEAST:
        y = 0.0
    if x > EXP_MOST:
        y = _INFINITY
    if x != x:
        y = _NAN
    return y


@njit(cache=True)
def log(x: float) -> float:
    """Natural logarithm; −∞ at 0, not a number below 0."""
    x = float(x)
    small = x < _TINY
    v = x * _TWO_54 if small else x
    bits = np.float64(v).view(np.int64)
    from_low = bits - _LOW
    i = (from_low >> _CELL_SHIFT) & 127
    k = from_low >> _MANTISSA
    z = float(np.int64(bits - (k << _MANTISSA)).view(np.float64))
    power = float(k - 54 if small else k)
    r = (z - float(_MIDDLE[i])) * float(_INVERSE[i])
    whole = power * _LN2_HEAD + float(_LOG_HEAD[i])
    top = whole + r
    low = ((whole - top) + r) + (power * _LN2_TAIL + float(_LOG_TAIL[i]))
    s = r * r
    near = (1.0 / 3.0 - 0.25 * r) + s * ((0.2 - r * (1.0 / 6.0)) + s * (1.0 / 7.0 - 0.125 * r))
    y = top + (low + s * (r * near - 0.5))
    if not 0.0 < x < _INFINITY:
        y = x if x > 0.0 else (-_INFINITY if x == 0.0 else _NAN)
    return y


@njit(cache=True)
def power(x: float, exponent: float) -> float:
    """x to any power for x > 0, as exp(exponent · log x); relative error about 2^-52 · (1 + |exponent · log x|)."""
    return exp(exponent * log(x))


@njit(cache=True)
def _exps(x, out):  # type: ignore[no-untyped-def]
    for i in range(len(x)):
        out[i] = exp(x[i])


@njit(cache=True)
def _logs(x, out):  # type: ignore[no-untyped-def]
    for i in range(len(x)):
        out[i] = log(x[i])


def exps(x: Any) -> np.ndarray:
    """``exp`` of every element, the same bits; for arrays of any shape outside kernels."""
    if config.DISABLE_JIT:
        return exps_by_columns(x)
    out = np.empty(np.shape(x))
    _exps(np.asarray(x, np.float64).ravel(), out.reshape(-1))
    return out


def logs(x: Any) -> np.ndarray:
    """``log`` of every element, the same bits; for arrays of any shape outside kernels."""
    if config.DISABLE_JIT:
        return logs_by_columns(x)
    out = np.empty(np.shape(x))
    _logs(np.asarray(x, np.float64).ravel(), out.reshape(-1))
    return out
