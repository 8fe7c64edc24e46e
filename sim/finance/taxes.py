"""Step 14: sales, pay, taxes, contributions and levies, then what households spend.

The law is simplified: one allowance and one rate of income tax, contributions on insured jobs, a levy on the payroll
of firms above a size. Own-account, farm and informal incomes are not taxed.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.draws import Purpose, key, uniforms
from sim.core.groups import employees_of
from sim.core.hits import reach
from sim.core.levers import Lever
from sim.core.scalars import Scalars
from sim.core.states import Job, Sector, Unit
from sim.finance.budget import close_the_accounts, finance_new_money
from sim.finance.envelopes import payable
from sim.finance.fund import earmark
from sim.finance.ledger import NOBODY, Account, For, beneficiary, micro, transfer
from sim.finance.loans import repay_loans
from sim.finance.parameters import TaxParameters
from sim.finance.payday import bank, pay_people
from sim.finance.payers import pay_shared, spread


class TaxLaw(Scalars):
    """Rates of a country, from its institutions; ``surcharge`` finances new public money."""

    allowance: float
    rate: float
    worker: float
    employer: float
    surcharge: float


@njit(inline="always")
def levy_due(payroll, rate, staff, threshold, formal, pays):  # type: ignore[no-untyped-def]
    """Training levy of a firm: 1[staff ≥ threshold] · rate · payroll, by formal firms that comply."""
    if formal == 0 or not pays or staff < threshold:
        return 0.0
    return rate * payroll


@njit(inline="always")
def consumption(cash, income, buffer, subsistence, speed):  # type: ignore[no-untyped-def]
    """Spending of a household: income and ``speed`` of the gap between its cash and its buffer of liquid months.

    c = max(subsistence, income + speed (cash − income − buffer)), at most the cash; cash includes this month's
    income. Buffer-stock saving: Deaton (1991), Econometrica 59(5).
    """
    wanted = income + speed * (cash - income - buffer)
    return min(cash, max(subsistence, wanted))


@njit(cache=True)
def raise_levy(firms, flows, payroll, rates):  # type: ignore[no-untyped-def]
    """Firms pay ``rates`` · payroll to the government; keeps a year's memory in ``levy_paid``. Returns the yield."""
    total = np.int64(0)
    for j in range(len(firms.fid)):
        firms.levy_paid[j] -= firms.levy_paid[j] // 12
        amount = np.int64(payroll[j] * rates[j] + 0.5)
        if firms.fid[j] == 0 or amount <= 0:
            continue
        transfer(flows, For.LEVY, Account.ENTERPRISES, Account.GOVERNMENT, NOBODY, amount)
        firms.levy_paid[j] += amount
        total += amount
    return total


@njit(cache=True)
def return_levy(firms, flows, payroll, rates, share):  # type: ignore[no-untyped-def]
    """The government pays ``share`` of this month's levy back to each firm, without a claim. Returns the amount."""
    total = np.int64(0)
    for j in range(len(firms.fid)):
        paid = np.int64(payroll[j] * rates[j] + 0.5)
        if firms.fid[j] == 0 or paid <= 0:
            continue
        amount = min(paid, np.int64(paid * share[j] + 0.5))
        transfer(flows, For.LEVY, Account.GOVERNMENT, Account.ENTERPRISES, NOBODY, amount)
        firms.levy_paid[j] -= amount
        total += amount
    return total


@njit(cache=True)
def spend(households, flows, income, p):  # type: ignore[no-untyped-def]
    """Households consume; cash never falls below zero."""
    step = (p.liquid_months_richest - p.liquid_months_poorest) / 4.0
    for h in range(len(households.hid)):
        cash = households.cash[h]
        if households.hid[h] == 0 or cash <= 0:
            continue
        need = p.subsistence * max(int(households.members[h]), 1)
        months = p.liquid_months_poorest + step * int(households.wealth[h])
        earned = income[h] * 1e-6
        spent = consumption(cash * 1e-6, earned, months * max(earned, need), need, p.buffer_speed)
        amount = min(micro(spent), cash)
        if amount > 0:
            households.cash[h] -= amount
            transfer(flows, For.CONSUMPTION, Account.HOUSEHOLDS, Account.REST_OF_ECONOMY, NOBODY, amount)


