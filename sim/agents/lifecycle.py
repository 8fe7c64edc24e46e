"""Rules of the life course: deaths, emigration, unions, births and the onset of disability."""

from functools import lru_cache

import numpy as np
from numba import njit

from sim.agents.parameters import LifecycleParameters
from sim.core.draws import uniform, word
from sim.core.elementary import exp
from sim.core.errors import InputError
from sim.core.plain import plain
from sim.core.sieve import TILE, collect
from sim.core.states import Disability

_S32, _S30, _THIRTY = np.uint64(32), np.uint32(30), np.uint32((1 << 30) - 1)
AGES = 65
"""Tables run over completed years of age 0 to 64."""


@njit
def death_rate(sex, years, p):  # type: ignore[no-untyped-def]
    """Deaths a year at age ``years``: m · e^{g (years − 15)}. Gompertz (1825), Phil. Trans. R. Soc. 115."""
    base = p.mortality_f if sex == 1 else p.mortality_m
    return base * exp(p.mortality_growth * (years - 15.0))


@njit
def union_rate(sex, years, p):  # type: ignore[no-untyped-def]
    """Unions entered a year by those in none: constant from a first age on."""
    first = p.union_age_f if sex == 1 else p.union_age_m
    rate = p.union_rate_f if sex == 1 else p.union_rate_m
    return rate if years >= first else 0.0


@njit
def birth_rate(years, union, p):  # type: ignore[no-untyped-def]
    """Births a year to a woman: constant by union up to an age, then in a line to zero."""
    rate = p.birth_union if union == 1 else p.birth_single
    if years < 15 or years >= p.birth_last:
        return 0.0
    return rate * min(1.0, (p.birth_last - years) / (p.birth_last - p.birth_decline))


@njit
def onset_rate(years, p):  # type: ignore[no-untyped-def]
    """Onsets of disability a year by those without."""
    return p.disability_rate * exp(p.disability_growth * (years - 15.0))


def disabled_share(years: np.ndarray, at_15: np.ndarray | float, p: LifecycleParameters) -> np.ndarray:
    """Share with a disability at each age, by onset alone, from the share ``at_15``: 1 − (1 − d15) e^{−∫ onset}."""
    gone = p.disability_rate / p.disability_growth * np.expm1(p.disability_growth * (years - 15.0))
    return 1.0 - (1.0 - at_15) * np.exp(-gone)


def united_share(sex: np.ndarray, years: np.ndarray, p: LifecycleParameters) -> np.ndarray:
    """Share in union at each age by entry alone; unions last (assumption)."""
    first = np.where(sex == 1, p.union_age_f, p.union_age_m)
    rate = np.where(sex == 1, p.union_rate_f, p.union_rate_m)
    return 1.0 - np.exp(-rate * np.maximum(years - first, 0.0))


def monthly(rate: float) -> float:
    """Monthly probability of a yearly rate: 1 − e^{−rate/12}."""
    return 1.0 - exp(-rate / 12.0)


@lru_cache(maxsize=8)
def monthly_tables(p: LifecycleParameters) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Monthly probabilities by age: (exit [sex, age], union [sex, age], birth [union, age], onset [age])."""
    ages = range(AGES)
    leave = [p.emigration if 18 <= a < 35 else 0.0 for a in ages]
    death, union, birth, onset = plain(death_rate), plain(union_rate), plain(birth_rate), plain(onset_rate)
    exits = np.array([[monthly(death(s, a, p) + leave[a]) for a in ages] for s in (0, 1)])
    unions = np.array([[monthly(union(s, a, p)) for a in ages] for s in (0, 1)])
    births = np.array([[monthly(birth(a, u, p)) for a in ages] for u in (0, 1)])
    onsets = np.array([monthly(onset(a, p)) for a in ages])
    highest = max(table.max() for table in (exits, unions, births, onsets))
    if highest >= 0.25:
        raise InputError(f"lifecycle: a monthly probability of {highest:.2f} is above .25; lower the yearly rates.")
    return exits, unions, births, onsets


@njit(cache=True)
def touched(pid, birth, market, month, k, bounds, stayed):  # type: ignore[no-untyped-def]
    """Rows to which something may happen this month: those of 65, and those whose word lies below its bound.

    The word's top two bits choose what may happen (death, union, birth, disability), the next thirty decide whether:
    ``bounds`` has one number for each of the four. ``stayed`` (4 × markets) counts everybody by market, in four tables,
    so that an addition need not wait for the last. Works in tiles, so that the words are computed many at a time.
    """
    rows, flags, found = np.empty(len(pid) + 1, np.int64), np.empty(TILE, np.uint8), 0
    last = month - 780
    high = np.empty(TILE, np.uint32)
    for start in range(0, len(pid), TILE):
        who, born, where = pid[start : start + TILE], birth[start : start + TILE], market[start : start + TILE]
        for j in range(len(who)):
            high[j] = np.uint32(word(k, who[j]) >> _S32)
        for j in range(len(who)):
            flags[j] = ((high[j] & _THIRTY) < bounds[high[j] >> _S30]) | (born[j] <= last)
        found = collect(flags, start, len(who), rows, found)
        for j in range(len(who)):
            stayed[j & 3, where[j]] += 1
    return rows[:found].copy()


@njit(cache=True)
def live_a_month(people, month, k, rows, exits, unions, births, onsets, severe, leaving):  # type: ignore[no-untyped-def]
    """What happens to the people of ``rows``; ``leaving`` receives those who turn 65, die or emigrate.

    At most one of the four events happens to a person in a month: an event of probability p has a quarter of the
    unit interval, of which it takes the share 4p. Returns (leavers, exits below 65, unions, births, onsets).
    """
    n = early = united = born = struck = 0
    for r in range(len(rows)):
        i = rows[r]
        if people.pid[i] == 0:
            continue
        years = (month - int(people.birth[i])) // 12
        sex = int(people.sex[i])
        if years >= 65:
            leaving[n] = i
            n += 1
            continue
        u = 4.0 * uniform(word(k, people.pid[i]))
        event = int(u)
        u = 0.25 * (u - event)
        if event == 0:
            if u < exits[sex, years]:
                leaving[n] = i
                n += 1
                early += 1
        elif event == 1:
            if people.union[i] == 0 and u < unions[sex, years]:
                people.union[i] = 1
                united += 1
        elif event == 2:
            rested = month - int(people.child_birth[i]) >= 12
            if sex == 1 and rested and u < births[int(people.union[i]), years]:
                people.child_birth[i] = month
                born += 1
        elif people.disability[i] == 0 and u < onsets[years]:
            people.disability[i] = Disability.SEVERE if u < onsets[years] * severe else Disability.MODERATE
            struck += 1
    return n, early, united, born, struck
