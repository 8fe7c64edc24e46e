"""How far a person goes at school and when: pure rules for the first population and for each entrant at 15.

Latent index z = gradient[sex, wealth] + a − δ (disabled at 15 − share), a = ρ · ability + √(1−ρ²) · luck, both standard
normal; δ by how much a difficulty from childhood sets back, in SD of the index.
The ultimate level is the highest level L with z ≥ cutoff[sex, area, L].
Leaving age = official end of the ultimate level + time in the next, unfinished level + delay, with delay a
Rayleigh variate (late entry, repetition, gaps).
"""

import math

import numpy as np
from numba import njit

from sim.core.draws import normal, sub, uniform, word
from sim.core.elementary import exps, log


@njit
def official_end(level, p):  # type: ignore[no-untyped-def]
    """Age in years at which ``level`` is completed without any delay."""
    if level == 0:
        return p.end_none
    if level == 1:
        return p.end_primary
    if level == 2:
        return p.end_lower_secondary
    if level == 3:
        return p.end_upper_secondary
    if level == 4:
        return p.end_short_tertiary
    return p.end_bachelor


@njit
def longest_unfinished(level, p):  # type: ignore[no-untyped-def]
    """Longest time spent in the level after ``level`` by those who do not complete it, years."""
    if level == 0:
        return p.unfinished_none
    if level == 1:
        return p.unfinished_primary
    if level == 2:
        return p.unfinished_lower_secondary
    if level == 3:
        return p.unfinished_upper_secondary
    return 0.0


@njit
def index(gradient, ability_score, luck, p):  # type: ignore[no-untyped-def]
    """Latent index of schooling: ``gradient`` is the part of wealth; the other two are standard normal."""
    rest = math.sqrt(max(0.0, 1.0 - p.ability * p.ability))
    return gradient + p.ability * ability_score + rest * luck


def lost_to_difficulty(disabled: np.ndarray, share: float, difficulty: float) -> np.ndarray:
    """What a functional difficulty takes off the index of schooling, less the mean of all: δ (D − share).

    >>> lost_to_difficulty(np.array([True, False]), 0.06, 0.5).round(2).tolist()
    [0.47, -0.03]
    """
    return difficulty * (disabled - share)


def odds_of_difficulty(index: np.ndarray, difficulty: float) -> np.ndarray:
    """Relative chance of a difficulty from childhood given the index a (standard normal) that was reached.

    e^(−δa − δ²/2), the ratio of the densities of the index with and without; its mean over everybody is 1.
    """
    return exps(-difficulty * index - 0.5 * difficulty * difficulty)


@njit
def draw_ultimate(z, cutoffs):  # type: ignore[no-untyped-def]
    """Highest level whose cutoff (five of them, rising, for levels 1 to 5) the index reaches."""
    level = 0
    for k in range(5):
        if z >= cutoffs[k]:
            level = k + 1
    return level


@njit
def rayleigh(u, scale):  # type: ignore[no-untyped-def]
    """Rayleigh variate by inversion, years: scale · √(−2 ln(1−u)); mean 1.25 scale."""
    return scale * math.sqrt(-2.0 * log(1.0 - u))


@njit
def share_of_delay(level, ultimate, p):  # type: ignore[no-untyped-def]
    """Share of a pupil's whole delay that has passed when ``level`` is completed.

    ``late_start`` of it by the end of primary school, the rest evenly over the official years after it.
    """
    years = official_end(ultimate, p) - p.end_primary
    if level >= ultimate or years <= 0.0:
        return 1.0
    gone = max(0.0, official_end(level, p) - p.end_primary) / years
    return p.late_start + (1.0 - p.late_start) * gone


@njit
def completion_age(level, ultimate, delay, p):  # type: ignore[no-untyped-def]
    """Age in years at which a pupil who goes as far as ``ultimate`` completes ``level``."""
    return official_end(level, p) + share_of_delay(level, ultimate, p) * delay


@njit
def leaving_age(ultimate, unfinished, delay, p):  # type: ignore[no-untyped-def]
    """Age in years on leaving school; ``unfinished`` is uniform on [0, 1)."""
    return official_end(ultimate, p) + unfinished * longest_unfinished(ultimate, p) + delay


@njit
def level_at(age, ultimate, delay, p):  # type: ignore[no-untyped-def]
    """Level completed at ``age`` (years) by a pupil who goes as far as ``ultimate``."""
    done = 0
    for level in range(1, 6):
        if level <= ultimate and completion_age(level, ultimate, delay, p) <= age:
            done = level
    return done


