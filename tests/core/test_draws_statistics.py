"""The hash behind the draws: every bit counts, neighbours are strangers, and a rate that rises only adds events.

Each test states its number of draws n and its tolerance; seeds are fixed, so that none fails by chance.
"""

import math
import re
from pathlib import Path

import numpy as np
import pytest
from numba import njit

import sim
from sim.core import draws
from sim.core.draws import Purpose, below, gumbel, key, normal, open_uniform, pair, poisson, sub, uniform, word, words

N = 200_000


def as_bits(w):
    """Words as rows of 64 bits."""
    return np.unpackbits(w.view(np.uint8).reshape(len(w), 8), axis=1, bitorder="little")


def flipped(field, bit, n=2_000):
    """Words before and after one bit of one field of their address has changed; n random addresses."""
    rng = np.random.default_rng(7)
    addresses = np.column_stack([
        rng.integers(0, 2**63, n), rng.integers(1, 200, n), rng.integers(0, 600, n), rng.integers(0, 2**40, n)
    ])  # fmt: skip
    out = []
    for mask in (0, 1 << bit):
        changed = addresses.copy()
        changed[:, field] ^= mask
        out.append(np.array([words(key(s, p, t), np.array([i]))[0] for s, p, t, i in changed.tolist()]))
    return out


@pytest.mark.parametrize(
    ("field", "bits"),
    [(0, (0, 1, 5, 17, 31, 32, 47, 62)), (1, (0, 1, 3, 6)), (2, (0, 1, 4, 8)), (3, (0, 1, 2, 9, 20, 31, 39, 52))],
    ids=["seed", "purpose", "month", "person"],
)
def test_every_bit_of_the_address_moves_every_bit_of_the_word(field, bits):
    """Share of flips 1/2 in all 64 output bits: n = 2,000, worst |z| below 4.9, spread of z within 4 SE of 1."""
    z = []
    for bit in bits:
        before, after = flipped(field, bit)
        flips = as_bits(before ^ after).mean(axis=0)
        z.append((flips - 0.5) * 2 * math.sqrt(len(before)))
    assert np.abs(z).max() < 4.9
    assert abs(np.std(z) - 1) < 4 / math.sqrt(2 * np.size(z))


def test_every_bit_of_a_word_is_a_fair_coin():
    """n = 200,000; worst of 64 within 4 SE; pairs of bits uncorrelated, worst of 2,016 within 4.7 SE."""
    coins = as_bits(words(key(8, Purpose.ENTRANTS, 2), np.arange(N))).astype(float)
    assert np.abs(coins.mean(axis=0) - 0.5).max() < 4 * 0.5 / math.sqrt(N)
    between = np.corrcoef(coins.T)[np.triu_indices(64, 1)]
    assert np.abs(between).max() < 4.7 / math.sqrt(N)


def correlation(a, b):
    """Correlation of two series of words as uniforms, in standard errors."""
    one, other = (w.astype(np.float64) for w in (a, b))
    return np.corrcoef(one, other)[0, 1] * math.sqrt(len(one))


def test_neighbouring_addresses_are_uncorrelated():
    """Next person, month, purpose, seed, and purpose and month exchanged: n = 200,000, each within 4 SE."""
    people = np.arange(N)
    here = words(key(11, 17, 30), people)
    others = {
        "person": words(key(11, 17, 30), people + 1),
        "month": words(key(11, 17, 31), people),
        "purpose": words(key(11, 18, 30), people),
        "seed": words(key(12, 17, 30), people),
        "exchanged": words(key(11, 30, 17), people),
    }
    off = {name: round(float(correlation(here, w)), 2) for name, w in others.items() if abs(correlation(here, w)) > 4}
    assert not off


def test_the_months_of_one_life_are_uncorrelated():
    """One person over 20,000 months: neighbours, and a year apart, within 4 SE."""
    life = np.array([words(key(3, Purpose.QUIT, t), np.array([123]))[0] for t in range(20_000)])
    for lag in (1, 2, 12):
        assert abs(correlation(life[lag:], life[:-lag])) < 4


def test_streams_never_shift_into_one_another():
    """No word of 50 streams of 20,000 people appears twice: streams are not windows of one sequence."""
    found = np.concatenate([words(key(s, p, 0), np.arange(20_000)) for s in range(5) for p in range(1, 11)])
    assert len(np.unique(found)) == len(found)


@njit
def integers(k, n, limit):
    """Counts of integers below ``limit``."""
    counts = np.zeros(limit, np.int64)
    for i in range(n):
        counts[below(word(k, i), limit)] += 1
    return counts


@pytest.mark.parametrize("limit", [2, 3, 7, 12, 100, 1000, 1024])
def test_bounded_integers_are_equally_likely(limit):
    """Chi-square, n = 200,000, within 4 standard deviations of its mean."""
    counts = integers(key(6, Purpose.LAY_OFF, 4), N, limit)
    chi2 = ((counts - N / limit) ** 2 / (N / limit)).sum()
    assert counts.sum() == N and abs(chi2 - (limit - 1)) < 4 * math.sqrt(2 * (limit - 1))


def largest_gap(values, cumulative):
    """Kolmogorov–Smirnov distance times √n."""
    p = cumulative(np.sort(values))
    steps = np.arange(1, len(p) + 1) / len(p)
    return math.sqrt(len(p)) * max(np.abs(steps - p).max(), np.abs(steps - 1 / len(p) - p).max())


