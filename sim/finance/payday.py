"""Payday: everybody at work is paid and taxed, tile by tile, and the ledger gets the sums by group.

A tile of people passes through short loops: gross pay, deductions of employees, what reaches the household. Payments
of one kind to one group are added up on the way and posted at the end; integers, so the order does not matter.

The registers hold the pay agreed on; employees are paid it times a passing shock (``sim.finance.passing``).
"""

import numpy as np
from numba import njit

from sim.core.calendar import AGE_CUTS
from sim.core.elementary import exp
from sim.core.sieve import TILE, collect
from sim.core.states import Benefit, Job, Unit
from sim.finance.ledger import GROUPS, Account, For, micro
from sim.finance.passing import receive

INSURED = int(Benefit.SOCIAL_INSURANCE)
NONE, EMPLOYEE, JOBS = int(Job.NONE), int(Job.EMPLOYEE), len(Job)
GOVERNMENT, FORMAL = int(Unit.GOVERNMENT), int(Unit.FORMAL)
_OLDEST = 1199
_BAND = np.digitize(np.arange(_OLDEST + 1) // 12, AGE_CUTS[1:]).astype(np.int64)
"""Age band of the beneficiary group, by age in months."""
WORKER, EMPLOYER, TAX, STATE, WITHOUT, GROSS = 0, 1, 2, 3, 4, 5
"""Sums by group: both contributions, income tax, pay of the state's own staff, pay of people without a household."""


@njit(inline="always")
def income_tax(pay, allowance, rate):  # type: ignore[no-untyped-def]
    """Monthly tax on pay after contributions: rate · max(0, pay − allowance)."""
    return rate * max(0.0, pay - allowance)


@njit
def value_added(pay, gap, labour_share):  # type: ignore[no-untyped-def]
    """Output of an employee: pay over the labour share, corrected for what the employer wrongly expects."""
    return pay * exp(-gap) / labour_share


@njit(cache=True)
def pay_people(people, flows, income, payroll, law, labour_share, month, passing, k_passing):  # type: ignore[no-untyped-def]
    """Everybody at work is paid and taxed; adds to ``income`` (household) and ``payroll`` (firm), 1e-6 W.

    Posts all payments; ``income`` is what the caller adds to the cash of the households. ``passing``: parameters of
    pay. Returns private output at pay over the labour share, 1e-6 W.
    """
    paid, sums = np.zeros((4, JOBS, GROUPS), np.int64), np.zeros((5, GROUPS), np.int64)
    output = np.int64(0)
    gross, net, group = np.empty(TILE, np.int64), np.empty(TILE, np.int64), np.empty(TILE, np.int64)
    staff, flags, dues = np.empty(TILE + 1, np.int64), np.empty(TILE, np.uint8), np.empty((6, TILE), np.int64)
    pay, gap, words = np.empty(TILE), np.empty(TILE), np.empty(TILE, np.uint64)
    for first in range(0, len(people.pay), TILE):
        last = min(first + TILE, len(people.pay))
        job, home = people.job[first:last], people.household[first:last]
        gross_pay(people.pay[first:last], job, gross)
        group_of(people.sex[first:last], people.birth[first:last], month, group)
        for j in range(last - first):
            flags[j] = job[j] == EMPLOYEE
        hired = collect(flags, 0, last - first, staff, 0)
        pay_staff(people, first, staff[:hired], gross, pay, month, passing, k_passing, words)
        look_up(people, first, staff[:hired], gross, dues, gap)
        for j in range(last - first):
            net[j] = gross[j]
        deduct(dues[:, :hired], law)
        output += private_output(pay[:hired], gap[:hired], dues[STATE], labour_share)
        for n in range(hired):
            j = staff[n]
            g = group[j]
            net[j] -= dues[WORKER, n] + dues[TAX, n]
            payroll[people.employer[first + j]] += gross[j]
            sums[WORKER, g] += dues[WORKER, n]
            sums[EMPLOYER, g] += dues[EMPLOYER, n]
            sums[TAX, g] += dues[TAX, n]
            sums[STATE, g] += dues[STATE, n]
        if law.surcharge > 0.0:
            recover(home, group, net, law.surcharge, sums)
        for j in range(last - first):
            paid[j & 3, job[j], group[j]] += gross[j]  # four tables, so that an addition need not wait for the last
        for j in range(last - first):
            if home[j] >= 0:
                income[home[j]] += net[j]
            else:
                sums[WITHOUT, group[j]] += gross[j]
    paid[0] += paid[1] + paid[2] + paid[3]
    post(flows, paid[0], sums)
    return output + private_income(paid[0])


@njit
def gross_pay(pay, job, gross):  # type: ignore[no-untyped-def]
    """Pay in cash in millionths of W, 0 for those without a job."""
    for j in range(len(pay)):
        amount = micro(float(pay[j]))
        gross[j] = amount if job[j] != NONE and amount > 0 else 0


@njit
def group_of(sex, birth, month, group):  # type: ignore[no-untyped-def]
    """Beneficiary group of each person, as ``beneficiary``."""
    for j in range(len(sex)):
        age = min(max(month - int(birth[j]), 0), _OLDEST)
        group[j] = 6 * int(sex[j]) + _BAND[age]


@njit
def pay_staff(people, first, staff, gross, pay, month, p, k, words):  # type: ignore[no-untyped-def]
    """What the employees of a tile receive this month, W in ``pay`` and 1e-6 W in ``gross``."""
    count = len(staff)
    agreed, tier, pid = np.empty(count), np.empty(count, np.uint8), np.empty(count, np.int64)
    for n in range(count):
        i = first + staff[n]
        agreed[n], tier[n], pid[n] = float(people.pay[i]), people.tier[i], people.pid[i]
    receive(agreed, tier, pid, month, p, k, words, pay[:count])
    for n in range(count):
        gross[staff[n]] = max(micro(pay[n]), 0)


@njit
def look_up(people, first, staff, gross, dues, gap):  # type: ignore[no-untyped-def]
    """Put side by side what ``deduct`` needs of the employees of a tile: flags in ``dues``, and gap."""
    for n in range(len(staff)):
        i = first + staff[n]
        state, housed = people.unit[i] == GOVERNMENT, people.household[i] >= 0
        dues[GROSS, n] = gross[staff[n]]
        dues[STATE, n] = state
        dues[WORKER, n] = housed and people.benefits[i] & INSURED != 0
        dues[TAX, n] = housed and (state or people.unit[i] == FORMAL)
        gap[n] = float(people.perceived_gap[i])


@njit
def deduct(dues, law):  # type: ignore[no-untyped-def]
    """Contributions of worker and employer for insured jobs and income tax in formal ones, in place of the flags.

    The state's contribution for its own staff stays within the government's account. Who has no household pays nothing.
    """
    gross, state, worker, employer, tax = dues[GROSS], dues[STATE], dues[WORKER], dues[EMPLOYER], dues[TAX]
    for n in range(len(gross)):
        due = float(gross[n])
        employer[n] = worker[n] * (1 - state[n]) * np.int64(due * law.employer + 0.5)
        worker[n] *= np.int64(min(due * law.worker + 0.5, due))
        tax[n] *= micro(income_tax((gross[n] - worker[n]) * 1e-6, law.allowance, law.rate))
        state[n] *= gross[n]


@njit
def private_output(pay, gap, state, labour_share):  # type: ignore[no-untyped-def]
    """Output of the employees of private firms, 1e-6 W."""
    total = np.int64(0)
    for n in range(len(pay)):
        total += micro(value_added(pay[n], gap[n], labour_share)) * (state[n] == 0)
    return total


@njit
def recover(home, group, net, surcharge, sums):  # type: ignore[no-untyped-def]
    """The tax on household income that finances new public money."""
    for j in range(len(home)):
        if home[j] >= 0:
            amount = np.int64(float(net[j]) * surcharge)
            net[j] -= amount
            sums[TAX, group[j]] += amount


@njit
def post(flows, paid, sums):  # type: ignore[no-untyped-def]
    """Post the month's pay, contributions and taxes by group."""
    firms, state, homes, rest = Account.ENTERPRISES, Account.GOVERNMENT, Account.HOUSEHOLDS, Account.REST_OF_ECONOMY
    for g in range(GROUPS):
        interns = paid[Job.PAID_INTERN, g] + paid[Job.UNPAID_INTERN, g]
        apprentices = paid[Job.PAID_APPRENTICE, g] + paid[Job.UNPAID_APPRENTICE, g]
        own = paid[Job.OWN_ACCOUNT, g] + paid[Job.FAMILY_WORKER, g] + paid[Job.OWN_USE_PRODUCER, g]
        flows[For.PAY, firms, homes, g] += paid[EMPLOYEE, g] - sums[STATE, g] + interns
        flows[For.PAY, state, homes, g] += sums[STATE, g]
        flows[For.PUBLIC_WORKS, state, homes, g] += paid[Job.PUBLIC_WORKS, g]
        flows[For.PROFITS, firms, homes, g] += paid[Job.EMPLOYER, g]
        flows[For.APPRENTICE_PAY, firms, homes, g] += apprentices
        flows[For.OWN_INCOME, rest, homes, g] += own
        flows[For.SOCIAL_CONTRIBUTION, homes, state, g] += sums[WORKER, g]
        flows[For.SOCIAL_CONTRIBUTION, firms, state, g] += sums[EMPLOYER, g]
        flows[For.INCOME_TAX, homes, state, g] += sums[TAX, g]
        flows[For.CONSUMPTION, homes, rest, g] += sums[WITHOUT, g]  # without a household pay is spent at once


@njit
def private_income(paid):  # type: ignore[no-untyped-def]
    """Pay of employers, apprentices and interns, which counts as their output, 1e-6 W."""
    total = np.int64(0)
    for g in range(GROUPS):
        total += paid[Job.EMPLOYER, g] + paid[Job.PAID_APPRENTICE, g] + paid[Job.UNPAID_APPRENTICE, g]
        total += paid[Job.PAID_INTERN, g] + paid[Job.UNPAID_INTERN, g]
    return total


@njit(cache=True)
def bank(households, income):  # type: ignore[no-untyped-def]
    """Put the month's income into the households' cash; returns its sum."""
    total = np.int64(0)
    for h in range(len(income)):
        households.cash[h] += income[h]
        total += income[h]
    return total
