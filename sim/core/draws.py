"""Keyed random draws: a draw is a pure function of (seed, purpose, month, person[, other party]).

Nothing is stored and nothing is consumed, so the same person has the same luck in every world, whatever else
changes, and results do not depend on the order of people or on the number of threads.

    mix(z)                   the splitmix64 finaliser (Steele, Lea & Flood 2014)
    key(seed, purpose, month)  fields absorbed one by one
    word(key, id)            mix(mix((id + 1)·G + key) xor key)      one 64-bit word per entity and decision
    sub(word, j)             further draws of the same entity in the same decision, j = 1, 2, …
    pair(word, other)        one draw per person and other party (vacancy, programme, option)

All arithmetic is modulo 2^64 on ``uint64``; Python integers are never mixed in, because numba would turn the
result into a signed one. Logarithm and exponential are our own (``sim.core.elementary``): the same bits everywhere.
"""

import math
from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np
from numba import config, njit, types
from numba.extending import overload

from sim.core.elementary import exp, log, logs_by_columns

_G = np.uint64(0x9E3779B97F4A7C15)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)
_S11, _S12, _S32 = np.uint64(11), np.uint64(12), np.uint64(32)
_ONE = np.uint64(1)
_MASK = (1 << 64) - 1


class Purpose(IntEnum):
    """Registry of the decisions that draw. Integers are frozen: never changed, never used again."""

    POPULATION = 1
    HOUSEHOLD = 2
    FIRM_TRAITS = 3
    PROVIDER_TRAITS = 4
    MARKET_TRAITS = 5
    RESAMPLE = 6
    DEATH = 7
    ENTRANTS = 8
    ENTRANT_TRAITS = 9
    BIRTH = 10
    UNION = 11
    DISABILITY_ONSET = 12
    MIGRATION = 13
    SECTOR_SHOCK = 14
    FORECAST_ERROR = 15
    BELIEF = 16
    SCHOOL_PROGRESS = 17
    SCHOOL_LEAVING = 18
    SCHOOL_WORK = 19
    PLACES = 20
    FIRM_TRAINING = 21
    AWARENESS = 22
    TRAINING_CHOICE = 23
    ADMISSION = 24
    DROP_OUT = 25
    TEACHING = 26
    APPRENTICESHIP = 27
    SEPARATION = 28
    FIRM_EXIT = 29
    CONTRACT = 30
    FIRM_SHOCK = 31
    FIRM_ENTRY = 32
    ROUNDING = 33
    FILL_GAP = 34
    LAY_OFF = 35
    RECONSIDER = 36
    ACTIVITY_CHOICE = 37
    QUIT = 38
    APPLY = 39
    CHANNEL = 40
    SCORE = 41
    SIGNAL = 42
    ACCEPT = 43
    PAY_RESET = 44
    LEARNING = 45
    COMPLIANCE = 46
    CLAIM = 47
    TAKE_UP = 48
    INCLUSION_ERROR = 49
    EXCLUSION_ERROR = 50
    CERTIFICATE = 51
    PLACEMENT = 52
    SLOT_FILL = 53
    TRADE_CHOICE = 54
    MATCH_QUALITY = 55
    HIRE_CONTRACT = 56
    CARE = 57
    PERTURB = 58
    SEASON = 59
    ENROL = 60
    EXCHANGE = 61
    OFFER = 62
    HOLD_OUT = 63
    RATION = 64
    SEAT_OFFER = 65
    SCREENING = 66
    LOAN = 67
    ACCOUNT = 68
    RECOGNITION = 69
    QUOTA = 70
    FORMALISATION = 71
    DIRECT_JOB = 72
    INTERNSHIP = 73
    ARRIVAL = 74
    LEGAL_ACCESS = 75
    START_UP = 76
    GUIDANCE = 77
    TRAINER = 78
    STORY = 79
    INSPECTION = 80
    PASSING_PAY = 81
    REPORTING = 82


def _modulo(function: Callable[..., Any]) -> Callable[..., Any]:
    """Without compilation (``NUMBA_DISABLE_JIT=1``) numpy would warn of every wrap-round, which is meant here."""
    return np.errstate(over="ignore")(function) if config.DISABLE_JIT else function