@njit
def variates(k, n):
    """Uniform, normal and Gumbel variates of n people."""
    out = np.empty((3, n))
    for i in range(n):
        w = word(k, i)
        out[0, i], out[1, i], out[2, i] = uniform(w), normal(w), gumbel(w)
    return out


def test_distributions_by_kolmogorov_and_smirnov():
    """n = 200,000; √n · D below 1.95, which chance passes once in a thousand."""
    u, z, g = variates(key(21, Purpose.SIGNAL, 9), N)
    assert u.min() >= 0 and u.max() < 1
    assert largest_gap(u, lambda x: x) < 1.95
    assert largest_gap(z, np.vectorize(lambda x: 0.5 * math.erfc(-x / math.sqrt(2)))) < 1.95
    assert largest_gap(g, lambda x: np.exp(-np.exp(-x))) < 1.95


def test_the_taste_shock_is_the_gumbel_quantile():
    """Within 1e-5 at 5,000 points from one end to the other, and at the ends of the table's octaves."""
    rng = np.random.default_rng(1)
    ends = [2**b + d for b in range(12, 64) for d in (-(2**11), 0, 2**11)]
    some = [int(2.0**e) for e in rng.uniform(0, 64, 2_500)]
    for w in [*ends, *some, *(2**64 - 1 - s for s in ends + some)]:
        v = np.uint64(w)
        u = open_uniform(v)
        exact = -math.log(-math.log1p(u - 1.0) if u > 0.5 else -math.log(u))
        assert gumbel(v) == pytest.approx(exact, abs=1e-5)


def test_variates_rise_at_the_finest_steps():
    """200,000 neighbouring uniforms around the places where the formulas change; normal up to 1e-12."""
    for centre in (2.0**-6, 0.02425, 0.25, 0.5, 0.75, 0.97575, 1 - 2.0**-6):
        first = int(centre * 2**64) - 100_000 * 2**12
        w = np.uint64(first) + np.arange(200_000, dtype=np.uint64) * np.uint64(2**12)
        z, g = rising(w)
        assert np.diff(g).min() >= 0 and np.diff(z).min() > -1e-12


@njit
def rising(w):
    """Normal and Gumbel variates of words."""
    z, g = np.empty(len(w)), np.empty(len(w))
    for i in range(len(w)):
        z[i], g[i] = normal(w[i]), gumbel(w[i])
    return z, g


@njit
def entries(k, n, rate):
    """Entrants in n cells."""
    out = np.empty(n, np.int64)
    for i in range(n):
        out[i] = poisson(word(k, i), rate)
    return out


def test_a_rate_one_per_cent_higher_adds_entrants_and_takes_none_away():
    """10,000 cells at 3 a month: about 300 more, 4 SE of √300, and no cell loses one."""
    k = key(2, Purpose.FIRM_ENTRY, 5)
    more = entries(k, 10_000, 3.03) - entries(k, 10_000, 3.0)
    assert more.min() == 0 and abs(more.sum() - 300) < 4 * math.sqrt(300)


def test_an_event_that_becomes_more_likely_keeps_all_who_had_it():
    u = draws.uniforms(key(2, Purpose.DROP_OUT, 5), np.arange(N))
    had, has = u < 0.04, u < 0.05
    assert (had <= has).all() and abs(has.sum() - 0.05 * N) < 4 * math.sqrt(0.05 * 0.95 * N)


def test_array_arithmetic_gives_the_same_words():
    """The published formula in numpy's wrapping integers: the same bits as the compiled one."""

    def mixed(z):
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))

    k, ids = key(42, 7, 3), np.arange(100_000, dtype=np.uint64)
    expected = mixed(mixed((ids + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + k) ^ k)
    assert (words(k, np.arange(100_000)) == expected).all()


def test_known_variates():
    """The first person of seed 42, purpose 7, month 3: any change of a formula shows here, on any machine."""
    w = words(key(42, 7, 3), np.arange(1))[0]
    assert [f"{int(v):016x}" for v in (sub(w, 1), pair(w, 5))] == ["74fbec417168b5e5", "029eb9c3e14e1d5c"]
    assert [v.hex() for v in (uniform(w), normal(w), gumbel(w), draws.exponential(w))] == [
        "0x1.f310dd826ca59p-1",
        "0x1.f49bbf1a785e7p+0",
        "0x1.d5355853ddafdp+1",
        "0x1.d6d7a419ae5a5p+1",
    ]
    assert [below(w, 1000), poisson(w, 2.5)] == [974, 6]


FORBIDDEN = {
    "numpy's generator": re.compile(r"np\.random|default_rng"),
    "Python's generator": re.compile(r"^\s*(import random|from random )", re.M),
    "fast mathematics": re.compile(r"fastmath\s*=\s*(?!False)"),
    "threads": re.compile(r"\bprange\b|parallel\s*=\s*True"),
}


ANALYSES = ("plausible", "discovery", "robustness", "sensitivity", "optimise")
"""Rooms of experiments that choose points and resample results; what happens in a world never depends on theirs."""


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_in_the_model_draws_elsewhere_or_loosens_arithmetic(what):
    home = Path(sim.__file__).parent
    sources = [f for f in home.rglob("*.py") if what != "numpy's generator" or f.parent.name not in ANALYSES]
    assert len(sources) > 300
    assert not [str(f) for f in sources if FORBIDDEN[what].search(f.read_text())]
