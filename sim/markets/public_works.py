"""Public works: temporary jobs at a set pay, offered by a keyed hazard to a target group, paid by the payers.

Who earns less than the pay offered accepts, also from own-account and casual work; who works there does not search.
Jobs end after some months, or with the programme; then the person decides anew.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import start_job, stop_working
from sim.core.draws import Purpose, uniforms
from sim.core.levers import Lever
from sim.core.sieve import rows_with
from sim.core.states import Contract, Education, Job, Tier, Unit
from sim.finance.envelopes import payable_share
from sim.markets.matching import lowest_acceptable

KIND = "public_works"


@njit(cache=True)
def willing(people, rows, pay, p):  # type: ignore[no-untyped-def]
    """1 for those whose reservation pay for a casual job is at most ``pay``."""
    out = np.zeros(len(rows), np.uint8)
    for n in range(len(rows)):
        out[n] = pay[n] >= lowest_acceptable(people, rows[n], Tier.CASUAL, p)
    return out


@njit(cache=True)
def employ(people, firms, moves, rows, pay, hours, months, month):  # type: ignore[no-untyped-def]
    """Start the temporary jobs; the trade of the person is kept."""
    for n in range(len(rows)):
        i = rows[n]
        family = int(people.family[i])
        start_job(people, firms, moves, i, month, Job.PUBLIC_WORKS, Unit.GOVERNMENT, family, hours, pay[n], 0.0)
        people.contract[i] = Contract.FIXED_UNDER_12
        people.contract_end[i] = month + months


@njit(cache=True)
def end_jobs(people, firms, moves, rows, month):  # type: ignore[no-untyped-def]
    """The people in these rows leave public works."""
    for i in rows:
        stop_working(people, firms, moves, i, month)


def can_be_offered(people: Any) -> np.ndarray:
    """Rows of people out of education who are available for work, self-employed, family workers or in casual jobs."""
    free = (people.job == Job.NONE) & (people.available == 1)
    own = (people.job == Job.OWN_ACCOUNT) | (people.job == Job.FAMILY_WORKER)
    casual = (people.job == Job.EMPLOYEE) & (people.tier == Tier.CASUAL)
    rows: np.ndarray = np.flatnonzero((free | own | casual) & (people.pid != 0) & (people.education == Education.NONE))
    return rows


def leave_public_works(m: Any) -> None:
    """Temporary jobs end at their date, and all of them when no programme runs any more."""
    if not m.__dict__.get("in_public_works", 0):
        return
    rows = rows_with(m.people.job, int(Job.PUBLIC_WORKS))
    if m.levers.has(Lever.DIRECT_JOB):
        rows = rows[m.people.contract_end[rows] <= m.month]
    end_jobs(m.people, m.firms, m.moves, rows, m.month)


def offer_public_works(m: Any) -> None:
    """Offer temporary jobs to the people reached, u(person, month) < hazard, and employ those who want them."""
    if not m.levers.has(Lever.DIRECT_JOB):
        return
    p, people, services = m.parameters.search, m.people, m.parameters.employment_services
    rows = can_be_offered(people)
    hazard = m.levers.values(Lever.DIRECT_JOB, 0.0, m, rows)
    rows = rows[uniforms(m.key(Purpose.DIRECT_JOB), people.pid[rows]) < hazard]
    pay = m.levers.values(Lever.DIRECT_PAY, 0.0, m, rows)
    fine = willing(people, rows, pay, p) == 1
    rows, pay = rows[fine], pay[fine]
    fine = with_money(m, rows, pay)
    rows, pay = rows[fine], pay[fine]
    employ(
        people, m.firms, m.moves, rows, pay, int(services.works_hours), int(services.works_months), m.month
    )  # fmt: skip
    m.treated.add(m, KIND, rows)
    m.in_public_works = int((people.job == Job.PUBLIC_WORKS).sum())
    m.events["public_works"] = m.in_public_works


def with_money(m: Any, rows: np.ndarray, pay: np.ndarray) -> np.ndarray:
    """For whom there is money for the whole of the job, which leaves the envelope of the programme at its start."""
    whole = pay * float(m.parameters.employment_services.works_months)
    fine: np.ndarray = payable_share(m, Lever.DIRECT_JOB, rows, whole) > 0.0
    return fine
