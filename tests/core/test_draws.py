"""Draws are pure functions of seed, purpose, month and person, with the distributions they claim.

Statistical tests use n = 200,000 and fixed seeds; a mean may be off by four standard errors.
"""

import math
import os
import subprocess
import sys
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from sim.core import draws
from sim.core.draws import Purpose, below, exponential, gumbel, key, normal, pair, poisson, sub, uniform, word, words

N = 200_000
FROZEN = yaml.safe_load((Path(__file__).parent / "golden" / "purposes.yaml").read_text())
compiled = settings(deadline=None)  # the first call compiles
bits = st.integers(0, 2**64 - 1).map(np.uint64)


@njit
def table(k, n, mean):
    """One row a person: every kind of variate."""
    out = np.empty((n, 8))
    for i in range(n):
        w = word(k, i)
        out[i, 0] = uniform(w)
        out[i, 1] = normal(w)
        out[i, 2] = poisson(w, mean)
        out[i, 3] = gumbel(w)
        out[i, 4] = exponential(w)
        out[i, 5] = below(w, 7)
        out[i, 6] = uniform(sub(w, 1))
        out[i, 7] = uniform(pair(w, -5))
    return out


@pytest.fixture(scope="module")
def drawn():
    return table(key(1, Purpose.BELIEF, 0), N, 2.5)


def agrees(values, mean, variance, n_se=4):
    """Mean and variance agree with theory within ``n_se`` standard errors."""
    fourth = np.mean((values - values.mean()) ** 4)
    off_mean = abs(values.mean() - mean) / math.sqrt(variance / len(values))
    off_variance = abs(values.var() - variance) / math.sqrt((fourth - variance**2) / len(values))
    return off_mean < n_se and off_variance < n_se


def chi_square_z(counts, expected):
    """Chi-square of counts, as a distance from its mean in standard deviations."""
    chi2, df = ((counts - expected) ** 2 / expected).sum(), len(counts) - 1
    return (chi2 - df) / math.sqrt(2 * df)


# -- identity ----------------------------------------------------------------------------------------------------


def test_known_words():
    found = words(key(42, 7, 3), np.arange(3))
    assert [f"{int(w):016x}" for w in found] == ["f9886ec13652c9dd", "1d10e027c5dc3437", "8fda982dc613983f"]


def test_plain_python_draws_the_same_numbers_without_warnings():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_draws import *; "
        "assert not hasattr(table, 'py_func'); print(table(key(2**63, 9, 77), 400, 3.7).tobytes().hex())"
    )
    here = str(Path(__file__).parent)
    plain = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", code, here],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
    )
    assert plain.returncode == 0, plain.stderr
    assert plain.stdout.strip() == table(key(2**63, 9, 77), 400, 3.7).tobytes().hex()


@compiled
@given(ident=st.integers(-(2**63), 2**63 - 1), seed=st.integers(0, 2**64 - 1), month=st.integers(-600, 6000))
def test_a_word_follows_the_published_formula(ident, seed, month):
    def mix(z):
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
        return z ^ (z >> 31)

    k = int(key(seed, Purpose.QUIT, month))
    expected = mix(mix(((ident + 1) * 0x9E3779B97F4A7C15 + k) % 2**64) ^ k)
    assert int(words(np.uint64(k), np.array([ident]))[0]) == expected


def test_a_person_draws_the_same_whoever_else_is_there():
    k = key(3, Purpose.APPLY, 12)
    some = np.array([900, 3, 77_777])
    assert draws.uniforms(k, some).tolist() == draws.uniforms(k, np.arange(80_000))[some].tolist()
    assert draws.normals(k, some).tolist() == [normal(w) for w in words(k, some)]


def test_seeds_purposes_and_months_have_keys_of_their_own():
    keys = {int(key(s, p, m)) for s in range(20) for p in Purpose for m in range(120)}
    assert len(keys) == 20 * len(Purpose) * 120


def test_purposes_are_unique_and_frozen():
    numbers = [int(p) for p in Purpose.__members__.values()]
    assert len(set(numbers)) == len(numbers), "two purposes share an integer"
    now = {name: int(p) for name, p in Purpose.__members__.items()}
    changed = {name: now[name] for name in FROZEN if name in now and now[name] != FROZEN[name]}
    assert not changed, f"integers of purposes never change: {changed}"
    reused = {n: v for n, v in now.items() if n not in FROZEN and v in FROZEN.values()}
    assert not reused, f"integers of former purposes are never used again: {reused}"
    assert set(now) <= set(FROZEN), f"new purposes {set(now) - set(FROZEN)}: run tests/core/freeze_purposes.py"


