"""What plans of schooling look like in a survey: completion at a stated age, attendance and participation.

Expectations over the delay are taken at ``POINTS`` quantiles, over unfinished time at ``TAILS``; over age they
are closed forms. Shocks that end school early act from age 15 with a constant hazard by sex and wealth.
"""

import math

import numpy as np
from numba import njit

from sim.core.elementary import exp
from sim.schooling.progress import completion_age, leaving_age, rayleigh

POINTS, TAILS = 120, 8
YOUNG, OLD = 15.0, 25.0
LOOK_BACK = 11.0 / 12.0
"""Years after leaving in which 'any month of the last twelve' still counts."""


@njit
def normal_cdf(x):  # type: ignore[no-untyped-def]
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


@njit
def shock_hazard(wealth, p):  # type: ignore[no-untyped-def]
    """Monthly hazard of dropping out in wealth quintile 0 to 4, with cash on hand."""
    return p.drop_out * exp(-p.drop_out_wealth * (wealth - 2))


@njit
def yearly_hazard(sex, wealth, p):  # type: ignore[no-untyped-def]
    """Expected hazard a year, with births of pupils."""
    births = p.births_of_pupils * p.drop_out_birth if sex == 1 else 0.0
    return 12.0 * shock_hazard(wealth, p) + births


@njit(cache=True)
def completed(sex, scale, p):  # type: ignore[no-untyped-def]
    """Share that has completed a level three to five years above the official age of its last grade.

    Array (5 wealth, 6 levels, 6 ultimate levels). The last grade of a level that ends at age e is for age e − 1,
    so the window is [e + 2, e + 5).
    """
    out = np.zeros((5, 6, 6))
    for level in range(1, 6):
        for ultimate in range(level, 6):
            for k in range(POINTS):
                delay = rayleigh((k + 0.5) / POINTS, scale)
                age = completion_age(level, ultimate, delay, p)
                first = completion_age(level, level, 0.0, p) + 2.0
                seen = min(1.0, max(0.0, (first + 3.0 - age) / 3.0))
                for q in range(5):
                    stays = exp(-yearly_hazard(sex, q, p) * max(0.0, age - YOUNG))
                    out[q, level, ultimate] += seen * stays / POINTS
    return out


@njit
def _person_years(rate, years):  # type: ignore[no-untyped-def]
    """∫ exp(−rate t) dt from 0 to ``years``."""
    return years if abs(rate) < 1e-9 else (1.0 - exp(-rate * years)) / rate


@njit(cache=True)
def enrolled(sex, scale, growth, p):  # type: ignore[no-untyped-def]
    """Shares of 15-24 at school now and in any of the last twelve months.

    Two arrays (5 wealth, 6 ultimate levels); ``growth``: yearly rate at which younger cohorts are larger.
    """
    now, year = np.zeros((5, 6)), np.zeros((5, 6))
    window = OLD - YOUNG
    everybody = _person_years(growth, window)
    just_left, lag = _person_years(growth, LOOK_BACK), exp(-growth * LOOK_BACK)
    rate, whole, whole_later = np.empty(5), np.empty(5), np.empty(5)  # of those at school all the window long
    for q in range(5):
        rate[q] = growth + yearly_hazard(sex, q, p)
        whole[q] = _person_years(rate[q], window)
        whole_later[q] = _person_years(rate[q], window - LOOK_BACK)
    n = POINTS * TAILS
    for ultimate in range(6):
        for k in range(POINTS):
            delay = rayleigh((k + 0.5) / POINTS, scale)
            for j in range(TAILS):
                stay = leaving_age(ultimate, (j + 0.5) / TAILS, delay, p) - YOUNG
                t = min(window, max(0.0, stay))
                back = min(window, max(0.0, stay + LOOK_BACK))
                if back == 0.0:
                    continue
                early = just_left if back >= LOOK_BACK else _person_years(growth, back)
                for q in range(5):
                    here = whole[q] if t == window else _person_years(rate[q], t)
                    now[q, ultimate] += here / everybody / n
                    before = max(0.0, back - LOOK_BACK)
                    later = whole_later[q] if back == window else _person_years(rate[q], before)
                    year[q, ultimate] += (early + lag * later) / everybody / n
    return now, year


@njit(cache=True)
def reached(cutoffs, slope_scores):  # type: ignore[no-untyped-def]
    """Shares by ultimate level, (5 wealth, 6 levels), of a group with five rising ``cutoffs``."""
    out = np.zeros((5, 6))
    for q in range(5):
        above = 0.0
        for level in range(5, 0, -1):
            at_least = max(above, normal_cdf(slope_scores[q] - cutoffs[level - 1]))
            out[q, level] = at_least - above
            above = at_least
        out[q, 0] = 1.0 - above
    return out
