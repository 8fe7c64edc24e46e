"""Start-up grants: capital paid once, with which a person can open a trade that needs tools.

The grantee takes the best own-account trade, capital-using ones included, if it gives more than what the person has
now; the grant goes into tools at once, or stays with the household. Income there falls as the trade fills up.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS
from sim.core.calendar import age_years
from sim.core.draws import Purpose, key, uniforms, word
from sim.core.elementary import exp
from sim.core.hits import reach
from sim.core.levers import Lever
from sim.core.served import served
from sim.core.states import Education, Job
from sim.core.thinning import drawn
from sim.finance.envelopes import afford, keep_promise
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import charge_household, pay_benefit
from sim.markets.activity_choice import care_of, free_hours, start_own_account
from sim.markets.own_account import choose_trade, needs_capital, potential_log_income

KIND = "startup_grant"


@njit(cache=True)
def pay_grants(people, households, flows, rows, amount, shares, overhead, month):  # type: ignore[no-untyped-def]
    """Pay each person of ``rows`` a grant of ``amount`` W from the payers."""
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        h = people.household[i]
        pay_benefit(households, h, flows, For.START_UP, shares, overhead, group, micro(amount[n]))


@njit(cache=True)
def open_trades(people, households, firms, moves, flows, rows, crowd, farm, care_kept, relatedness, k_open, k_trade,
                p, own, pay, month):  # type: ignore[no-untyped-def]  # fmt: skip
    """Grantees open the best trade that they can equip, where it gives more than now; returns how many do.

    Tools worth ``capital_trade`` are bought with the household's cash in the capital-using trades.
    """
    opened = 0
    for i in rows:
        before = int(people.family[i])
        family = choose_trade(people, households, i, crowd, farm, own.capital_trade, relatedness, k_trade, own, pay)
        h = people.household[i]
        log_own = potential_log_income(
            people, i, family, crowd[people.market[i], family], farm[h], relatedness, own, pay
        )
        hours = int(min(own.hours, free_hours(care_of(people, i, care_kept, month, p), p.travel, p)))
        income = exp(log_own)
        now = float(people.pay[i]) + float(people.pay_kind[i])
        if float(hours) < p.minimum_hours or income * float(hours) / own.hours <= now:
            continue
        if people.job[i] == Job.OWN_ACCOUNT and family == before:
            continue
        if needs_capital(family):
            group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
            price = min(micro(own.capital_trade), households.cash[h])
            charge_household(households, h, flows, For.CAPITAL, Account.REST_OF_ECONOMY, group, price)
        people.family[i] = family
        people.reservation[i] = income
        start_own_account(people, firms, moves, i, word(k_open, people.pid[i]), hours, income, month, own)
        opened += 1
    return opened


def may_be_granted(people: Any, rows: np.ndarray) -> np.ndarray:
    """Those of ``rows`` out of education with a household who are free, self-employed or family workers."""
    job = people.job[rows]
    free = (job == Job.NONE) | (job == Job.OWN_ACCOUNT) | (job == Job.FAMILY_WORKER)
    living = (people.pid[rows] != 0) & (people.household[rows] >= 0)
    found: np.ndarray = rows[free & living & (people.education[rows] == Education.NONE)]
    return found


def grant_start_ups(m: Any, crowd: np.ndarray, farm: np.ndarray, care: np.ndarray) -> None:
    """Pay grants to the people reached who have had none, u(person, month) < rate, and let them open a trade."""
    lever = Lever.STARTUP_CAPITAL
    if not m.levers.has(lever):
        return
    people, register, rate = m.people, served(m, KIND), m.parameters.employment_services.grant_rate
    k_grant = m.key(Purpose.START_UP)
    rows = may_be_granted(people, drawn(k_grant, people.pid, rate))
    rows = rows[uniforms(k_grant, people.pid[rows]) < rate]
    rows = rows[~register.knows(people.pid[rows])]
    given = np.zeros(len(rows))
    for row in m.levers.rows(lever):
        cost = np.full(len(rows), round(row.coefficient * (1.0 + row.overhead) * 1e6))
        won = np.flatnonzero(reach(row, m, rows, "person") > 0.0)
        won = won[afford(m, row.name, people.pid[rows[won]], cost[won])]
        keep_promise(m, row.name, int(cost[won].sum()))
        amount = np.zeros(len(rows))
        amount[won] = row.coefficient
        pay_grants(people, m.households, m.flows, rows, amount, np.array(row.shares), row.overhead, m.month)
        given += amount
    rows = rows[given > 0.0]
    register.add(people.pid[rows], m.month)
    m.treated.add(m, KIND, rows)
    opened = open_trades(
        people, m.households, m.firms, m.moves, m.flows, rows, crowd, farm, care, RELATEDNESS,
        m.key(Purpose.ACTIVITY_CHOICE), key(m.seed, Purpose.TRADE_CHOICE), m.parameters.participation,
        m.parameters.own_account, m.parameters.pay, m.month,
    )  # fmt: skip
    m.events["grants"], m.events["opened_with_grant"] = len(rows), int(opened)
