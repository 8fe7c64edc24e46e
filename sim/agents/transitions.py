"""Changes of state: the only functions that move a person between activities, and each counts the flow.

``moves[a, b]`` counts persons who went from activity a to b this month; the last row and column stand for outside
the model (entry at 15, exit at 65, death, migration). With it, stock = previous + entries − exits can be checked
for every activity after every month.
"""

from enum import IntEnum

import numpy as np
from numba import njit

from sim.agents.capital import SPECIFIC_KEPT
from sim.core.calendar import NEVER
from sim.core.states import Benefit, Contract, Education, Job, Outside, Tier, Unit


class Activity(IntEnum):
    """Main activity, read from the registers; work comes before search, search before the rest."""

    STUDENT = 0
    UNEMPLOYED = 1
    AVAILABLE = 2
    OUTSIDE = 3
    REGULAR = 4
    CASUAL = 5
    OWN_ACCOUNT = 6
    FAMILY_WORK = 7
    APPRENTICE = 8
    OTHER_WORK = 9
    ELSEWHERE = 10  # not in the model


ACTIVITIES = len(Activity)


def new_moves() -> np.ndarray:
    """An empty flow table, from × to."""
    return np.zeros((ACTIVITIES, ACTIVITIES), np.int64)


@njit(inline="always")
def activity(people, i):  # type: ignore[no-untyped-def]
    """Main activity of person ``i``; students who work count by their job."""
    job = people.job[i]
    if job == Job.EMPLOYEE:
        return Activity.REGULAR if people.tier[i] == Tier.REGULAR else Activity.CASUAL
    if job == Job.OWN_ACCOUNT or job == Job.EMPLOYER:
        return Activity.OWN_ACCOUNT
    if job == Job.FAMILY_WORKER:
        return Activity.FAMILY_WORK
    if job == Job.PAID_APPRENTICE or job == Job.UNPAID_APPRENTICE:
        return Activity.APPRENTICE
    if job != Job.NONE:
        return Activity.OTHER_WORK
    if people.education[i] != Education.NONE:
        return Activity.STUDENT
    if people.seeking[i] == 1 and people.available[i] == 1:
        return Activity.UNEMPLOYED
    if people.available[i] == 1 and people.wants_work[i] == 1:
        return Activity.AVAILABLE
    return Activity.OUTSIDE


@njit(inline="always")
def _clear_job(people, firms, i, month):  # type: ignore[no-untyped-def]
    """Empty the job register and, for an employee, the employer's head-count."""
    if people.job[i] == Job.NONE:
        return
    if people.job[i] == Job.EMPLOYEE:
        j = people.employer[i]
        if people.tier[i] == Tier.REGULAR:
            firms.staff_regular[j] -= 1
        else:
            firms.staff_casual[j] -= 1
        people.lost_job[i] = month
        people.specific[i] *= SPECIFIC_KEPT  # the rest was of use in this firm only
    people.job[i] = Job.NONE
    people.unit[i] = Unit.NONE
    people.employer[i] = -1
    people.tier[i] = Tier.NONE
    people.contract[i] = Contract.NONE
    people.contract_end[i] = NEVER
    people.benefits[i] = 0
    people.hours[i] = 0
    people.pay[i] = 0.0
    people.pay_kind[i] = 0.0
    people.perceived_gap[i] = 0.0
    people.job_since[i] = NEVER
    people.market_share[i] = 0
    people.wants_more_hours[i] = 0
    people.satisfied[i] = 0


@njit(inline="always")
def _clear_search(people, i):  # type: ignore[no-untyped-def]
    people.seeking[i] = 0
    people.available[i] = 0
    people.wants_work[i] = 0
    people.outside_reason[i] = Outside.NONE
    people.plans_to_work[i] = 0
    people.search_since[i] = NEVER


@njit(inline="always")
def _count(people, moves, before, i, month):  # type: ignore[no-untyped-def]
    after = activity(people, i)
    if after != before:
        people.since[i] = month
        moves[before, after] += 1


@njit
def enter_model(people, moves, i):  # type: ignore[no-untyped-def]
    """Count the entry of person ``i``, whose registers have been set."""
    moves[Activity.ELSEWHERE, activity(people, i)] += 1


@njit
def leave_model(people, firms, moves, i, month):  # type: ignore[no-untyped-def]
    """Count the exit of person ``i`` and free the job; the row is released afterwards by the store."""
    moves[activity(people, i), Activity.ELSEWHERE] += 1
    _clear_job(people, firms, i, month)


@njit
def stop_working(people, firms, moves, i, month):  # type: ignore[no-untyped-def]
    """Leave the main job; out of the labour force until the person decides (same month, participation)."""
    before = activity(people, i)
    _clear_job(people, firms, i, month)
    _clear_search(people, i)
    people.outside_reason[i] = Outside.OTHER if people.education[i] == Education.NONE else Outside.STUDY
    people.plans_to_work[i] = 1
    _count(people, moves, before, i, month)


