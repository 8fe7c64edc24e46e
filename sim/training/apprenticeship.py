"""Informal apprenticeship: years with a master craftsperson, paid little, fed, and taught a trade.

An apprentice pays on entry and at the end, produces little at first and more later; over the whole term the master
neither gains nor loses much. The trade skill is real but rarely certified.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import with_gain
from sim.agents.transitions import stop_working
from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose, uniform, word
from sim.core.elementary import power
from sim.core.levers import Lever
from sim.core.sieve import rows_with
from sim.core.states import Job
from sim.finance.envelopes import payable
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import charge_household, pay_shared

PAID, UNPAID = int(Job.PAID_APPRENTICE), int(Job.UNPAID_APPRENTICE)


@njit
def along(start, end, elapsed, term):  # type: ignore[no-untyped-def]
    """Value in month ``elapsed`` (0 first) of what rises evenly from ``start`` to ``end`` over ``term`` months."""
    if term <= 1:
        return end
    return start + (end - start) * min(1.0, max(0.0, elapsed / (term - 1.0)))


@njit
def apprentice_value(term, fee, teaching, a):  # type: ignore[no-untyped-def]
    """Present value to the master of one apprentice over ``term`` months, W.

    Σ (output − pay − meals − teaching time) (1 + r)^−k + entry fee (``fee`` a month of the term) + exit fee.
    About zero with an entry fee in common terms: Muehlemann & Wolter (2014) on recouping; values assumed.
    """
    value, weight = fee * term, 1.0
    for k in range(term):
        made = along(a.output_start, a.output_end, k, term) - along(a.pay_start, a.pay_end, k, term) - a.meals
        time = teaching * along(a.teaching_time, 0.0, k, term)
        value += weight * (made - time)
        weight /= 1.0 + a.discount
    return value + weight * a.exit_fee


@njit
def monthly_hazard(over_the_term, months):  # type: ignore[no-untyped-def]
    """Monthly hazard that gives the stated drop-out over ``months``: 1 − (1 − D)^(1/months)."""
    return 1.0 - power(1.0 - over_the_term, 1.0 / max(1.0, months))


@njit
def hazard_of(hazards, sex, months, a):  # type: ignore[no-untyped-def]
    """``monthly_hazard`` of a sex in a term of ``months``; it enters the table of ``hazards`` when first asked for."""
    if hazards[sex, months] < 0.0:
        hazards[sex, months] = monthly_hazard(a.drop_out_f if sex == 1 else a.drop_out_m, float(months))
    return hazards[sex, months]


@njit(cache=True)
def apprentices(people):  # type: ignore[no-untyped-def]
    """Rows of people who are apprenticed to a master, ascending; trainees of a host firm are not."""
    rows = np.sort(np.concatenate((rows_with(people.job, PAID), rows_with(people.job, UNPAID))))
    n = 0
    for i in rows:
        if people.provider[i] >= 0 and people.employer[i] < 0:
            rows[n] = i
            n += 1
    return rows[:n]


@njit(cache=True)
def teach_apprentices(people, firms, providers, households, moves, flows, rows, teaching, chance, stay, a, k, month):  # type: ignore[no-untyped-def]
    """One month of every apprentice in ``rows``: end of the term, drop-out, or skill and rising pay.

    ``teaching``: skill gained for a month by provider row, 1 standard; ``chance``: of passing the trade
    test, by provider row; ``stay``: factor on the drop-out hazard.
    Returns completed and dropped out.
    """
    completed, dropped = 0, 0
    hazards = np.full((2, 256), -1.0)  # by sex and term (a byte), worked out when first needed
    for n in range(len(rows)):
        i = rows[n]
        r = people.provider[i]
        term = float(providers.duration[r])
        if month >= people.course_end[i]:
            finish(people, firms, providers, households, moves, flows, i, chance[r], a, k, month)
            completed += 1
            continue
        if uniform(word(k, people.pid[i])) < stay[n] * hazard_of(hazards, people.sex[i], providers.duration[r], a):
            stop_working(people, firms, moves, i, month)
            people.provider[i] = -1
            people.course_end[i] = NEVER
            providers.enrolled[r] -= 1
            dropped += 1
            continue
        f = int(providers.family[r])
        people.skill[i, f] = with_gain(people.skill[i, f], a.gain * teaching[r] / term)
        elapsed = term - float(int(people.course_end[i]) - month)
        people.pay[i] = along(a.pay_start, a.pay_end, elapsed, term)
        people.pay_kind[i] = a.meals
        people.job[i] = PAID if people.pay[i] >= a.paid_from else UNPAID
    return completed, dropped


@njit
def finish(people, firms, providers, households, moves, flows, i, chance, a, k, month):  # type: ignore[no-untyped-def]
    """End of the term: exit fee as far as there is cash, trade test where one is recognised, then a free choice."""
    r, h = people.provider[i], people.household[i]
    group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
    charge_household(households, h, flows, For.APPRENTICE_FEE, Account.ENTERPRISES, group, micro(a.exit_fee))
    if uniform(word(k, people.pid[i])) < chance:
        people.certificates[i] |= np.uint8(1 << int(providers.family[r]))
    providers.enrolled[r] -= 1
    providers.completed[r] += 1
    stop_working(people, firms, moves, i, month)


def train_apprentices(m: Any, rows: np.ndarray, chance: np.ndarray) -> tuple[int, int]:
    """One month of the ``apprentices`` ``rows``; returns completed and dropped out.

    Pay itself is paid with all other pay. ``chance`` of passing the trade test by provider row.
    """
    providers, people = m.providers, m.people
    if len(rows) == 0:
        return 0, 0
    teaching = np.asarray(providers.quality, np.float64) * providers.teaching
    if m.levers.has(Lever.TEACHING):
        alive = np.flatnonzero(providers.rid)
        teaching[alive] = m.levers.values(Lever.TEACHING, teaching[alive], m, alive)
    stay = m.levers.values(Lever.COMPLETION_HAZARD, 1.0, m, rows)
    completed, dropped = teach_apprentices(
        people, m.firms, providers, m.households, m.moves, m.flows, rows, teaching, chance, stay,
        m.parameters.apprenticeship, m.key(Purpose.APPRENTICESHIP), m.month,
    )  # fmt: skip
    subsidise(m, rows)
    return completed, dropped


def subsidise(m: Any, rows: np.ndarray) -> None:
    """Pay masters part of the pay and keep of those of the apprentices ``rows`` who are still with them.

    Masters compete for apprentices, who get the share ``pass_through`` of it as pay.
    """
    lever = Lever.APPRENTICE_SUBSIDY
    if not m.levers.has(lever):
        return
    people = m.people
    rows = rows[(people.job[rows] == PAID) | (people.job[rows] == UNPAID)]
    master = people.provider[rows].astype(np.int64)
    kept = people.pay[rows].astype(np.float64) + people.pay_kind[rows]
    amount = payable(m, lever, master, m.levers.values(lever, 0.0, m, master) * kept)
    rows, amount = rows[amount > 0.0], amount[amount > 0.0]
    pay_hosts(people, rows, amount, m.flows, m.levers.payers(lever), m.levers.overhead(lever), m.month)
    people.pay[rows] += (m.parameters.workplace.pass_through * amount).astype(np.float32)
    m.treated.add(m, "apprenticeship_subsidy", rows[people.job_since[rows] == m.month])
    m.events["apprentices_subsidised"] = len(rows)


@njit(cache=True)
def pay_hosts(people, rows, amount, flows, shares, overhead, month):  # type: ignore[no-untyped-def]
    """The payers of a policy pay ``amount`` W for each of the trainees ``rows`` to those who train them."""
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        pay_shared(flows, For.APPRENTICE_SUBSIDY, shares, overhead, Account.ENTERPRISES, group, micro(amount[n]))