# -- distributions -----------------------------------------------------------------------------------------------


def test_uniform(drawn):
    for column in (0, 6, 7):
        values = drawn[:, column]
        assert values.min() >= 0 and values.max() < 1 and agrees(values, 1 / 2, 1 / 12)
        assert abs(chi_square_z(np.bincount((values * 256).astype(int), minlength=256), N / 256)) < 4


def test_normal(drawn):
    values = drawn[:, 1]
    assert agrees(values, 0, 1)
    assert abs(np.mean(values**3)) < 4 * math.sqrt(15 / N) and abs(np.mean(values**4) - 3) < 4 * math.sqrt(96 / N)


def test_poisson(drawn):
    values = drawn[:, 2]
    assert agrees(values, 2.5, 2.5)
    shares = np.array([math.exp(-2.5) * 2.5**k / math.factorial(k) for k in range(8)])
    counts = np.bincount(np.minimum(values.astype(int), 8), minlength=9)
    assert abs(chi_square_z(counts, N * np.append(shares, 1 - shares.sum()))) < 4


def test_gumbel_and_exponential(drawn):
    assert agrees(drawn[:, 3], np.euler_gamma, math.pi**2 / 6)
    assert agrees(drawn[:, 4], 1, 1)


def test_below(drawn):
    values = drawn[:, 5].astype(int)
    assert values.min() == 0 and abs(chi_square_z(np.bincount(values), np.full(7, N / 7))) < 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1, Purpose.QUIT, 5), (2, Purpose.QUIT, 5)),
        ((1, Purpose.QUIT, 5), (1, Purpose.APPLY, 5)),
        ((1, Purpose.QUIT, 5), (1, Purpose.QUIT, 6)),
    ],
)
def test_draws_under_different_keys_are_uncorrelated(one, other):
    people = np.arange(N)
    a, b = draws.uniforms(key(*one), people), draws.uniforms(key(*other), people)
    assert abs(np.corrcoef(a, b)[0, 1]) < 4 / math.sqrt(N)
    assert abs(np.corrcoef(a[1:], a[:-1])[0, 1]) < 4 / math.sqrt(N)  # neighbours


def test_further_draws_of_one_person_are_uncorrelated(drawn):
    correlations = np.corrcoef(drawn[:, [0, 6, 7]].T)[np.triu_indices(3, 1)]
    assert np.abs(correlations).max() < 4 / math.sqrt(N)


@njit
def favourites(k, n, utility):
    """How many people choose each option when tastes are Gumbel."""
    counts = np.zeros(len(utility))
    for i in range(n):
        w = word(k, i)
        best, best_value = 0, -math.inf
        for option in range(len(utility)):
            value = utility[option] + gumbel(pair(w, option))
            if value > best_value:
                best, best_value = option, value
        counts[best] += 1
    return counts


def test_gumbel_tastes_give_logit_shares():
    utility = np.array([0.0, 0.5, -1.0, 1.2])
    shares = np.exp(utility) / np.exp(utility).sum()
    assert abs(chi_square_z(favourites(key(5, Purpose.TRAINING_CHOICE, 1), N, utility), N * shares)) < 4


@compiled
@given(w=bits)
def test_normal_is_the_inverse_distribution_function(w):
    u = draws.open_uniform(w)
    assert normal(w) == pytest.approx(NormalDist().inv_cdf(u), rel=2e-9, abs=2e-9)


@compiled
@given(w=bits, means=st.tuples(st.floats(0, 30), st.floats(0, 30)))
def test_a_larger_mean_never_gives_fewer_events(w, means):
    assert poisson(w, min(means)) <= poisson(w, max(means))


@compiled
@given(w=bits, v=bits)
def test_variates_rise_with_the_uniform(w, v):
    low, high = sorted((w, v))
    assert uniform(low) <= uniform(high) and normal(low) <= normal(high) + 1e-8
    assert exponential(low) <= exponential(high) and gumbel(low) <= gumbel(high)
    assert poisson(low, 3.0) <= poisson(high, 3.0) and below(low, 9) <= below(high, 9)


def test_no_word_breaks_a_variate():
    for w in (np.uint64(0), np.uint64(2**64 - 1)):
        assert all(math.isfinite(v) for v in (normal(w), gumbel(w), exponential(w), uniform(w)))
        assert 0 <= uniform(w) < 1 and 0 <= below(w, 3) < 3 and 0 < draws.open_uniform(w) < 1
        assert all(poisson(w, mean) < mean + 10 * math.sqrt(mean) + 20 for mean in (0.0, 0.1, 3.0, 100.0))
