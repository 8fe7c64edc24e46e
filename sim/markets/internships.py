"""Internships: young jobseekers work at a firm for some months, paid by a programme; some stay.

The first half gives core skill, the second skill of the trade and of this firm. Who leaves has a reference.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import with_gain
from sim.core.calendar import age_years
from sim.core.draws import Purpose, uniforms
from sim.core.levers import Lever
from sim.core.states import Education, Job
from sim.core.thinning import drawn
from sim.finance.envelopes import payable
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
            people.skill[i, f] = with_gain(people.skill[i, f], gain)
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
    people, p = m.people, m.parameters.workplace
    gone = lost_their_host(people, m.firms, rows) == 1
    completed = (people.contract_end[rows] <= m.month) & ~gone
    due = gone | completed | (not offered)
    m.events["interns_kept"] = let_go(m, rows[due], completed[due], p.keep)
    if offered:
        rows = place_interns(m, rows[~due])
        delivery = m.parameters.delivery
        teach_interns(people, rows, p, p.learning * delivery.gain / delivery.full_months, m.month)
        pay, overhead = m.levers.payers(Lever.INTERN_PAY), m.levers.overhead(Lever.INTERN_PAY)
        repay_stipends(people, rows, m.flows, pay, overhead, m.month)
        supervise(m, rows)
    m.events["interns"] = len(trainees(m, Job.PAID_INTERN))


def let_go(m: Any, rows: np.ndarray, completed: np.ndarray, keep: float) -> int:
    """Interns ``rows`` leave their hosts, who keep some of those who ``completed``; returns how many are kept."""
    key, hours = m.key(Purpose.INTERNSHIP), int(m.parameters.workplace.host_hours)
    return int(part(m.people, m.firms, m.moves, rows, completed.astype(np.uint8), key, keep, hours, m.month))


def candidates(m: Any) -> np.ndarray:
    """Rows of the jobless who are offered an internship this month: u(person, month) < rate."""
    people, lever, k_offer = m.people, Lever.INTERNSHIP, m.key(Purpose.INTERNSHIP)
    rows = drawn(k_offer, people.pid, m.levers.highest(lever, 0.0))
    free = (people.job[rows] == Job.NONE) & (people.education[rows] == Education.NONE) & (people.pid[rows] != 0)
    rows = rows[free]
    rows = rows[uniforms(k_offer, people.pid[rows]) < m.levers.values(lever, 0.0, m, rows)]
    m.events["internships_asked"] = len(rows)
    return rows


def place_interns(m: Any, present: np.ndarray) -> np.ndarray:
    """Hosts take in whom they choose among the candidates, while money lasts; returns the interns of this month.

    The ``present`` interns come first; whom the programme can no longer pay must leave.
    """
    people = m.people
    new, hosts = pair_with_hosts(m, candidates(m), free_places(m))
    stipend = np.concatenate((people.pay[present].astype(np.float64), m.levers.values(Lever.INTERN_PAY, 0.0, m, new)))
    paid = payable(m, Lever.INTERN_PAY, np.concatenate((present, new)), stipend) > 0.0
    stay, fine = paid[: len(present)], paid[len(present) :]
    let_go(m, present[~stay], np.zeros(int((~stay).sum())), 0.0)
    new, hosts, stipend = new[fine], hosts[fine], stipend[len(present) :][fine]
    p = m.parameters.workplace
    end = np.full(len(new), m.month + int(p.intern_months), np.int64)
    take_in(people, m.firms, m.moves, new, hosts, INTERN, stipend, end, int(p.host_hours), m.month)
    m.treated.add(m, "internship", new)
    return np.concatenate((present[stay], new))