@njit
def start_search(people, firms, moves, i, month):  # type: ignore[no-untyped-def]
    """Without a job, seeking and available: unemployed."""
    before = activity(people, i)
    _clear_job(people, firms, i, month)
    since = people.search_since[i]
    _clear_search(people, i)
    people.seeking[i] = 1
    people.available[i] = 1
    people.wants_work[i] = 1
    people.plans_to_work[i] = 1
    people.search_since[i] = month if since == NEVER else since
    _count(people, moves, before, i, month)


@njit
def be_available(people, firms, moves, i, month, discouraged):  # type: ignore[no-untyped-def]
    """Wants work and is available, but does not seek: potential labour force."""
    before = activity(people, i)
    _clear_job(people, firms, i, month)
    _clear_search(people, i)
    people.available[i] = 1
    people.wants_work[i] = 1
    people.plans_to_work[i] = 1
    people.outside_reason[i] = Outside.DISCOURAGED if discouraged else Outside.OTHER
    _count(people, moves, before, i, month)


@njit
def stay_outside(people, firms, moves, i, month, reason, plans):  # type: ignore[no-untyped-def]
    """Outside the labour force for ``reason``; ``plans`` 1 when the person means to work later."""
    before = activity(people, i)
    _clear_job(people, firms, i, month)
    _clear_search(people, i)
    people.outside_reason[i] = reason
    people.plans_to_work[i] = plans
    _count(people, moves, before, i, month)


@njit
def start_job(people, firms, moves, i, month, kind, unit, family, hours, pay, pay_kind):  # type: ignore[no-untyped-def]
    """Any job that is not an employee's: own-account, family work, apprenticeship, internship, public works."""
    before = activity(people, i)
    _clear_job(people, firms, i, month)
    _clear_search(people, i)
    people.job[i] = kind
    people.unit[i] = unit
    people.family[i] = family
    people.hours[i] = hours
    people.pay[i] = pay
    people.pay_kind[i] = pay_kind
    people.job_since[i] = month
    _count(people, moves, before, i, month)


@njit
def start_employment(people, firms, moves, i, month, j, tier, contract, contract_end, family, hours, pay, benefits):  # type: ignore[no-untyped-def]
    """Become an employee of firm ``j``; ``benefits`` are bits of ``Benefit``."""
    before = activity(people, i)
    _clear_job(people, firms, i, month)
    _clear_search(people, i)
    people.job[i] = Job.EMPLOYEE
    people.employer[i] = j
    people.tier[i] = tier
    people.contract[i] = contract
    people.contract_end[i] = contract_end
    people.family[i] = family
    people.hours[i] = hours
    people.pay[i] = pay
    people.benefits[i] = benefits
    if firms.sector[j] == 3:
        people.unit[i] = Unit.GOVERNMENT
    else:
        people.unit[i] = Unit.FORMAL if firms.formal[j] == 1 else Unit.INFORMAL
    people.job_since[i] = month
    if tier == Tier.REGULAR:
        firms.staff_regular[j] += 1
    else:
        firms.staff_casual[j] += 1
    _count(people, moves, before, i, month)


@njit
def convert_contract(people, firms, moves, i, month, tier, contract, contract_end):  # type: ignore[no-untyped-def]
    """Change tier and contract of an employee who stays with the firm."""
    before = activity(people, i)
    j = people.employer[i]
    if people.tier[i] == Tier.CASUAL and tier == Tier.REGULAR:
        firms.staff_casual[j] -= 1
        firms.staff_regular[j] += 1
    people.tier[i] = tier
    people.contract[i] = contract
    people.contract_end[i] = contract_end
    _count(people, moves, before, i, month)


@njit
def enrol(people, firms, moves, i, month, education):  # type: ignore[no-untyped-def]
    """Enter school or a course without a job; a job kept beside it is started again by the caller."""
    before = activity(people, i)
    _clear_job(people, firms, i, month)
    _clear_search(people, i)
    people.education[i] = education
    people.outside_reason[i] = Outside.STUDY
    people.plans_to_work[i] = 1
    people.last_enrolled[i] = month
    _count(people, moves, before, i, month)


@njit
def end_education(people, moves, i, month):  # type: ignore[no-untyped-def]
    """Leave school or a course; a job beside it goes on, otherwise the person decides this month."""
    before = activity(people, i)
    people.education[i] = Education.NONE
    if people.job[i] == Job.NONE:
        people.outside_reason[i] = Outside.OTHER
        people.plans_to_work[i] = 1
    _count(people, moves, before, i, month)


FORMAL_BENEFITS = int(Benefit.WRITTEN | Benefit.SOCIAL_INSURANCE | Benefit.ANNUAL_LEAVE | Benefit.SICK_LEAVE)
