"""Figures of the whole economy: vacancies, places in training, the training fund, and who pays."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from sim.core.states import Sector
from sim.finance.ledger import MILLION, Account, For
from sim.indicators.bits import Op, Value
from sim.indicators.registry import FromModel, Indicator

National = Callable[[Op | Value], int]

TRAINING = (
    For.FEE, For.PUBLIC_PLACES, For.DONOR_PLACES, For.STIPEND, For.APPRENTICE_FEE, For.STAFF_TRAINING, For.SEAT,
    For.VOUCHER, For.ACCOUNT,
)  # fmt: skip
"""Purposes that pay for training; grants give part of it back to firms."""
_PURPOSES = np.array(TRAINING, np.int64)
PAYERS = (
    Account.GOVERNMENT, Account.ENTERPRISES, Account.SOCIAL_PARTNERS, Account.DONORS, Account.HOUSEHOLDS,
    Account.TRAINING_FUND,
)  # fmt: skip


def event(m: Any, name: str) -> float:
    """A counter of the month, 0 where no rule kept it."""
    counted = m.events.get(name, 0)
    return float(counted.sum() if isinstance(counted, np.ndarray) else counted)


def vacancies(m: Any, national: National) -> float:
    """vacancies open in the month"""
    if "vacancies" in m.events:
        return event(m, "vacancies")
    return float(m.firms.vacancies_regular.sum() + m.firms.vacancies_casual.sum())


def posts(m: Any, national: National) -> float:
    """vacancies + employees"""
    return vacancies(m, national) + national(Op.EMPLOYEE)


def jobseekers(m: Any, national: National) -> float:
    """unemployed"""
    return float(national(Op.UNEMPLOYED_13))


def places(m: Any, national: National) -> float:
    """places of training providers, masters included"""
    return float(m.providers.places.sum())  # 0 in free rows


def queue(m: Any, national: National) -> float:
    """people waiting for a place"""
    return float(m.providers.queue.sum())  # 0 in free rows


def completions(m: Any, national: National) -> float:
    """completed a course or apprenticeship in the month"""
    return event(m, "completed")


def ended_courses(m: Any, national: National) -> float:
    """completed or dropped out in the month"""
    return event(m, "completed") + event(m, "dropped_out")


@njit(cache=True)
def count_formal_private(firms, least, training):  # type: ignore[no-untyped-def]
    """Formal private firms with at least so many staff; only those that train, where ``training``."""
    found = 0
    for j in range(len(firms.fid)):
        private = (firms.fid[j] != 0) & (firms.formal[j] == 1) & (firms.sector[j] != Sector.GOVERNMENT)
        staff = int(firms.staff_regular[j]) + int(firms.staff_casual[j])
        found += private & (staff >= least) & ((firms.trains[j] == 1) | (not training))
    return found


def training_firms(m: Any, national: National) -> float:
    """formal private firms of five or more that give staff a course"""
    return float(count_formal_private(m.firms, m.parameters.indicators.training_firm_staff, True))


def formal_firms(m: Any, national: National) -> float:
    """formal private firms of five or more"""
    return float(count_formal_private(m.firms, m.parameters.indicators.training_firm_staff, False))


@njit(cache=True)
def training_paid(flows, purposes, paid):  # type: ignore[no-untyped-def]
    """Add what every account pays for ``purposes`` and in grants, less the grants that it receives."""
    for payer in range(flows.shape[1]):
        for purpose in purposes:
            paid[payer] += flows[purpose, payer].sum()
        for payee in range(flows.shape[2]):
            grant = flows[For.GRANT, payer, payee].sum() + flows[For.TAX_CREDIT, payer, payee].sum()
            paid[payer] += grant
            paid[payee] -= grant


def paid_by(m: Any, *accounts: Account) -> float:
    """Cost of training that ``accounts`` bear in the month: payments less grants received, W.

    Worked out once a month, when all payments have been made.
    """
    paid = m.events.get("training_paid")
    if paid is None:
        paid = m.events["training_paid"] = np.zeros(len(Account), np.int64)
        training_paid(m.flows, _PURPOSES, paid)
    return sum(int(paid[account]) / MILLION for account in accounts)


def cost_of_training(m: Any, national: National) -> float:
    """cost of training, all payers, W"""
    return paid_by(m, *PAYERS)


def fund_income(m: Any, national: National) -> float:
    """income of the training fund in the month, W"""
    return float(m.ledger.received(Account.TRAINING_FUND)) / MILLION


def fund_unspent(m: Any, national: National) -> float:
    """income less spending of the training fund in the month, W"""
    return fund_income(m, national) - float(m.ledger.paid(Account.TRAINING_FUND)) / MILLION


def fund_balance(m: Any, national: National) -> float:
    """balance of the training fund at the end of the month, W"""
    return float(m.ledger.balance(Account.TRAINING_FUND)) / MILLION


def _payer(account: Account) -> FromModel:
    def cost(m: Any, national: National) -> float:
        return paid_by(m, account)

    cost.__doc__ = f"cost of training borne by {account.name.lower().replace('_', ' ')}, W"
    return FromModel(cost)


def _of_model(
    name: str, label: str, unit: str, top: Any, bottom: Any = None, doc: str = "", source: str = ""
) -> Indicator:
    return Indicator(name, label, unit, FromModel(top), FromModel(bottom) if bottom else None, doc, source)


def _by_payer(account: Account) -> Indicator:
    word = account.name.lower()
    label = f"Cost of training borne by {word.replace('_', ' ')}"
    return Indicator(f"cost_by_payer_{word}", label, "share of cost", _payer(account), FromModel(cost_of_training))


INDICATORS = (
    _of_model("vacancy_rate", "Vacancies over vacancies and employees", "share", vacancies, posts),
    _of_model("tightness", "Vacancies a jobseeker", "ratio", vacancies, jobseekers, "θ = vacancies / unemployed."),
    _of_model("training_places", "Places in training", "persons", places),
    _of_model("training_queue", "People waiting for a place", "persons", queue),
    _of_model("completion_rate", "Completed among those who ended a course", "share", completions, ended_courses),
    _of_model("firms_training_share", "Formal firms of five or more that train staff", "share", training_firms,
              formal_firms, "Private firms.", "World Bank Enterprise Surveys"),
    _of_model("fund_balance", "Balance of the training fund", "W", fund_balance),
    _of_model("unspent_share", "Income of the training fund left unspent", "share", fund_unspent, fund_income,
              "Add up months before dividing."),
    _of_model("cost_by_payer", "Cost of training, all payers", "W", cost_of_training, None,
              "Fees, places, stipends, apprentices' fees and staff courses; grants move cost from firms to the fund."),
    *(_by_payer(account) for account in PAYERS),
)  # fmt: skip