@njit(cache=True)
def repay_labour_cost(people, rows, wedge, flows, shares, overhead, month):  # type: ignore[no-untyped-def]
    """Subsidies: firms get back what a negative wedge takes off the pay of employees ``rows``."""
    total = np.int64(0)
    for k in range(len(rows)):
        i = rows[k]
        if wedge[k] >= 0.0:
            continue
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        amount = micro(-wedge[k] * float(people.pay[i]))
        total += pay_shared(flows, For.SUBSIDY, shares, overhead, Account.ENTERPRISES, group, amount)
    return total


def levy_rates(m: Any, rows: np.ndarray | None = None) -> np.ndarray:
    """Levy that each firm of ``rows`` (all where None) really pays, share of payroll.

    Rate × 1[staff ≥ threshold] × formality × compliance. Whether a firm complies is drawn once for its life:
    u(firm) < compliance, so more compliance adds firms.
    """
    firms, institutions = m.firms, m.country.institutions
    rows = np.arange(len(firms.fid)) if rows is None else rows
    if institutions.levy_rate == 0.0 and not m.levers.has(Lever.LEVY_RATE):
        return np.zeros(len(rows))
    rate = m.levers.values(Lever.LEVY_RATE, institutions.levy_rate, m, rows)
    if m.levers.has(Lever.LEVY_EXEMPTION):
        rate = np.maximum(0.0, rate - exempted(m, rows))
    compliance = m.levers.values(Lever.LEVY_COMPLIANCE, institutions.levy_compliance, m, rows)
    pays = uniforms(key(m.seed, Purpose.COMPLIANCE), firms.fid[rows]) < compliance
    staff = employees_of(firms, rows)
    private = (firms.fid[rows] != 0) & (firms.sector[rows] != Sector.GOVERNMENT)
    due: np.ndarray = _levies(rate, staff, firms.formal[rows], pays & private, institutions.levy_threshold)
    return due


def exempted(m: Any, rows: np.ndarray) -> np.ndarray:
    """Levy that firms need not pay for what they spent on staff courses in the last year, share of payroll.

    Spending counts up to the exempt share; a part of it firms book without training anybody (relabelling).
    """
    p, firms = m.parameters.places, m.firms
    exempt = m.levers.values(Lever.LEVY_EXEMPTION, 0.0, m, rows)
    booked = exempt * m.levers.values(Lever.LEVY_RELABELLING, 0.0, m, rows)
    trained = firms.staff_trained[rows].astype(np.float64)
    spent = np.where(trained > 0, trained * p.course_cost + p.organising_cost, 0.0)
    staff = employees_of(firms, rows)
    payroll = 12.0 * np.asarray(firms.pay_mean, np.float64)[rows] * staff
    return np.minimum(exempt, booked + spent / np.maximum(payroll, 1e-9))


def net_levy_rates(m: Any) -> np.ndarray:
    """Levy by firm row after what is paid back in the same month: what a firm that sees through it reckons with."""
    rates = levy_rates(m)
    if not m.levers.has(Lever.LEVY_REBATE):
        return rates
    net: np.ndarray = rates * (1.0 - m.levers.values(Lever.LEVY_REBATE, 0.0, m, np.arange(len(rates))))
    return net


@njit(inline="always")
def _levies(rate, staff, formal, pays, threshold):  # type: ignore[no-untyped-def]
    due = np.zeros(len(rate))
    for j in range(len(rate)):
        due[j] = levy_due(1.0, rate[j], staff[j], threshold, formal[j], pays[j])
    return due


def tax_law(m: Any) -> TaxLaw:
    """Rates of this month."""
    i = m.country.institutions
    return TaxLaw(i.tax_allowance, i.tax_rate, i.contribution_worker, i.contribution_employer, m.budgets.surcharge)


