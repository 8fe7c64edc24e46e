"""Internships: young jobseekers work at a firm for some months, paid by a programme; some stay.

The first half gives core skill, the second skill of the trade and of this firm. Who leaves has a reference.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.draws import Purpose, uniforms
from sim.core.levers import Lever
from sim.core.states import Education, Job
from sim.finance.envelopes import payable_share
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import pay_shared
from sim.markets.hosts import free_places, lost_their_host, pair_with_hosts, part, supervise, take_in, trainees

INTERN = int(Job.PAID_INTERN)


@njit(cache=True)
def teach_interns(people, rows, p, gain, month):  # type: ignore[no-untyped-def]
    """A month of internship: core skill in the first half, then skill of the trade (``gain``) and of the firm."""
    half = 0.5 * p.intern_months
    for n in range(len(rows)):
        i = rows[n]
        if float(month - int(people.job_since[i])) <= half:
            people.core[i] = float(people.core[i]) + p.core / half
        else:
            f = int(people.family[i])
            people.skill[i, f] = min(65535, int(people.skill[i, f]) + int(gain * 1e4 + 0.5))
            people.specific[i] = float(people.specific[i]) + p.specific


@njit(cache=True)
def repay_stipends(people, rows, flows, shares, overhead, month):  # type: ignore[no-untyped-def]
    """The payers of the programme give hosts what these pay their interns."""
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        pay_shared(flows, For.INTERNSHIP, shares, overhead, Account.ENTERPRISES, group, micro(float(people.pay[i])))


def run_internships(m: Any) -> None:
    """Internships end and begin; those that go on are taught, supervised and paid."""
    rows = trainees(m, Job.PAID_INTERN)
    offered = m.levers.has(Lever.INTERNSHIP)
    if len(rows) == 0 and not offered:
        return
    people, firms, p = m.people, m.firms, m.parameters.workplace
    gone = lost_their_host(people, firms, rows) == 1
    due = gone | (people.contract_end[rows] <= m.month) | (not offered)
    completed = (due & ~gone & (people.contract_end[rows] <= m.month)).astype(np.uint8)
    key = m.key(Purpose.INTERNSHIP)
    stayed = int(part(people, firms, m.moves, rows[due], completed[due], key, p.keep, m.month))
    m.events["interns_kept"] = stayed
    if offered:
        place_interns(m)
        rows = trainees(m, Job.PAID_INTERN)
        delivery = m.parameters.delivery
        teach_interns(people, rows, p, p.learning * delivery.gain / delivery.full_months, m.month)
        pay, overhead = m.levers.payers(Lever.INTERN_PAY), m.levers.overhead(Lever.INTERN_PAY)
        paid = rows[payable_share(m, Lever.INTERN_PAY, rows, people.pay[rows].astype(np.float64)) > 0.0]
        repay_stipends(people, paid, m.flows, pay, overhead, m.month)
        supervise(m, rows)
    m.events["interns"] = len(trainees(m, Job.PAID_INTERN))


def place_interns(m: Any) -> None:
    """Hosts take in whom they choose among the jobless who are offered an internship this month."""
    people, lever = m.people, Lever.INTERNSHIP
    free = (people.job == Job.NONE) & (people.education == Education.NONE) & (people.pid != 0)
    rows = np.flatnonzero(free)
    rows = rows[uniforms(m.key(Purpose.INTERNSHIP), people.pid[rows]) < m.levers.values(lever, 0.0, m, rows)]
    m.events["internships_asked"] = len(rows)
    rows, hosts = pair_with_hosts(m, rows, free_places(m))
    stipend = m.levers.values(Lever.INTERN_PAY, 0.0, m, rows)
    end = np.full(len(rows), m.month + int(m.parameters.workplace.intern_months), np.int64)
    take_in(people, m.firms, m.moves, rows, hosts, INTERN, stipend, end, m.month)
    m.treated.add(m, "internship", rows)
