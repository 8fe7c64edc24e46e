"""Human capital: what a person can produce in an occupation family.

log output of person i in family o = ξ_i + c_i + school return + Σ_k R_ok q_ik + experience + firm-specific skill.
"""

import numpy as np
from numba import njit

from sim.core.states import FAMILIES

# Relatedness of families: own family 1, families that share tools or customers 0.3, others 0.1 (assumption, in the
# spirit of skill-similarity matrices: Gathmann & Schönberg 2010, J. Labor Econ. 28(1)).
RELATEDNESS = np.full((FAMILIES, FAMILIES), 10, np.int32)
for _a, _b in ((0, 3), (1, 2), (1, 3), (2, 3), (4, 5), (4, 6), (6, 7), (1, 5)):
    RELATEDNESS[_a, _b] = RELATEDNESS[_b, _a] = 30
np.fill_diagonal(RELATEDNESS, 100)
"""Transfer of skill between occupation families, hundredths; whole numbers, whose sums need no order."""

SCHOOL_YEARS = np.array([2.0, 6.0, 9.0, 12.0, 14.0, 16.0])
"""Mean years of schooling by completed level (Ghana's 6-3-3-4 structure; below primary: two years, assumption)."""


SPECIFIC_KEPT = 0.5
"""Share of firm-specific skill that is of use elsewhere too (assumption)."""


@njit(inline="always")
def with_gain(skill, gain):  # type: ignore[no-untyped-def]
    """Technical skill, 1e-4 log points, after a gain in log points; it ends at the largest number of its column."""
    return min(65535, int(skill) + int(gain * 1e4 + 0.5))


@njit(inline="always")
def technical_skill(people, i, family, relatedness):  # type: ignore[no-untyped-def]
    """Technical skill of person ``i`` in ``family``, log points: Σ_k R_ok q_ik over the families k."""
    total = 0
    for k in range(FAMILIES):
        total += int(relatedness[family, k]) * int(people.skill[i, k])
    return float(total) * 1e-6


@njit(inline="always")
def school_log_product(level, per_year, per_tertiary_year):  # type: ignore[no-untyped-def]
    """Log productivity from schooling: ``per_year`` a year and ``per_tertiary_year`` more above upper secondary."""
    years = SCHOOL_YEARS[level]
    return per_year * years + per_tertiary_year * max(0.0, years - 12.0)


@njit(inline="always")
def log_product(people, i, family, relatedness, per_year, per_tertiary_year):  # type: ignore[no-untyped-def]
    """Expected log monthly productivity of person ``i`` in ``family``, without the firm's part."""
    return (
        people.ability[i]
        + people.core[i]
        + people.experience[i]
        + school_log_product(people.level[i], per_year, per_tertiary_year)
        + technical_skill(people, i, family, relatedness)
    )
