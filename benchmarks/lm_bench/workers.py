"""Kernels of LM-bench over workers: ageing, moves, pay and counts, a tile at a time.

Each tile is passed through several short loops while it is in the fastest memory. One word a worker decides whether
anything happens (by thinning: a bound by state); only then is the worker's rule called.
"""

import numpy as np
from numba import njit

from benchmarks.lm_bench import COURSE, EMPLOYED, FIRST_AGE, INACTIVE, LAST_AGE, TRAINING, UNEMPLOYED
from sim.core.draws import normal, sub, word

TILE = 8192
PAY_UNIT = 65536.0
"""Pay is summed in whole units of 1/65536, so that no order of summation matters."""
_S32 = np.uint64(32)
_LOSE, _GIVE_UP = np.uint32(0.018 * 2**32), np.uint32(0.03 * 2**32)
_MORE, _FULL = 9830, 65535


@njit
def happen(people, firms, i, low, w, month, pid, tally):  # type: ignore[no-untyped-def]
    """What happens to worker ``i`` this month; ``low`` is the upper half of the word ``w``."""
    code = int(people.code[i])
    state, group = code >> 2, code & 3
    if int(people.birth[i]) <= month - LAST_AGE:
        if state == EMPLOYED:
            firms.staff[people.employer[i]] -= 1
        people.pid[i], people.birth[i], people.since[i] = pid, month - FIRST_AGE, month
        people.employer[i], people.code[i] = -1, INACTIVE * 4 + group
        people.wage[i] = np.exp(0.3 * normal(sub(w, 1)))
        for s in range(4):
            people.skill[i, s] = np.uint16(sub(w, 2 + s) >> np.uint64(48))
        return
    if state == EMPLOYED:
        firms.staff[people.employer[i]] -= 1
        people.employer[i] = -1
        state = UNEMPLOYED if low < _LOSE else INACTIVE
        tally[0] += 1
    elif state == UNEMPLOYED:
        state = INACTIVE if low < _GIVE_UP else TRAINING
        if state == TRAINING:
            people.kind[i] = np.uint8(sub(w, 1) >> np.uint64(62))
            tally[1] += 1
    elif state == INACTIVE:
        state = UNEMPLOYED
    else:
        s = people.kind[i]
        people.skill[i, s] = min(_FULL, int(people.skill[i, s]) + _MORE)
        state = UNEMPLOYED
    people.code[i] = state * 4 + group
    people.since[i] = month


@njit(cache=True)
def live(people, firms, month, k, first_pid, bound, growth, seekers, counts, pay, tally):  # type: ignore[no-untyped-def]
    """Steps 1, 2 and 6 for everybody; returns the number of ``seekers``, whose rows are written ascending."""
    low, flag, cents = np.empty(TILE, np.uint32), np.zeros(TILE, np.uint8), np.empty(TILE, np.int32)
    eight = flag.view(np.uint64)
    counts[:], pay[:] = 0, 0
    found, total, pid = 0, len(people.pid), first_pid
    for start in range(0, total, TILE):
        stop = min(start + TILE, total)
        n = stop - start
        who, code, born = people.pid[start:stop], people.code[start:stop], people.birth[start:stop]
        since, wage = people.since[start:stop], people.wage[start:stop]
        for j in range(n):
            low[j] = np.uint32(word(k, who[j]) >> _S32)
        for j in range(n):
            flag[j] = (low[j] < bound[code[j]]) | (born[j] <= month - LAST_AGE)
        for j in range(n):
            flag[j] |= (code[j] >= TRAINING * 4) & (since[j] <= month - COURSE)
        for j in range(n):
            wage[j] *= growth[code[j]]
        for j in range(n, min(TILE, n + 8)):
            flag[j] = 0
        for b in range((n + 7) // 8):
            if eight[b] == 0:
                continue
            for j in range(8 * b, 8 * b + 8):
                if flag[j] != 0:
                    happen(people, firms, start + j, low[j], word(k, who[j]), month, pid, tally)
                    pid += who[j] == pid
        found = append_seekers(code, start, seekers, found)
        count(code, wage, cents, counts, pay)
    tally[2] = pid
    return found


@njit
def append_seekers(code, start, seekers, found):  # type: ignore[no-untyped-def]
    """Rows of the unemployed of a tile, written without a branch."""
    for j in range(len(code)):
        seekers[found] = start + j
        found += (code[j] >> 2) == UNEMPLOYED
    return found


@njit
def count(code, wage, cents, counts, pay):  # type: ignore[no-untyped-def]
    """Add a tile's numbers by state and group, and its employees' pay by group."""
    for c in range(16):
        n = 0
        for j in range(len(code)):
            n += code[j] == c
        counts[c] += n
    for j in range(len(code)):
        cents[j] = np.int32(wage[j] * np.float32(PAY_UNIT))
    for g in range(4):
        total = 0
        for j in range(len(code)):
            total += cents[j] if code[j] == EMPLOYED * 4 + g else 0
        pay[g] += total