def pay_and_tax(m: Any) -> None:
    """Step 14: everybody at work is paid and taxed, firms pay the levy and get subsidies, households spend."""
    p: TaxParameters = m.parameters.tax
    income = np.zeros(len(m.households.hid), np.int64)
    payroll = np.zeros(len(m.firms.fid), np.int64)
    output = int(
        pay_people(
            m.people, m.flows, income, payroll, tax_law(m), p.labour_share, m.month, m.parameters.pay,
            key(m.seed, Purpose.PASSING_PAY),
        )
    )  # fmt: skip
    if "output" in m.events:
        output = round(float(m.events["output"]) * 1e6)
    m.flows[For.SALES, Account.REST_OF_ECONOMY, Account.ENTERPRISES, NOBODY] += output
    earmark(m, _levy(m, payroll))
    workers_part(m, income)
    _subsidise(m)
    lever = Lever.DIRECT_JOB
    if m.levers.has(lever):
        spread(m.flows, int(For.PUBLIC_WORKS), m.levers.payers(lever), m.levers.overhead(lever), Account.HOUSEHOLDS)
    finance_new_money(m)
    m.budgets.income = int(bank(m.households, income))
    m.events["household_income"] = m.budgets.income / 1e6
    repay_loans(m)
    spend(m.households, m.flows, income, p)
    close_the_accounts(m)


def _levy(m: Any, payroll: np.ndarray) -> int:
    """Raise the levy and pay back what is returned without a claim; the yield that is left, 1e-6 W."""
    rates = levy_rates(m)
    raised = int(raise_levy(m.firms, m.flows, payroll, rates))
    if m.levers.has(Lever.LEVY_REBATE):
        share = m.levers.values(Lever.LEVY_REBATE, 0.0, m, np.arange(len(rates)))
        raised -= int(return_levy(m.firms, m.flows, payroll, rates, share))
    return raised


@njit(cache=True)
def take_dues(people, flows, income, rows, rate, month):  # type: ignore[no-untyped-def]
    """Workers' part of a levy: ``rate`` of the pay of ``rows``, through their organisations. Returns the sum."""
    total = np.int64(0)
    for n in range(len(rows)):
        i = rows[n]
        h = people.household[i]
        amount = micro(rate[n] * float(people.pay[i]))
        if h < 0 or amount <= 0 or income[h] < amount:
            continue
        income[h] -= amount
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        transfer(flows, For.LEVY, Account.HOUSEHOLDS, Account.SOCIAL_PARTNERS, group, amount)
        total += amount
    return total


def workers_part(m: Any, income: np.ndarray) -> None:
    """Raise the workers' part where a sector has agreed on one; social partners put it into the fund."""
    if not m.levers.has(Lever.LEVY_WORKERS):
        return
    people, firms = m.people, m.firms
    rates = m.levers.values(Lever.LEVY_WORKERS, 0.0, m, np.arange(len(firms.fid))) * (levy_rates(m) > 0.0)
    rows = np.flatnonzero((people.job == Job.EMPLOYEE) & (people.employer >= 0))
    rows = rows[rates[people.employer[rows]] > 0.0]
    total = int(take_dues(people, m.flows, income, rows, rates[people.employer[rows]], m.month))
    m.flows[For.CO_FINANCING, Account.SOCIAL_PARTNERS, Account.TRAINING_FUND, NOBODY] += total
    m.budgets.fund.credit(total)
    m.events["workers_levy"] = total / 1e6


def _subsidise(m: Any) -> None:
    """Pay out the hiring subsidies behind the labour cost wedge; new hires are logged by the kind of instrument."""
    lever = Lever.LABOUR_COST_WEDGE
    if not m.levers.has(lever):
        return
    people = m.people
    rows = np.flatnonzero((people.job == Job.EMPLOYEE) & (people.unit != Unit.GOVERNMENT) & (people.pid != 0))
    wedge = m.levers.values(lever, 0.0, m, rows, bearer="person")
    wanted = np.maximum(0.0, -wedge * people.pay[rows].astype(np.float64))
    paid_out = payable(m, lever, rows, wanted, bearer="person")
    if paid_out is not wanted:
        wedge = wedge * paid_out / np.maximum(wanted, 1e-300)
    new = rows[(wedge < 0.0) & (people.job_since[rows] == m.month)]
    for row in m.levers.rows(lever):
        if row.coefficient < 0.0:
            m.treated.add(m, m.instruments[row.name].kind, new[reach(row, m, new, "person") > 0.0])
    paid = repay_labour_cost(people, rows, wedge, m.flows, m.levers.payers(lever), m.levers.overhead(lever), m.month)
    m.events["subsidies"] = paid / 1e6
