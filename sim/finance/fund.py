"""The training fund: the earmarked part of the levy comes in, administration goes out, the rest waits for claims."""

from typing import Any

from sim.core.levers import Lever
from sim.finance.ledger import MILLION, NOBODY, Account, For


def earmark(m: Any, levy: int) -> int:
    """Pass the earmarked share of this month's ``levy`` (1e-6 W) on to the fund; returns the amount."""
    share: float = m.levers.value(Lever.LEVY_EARMARK, m.country.institutions.levy_earmark, m)
    amount = round(levy * share)
    m.flows[For.EARMARK, Account.GOVERNMENT, Account.TRAINING_FUND, NOBODY] += amount
    m.budgets.fund.credit(amount)
    administration = round(amount * m.parameters.tax.fund_administration)
    m.flows[For.ADMINISTRATION, Account.TRAINING_FUND, Account.REST_OF_ECONOMY, NOBODY] += administration
    m.budgets.fund.spend(administration)
    m.events["levy"] = levy / MILLION
    m.events["earmark"] = amount / MILLION
    return amount