@_modulo
@njit(inline="always")
def mix(z: np.uint64) -> np.uint64:
    """The splitmix64 finaliser: a bijection of 64-bit words in which every input bit moves every output bit."""
    z = (z ^ (z >> _S30)) * _M1
    z = (z ^ (z >> _S27)) * _M2
    return z ^ (z >> _S31)


def _mix_int(z: int) -> int:
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


@lru_cache(maxsize=4096)
def key(seed: int, purpose: int, month: int = 0) -> np.uint64:
    """Key of one decision in one month; computed once a pass, in Python, and kept: many decisions ask every month."""
    h = (_decision(seed, purpose) ^ (int(month) & _MASK)) + 0x9E3779B97F4A7C15
    return np.uint64(_mix_int(h & _MASK))


def keys(seed: int, month: int) -> np.ndarray:
    """``key`` of every purpose of the registry in one month, by purpose (``uint64``): a month asks for most of them."""
    z: np.ndarray = getattr(mix, "py_func", mix)((_decisions(int(seed)) ^ np.uint64(int(month) & _MASK)) + _G)
    return z


@lru_cache(maxsize=64)
def _decisions(seed: int) -> np.ndarray:
    """``_decision`` of every purpose, by purpose."""
    return np.array([_decision(seed, p) for p in range(max(Purpose) + 1)], np.uint64)


def _absorb(h: int, field: int) -> int:
    """Take one more field into the hash ``h``."""
    return _mix_int(((h ^ (field & _MASK)) + 0x9E3779B97F4A7C15) & _MASK)


@lru_cache(maxsize=1024)
def _decision(seed: int, purpose: int) -> int:
    """Hash of a decision in a run, the same every month."""
    return _absorb(_absorb(0, int(seed)), int(purpose))


def as_word(x):  # type: ignore[no-untyped-def]
    """``x`` as a 64-bit word (two's complement); defined for kernels and for plain Python."""
    return np.uint64(int(x) & _MASK)


@overload(as_word, inline="always")
def _as_word(x):  # type: ignore[no-untyped-def]
    if isinstance(x, types.Integer | types.IntEnumMember):
        return lambda x: np.uint64(x)
    return None


@_modulo
@njit(inline="always")
def word(k: np.uint64, ident: int) -> np.uint64:
    """The 64-bit word of entity ``ident`` under key ``k``."""
    return mix(mix((as_word(ident) + _ONE) * _G + k) ^ k)


@_modulo
@njit(inline="always")
def sub(w: np.uint64, j: int) -> np.uint64:
    """The ``j``-th further word of the same entity in the same decision."""
    return mix(w + as_word(j) * _G)


@_modulo
@njit(inline="always")
def pair(w: np.uint64, other: int) -> np.uint64:
    """The word of an entity (whose own word is ``w``) together with another party."""
    return mix(w ^ (as_word(other) * _G))


@njit(inline="always")
def uniform(w: np.uint64) -> float:
    """Uniform on [0, 1) from the top 53 bits."""
    return float(w >> _S11) * (1.0 / 9007199254740992.0)


@njit(inline="always")
def open_uniform(w: np.uint64) -> float:
    """Uniform on (0, 1) from the top 52 bits, so that neither end is ever reached: safe for logarithms."""
    return (float(w >> _S12) + 0.5) * (1.0 / 4503599627370496.0)


@njit(inline="always")
def below(w: np.uint64, n: int) -> int:
    """Integer in [0, n) by multiply-shift; the bias is at most n / 2^32."""
    return np.int64(((w >> _S32) * as_word(n)) >> _S32)  # type: ignore[return-value]


def _gumbel_table() -> np.ndarray:
    """Standard Gumbel quantiles −log(−log u) in 128 steps to each octave of u ≤ 1/2, then of 1 − u ≤ 1/2."""
    v = (_OCTAVES + (np.arange(_SIDE, dtype=np.int64) << _STEP)).view(np.float64)
    lower = -logs_by_columns(-logs_by_columns(v))
    tiny = v + v * v * (0.5 + v * (1.0 / 3.0))  # −log(1 − v) where 1 − v would lose digits
    upper = -logs_by_columns(np.where(v < 1e-6, tiny, -logs_by_columns(1.0 - v)))
    return np.concatenate([lower, upper])


