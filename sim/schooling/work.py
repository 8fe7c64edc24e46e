"""Work beside school: some pupils hold a small job in the family's unit or on own account.

Attendance and work are two registers. Of one survey, age band and edition, with E employed, S at school now and N
neither, counting everybody once gives the share at work and at school:  w = max(0, N + E + S − 1).
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import start_job, stop_working
from sim.core.draws import sub, uniform, word
from sim.core.states import Education, Family, Job, Unit
from sim.schooling.solve import SchoolSolution
from sim.schooling.targets import SEXES

HIGHEST_CHANCE = 0.95


def working_students(neet: float, employed: float, enrolled: float) -> float:
    """Share of an age band at school and at work, from three shares of the band: max(0, N + E + S − 1).

    >>> round(working_students(0.25, 0.36, 0.43), 2)
    0.04
    """
    return max(0.0, neet + employed + enrolled - 1)


def student_work(facts: Any, solution: SchoolSolution, year: int) -> np.ndarray:
    """Share of men and of women of 15-24 at school who work beside it, (2).

    Attendance is the solution's, because the published participation looks back twelve months; NEET and employment
    are the figures of the year nearest to ``year``.
    """

    def near(indicator: str, sex: str) -> float:
        found = facts.find(indicator, sex=sex, age_band="15-24", area="national")
        return min(found, key=lambda f: (abs(f.year - year), -f.year)).value / 100

    out = np.empty(2)
    for s, sex in enumerate(SEXES):
        enrolled = float(solution.enrolled[s])
        working = working_students(
            near("neet_rate", sex), near("employment_to_population_ratio_modelled", sex), enrolled
        )
        out[s] = working / enrolled
    return out


@njit
def inclination(enterprise, wealth, p):  # type: ignore[no-untyped-def]
    """Relative frequency of work beside school: higher with a farm or shop at home, and among the poor."""
    return (p.work_enterprise if enterprise else 1.0) * (p.work_poor if wealth <= 1 else 1.0)


@njit
def work_chance(share, relative, mean_relative):  # type: ignore[no-untyped-def]
    """Probability that a pupil works, such that the mean over pupils is ``share``."""
    if mean_relative <= 0.0:
        return 0.0
    return min(HIGHEST_CHANCE, share * relative / mean_relative)


@njit
def _is_pupil(people, i):  # type: ignore[no-untyped-def]
    return people.pid[i] != 0 and people.education[i] == Education.SCHOOL


@njit
def _enterprise(households, h):  # type: ignore[no-untyped-def]
    """0 none, 1 shop, 2 farm."""
    if h < 0:
        return 0
    if households.farm[h] == 1:
        return 2
    return 1 if households.shop[h] == 1 else 0


@njit
def own_account_income(people, default):  # type: ignore[no-untyped-def]
    """Mean income of own-account people who are not at school, W a month."""
    total, n = 0.0, 0
    for i in range(len(people.pid)):
        if people.pid[i] != 0 and people.job[i] == Job.OWN_ACCOUNT and people.education[i] == Education.NONE:
            total += float(people.pay[i])
            n += 1
    return total / n if n > 0 else default


@njit
def _mean_inclination(people, households, p):  # type: ignore[no-untyped-def]
    """Mean of ``inclination`` over pupils, by sex (2)."""
    total, n = np.zeros(2), np.zeros(2)
    for i in range(len(people.pid)):
        if _is_pupil(people, i):
            has = _enterprise(households, people.household[i]) > 0
            total[people.sex[i]] += inclination(has, int(people.wealth[i]), p)
            n[people.sex[i]] += 1.0
    return total / np.maximum(n, 1.0)


@njit
def _start(people, firms, moves, i, month, enterprise, w, income, p):  # type: ignore[no-untyped-def]
    """Begin the small job: family worker of a farm or shop, otherwise own-account in trade or personal services."""
    hours = int(p.work_hours)
    if enterprise > 0 and uniform(sub(w, 1)) < p.work_family:
        trade = Family.FARMING if enterprise == 2 else Family.TRADE
        start_job(people, firms, moves, i, month, Job.FAMILY_WORKER, Unit.HOUSEHOLD, trade, hours, 0.0, 0.0)
        people.market_share[i] = int(p.work_market_share) if enterprise == 2 else 100
    else:
        trade = Family.TRADE if uniform(sub(w, 2)) < 0.5 else Family.PERSONAL_SERVICES
        start_job(
            people, firms, moves, i, month, Job.OWN_ACCOUNT, Unit.HOUSEHOLD, trade, hours, p.work_pay * income, 0.0
        )
        people.market_share[i] = 100


@njit(cache=True)
def work_beside_school(people, firms, households, moves, p, shares, key, month):  # type: ignore[no-untyped-def]
    """Start and stop small jobs of pupils; returns the number of pupils at work.

    ``shares`` (2) of male and female pupils who work. A pupil works iff a number fixed for the person is below the
    chance, so the same pupils work in every month and in every world.
    """
    income = own_account_income(people, p.work_pay_default)
    means = _mean_inclination(people, households, p)
    working = 0
    for i in range(len(people.pid)):
        if not _is_pupil(people, i):
            continue
        job = people.job[i]
        if job != Job.NONE and job != Job.OWN_ACCOUNT and job != Job.FAMILY_WORKER:
            working += 1
            continue
        w = word(key, people.pid[i])
        enterprise = _enterprise(households, people.household[i])
        relative = inclination(enterprise > 0, int(people.wealth[i]), p)
        wants = uniform(w) < work_chance(shares[people.sex[i]], relative, means[people.sex[i]])
        if wants and job == Job.NONE:
            _start(people, firms, moves, i, month, enterprise, w, income, p)
        elif not wants and job != Job.NONE:
            stop_working(people, firms, moves, i, month)
        working += 1 if wants else 0
    return working
