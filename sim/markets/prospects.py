"""What the market shows after matching: finding rates, pay, fill rates, quality of hires, prospects by family.

Smoothed over about twelve months; small cells lean on the mean through pseudo-counts. These feedbacks keep
unemployment stable: more searchers, a lower finding rate, less search.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS, log_product
from sim.core.elementary import log
from sim.core.sieve import rows_with
from sim.core.states import FAMILIES, Education, Job
from sim.markets.activity_choice import schooling_group


def smoothed_rate(events: np.ndarray, exposure: np.ndarray, pseudo: float) -> np.ndarray:
    """(events + pseudo · mean) / (exposure + pseudo): a rate that leans on the overall mean in small cells."""
    mean = events.sum() / exposure.sum() if exposure.sum() > 0 else 0.1
    return np.minimum(np.maximum((events + pseudo * mean) / (exposure + pseudo), 1e-4), 1.0)


@njit(cache=True)
def count_seekers(people, seekers, markets):  # type: ignore[no-untyped-def]
    """Jobseekers and finders of the month by (sex, area, schooling) and by market."""
    group = np.zeros((2, 2, 2, 3))
    local = np.zeros((2, markets))
    for i in seekers:
        s, a, e = people.sex[i], people.area[i], schooling_group(people.level[i])
        group[0, s, a, e] += 1.0
        local[0, people.market[i]] += 1.0
        if people.job[i] == Job.EMPLOYEE:
            group[1, s, a, e] += 1.0
            local[1, people.market[i]] += 1.0
    return group, local


@njit(cache=True)
def staff_statistics(people):  # type: ignore[no-untyped-def]
    """Employees and their summed log pay by (sex, area, schooling), and employees by family."""
    pay, staff = np.zeros((2, 2, 2, 3)), np.zeros(FAMILIES, np.int64)
    for i in rows_with(people.job, Job.EMPLOYEE):
        s, a, e = people.sex[i], people.area[i], schooling_group(people.level[i])
        pay[0, s, a, e] += 1.0
        pay[1, s, a, e] += log_pay_of(people, i)
        staff[people.family[i]] += 1
    return pay, staff


@njit
def log_pay_of(people, i):  # type: ignore[no-untyped-def]
    """Log of pay in cash and kind, log W."""
    return log(max(float(people.pay[i]) + float(people.pay_kind[i]), 1e-3))


@njit(cache=True)
def leaver_statistics(people, month):  # type: ignore[no-untyped-def]
    """People who left training in the last year by family: all, at work, and the summed log pay of those at work."""
    family = np.zeros((3, FAMILIES))
    for i in range(len(people.pid)):
        ended = month - int(people.course_end[i])
        if 0 <= ended < 12 and people.education[i] == Education.NONE and people.provider[i] >= 0:
            f = people.family[i]
            family[0, f] += 1.0
            if people.job[i] != Job.NONE:
                family[1, f] += 1.0
                family[2, f] += log_pay_of(people, i)
    return family


@njit(cache=True)
def hire_statistics(people, vacancies, open_post, relatedness, pay, markets, month):  # type: ignore[no-untyped-def]
    """Vacancies and posts filled by (market, tier); hires and their summed log productivity."""
    posts = np.zeros((4, markets, 2))
    for v in range(len(vacancies.firm)):
        t = vacancies.tier[v] - 1
        posts[0, vacancies.market[v], t] += 1.0
        posts[1, vacancies.market[v], t] += 1.0 - open_post[v]
    for i in rows_with(people.job_since, month):
        if people.job[i] == Job.EMPLOYEE:
            t = people.tier[i] - 1
            posts[2, people.market[i], t] += 1.0
            posts[3, people.market[i], t] += log_product(
                people, i, people.family[i], relatedness, pay.per_year, pay.per_tertiary_year
            )
    return posts


def update_prospects(m: Any, seekers: np.ndarray, vacancies: Any, open_post: np.ndarray) -> None:
    """Renew the moving averages that people, firms and providers see (``m.averages``)."""
    p, avg, markets = m.parameters.search, m.averages, len(m.territory)
    keep = 1.0 - 1.0 / p.memory
    group, local = count_seekers(m.people, seekers, markets)
    for stock, flow in ((avg.seekers, group[0]), (avg.found, group[1]),
                        (avg.local_seekers, local[0]), (avg.local_found, local[1])):  # fmt: skip
        stock *= keep
        stock += flow
    avg.finding[:] = smoothed_rate(avg.found, avg.seekers, p.pseudo_seekers)
    avg.local_finding[:] = smoothed_rate(avg.local_found, avg.local_seekers, p.pseudo_seekers)
    pay, staff = staff_statistics(m.people)
    leavers = leaver_statistics(m.people, m.month)
    mean_pay = pay[1].sum() / max(pay[0].sum(), 1.0)
    log_pay = (pay[1] + p.pseudo_seekers * mean_pay) / (pay[0] + p.pseudo_seekers)
    avg.log_pay += (log_pay - avg.log_pay) / p.memory
    open_by_family = np.bincount(vacancies.family, minlength=FAMILIES)
    avg.vacancies += (open_by_family / np.maximum(staff, p.pseudo_staff) - avg.vacancies) / p.memory
    avg.placement[:] = (leavers[1] + 0.5 * p.pseudo_leavers) / (leavers[0] + p.pseudo_leavers)
    avg.leaver_log_pay[:] = (leavers[2] + p.pseudo_leavers * mean_pay) / (leavers[1] + p.pseudo_leavers)
    posts = hire_statistics(m.people, vacancies, open_post, RELATEDNESS, m.parameters.pay, markets, m.month)
    mean_quality = posts[3].sum() / max(posts[2].sum(), 1.0)
    quality = (posts[3] + p.pseudo_posts * np.where(avg.quality != 0, avg.quality, mean_quality)) / (
        posts[2] + p.pseudo_posts
    )
    avg.quality += (quality - avg.quality) / p.memory
    fill = (posts[1] + p.pseudo_posts * avg.fill) / (posts[0] + p.pseudo_posts)
    avg.fill += np.minimum(np.maximum(fill - avg.fill, -1.0), 1.0) / p.memory
    m.events["unfilled"] = int(open_post.sum())
