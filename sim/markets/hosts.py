"""Host firms: which formal firms take interns and trainees, how many, and whom they choose.

A host takes one trainee for so many of its staff, and the candidates whom it can expect most of come first.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import SPECIFIC_KEPT, school_log_product
from sim.agents.transitions import FORMAL_BENEFITS, start_employment, start_job, stop_working
from sim.core.draws import Purpose, key, uniform, uniforms, word
from sim.core.groups import employees_of
from sim.core.plain import plain
from sim.core.sieve import rows_with
from sim.core.states import Benefit, Contract, Job, Sector, Tier, Unit
from sim.finance.ledger import NOBODY, Account, For, micro, transfer

WRITTEN = int(Benefit.WRITTEN)


def trainees(m: Any, job: Job) -> np.ndarray:
    """Rows of people who are with a host firm as ``job``."""
    rows: np.ndarray = rows_with(m.people.job, int(job))
    return rows[m.people.employer[rows] >= 0]


def free_places(m: Any) -> np.ndarray:
    """Places for trainees by firm row: staff over ``host_staff``, less those taken, in formal private firms that do.

    Whether a firm is willing is a fixed trait: u(firm) < ``host_willing``.
    """
    firms, p = m.firms, m.parameters.workplace
    k = key(m.seed, Purpose.INTERNSHIP, 1)
    willing = uniforms(k, firms.fid) < p.host_willing
    hosts = willing & (firms.fid != 0) & (firms.formal == 1) & (firms.sector != Sector.GOVERNMENT)
    staff = employees_of(firms)
    places = np.where(hosts & (staff > 0), np.maximum(1, staff // int(p.host_staff)), 0)
    people = m.people
    held = people.employer[(people.employer >= 0) & (people.job != Job.EMPLOYEE)]
    return places - np.bincount(held, minlength=len(places))  # type: ignore[no-any-return]


def promise(m: Any, rows: np.ndarray) -> np.ndarray:
    """What a host expects of candidates ``rows``, log points: schooling, experience and what shows of ability."""
    people, pay, p = m.people, m.parameters.pay, m.parameters.search
    school = np.array([plain(school_log_product)(int(n), pay.per_year, pay.per_tertiary_year) for n in range(6)])
    seen = p.reliability * (people.ability[rows].astype(np.float64) + people.core[rows])
    return school[people.level[rows]] + people.experience[rows] + seen  # type: ignore[no-any-return]


def pair_with_hosts(m: Any, rows: np.ndarray, free: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Candidates and hosts, market by market: the most promising candidate takes the first place, and so on.

    Places of a market are in the order of the firm's keyed number. Returns rows of people and of firms.
    """
    people, firms = m.people, m.firms
    hosts = np.flatnonzero(free > 0)
    order = np.argsort(uniforms(m.key(Purpose.INTERNSHIP), firms.fid[hosts]), kind="stable")
    places = np.repeat(hosts[order], free[hosts[order]])
    chosen, at = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    best = rows[np.lexsort((people.pid[rows], -promise(m, rows)))]
    for market in np.unique(firms.market[places]):
        here, there = best[people.market[best] == market], places[firms.market[places] == market]
        n = min(len(here), len(there))
        chosen.append(here[:n])
        at.append(there[:n])
    return np.concatenate(chosen), np.concatenate(at)


@njit(cache=True)
def take_in(people, firms, moves, rows, hosts, job, pay, end, hours, month):  # type: ignore[no-untyped-def]
    """Start ``rows`` as trainees (``job``) of ``hosts`` at ``pay`` for ``hours`` a week, until month ``end``."""
    for n in range(len(rows)):
        i, j = rows[n], hosts[n]
        start_job(people, firms, moves, i, month, job, Unit.FORMAL, int(firms.family[j]), hours, pay[n], 0.0)
        people.employer[i] = j
        people.contract_end[i] = end[n]


@njit(cache=True)
def lost_their_host(people, firms, rows):  # type: ignore[no-untyped-def]
    """1 for trainees whose firm has closed: its row is empty, or holds a firm that is younger than the contract."""
    out = np.zeros(len(rows), np.uint8)
    for n in range(len(rows)):
        j = people.employer[rows[n]]
        out[n] = firms.fid[j] == 0 or firms.born[j] > people.job_since[rows[n]]
    return out


@njit(cache=True)
def hire(people, firms, moves, i, j, f, tier, contract, months, benefits, hours, month):  # type: ignore[no-untyped-def]
    """Former trainee ``i`` starts at firm ``j`` for ``months``, at what it pays, in a trade that is known to both."""
    pay = float(firms.pay_mean[j])
    start_employment(people, firms, moves, i, month, j, tier, contract, month + months, f, hours, pay, benefits)
    people.perceived_gap[i] = 0.0


@njit(cache=True)
def part(people, firms, moves, rows, completed, k, keep, hours, month):  # type: ignore[no-untyped-def]
    """The end of a traineeship: the host may offer an open post to who has ``completed``; the others leave.

    Who stays keeps what is of use in this firm only; who leaves loses half of it, and has a reference. Returns how
    many stay.
    """
    stayed = 0
    for n in range(len(rows)):
        i = rows[n]
        j, f = people.employer[i], int(people.family[i])
        wanted = completed[n] == 1 and uniform(word(k, people.pid[i])) < keep
        if wanted and firms.vacancies_regular[j] > 0:
            firms.vacancies_regular[j] -= 1
            hire(people, firms, moves, i, j, f, Tier.REGULAR, Contract.FIXED_12PLUS, 12, FORMAL_BENEFITS, hours, month)
            stayed += 1
        elif wanted and firms.vacancies_casual[j] > 0:
            firms.vacancies_casual[j] -= 1
            hire(people, firms, moves, i, j, f, Tier.CASUAL, Contract.FIXED_UNDER_12, 11, WRITTEN, hours, month)
            stayed += 1
        else:
            stop_working(people, firms, moves, i, month)
            people.specific[i] = SPECIFIC_KEPT * float(people.specific[i])
            if completed[n] == 1:
                people.lost_job[i] = month
    return stayed


def supervise(m: Any, rows: np.ndarray) -> None:
    """Hosts bear the supervision of trainees ``rows``."""
    amount = int(plain(micro)(m.parameters.workplace.supervision)) * len(rows)
    plain(transfer)(m.flows, For.STAFF_TRAINING, Account.ENTERPRISES, Account.REST_OF_ECONOMY, NOBODY, amount)


def posts_filled(m: Any) -> np.ndarray:
    """Posts at entry that trainees fill, by firm row."""
    people = m.people
    held = people.employer[(people.employer >= 0) & (people.job != Job.EMPLOYEE)]
    filled = np.bincount(held, minlength=len(m.firms.fid)) * m.parameters.workplace.substitution
    return filled.astype(np.float64)
