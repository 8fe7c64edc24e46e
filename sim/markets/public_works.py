"""Public works: temporary jobs at a set pay, offered by a keyed hazard to a target group, paid by the payers.

Who earns less than the pay offered accepts, also from own-account and casual work; who works there does not search.
Jobs end after some months, or with the programme; then the person decides anew.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import start_job, stop_working
from sim.core.draws import Purpose, uniforms
from sim.core.hits import reach
from sim.core.levers import Lever
from sim.core.sieve import rows_with
from sim.core.states import Contract, Education, Job, Tier, Unit
from sim.core.thinning import drawn
from sim.finance.envelopes import afford, keep_promise, take_back
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


def can_be_offered(people: Any, rows: np.ndarray) -> np.ndarray:
    """Those of ``rows`` out of education who are available, self-employed, family workers or in casual jobs."""
    job = people.job[rows]
    free = (job == Job.NONE) & (people.available[rows] == 1)
    own = (job == Job.OWN_ACCOUNT) | (job == Job.FAMILY_WORKER)
    casual = (job == Job.EMPLOYEE) & (people.tier[rows] == Tier.CASUAL)
    found: np.ndarray = rows[
        (free | own | casual) & (people.pid[rows] != 0) & (people.education[rows] == Education.NONE)
    ]
    return found


def leave_public_works(m: Any) -> None:
    """Temporary jobs end at their date, and all of them when no programme runs any more."""
    if not m.memory.get("in_public_works", 0):
        return
    rows = rows_with(m.people.job, int(Job.PUBLIC_WORKS))
    if not m.levers.has(Lever.DIRECT_JOB):
        m.memory["in_public_works"] = 0
    else:
        rows = rows[m.people.contract_end[rows] <= m.month]
    end_jobs(m.people, m.firms, m.moves, rows, m.month)


def offer_public_works(m: Any) -> None:
    """Offer temporary jobs to the people reached, u(person, month) < hazard, and employ those who want them."""
    if not m.levers.has(Lever.DIRECT_JOB):
        return
    p, people, services = m.parameters.search, m.people, m.parameters.employment_services
    key = m.key(Purpose.DIRECT_JOB)
    rows = can_be_offered(people, drawn(key, people.pid, m.levers.highest(Lever.DIRECT_JOB, 0.0)))
    rows = rows[uniforms(key, people.pid[rows]) < m.levers.values(Lever.DIRECT_JOB, 0.0, m, rows)]
    pay = m.levers.values(Lever.DIRECT_PAY, 0.0, m, rows)
    fine = willing(people, rows, pay, p) == 1
    rows, pay = rows[fine], pay[fine]
    fine = with_money(m, rows, pay)
    rows, pay = rows[fine], pay[fine]
    employ(
        people, m.firms, m.moves, rows, pay, int(services.works_hours), int(services.works_months), m.month
    )  # fmt: skip
    m.treated.add(m, KIND, rows)
    keep_promises(m)


def with_money(m: Any, rows: np.ndarray, pay: np.ndarray) -> np.ndarray:
    """For whom the budgets of the instruments can promise the pay of the whole job."""
    months, fine = int(m.parameters.employment_services.works_months), np.zeros(len(rows), np.bool_)
    for row in m.levers.rows(Lever.DIRECT_JOB):
        mine = np.flatnonzero((reach(row, m, rows, "person") > 0.0) & ~fine)
        cost = np.ceil(pay[mine] * months * (1.0 + row.overhead) * 1e6).astype(np.int64)
        fine[mine] = afford(m, row.name, m.people.pid[rows[mine]], cost)
    return fine


def keep_promises(m: Any) -> None:
    """Spend this month's pay out of what was promised, and give back what those who left will not be paid."""
    people = m.people
    rows = rows_with(people.job, int(Job.PUBLIC_WORKS))
    bill = people.pay[rows].astype(np.float64)
    left = bill * np.maximum(0, people.contract_end[rows].astype(np.int64) - m.month - 1)
    found = m.levers.rows(Lever.DIRECT_JOB)
    total = sum(abs(row.coefficient) for row in found)
    for row in found:
        weight = abs(row.coefficient) / total * (1.0 + row.overhead) * 1e6
        keep_promise(m, row.name, int(bill.sum() * weight))
        surplus = m.budgets.envelopes[row.name].committed - int(left.sum() * weight) if _limited(m, row.name) else 0
        take_back(m, row.name, max(0, surplus))
    m.memory["in_public_works"] = len(rows)
    m.events["public_works"] = len(rows)


def _limited(m: Any, name: str) -> bool:
    return name in m.budgets.envelopes
