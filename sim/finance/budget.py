"""Budgets: who has money for training this month, what of it is promised, and how the public accounts close.

The public training budget is an annual appropriation paid in twelfths; what is neither spent nor promised lapses in
January. Donors' money arrives in twelfths and is carried over. The training fund lives on the earmarked levy.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numba import njit

from sim.agents.worker import Worker
from sim.core.calendar import MONTHS_A_YEAR
from sim.core.levers import PAYERS, Lever
from sim.core.states import Education
from sim.finance.envelopes import Envelope, close_envelopes, open_envelopes
from sim.finance.ledger import MILLION, NOBODY, Account, Commitments, For

BENEFITS = {
    For.STIPEND: Lever.STIPEND,
    For.TRAVEL_AND_CARE: Lever.TRAVEL_COST,
    For.SUBSIDY: Lever.LABOUR_COST_WEDGE,
    For.CHILD_CARE: Lever.CARE_HOURS,
    For.APPRENTICE_SUBSIDY: Lever.APPRENTICE_SUBSIDY,
    For.INTERNSHIP: Lever.INTERN_PAY,
    For.RESULT_PAY: Lever.RESULT_PAY,
    For.SKILL_TEST: Lever.RECOGNITION,
    For.ACCOMMODATION: Lever.ACCOMMODATION_COST,
    For.OUTREACH: Lever.AWARENESS,
    For.EQUAL_TREATMENT: Lever.GROUP_BIAS,
    For.GUIDANCE: Lever.BELIEF_WEIGHT,
    For.EXCHANGE: Lever.EXCHANGE_STAFF,
    For.JOB_SEARCH: Lever.APPLICATIONS,
    For.SEARCH_COST: Lever.SEARCH_COST,
    For.WORKSHOP: Lever.SIGNAL_RELIABILITY,
    For.PUBLIC_WORKS: Lever.DIRECT_JOB,
    For.START_UP: Lever.STARTUP_CAPITAL,
    For.SKILLS_SYSTEM: Lever.SYSTEM_COST,
}
"""Payments of the government that only instruments make, with the lever behind each."""


@dataclass
class Budgets:
    """Training money by account, and what a tax on household income has to bring in for new public money.

    ``to_recover``: government outlays of last month, 1e-6 W, that the tax finances; ``income``: household income of
    last month, its base. ``surcharge`` is their ratio, the rate of this month.
    """

    public: Commitments = field(default_factory=Commitments)
    donor: Commitments = field(default_factory=Commitments)
    fund: Commitments = field(default_factory=Commitments)
    envelopes: dict[str, Envelope] = field(default_factory=dict)
    financed: dict[str, float] = field(default_factory=dict)
    opened: bool = False
    to_recover: int = 0
    income: int = 0

    @property
    def surcharge(self) -> float:
        return min(0.5, self.to_recover / self.income) if self.income > 0 else 0.0

    def finance(self, how: str, amount: float) -> None:
        """Note an outlay of the government for policy, 1e-6 W, with its financing."""
        if amount:
            self.financed[how] = self.financed.get(how, 0.0) + amount


def new_budgets() -> Budgets:
    """Empty budgets; the first ``open_the_budgets`` fills them."""
    return Budgets()


@njit(cache=True)
def outstanding(people, providers, share, month):  # type: ignore[no-untyped-def]
    """Rest of the running cost of everybody in a course that ``share`` (a provider column) bears, 1e-6 W."""
    total = 0.0
    for i in range(len(people.pid)):
        p = people.provider[i]
        if people.pid[i] == 0 or p < 0 or people.education[i] != Education.COURSE:
            continue
        months = max(0, int(people.course_end[i]) - month)
        total += months * float(providers.running_cost[p]) * float(share[p])
    return np.int64(total * 1e6)


def appropriation(people: int, a_person: float) -> int:
    """Money a month for ``people`` of 15 to 64 at ``a_person`` W a month each, 1e-6 W."""
    return round(people * a_person * MILLION)


def open_the_budgets(m: Any) -> None:
    """Step 1: appropriations and grants come in; what last year left unpromised lapses.

    Balances less commitments are what admissions of this month can reserve.
    """
    if not m.budgets.opened:
        _open_accounts(m)
    budgets, institutions = m.budgets, m.country.institutions
    lapsed = budgets.public.lapse() if m.month % MONTHS_A_YEAR == 0 and m.month > 0 else 0
    m.events["lapsed"] = lapsed / MILLION
    people = len(m.store(Worker))
    new = dict(zip(PAYERS, m.levers.appropriations, strict=True))
    scale = m.levers.value(Lever.TRAINING_BUDGET, 1.0, m) / m.memory.get("prices", 1.0)  # fixed in money
    public = institutions.public_training_budget * scale + new["government"] + new["households"]
    budgets.public.credit(appropriation(people, public))
    donated = appropriation(people, institutions.donor_training_budget + new["donors"])
    budgets.donor.credit(donated)
    _post(m, For.DONOR_BUDGET, Account.REST_OF_ECONOMY, Account.DONORS, donated)
    for name, account in (("enterprises", Account.ENTERPRISES), ("social_partners", Account.SOCIAL_PARTNERS)):
        shared = appropriation(people, new[name])
        budgets.fund.credit(shared)
        _post(m, For.CO_FINANCING, account, Account.TRAINING_FUND, shared)
    m.events["training_budget"] = budgets.public.available / MILLION
    open_envelopes(m)


def _post(m: Any, purpose: For, payer: Account, payee: Account, amount: int) -> None:
    m.flows[purpose, payer, payee, NOBODY] += amount


def _open_accounts(m: Any) -> None:
    """Book what households and providers hold, and the money promised to people already in training."""
    budgets, institutions, ledger = m.budgets, m.country.institutions, m.ledger
    ledger.open_with(Account.HOUSEHOLDS, m.households.cash.sum())
    ledger.open_with(Account.PROVIDERS, m.providers.balance.sum())
    people = len(m.store(Worker))
    spare = m.parameters.tax.opening_public_months
    for budget, account, share, monthly in (
        (budgets.public, Account.GOVERNMENT, m.providers.public_share, institutions.public_training_budget),
        (budgets.donor, Account.DONORS, m.providers.donor_share, institutions.donor_training_budget),
    ):
        promised = int(outstanding(m.people, m.providers, share, m.month))
        budget.credit(promised + int(spare * appropriation(people, monthly)))
        budget.reserve(promised)
        ledger.open_with(account, budget.balance)
    budgets.opened = True


def finance_new_money(m: Any) -> None:
    """Name the financing of what the government paid for instruments this month.

    Reallocation takes it out of the training budget, the household tax recovers it next month, and the rest is
    deficit: the rest of the economy lends.
    """
    recovered = 0.0
    for purpose, lever in BENEFITS.items():
        if not m.levers.has(lever):
            continue
        paid = int(m.flows[purpose, Account.GOVERNMENT].sum())
        if paid:
            cost = paid * (1.0 + m.levers.overhead(lever))
            recovered += cost * m.levers.financed(lever, "household_tax")
            m.budgets.public.spend(round(cost * m.levers.financed(lever, "reallocation")))
    recovered += m.budgets.financed.pop("household_tax", 0.0)
    m.budgets.public.spend(max(0, round(m.budgets.financed.pop("reallocation", 0.0))))
    m.budgets.financed.clear()
    people = len(m.store(Worker))
    m.budgets.to_recover = max(0, round(recovered)) + appropriation(people, m.levers.recovered)
    if getattr(m, "imposed_recovery", None) is not None:  # a world that is taxed like another one
        m.budgets.to_recover = int(m.imposed_recovery[m.month])


def close_the_accounts(m: Any) -> None:
    """Close what the model does not explain against the rest of the economy, so that each account tells one story.

    Government: keeps the training budget; other taxes and other spending pass through (PUBLIC_BUDGET).
    Enterprises: profits go to owners outside the model, losses are covered by them. Social partners: members' dues.
    Donors: keep their budget; what was overspent they pay. Fund: an overdraft is covered by the government.
    """
    budgets = m.budgets
    overdraft = -m.ledger.balance(Account.TRAINING_FUND)
    if overdraft > 0:
        _post(m, For.PUBLIC_BUDGET, Account.GOVERNMENT, Account.TRAINING_FUND, overdraft)
    held = [int(amount) for amount in m.ledger.balances_now()]  # closing one account moves no other of these
    budgets.fund.balance = held[Account.TRAINING_FUND]
    budgets.fund.committed = min(budgets.fund.committed, budgets.fund.balance)
    profit = held[Account.ENTERPRISES]
    _close(m, Account.ENTERPRISES, profit, For.PROFITS, For.CAPITAL)
    _close(m, Account.SOCIAL_PARTNERS, held[Account.SOCIAL_PARTNERS], For.CO_FINANCING, For.CO_FINANCING)
    _close(m, Account.DONORS, held[Account.DONORS] - budgets.donor.balance, For.DONOR_BUDGET, For.DONOR_BUDGET)
    surplus = held[Account.GOVERNMENT] - budgets.public.balance
    _close(m, Account.GOVERNMENT, surplus, For.PUBLIC_BUDGET, For.PUBLIC_BUDGET)
    m.events["profits"] = profit / MILLION
    m.events["unspent"] = budgets.public.available / MILLION
    close_envelopes(m)
    m.events["overspent"] = (budgets.public.overspent + budgets.donor.overspent) / MILLION


def _close(m: Any, account: Account, surplus: int, out: For, back: For) -> None:
    """Pay a surplus of ``account`` to the rest of the economy for ``out``, or cover a gap from it for ``back``."""
    if surplus > 0:
        _post(m, out, account, Account.REST_OF_ECONOMY, surplus)
    elif surplus < 0:
        _post(m, back, Account.REST_OF_ECONOMY, account, -surplus)


def check_money(m: Any) -> None:
    """Raise unless what households and providers hold is what the ledger says, and nobody promised too much."""
    for account, held in ((Account.HOUSEHOLDS, m.households.cash), (Account.PROVIDERS, m.providers.balance)):
        booked, there = m.ledger.balance(account), int(held.sum())
        if booked != there:
            raise AssertionError(
                f"month {m.month}: {account.name.lower()} hold {there}, the ledger says {booked} "
                f"(difference {there - booked}, 1e-6 W): a payment moved cash without a posting or the reverse"
            )
    if len(m.households.cash) and m.households.cash.min() < 0:
        raise AssertionError(f"month {m.month}: a household has negative cash")
    named = {name: getattr(m.budgets, name) for name in ("public", "donor", "fund")} | m.budgets.envelopes
    for name, budget in named.items():
        if not 0 <= budget.committed <= budget.balance:
            raise AssertionError(f"month {m.month}: {name} promised {budget.committed} of {budget.balance} (1e-6 W)")
