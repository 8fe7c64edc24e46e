"""Finding jobs at given rates: no firm chooses and no vacancy is needed.

Month by month a jobseeker enters a casual job with probability f_c and a regular one with f_r; a casual worker moves
to a regular job with probability g. A recognised certificate multiplies the two roads to regular jobs.
"""

from typing import Any, NamedTuple

from numba import njit

from sim.core.draws import Purpose, uniform, word
from sim.core.states import Job, Tier
from sim.markets.limits.hiring import drawn_firm, informal_firms, may_search, take_job


class FixedRates(NamedTuple):
    """Monthly probabilities."""

    finding_casual: float  # jobseeker to casual job
    finding_regular: float = 0.0  # jobseeker to regular job
    upgrade: float = 0.0  # casual to regular job, of those who did not lose the casual one this month
    certificate: float = 1.0  # factor on both roads to regular jobs with a recognised certificate
    same_month: float = 0.0  # 1: who lost the job this month may find one this month


@njit(inline="always")
def new_tier(jobseeker, casual, regular, upgrade, u):  # type: ignore[no-untyped-def]
    """Tier of the job that somebody enters this month, or none: regular iff u < rate, else casual."""
    if not jobseeker:
        return Tier.REGULAR if u < upgrade else Tier.NONE
    if u < regular:
        return Tier.REGULAR
    return Tier.CASUAL if u < regular + casual else Tier.NONE


@njit(cache=True)
def meet(people, firms, moves, rows, casual, regular, upgrade, certificate, same_month, k, k_firm, month):  # type: ignore[no-untyped-def]
    """Jobseekers find jobs and casual workers better ones; returns the number of hires."""
    hires = 0
    for i in range(len(people.pid)):
        if people.pid[i] == 0:
            continue
        jobseeker = people.job[i] == Job.NONE
        if jobseeker and not may_search(people, i, same_month, month):
            continue
        if not jobseeker and (people.job[i] != Job.EMPLOYEE or people.tier[i] != Tier.CASUAL):
            continue
        factor = certificate if people.certificates[i] != 0 else 1.0
        tier = new_tier(jobseeker, casual, regular * factor, upgrade * factor, uniform(word(k, people.pid[i])))
        if tier != Tier.NONE:
            take_job(people, firms, moves, i, drawn_firm(rows, k_firm, people.pid[i]), tier, 1.0, month)
            hires += 1
    return hires


def meet_at_given_rates(m: Any) -> None:
    """Jobseekers and casual workers find jobs with the probabilities of the limit."""
    n = m.config.limit.numbers_of(FixedRates)
    m.events["hires"] = meet(
        m.people, m.firms, m.moves, informal_firms(m.firms), n.finding_casual, n.finding_regular, n.upgrade,
        n.certificate, n.same_month > 0.5, m.key(Purpose.APPLY), m.key(Purpose.HIRE_CONTRACT), m.month,
    )  # fmt: skip


PHASES = (meet_at_given_rates,)