_STEP = 45
"""Bits of a double below the exponent and the seven leading bits of the fraction."""
_OCTAVES = (1023 - 53) << 52
"""Bits of 2^-53, the least value of ``open_uniform``."""
_SIDE = 52 * 128 + 1
_WITHIN = (1 << _STEP) - 1
_GUMBEL = _gumbel_table()


@njit(inline="always")
def gumbel(w: np.uint64) -> float:
    """Standard Gumbel variate: the taste shock of a logit choice; increasing in the uniform.

    Quantiles at 128 steps to the octave of the nearer tail, linear between them: error below 1e-5 everywhere.
    """
    u = open_uniform(w)
    upper = u > 0.5
    v = np.float64(1.0 - u if upper else u).view(np.int64) - _OCTAVES
    n = (v >> _STEP) + (_SIDE if upper else 0)
    low, high = float(_GUMBEL[n]), float(_GUMBEL[n + 1])
    return low + float(v & _WITHIN) * (1.0 / 35184372088832.0) * (high - low)


@njit(inline="always")
def exponential(w: np.uint64) -> float:
    """Exponential variate with mean 1, increasing in the uniform."""
    return -log(1.0 - uniform(w))


@njit(inline="always")
def _in_tails(p: float) -> bool:
    """Whether a probability is so near 0 or 1 that ``normal`` needs a logarithm: one in twenty."""
    return (p < 0.02425) | (p > 0.97575)


@njit(error_model="numpy")
def _middle(p: float) -> float:
    """Acklam's quotient between the tails; no divisor there is zero."""
    q = p - 0.5
    r = q * q
    num = (-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02
    num = ((num * r + 1.383577518672690e02) * r - 3.066479806614716e01) * r + 2.506628277459239e00
    den = (-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02
    den = ((den * r + 6.680131188771972e01) * r - 1.328068155288572e01) * r + 1.0
    return num * q / den


@njit
def normal(w: np.uint64) -> float:
    """Standard normal variate by Acklam's inverse distribution function (relative error below 1.2e-9)."""
    p = open_uniform(w)
    if not _in_tails(p):
        return _middle(p)
    q = math.sqrt(-2.0 * log(p if p < 0.5 else 1.0 - p))
    num = -7.784894002430293e-03 * q - 3.223964580411365e-01
    num = (num * q - 2.400758277161838e00) * q - 2.549732539343734e00
    num = (num * q + 4.374664141464968e00) * q + 2.938163982698783e00
    den = (7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e00
    den = (den * q + 3.754408661907416e00) * q + 1.0
    return num / den if p < 0.5 else -num / den


@njit
def normals_of(words, out):  # type: ignore[no-untyped-def]
    """``normal`` of many ``words``, the same bits: the middle of all at once, then the tails one by one."""
    for n in range(len(words)):
        out[n] = _middle(open_uniform(words[n]))
    for n in range(len(words)):
        if _in_tails(open_uniform(words[n])):
            out[n] = normal(words[n])


@njit
def poisson(w: np.uint64, mean: float) -> int:
    """Poisson variate by inversion: a larger mean never gives fewer events under the same word."""
    u = uniform(w)
    p = exp(-mean)
    total, k = p, 0
    while u >= total and k < 1000:
        k += 1
        p *= mean / k
        if k > mean and total + p == total:  # rounding: the sum will not come closer to 1
            break
        total += p
    return k


@njit(cache=True)
def words(k: np.uint64, idents: np.ndarray) -> np.ndarray:
    """Words of many entities (``int64`` array) under one key, as ``uint64``."""
    out = np.empty(len(idents), np.uint64)
    for i in range(len(idents)):
        out[i] = word(k, idents[i])
    return out


@njit(cache=True)
def uniforms(k: np.uint64, idents: np.ndarray) -> np.ndarray:
    """Uniform variates of many entities under one key."""
    out = np.empty(len(idents), np.float64)
    for i in range(len(idents)):
        out[i] = uniform(word(k, idents[i]))
    return out


@njit(cache=True)
def normals(k: np.uint64, idents: np.ndarray) -> np.ndarray:
    """Standard normal variates of many entities under one key."""
    out = np.empty(len(idents), np.float64)
    for i in range(len(idents)):
        out[i] = normal(word(k, idents[i]))
    return out
