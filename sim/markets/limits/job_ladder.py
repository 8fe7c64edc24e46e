"""A job ladder: firms post different pay, and people in and out of work take what is better.

Every firm posts one pay. A jobseeker meets a firm, drawn at random, with probability λ a month and takes the job if
it pays the reservation or more; an employee meets one with probability λ_e and moves if it pays more. Posted pay is
spread so that every firm makes the same profit. Source: Burdett & Mortensen (1998), Int. Econ. Rev. 39(2).
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from sim.core.draws import Purpose, uniform, word
from sim.core.states import Job, Tier
from sim.markets.limits.firms import open_small_firms
from sim.markets.limits.hiring import casual_exits, drawn_firm, informal_firms, may_search, take_job


class Ladder(NamedTuple):
    """Numbers of the ladder; monthly probabilities."""

    product: float  # p, of every worker a month
    lowest_pay: float  # R, the reservation of jobseekers
    offers: float  # λ, of jobseekers
    offers_at_work: float  # λ_e, of employees who keep their job this month
    same_month: float = 0.0
    firms: float = 0.0  # how many firms post pay; 0: those of the country


def hiring_firms(m: Any, n: Ladder) -> np.ndarray:
    """Rows of the firms on the ladder; small ones open where the country has too few."""
    missing = round(n.firms) - len(informal_firms(m.firms))
    if n.firms > 0.5 and missing > 0:
        open_small_firms(m, missing)
    rows = informal_firms(m.firms)
    return rows[: round(n.firms)] if n.firms > 0.5 else rows


def equal_profit_pay(ranks: np.ndarray, n: Ladder, loss: float) -> np.ndarray:
    """Posted pay by rank in (0, 1), lowest first: p − (p − R) x², with x falling from 1 to 1/(1 + k).

    k = λ/δ: offers in a job's life, δ being the monthly ``loss`` of jobs.
    """
    least = 1.0 / (1.0 + n.offers / loss)
    return n.product - (n.product - n.lowest_pay) * (1.0 - (1.0 - least) * ranks) ** 2


def posted_pay(firms: int, n: Ladder, loss: float) -> np.ndarray:
    """Pay of each of ``firms`` firms, at the middle of its rank."""
    return equal_profit_pay((np.arange(firms) + 0.5) / firms, n, loss)


@njit(cache=True)
def climb(people, firms, moves, rows, posted, lowest, offers, offers_at_work, same_month, k, k_firm, month):  # type: ignore[no-untyped-def]
    """People meet firms and take better pay. Returns hires of jobseekers, moves between jobs, and employees asked."""
    count = np.zeros(3, np.int64)
    pay_of = np.zeros(len(firms.fid))
    for r in range(len(rows)):
        pay_of[rows[r]] = posted[r]
    for i in range(len(people.pid)):
        if people.pid[i] == 0:
            continue
        jobseeker = people.job[i] == Job.NONE
        if jobseeker and not may_search(people, i, same_month, month):
            continue
        if not jobseeker and people.job[i] != Job.EMPLOYEE:
            continue
        count[2] += 0 if jobseeker else 1
        if uniform(word(k, people.pid[i])) >= (offers if jobseeker else offers_at_work):
            continue
        j = drawn_firm(rows, k_firm, people.pid[i])
        if pay_of[j] >= lowest if jobseeker else pay_of[j] > pay_of[people.employer[i]]:
            take_job(people, firms, moves, i, j, Tier.CASUAL, pay_of[j], month)
            count[0 if jobseeker else 1] += 1
    return count


def offer_posted_pay(m: Any) -> None:
    """A month on the ladder."""
    n = m.config.limit.numbers_of(Ladder)
    rows = hiring_firms(m, n)
    posted = posted_pay(len(rows), n, casual_exits(m))
    hires, moved, employed = climb(
        m.people, m.firms, m.moves, rows, posted, n.lowest_pay, n.offers, n.offers_at_work,
        n.same_month > 0.5, m.key(Purpose.APPLY), m.key(Purpose.HIRE_CONTRACT), m.month,
    )  # fmt: skip
    before = int(employed) + int(m.events.get("separations", 0))
    m.events.update(hires=int(hires), job_to_job=int(moved), employed_before_exits=before)


PHASES = (offer_posted_pay,)
