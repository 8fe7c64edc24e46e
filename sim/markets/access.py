"""Who is let into jobs: bias against groups, the right to work, and the cost of accommodating a disability.

In the base all barriers of this file are zero; scenarios have them, and policy takes them away.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.draws import Purpose, key, uniform, uniforms, word
from sim.core.levers import Lever
from sim.core.served import served
from sim.core.states import Disability, Job, Segment, Sex
from sim.finance.envelopes import payable
from sim.finance.ledger import GROUPS, NOBODY, Account, For, beneficiary, micro
from sim.finance.payers import charge_household, pay_shared, share_cost
from sim.markets.search import Applications
from sim.markets.task_fit import GRANT


def bias_against(m: Any, who: np.ndarray) -> np.ndarray:
    """Part of the deduction from the score of applicants ``who`` that is bias, log points."""
    people, p = m.people, m.parameters.access
    bias = p.bias_women * m.country.constants.hiring_gap * (people.sex[who] == Sex.FEMALE)
    bias = bias + p.bias_disability * (people.disability[who] != Disability.NONE)
    return bias + p.bias_refugee * (people.segment[who] == Segment.REFUGEE)  # type: ignore[no-any-return]


def deduction(m: Any, who: np.ndarray, formal: np.ndarray) -> np.ndarray:
    """Deduction from the score of applications: the hiring gap and bias; enforcement reaches ``formal`` firms only.

    gap + (bias − gap's own part of it) + what policy moves of the bias
    """
    people, p = m.people, m.parameters.access
    gap = m.country.constants.hiring_gap * (people.sex[who] == Sex.FEMALE)
    barred = p.bias_disability > 0.0 or p.bias_refugee > 0.0
    if not barred and not m.levers.has(Lever.GROUP_BIAS):
        return gap  # type: ignore[no-any-return]
    bias = bias_against(m, who)
    rest = (1.0 - p.bias_women) * gap
    moved = np.maximum(0.0, m.levers.values(Lever.GROUP_BIAS, bias, m, who))
    return rest + np.where(formal, moved, bias)  # type: ignore[no-any-return]


def pay_inspectors(m: Any) -> None:
    """The payers of equal treatment pay for its enforcement in formal firms, in proportion to its strength."""
    if not m.levers.has(Lever.GROUP_BIAS):
        return
    firms, lever = m.firms, Lever.GROUP_BIAS
    strength = min(1.0, sum(abs(row.coefficient) for row in m.levers.rows(lever)))
    formal = int(((firms.fid != 0) & (firms.formal == 1)).sum())
    amount = np.zeros(GROUPS, np.int64)
    amount[NOBODY] = round(m.parameters.access.inspection * strength * formal * 1e6)
    share_cost(m.flows, int(For.EQUAL_TREATMENT), m.levers.payers(lever), m.levers.overhead(lever), amount)


def right_to_work(m: Any, who: np.ndarray) -> np.ndarray:
    """Whether the law lets people ``who`` take a formal job: u(person) < 1 − bar for refugees; everybody else may."""
    access = 1.0 - m.parameters.access.legal_bar * (m.people.segment[who] == Segment.REFUGEE)
    access = m.levers.values(Lever.LEGAL_ACCESS, access, m, who)
    return uniforms(key(m.seed, Purpose.LEGAL_ACCESS), m.people.pid[who]) < access  # type: ignore[no-any-return]


def lawful(m: Any, apps: Any, vacancies: Any) -> Any:
    """The applications but for those of formal firms that ask for papers which the applicant has not."""
    if m.parameters.access.legal_bar == 0.0:
        return apps
    formal = m.firms.formal[vacancies.firm[apps.vacancy]] == 1
    kept = ~formal | right_to_work(m, apps.person)
    m.events["turned_away"] = int((~kept).sum())
    return Applications(apps.person[kept], apps.vacancy[kept], apps.channel[kept])


def new_formal_staff(m: Any) -> np.ndarray:
    """Rows of people who took a formal job this month."""
    people = m.people
    rows = np.flatnonzero((people.job == Job.EMPLOYEE) & (people.job_since == m.month))
    return rows[m.firms.formal[people.employer[rows]] == 1]


def charge_permits(m: Any) -> None:
    """Refugees who took a formal job this month through the opened law pay for the permit, as far as they can."""
    if not m.levers.has(Lever.LEGAL_ACCESS) or m.parameters.access.legal_bar == 0.0:
        return
    people, rows = m.people, new_formal_staff(m)
    rows = rows[people.segment[rows] == Segment.REFUGEE]
    fee = int(micro(m.parameters.access.permit_fee))
    pay_for_permits(people, m.households, m.flows, rows, fee, m.month)
    m.treated.add(m, "refugee_access", rows)
    m.events["permits"] = len(rows)


@njit(cache=True)
def pay_for_permits(people, households, flows, rows, fee, month):  # type: ignore[no-untyped-def]
    """Households of people ``rows`` pay for the permit, as far as they can."""
    for i in rows:
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        charge_household(households, people.household[i], flows, For.PERMIT, Account.GOVERNMENT, group, fee)


@njit
def accommodation(u, first, p):  # type: ignore[no-untyped-def]
    """Cost of an accommodation this month, W: nothing for half, once for most others, every month for the rest.

    ``u`` fixed for person and firm. Source of the shares: Job Accommodation Network, United States 2019-22.
    """
    if u < p.accommodation_free:
        return 0.0
    if u < p.accommodation_free + p.accommodation_once:
        return p.accommodation_cost if first else 0.0
    return p.accommodation_monthly


@njit(cache=True)
def accommodations(people, rows, k, p, month):  # type: ignore[no-untyped-def]
    """Cost of accommodating each of ``rows`` this month, W."""
    out = np.empty(len(rows))
    for n in range(len(rows)):
        i = rows[n]
        out[n] = accommodation(uniform(word(k, people.pid[i])), people.job_since[i] == month, p)
    return out


@njit(cache=True)
def pay_accommodations(people, rows, amount, flows, shares, overhead, month):  # type: ignore[no-untyped-def]
    """The payers give employers ``amount`` W for each of ``rows``; returns the sum, 1e-6 W."""
    total = np.int64(0)
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        total += pay_shared(flows, For.ACCOMMODATION, shares, overhead, Account.ENTERPRISES, group, micro(amount[n]))
    return total


def granted_to_applicants(m: Any, who: np.ndarray) -> np.ndarray:
    """Share of the cost of accommodating each applicant that a grant would pay; one zero where there is none."""
    lever = Lever.ACCOMMODATION_COST
    if not m.levers.has(lever):
        return np.zeros(1)
    share = 1.0 - m.levers.values(lever, 1.0, m, who)
    granted: np.ndarray = np.clip(share, 0.0, 1.0) * (m.people.disability[who] != Disability.NONE)
    return granted


def accommodate(m: Any) -> None:
    """Employers of people hired since the start of a grant for accommodation get the part of the cost it covers.

    The more it covers, the more of those hired are accommodated (``sim.markets.task_fit``), for as long as the job
    lasts.
    """
    lever = Lever.ACCOMMODATION_COST
    if not m.levers.has(lever):
        return
    people = m.people
    start = min(row.start for row in m.levers.rows(lever))
    hired = (people.job == Job.EMPLOYEE) & (people.disability != Disability.NONE) & (people.job_since >= start)
    rows = np.flatnonzero(hired)
    share = 1.0 - m.levers.values(lever, 1.0, m, rows)
    rows, share = rows[share > 0.0], share[share > 0.0]
    k, p = key(m.seed, Purpose.LEGAL_ACCESS, 1), m.parameters.access
    wanted = share * accommodations(people, rows, k, p, m.month)
    amount = payable(m, lever, rows, wanted)
    new = people.job_since[rows] == m.month
    reached = share * np.where(wanted > 0.0, amount / np.maximum(wanted, 1e-300), 1.0)
    if new.any():
        served(m, GRANT).add(people.pid[rows[new]], m.month, reached[new])
    paid = pay_accommodations(people, rows, amount, m.flows, m.levers.payers(lever), m.levers.overhead(lever), m.month)
    m.treated.add(m, "accessible_provision", rows[new])
    m.events["accommodations"] = paid / 1e6
