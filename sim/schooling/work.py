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

SCHOOL, AT_HOME, OWN_ACCOUNT = int(Education.SCHOOL), int(Education.NONE), int(Job.OWN_ACCOUNT)


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
        return float(facts.near(indicator, year, sex=sex, age_band="15-24").value) / 100

    out = np.empty(2)
    for s, sex in enumerate(SEXES):
        enrolled = float(solution.enrolled[s])
        working = working_students(
            near("neet_rate", sex), near("employment_to_population_ratio_modelled", sex), enrolled
        )
        out[s] = working / enrolled
    return out


@njit
def inclination(enterprise, poor, p):  # type: ignore[no-untyped-def]
    """Relative frequency of work beside school: higher with a farm or shop at home, and among the poor."""
    return (p.work_enterprise if enterprise else 1.0) * (p.work_poor if poor else 1.0)


@njit
def work_chance(share, relative, mean_relative, highest):  # type: ignore[no-untyped-def]
    """Probability that a pupil works, such that the mean over pupils is ``share``."""
    if mean_relative <= 0.0:
        return 0.0
    return min(highest, share * relative / mean_relative)


@njit
def _enterprise(households, h):  # type: ignore[no-untyped-def]
    """0 none, 1 shop, 2 farm."""
    if h < 0:
        return 0
    if households.farm[h] == 1:
        return 2
    return 1 if households.shop[h] == 1 else 0


@njit(cache=True)
def own_account_income(pay, job, education, default):  # type: ignore[no-untyped-def]
    """Mean income of own-account people who are not at school, W a month; added up in millionths of W."""
    total, n = np.int64(0), np.int64(0)
    for i in range(len(pay)):
        own = np.int64((job[i] == OWN_ACCOUNT) & (education[i] == AT_HOME))
        total += np.int64(float(pay[i]) * 1e6) * own
        n += own
    return total * 1e-6 / n if n > 0 else default


@njit
def _kind(people, households, i, p):  # type: ignore[no-untyped-def]
    """What decides on work beside school: 10 for the poor, plus 0 without enterprise, 1 with a shop, 2 with a farm."""
    return _enterprise(households, people.household[i]) + (10 if people.wealth[i] <= p.poor_quintiles - 1 else 0)


@njit
def _chances(people, rows, kinds, shares, p):  # type: ignore[no-untyped-def]
    """Chance of work by sex and kind (2 × 13), such that a share ``shares`` of the pupils of either sex works."""
    count = np.zeros((2, 13), np.int64)
    for n in range(len(rows)):
        count[people.sex[rows[n]], kinds[n]] += 1
    out = np.zeros((2, 13))
    for sex in range(2):
        total = 0.0
        for kind in range(13):
            total += inclination(kind % 10 > 0, kind >= 10, p) * count[sex, kind]
        mean = total / max(1, count[sex].sum())
        for kind in range(13):
            out[sex, kind] = work_chance(shares[sex], inclination(kind % 10 > 0, kind >= 10, p), mean, p.work_highest)
    return out


@njit
def _start(people, firms, moves, i, month, enterprise, w, income, p):  # type: ignore[no-untyped-def]
    """Begin the small job: family worker of a farm or shop, otherwise own-account in trade or personal services."""
    hours = int(p.work_hours)
    if enterprise > 0 and uniform(sub(w, 1)) < p.work_family:
        trade = Family.FARMING if enterprise == 2 else Family.TRADE
        start_job(people, firms, moves, i, month, Job.FAMILY_WORKER, Unit.HOUSEHOLD, trade, hours, 0.0, 0.0)
        people.market_share[i] = int(p.work_market_share) if enterprise == 2 else 100
    else:
        trade = Family.TRADE if uniform(sub(w, 2)) < p.work_trade else Family.PERSONAL_SERVICES
        start_job(
            people, firms, moves, i, month, Job.OWN_ACCOUNT, Unit.HOUSEHOLD, trade, hours, p.work_pay * income, 0.0
        )
        people.market_share[i] = 100


@njit(cache=True)
def work_beside_school(people, firms, households, moves, rows, p, shares, key, month):  # type: ignore[no-untyped-def]
    """Start and stop small jobs of those of ``rows`` who are pupils; returns the number of pupils at work.

    ``shares`` (2) of male and female pupils who work. A pupil works iff a number fixed for the person is below the
    chance, so the same pupils work in every month and in every world.
    """
    here, n = np.empty(len(rows), np.int64), 0
    for i in rows:
        here[n] = i
        n += (people.education[i] == SCHOOL) & (people.pid[i] != 0)
    here = here[:n]
    kinds = np.empty(n, np.int64)
    for n in range(len(here)):
        kinds[n] = _kind(people, households, here[n], p)
    chances = _chances(people, here, kinds, shares, p)
    income, working = -1.0, 0
    for n in range(len(here)):
        i = here[n]
        job = people.job[i]
        if job != Job.NONE and job != Job.OWN_ACCOUNT and job != Job.FAMILY_WORKER:
            working += 1
            continue
        w = word(key, people.pid[i])
        wants = uniform(w) < chances[people.sex[i], kinds[n]]
        if wants and job == Job.NONE:
            if income < 0.0:
                income = own_account_income(people.pay, people.job, people.education, p.work_pay_default)
            _start(people, firms, moves, i, month, kinds[n] % 10, w, income, p)
        elif not wants and job != Job.NONE:
            stop_working(people, firms, moves, i, month)
        working += 1 if wants else 0
    return working
