"""Exponential and logarithm of our own: close to the exact value everywhere, and the same bits in every mode.

References are worked out with 40 decimal digits; 3,000 arguments a range, fixed seed. Distances are in units in the
last place of the exact value.
"""

import math
import os
import subprocess
import sys
from decimal import Decimal, localcontext
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from sim.core import elementary

N = 3_000
compiled = settings(deadline=None)  # the first call compiles


@njit
def each_exp(x):
    """The exponential of every element."""
    out = np.empty(len(x))
    for i in range(len(x)):
        out[i] = elementary.exp(x[i])
    return out


@njit
def each_log(x):
    """The logarithm of every element."""
    out = np.empty(len(x))
    for i in range(len(x)):
        out[i] = elementary.log(x[i])
    return out


@njit
def powers(x, exponent):
    """Every element to one power."""
    out = np.empty(len(x))
    for i in range(len(x)):
        out[i] = elementary.power(x[i], exponent)
    return out


def sample(low, high, n=N):
    return np.random.default_rng(11).uniform(low, high, n)


def worst_distance(found, arguments, exact):
    """The largest distance between ``found`` and the exact value, in units in the last place."""
    with localcontext() as context:
        context.prec = 40
        wanted = [exact(Decimal(float(x))) for x in arguments]
        return max(float(abs(Decimal(float(y)) - w)) / math.ulp(float(w)) for y, w in zip(found, wanted, strict=True))


@pytest.mark.parametrize(("low", "high"), [(-707, 709.78), (-3, 3), (-1e-6, 1e-6), (-0.003, 0.003), (-50, 0)])
def test_the_exponential_is_within_one_and_a_fifth_units(low, high):
    x = sample(low, high)
    assert worst_distance(each_exp(x), x, Decimal.exp) < 1.2


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0.98, 1.02), (1 - 1e-9, 1 + 1e-9), (0.5, 2), (0, 1e6), (0, 1e-300)])
def test_the_logarithm_is_within_nine_tenths_units(low, high):
    x = sample(low, high)
    assert worst_distance(each_log(x), x, Decimal.ln) < 0.9


def test_the_logarithm_over_the_whole_range_of_numbers():
    x = 2.0 ** sample(-1074, 1023.9)
    assert worst_distance(each_log(x), x, Decimal.ln) < 0.9


def test_ends_of_the_range():
    assert each_exp(np.array([0.0, -0.0, -707.1, -1e308, -math.inf])).tolist() == [1.0, 1.0, 0.0, 0.0, 0.0]
    assert each_exp(np.array([709.8, 1e308, math.inf])).tolist() == [math.inf] * 3
    assert math.isfinite(each_exp(np.array([709.782712893384]))[0]) and each_exp(np.array([-707.0]))[0] > 0
    assert each_log(np.array([1.0, 0.0, -0.0, math.inf])).tolist() == [0.0, -math.inf, -math.inf, math.inf]
    assert (
        np.isnan(each_log(np.array([-1e-300, -1.0, -math.inf, math.nan]))).all()
        and np.isnan(each_exp(np.array([math.nan])))[0]
    )
    assert each_log(np.array([5e-324]))[0] == pytest.approx(math.log(5e-324), rel=1e-15)


@compiled
@given(x=st.floats(-700, 700), more=st.floats(1e-9, 1))
def test_both_rise(x, more):
    low, high = each_exp(np.array([x, x + more]))
    assert low < high if x + more > x + 1e-12 * abs(x) else low <= high
    assert x - 1e-12 * max(1, abs(x)) <= each_log(np.array([low]))[0] <= x + 1e-12 * max(1, abs(x))


def test_neighbouring_numbers_are_never_far_out_of_order():
    """Where a table cell ends the next must begin: no fall by more than the error over any such border."""
    borders = np.concatenate([np.arange(-2000, 2000) * math.log(2) / 256, np.arange(-50, 50) * math.log(2)])
    e = each_exp(borders)
    assert (each_exp(np.nextafter(borders, np.inf)) >= e - 2 * np.spacing(e)).all()
    edges = (0x3FE6000000000000 + (np.arange(129, dtype=np.int64) << 45)).view(np.float64)
    below = each_log(np.nextafter(edges, 0))
    assert (each_log(edges) >= below - 2 * np.spacing(np.abs(below))).all()


def test_arrays_have_the_same_bits_whatever_their_shape():
    x = np.concatenate([sample(-720, 720, 20_000), [0.0, -0.0, math.inf, -math.inf, 709.782712893384]])
    y = np.concatenate([np.ldexp(sample(1, 2, 20_000), np.arange(20_000) % 2000 - 1070), [0.0, math.inf, 5e-324]])
    with np.errstate(all="raise", under="ignore"):
        assert elementary.exps(x).tobytes() == each_exp(x).tobytes()
        assert elementary.logs(y).tobytes() == each_log(y).tobytes()
    assert np.isnan(elementary.exps([math.nan])).all() and np.isnan(elementary.logs([math.nan, -1.0])).all()
    grid = x[:12].reshape(3, 4)[:, ::2]
    assert (elementary.exps(grid) == each_exp(grid.ravel()).reshape(3, 2)).all()
    assert elementary.exps(1.0) == elementary.exp(1.0) and elementary.logs(np.empty(0)).shape == (0,)


def test_powers():
    x = sample(0.01, 50)
    for exponent in (-2.5, 0.0, 0.3, 1.0, 4.0):
        assert np.allclose(powers(x, exponent), x**exponent, rtol=5e-15, atol=0)


def bits_of_all():
    """The bits of many values of all three functions."""
    x = np.concatenate([sample(-720, 720, 500), sample(-2, 2, 500), [0.0, -0.0, math.inf, -math.inf, 1.0]])
    y = np.concatenate([np.abs(x), np.ldexp(sample(1, 2, 500), np.arange(500) * 4 - 1070)])
    return (each_exp(x).tobytes() + each_log(y).tobytes() + powers(y[:400], 0.37).tobytes()).hex()


def test_the_same_bits_with_and_without_compilation():
    code = "import sys; sys.path.insert(0, sys.argv[1]); from test_elementary import *; print(bits_of_all())"
    plain = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", code, str(Path(__file__).parent)],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
    )
    assert plain.returncode == 0, plain.stderr
    assert plain.stdout.strip() == bits_of_all()


def test_known_bits():
    """A change of a table or of the order of operations would show here, on any machine."""
    assert [v.hex() for v in each_exp(np.array([1.0, -0.1, 100.0])).tolist()] == [
        "0x1.5bf0a8b145769p+1",
        "0x1.cf46d99d52b3bp-1",
        "0x1.3494a9b171bf4p+144",
    ]
    assert [v.hex() for v in each_log(np.array([2.0, 0.3, 1e10])).tolist()] == [
        "0x1.62e42fefa39efp-1",
        "-0x1.34378fcbda721p+0",
        "0x1.7069e2aa2aa5bp+4",
    ]
