"""Dual programmes: learners of a college spend part of their time at a host firm, which pays them and may keep them.

The person is in a course and has the job of an apprentice at the host. Learners for whom no host is found stay in
class; hosts choose whom they take.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import with_gain
from sim.core.calendar import age_years
from sim.core.draws import Purpose
from sim.core.levers import Lever
from sim.core.states import Education, Job
from sim.finance.envelopes import payable
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import pay_shared
from sim.markets.hosts import free_places, lost_their_host, pair_with_hosts, part, supervise, take_in, trainees

APPRENTICE = int(Job.PAID_APPRENTICE)


@njit(cache=True)
def teach_at_host(people, rows, share, gain, p):  # type: ignore[no-untyped-def]
    """A month at the host: share · (learning − 1) · ``gain`` beyond what the course gives, and firm-specific skill."""
    for n in range(len(rows)):
        i = rows[n]
        f = int(people.family[i])
        more = max(0.0, share[n] * (p.learning - 1.0) * gain)
        people.skill[i, f] = with_gain(people.skill[i, f], more)
        people.specific[i] = float(people.specific[i]) + share[n] * p.specific


@njit(cache=True)
def share_pay(people, rows, amount, flows, shares, overhead, month):  # type: ignore[no-untyped-def]
    """The payers of the programme bear ``amount`` W of each trainee's pay."""
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        pay_shared(flows, For.APPRENTICE_SUBSIDY, shares, overhead, Account.ENTERPRISES, group, micro(amount[n]))


def run_dual_programmes(m: Any) -> None:
    """Traineeships at host firms end, begin and go on for a month."""
    rows = trainees(m, Job.PAID_APPRENTICE)
    offered = m.levers.has(Lever.DUAL_SHARE)
    if len(rows) == 0 and not offered:
        return
    people, firms, p = m.people, m.firms, m.parameters.workplace
    gone = lost_their_host(people, firms, rows) == 1
    ended = people.education[rows] != Education.COURSE
    due = gone | ended | (not offered)
    completed = (ended & ~gone & (people.provider[rows] >= 0)).astype(np.uint8)
    key = m.key(Purpose.INTERNSHIP)
    stayed = part(people, firms, m.moves, rows[due], completed[due], key, p.keep, int(p.host_hours), m.month)
    m.events["trainees_kept"] = int(stayed)
    if offered:
        place_learners(m)
        rows = trainees(m, Job.PAID_APPRENTICE)
        at = people.provider[rows].astype(np.int64)
        delivery = m.parameters.delivery
        share = m.levers.values(Lever.DUAL_SHARE, 0.0, m, at)
        teach_at_host(people, rows, share, delivery.gain / delivery.full_months, p)
        lever = Lever.APPRENTICE_SUBSIDY
        if m.levers.has(lever):
            paid = payable(m, lever, at, m.levers.values(lever, 0.0, m, at) * people.pay[rows].astype(np.float64))
            share_pay(people, rows, paid, m.flows, m.levers.payers(lever), m.levers.overhead(lever), m.month)
        supervise(m, rows)
    m.events["dual_trainees"] = len(trainees(m, Job.PAID_APPRENTICE))


def place_learners(m: Any) -> None:
    """Hosts choose among the learners of dual programmes who have none."""
    people = m.people
    rows = np.flatnonzero((people.education == Education.COURSE) & (people.job == Job.NONE) & (people.provider >= 0))
    rows = rows[m.levers.values(Lever.DUAL_SHARE, 0.0, m, people.provider[rows].astype(np.int64)) > 0.0]
    rows = rows[people.course_end[rows] > m.month]
    m.events["dual_learners_without_host"] = len(rows)
    rows, hosts = pair_with_hosts(m, rows, free_places(m))
    p = m.parameters.workplace
    pay, end = np.full(len(rows), p.trainee_pay), people.course_end[rows].astype(np.int64)
    family = np.asarray(m.providers.family)[people.provider[rows]]
    take_in(people, m.firms, m.moves, rows, hosts, APPRENTICE, pay, end, int(p.host_hours), m.month)
    people.family[rows] = family
    m.treated.add(m, "dual_programme", rows)
