"""Kernels of LM-bench over vacancies: posting, applications in blocks, offers, hires.

A vacancy is sixteen bytes in a row: four requirements, posted pay in fixed point, the firm. Its best applicant is the
largest key (score, then row), so that the order of applications does not matter and nothing is sorted.
"""

import math

import numpy as np
from numba import njit

from benchmarks.lm_bench import EMPLOYED, UNEMPLOYED
from benchmarks.lm_bench.workers import PAY_UNIT
from sim.core.draws import below, normal, sub, uniform, word

BLOCK, TRIES = 512, 3
PAY_BITS = 1048576.0
"""Posted pay is kept in units of 2^-20 beside a vacancy."""
_HALF, _QUARTER = np.uint64(0xFFFFFFFF), np.uint64(0xFFFF)
_S16, _S32, _S44, _S24, _S4 = np.uint64(16), np.uint64(32), np.uint64(44), np.uint64(24), np.uint64(4)
_NOISE = np.uint64(0xFFFFF)
_TOP, _FINE = 262144, 128
_SHRINK = 328
"""0.005 in units of 1/65536."""


@njit(cache=True)
def plan(firms, k):  # type: ignore[no-untyped-def]
    """Step 3 for every firm; returns the number of vacancies."""
    total = 0
    for f in range(len(firms.fid)):
        w = word(k, firms.fid[f])
        x = 0.9 * float(firms.demand[f]) + 0.05 * normal(w)
        firms.demand[f] = x
        step = 1.008 if firms.unfilled[f] > 0 else 0.998
        worth = float(firms.productivity[f])
        firms.posted[f] = min(1.3 * worth, max(0.8 * worth, step * float(firms.posted[f])))
        wanted = float(firms.base[f]) * math.exp(x) - float(firms.staff[f]) + uniform(sub(w, 1))
        firms.unfilled[f] = max(0, math.floor(wanted))
        total += firms.unfilled[f]
    return total


@njit(cache=True)
def post(firms, vacancy):  # type: ignore[no-untyped-def]
    """Write the vacancies of all firms, one after another."""
    v = 0
    for f in range(len(firms.fid)):
        needs = np.uint64(0)
        for s in range(4):
            needs |= np.uint64(firms.need[f, s]) << np.uint64(16 * s)
        terms = (np.uint64(f) << _S32) | np.uint64(np.int64(float(firms.posted[f]) * PAY_BITS))
        for _ in range(firms.unfilled[f]):
            vacancy[v, 0], vacancy[v, 1] = needs, terms
            v += 1


@njit
def missing(people, i, needs):  # type: ignore[no-untyped-def]
    """Σ max(0, requirement − skill), in units of 1/65535."""
    total = 0
    for s in range(4):
        need = np.int64((needs >> np.uint64(16 * s)) & _QUARTER)
        total += max(0, need - int(people.skill[i, s]))
    return total


@njit(cache=True)
def apply(people, month, k, seekers, vacancy, choice, claim, best):  # type: ignore[no-untyped-def]
    """Step 4: three applications each; ``choice`` and ``claim`` receive vacancies and keys, 0 where none is made."""
    open_ones = len(vacancy)
    drawn, needs = np.empty((BLOCK, TRIES), np.int32), np.empty((BLOCK, TRIES, 2), np.uint64)
    luck = np.empty(BLOCK, np.uint64)
    for start in range(0, len(seekers), BLOCK):
        n = min(BLOCK, len(seekers) - start)
        for j in range(n):
            w = word(k, people.pid[seekers[start + j]])
            other = sub(w, 1)
            drawn[j, 0] = below(w, open_ones)
            drawn[j, 1] = below((w & _HALF) << _S32, open_ones)
            drawn[j, 2] = below(other, open_ones)
            luck[j] = sub(w, 2)
        for j in range(n):
            for t in range(TRIES):
                needs[j, t, 0], needs[j, t, 1] = vacancy[drawn[j, t], 0], vacancy[drawn[j, t], 1]
        for j in range(n):
            i = seekers[start + j]
            for s in range(4):
                level = int(people.skill[i, s])
                people.skill[i, s] = level - ((level * _SHRINK + 32768) >> 16)
            least = float(people.wage[i]) * max(0.4, 0.9 - 0.02 * (month - int(people.since[i]))) * PAY_BITS
            for t in range(TRIES):
                key = np.uint64(0)
                if float(np.int64(needs[j, t, 1] & _HALF)) >= least:
                    noise = int((luck[j] >> np.uint64(20 * t)) & _NOISE) * 0.3 * _FINE * 65535.0 / 1048576.0
                    score = (_TOP - missing(people, i, needs[j, t, 0])) * _FINE + int(noise)
                    key = (np.uint64(score) << _S32) | np.uint64(start + j + 1)
                choice[start + j, t], claim[start + j, t] = drawn[j, t], key
        for j in range(n):
            for t in range(TRIES):
                v, key = drawn[j, t], claim[start + j, t]
                best[v] = max(best[v], key)


@njit(cache=True)
def offer_again(choice, claim, waiting, filled, best):  # type: ignore[no-untyped-def]
    """Best applicant of every open vacancy among those not yet hired."""
    best[:] = 0
    for r in range(len(waiting)):
        s = waiting[r]
        for t in range(TRIES):
            v = choice[s, t]
            if filled[v] == 0:
                best[v] = max(best[v], claim[s, t])


@njit(cache=True)
def accept(choice, claim, waiting, vacancy, best, filled, taken):  # type: ignore[no-untyped-def]
    """Every applicant takes the best paid offer; returns how many of ``waiting`` (packed to the front) go on."""
    left = 0
    for r in range(len(waiting)):
        s = waiting[r]
        at, pay = -1, np.uint64(0)
        for t in range(TRIES):
            v, key = choice[s, t], claim[s, t]
            if key != 0 and best[v] == key and (at < 0 or (vacancy[v, 1] & _HALF) > pay):
                at, pay = v, vacancy[v, 1] & _HALF
        taken[s] = at
        if at >= 0:
            filled[at] = 1
        else:
            waiting[left] = s
            left += 1
    return left


@njit(cache=True)
def hire(people, firms, month, seekers, taken, vacancy, counts, pay):  # type: ignore[no-untyped-def]
    """Who accepted starts work; returns the number of hires."""
    hires = 0
    for s in range(len(seekers)):
        v = taken[s]
        if v < 0:
            continue
        i = seekers[s]
        f = np.int64(vacancy[v, 1] >> _S32)
        group = int(people.code[i]) & 3
        skills = 0
        for q in range(4):
            skills += int(people.skill[i, q])
        people.wage[i] = float(firms.posted[f]) * (0.8 + 0.1 * skills / 65535.0)
        people.code[i], people.since[i], people.employer[i] = EMPLOYED * 4 + group, month, f
        firms.staff[f] += 1
        firms.unfilled[f] -= 1
        counts[UNEMPLOYED * 4 + group] -= 1
        counts[EMPLOYED * 4 + group] += 1
        pay[group] += np.int32(people.wage[i] * np.float32(PAY_UNIT))
        hires += 1
    return hires