@njit
def next_stages(p):  # type: ignore[no-untyped-def]
    """What ``may_complete`` needs, by completed level and ultimate level, years.

    Age at the end of the next level without delay, the share of the delay that has passed then, and the longest time
    from that of the ultimate level to leaving school without delay.
    """
    out = np.zeros((3, 6, 6))
    for level in range(5):
        for ultimate in range(level + 1, 6):
            out[0, level, ultimate] = official_end(level + 1, p)
            out[1, level, ultimate] = share_of_delay(level + 1, ultimate, p)
            out[2, level, ultimate] = official_end(ultimate, p) + longest_unfinished(ultimate, p)
    return out


@njit
def may_complete(level, ultimate, month, school_end, birth, stages):  # type: ignore[no-untyped-def]
    """Can a pupil have completed the level after ``level``, if the delay is the least that the month of leaving allows?

    A quick test before ``level_in_school``, which needs the time in an unfinished level.
    """
    delay = max(0.0, (school_end - birth) / 12.0 - stages[2, level, ultimate])
    return stages[0, level, ultimate] + stages[1, level, ultimate] * delay <= (month - birth) / 12.0 + 1e-9


@njit
def leaving_month(due, u, p):  # type: ignore[no-untyped-def]
    """Month of leaving: one month before, at, or one after the end of school year nearest to month ``due``.

    ``u`` uniform: a third of the leavers falls into each of the three months.
    """
    end = int(p.year_end)
    year = math.floor((due - end) / 12.0 + 0.5)
    return int(year) * 12 + end - 1 + int(3.0 * u)


@njit
def unfinished_share(key, pid):  # type: ignore[no-untyped-def]
    """A person's fixed uniform number for the time in an unfinished level."""
    return uniform(sub(word(key, pid), 2))


@njit
def level_in_school(month, school_end, birth, ultimate, unfinished, p):  # type: ignore[no-untyped-def]
    """Level completed by ``month`` of a pupil who will leave in month ``school_end``.

    The delay is read back from the planned month of leaving, so that it need not be stored.
    """
    tail = unfinished * longest_unfinished(ultimate, p)
    delay = max(0.0, (school_end - birth) / 12.0 - official_end(ultimate, p) - tail)
    return level_at((month - birth) / 12.0, ultimate, delay, p)


@njit
def plan_person(birth, sex, area, wealth, ability_score, set_back, pid, month, key, cutoffs, gradient, delay_scale, p):  # type: ignore[no-untyped-def]
    """(ultimate level, month of leaving school, level completed by ``month``) of one person.

    ``key`` = draws.key(population_seed, Purpose.SCHOOL_PROGRESS); ``ability_score`` is ability over its standard
    deviation; ``set_back`` what a difficulty takes off the index; ``cutoffs`` (2 sexes, 2 areas, 5 levels),
    ``gradient`` (2 sexes, 5 wealth quintiles), ``delay_scale`` (2 sexes, years).
    """
    w = word(key, pid)
    z = index(gradient[sex, wealth], ability_score, normal(w), p) - set_back
    ultimate = draw_ultimate(z, cutoffs[sex, area])
    delay = rayleigh(uniform(sub(w, 1)), delay_scale[sex])
    unfinished = unfinished_share(key, pid)
    age = leaving_age(ultimate, unfinished, delay, p)
    end = leaving_month(birth + 12.0 * age, uniform(sub(w, 3)), p)
    if month >= end:
        return ultimate, end, ultimate
    return ultimate, end, level_in_school(month, end, birth, ultimate, unfinished, p)


@njit(cache=True)
def plan_schooling(
    birth, sex, area, wealth, ability_score, set_back, pid, month, key, cutoffs, gradient, delay_scale, p
):  # type: ignore[no-untyped-def]
    """``plan_person`` for arrays of n people: (ultimate u1, school_end i2, level u1), each of length n."""
    n = len(pid)
    ultimate, end, level = np.empty(n, np.uint8), np.empty(n, np.int16), np.empty(n, np.uint8)
    for i in range(n):
        ultimate[i], end[i], level[i] = plan_person(
            int(birth[i]), sex[i], area[i], wealth[i], float(ability_score[i]), set_back[i], pid[i], month,
            key, cutoffs, gradient, delay_scale, p,
        )  # fmt: skip
    return ultimate, end, level
