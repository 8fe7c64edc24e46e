"""Money: who pays by law, who bears it in the end, and what comes back in taxes.

Sums run from the start of policy to the end of the run, discounted, in W of simulated people. By law: what each payer
spends on training and on measures, more than in the world without. In the end: how much better or worse off each is,
after all that follows from it in pay, hiring, output and taxes.
"""

from typing import Any

import numpy as np

from sim.experiments.compare.effects import discounting
from sim.experiments.compare.pairs import Worlds
from sim.experiments.compare.plan import BASELINE, Plan
from sim.finance.ledger import MILLION, Account, For

_NO_SPENDING = {
    "SALES", "PAY", "OWN_INCOME", "CONSUMPTION", "INCOME_TAX", "SOCIAL_CONTRIBUTION", "PROFITS", "LEVY", "EARMARK",
    "APPRENTICE_PAY", "PROVIDER_COSTS", "SEARCH_COST", "PUBLIC_BUDGET", "DONOR_BUDGET", "ESTATE", "CO_FINANCING",
    "QUOTA_FINE", "PRICES",
}  # fmt: skip
ECONOMY = frozenset(purpose for purpose in For if purpose.name in _NO_SPENDING)
"""Purposes that are not spending on training or on a measure: the economy at large, and what raises money."""
PAYERS = (
    Account.GOVERNMENT, Account.ENTERPRISES, Account.SOCIAL_PARTNERS, Account.DONORS, Account.HOUSEHOLDS,
    Account.TRAINING_FUND,
)  # fmt: skip
PUBLIC = (Account.GOVERNMENT, Account.TRAINING_FUND)
BACK = (
    (For.GRANT, Account.ENTERPRISES), (For.TAX_CREDIT, Account.ENTERPRISES), (For.TRAVEL_AND_CARE, Account.HOUSEHOLDS),
    (For.VOUCHER, Account.HOUSEHOLDS), (For.ACCOUNT, Account.HOUSEHOLDS), (For.LOAN, Account.HOUSEHOLDS),
    (For.REPAYMENT, Account.GOVERNMENT),
)  # fmt: skip
"""Payments that give a payer back what it has spent on the same purpose."""
CLOSING = (
    (For.PUBLIC_BUDGET, None, None), (For.DONOR_BUDGET, None, None), (For.CONSUMPTION, None, None),
    (For.CAPITAL, Account.REST_OF_ECONOMY, Account.ENTERPRISES), (For.PROFITS, None, Account.REST_OF_ECONOMY),
    (For.CO_FINANCING, None, Account.REST_OF_ECONOMY), (For.CO_FINANCING, Account.REST_OF_ECONOMY, None),
)  # fmt: skip
"""Purpose, payer, payee of the payments that only close the books: they say who holds a gain, not who makes it."""
BEARERS = (
    Account.HOUSEHOLDS, Account.ENTERPRISES, Account.GOVERNMENT, Account.SOCIAL_PARTNERS, Account.DONORS,
    Account.TRAINING_FUND, Account.PROVIDERS,
)  # fmt: skip
SHAPE = (len(For), len(Account), len(Account))


def name(member: Any) -> str:
    """
    >>> name(Account.TRAINING_FUND)
    'training_fund'
    """
    return str(member.name).lower()


def flows(world: Any, weights: np.ndarray) -> np.ndarray:
    """Weighted sum over months of all payments [purpose, payer, payee], W of simulated people."""
    rows = world["ledger"]
    made = np.zeros(SHAPE)
    np.add.at(made, (rows[:, 1], rows[:, 2], rows[:, 3]), rows[:, 4] / MILLION * weights[rows[:, 0]])
    return made


def changes(plan: Plan, worlds: list[Worlds], arm: str, rate: float | None = None) -> np.ndarray:
    """Pairs × purpose × payer × payee: payments in a world with a package less those without."""
    weights = discounting(plan) if rate is None else discounting(plan, rate)
    return np.stack([flows(w[arm], weights) - flows(w[BASELINE], weights) for w in worlds])


def programme() -> list[For]:
    """Purposes that are spending on training or on a measure."""
    return [purpose for purpose in For if purpose not in ECONOMY and purpose != For.CAPITAL]


def by_law(change: np.ndarray) -> np.ndarray:
    """Pairs × payers: what each pays more for training and measures, less what it is paid back."""
    outlays = change[:, programme()].sum(axis=(1, 3))
    for payer in (Account.GOVERNMENT, Account.DONORS, Account.TRAINING_FUND):
        outlays[:, payer] += change[:, For.CAPITAL, payer].sum(axis=1)
    for purpose, payer in BACK:
        outlays[:, payer] -= change[:, purpose, :, payer].sum(axis=1)
    return np.asarray(outlays[:, list(PAYERS)])


def by_purpose(change: np.ndarray) -> dict[tuple[str, str], np.ndarray]:
    """(payer, purpose) -> one number a pair, of all spending on training and measures."""
    made = {}
    for purpose in [*programme(), For.CAPITAL]:
        for payer in PAYERS:
            if purpose == For.CAPITAL and payer == Account.ENTERPRISES:
                continue
            paid = change[:, purpose, payer].sum(axis=1)
            if np.abs(paid).max() > 0:
                made[name(payer), name(purpose)] = paid
    return made


def borne(change: np.ndarray) -> np.ndarray:
    """Pairs × bearers: how much better off each is, closing payments and consumption aside."""
    real = change.copy()
    for purpose, payer, payee in CLOSING:
        real[:, purpose, slice(None) if payer is None else payer, slice(None) if payee is None else payee] = 0.0
    gain = real.sum(axis=(1, 2)) - real.sum(axis=(1, 3))
    return np.asarray(gain[:, list(BEARERS)])


def households_from(change: np.ndarray) -> dict[str, np.ndarray]:
    """What moves household income: pay, own work, taxes, what training costs and brings."""
    h = Account.HOUSEHOLDS
    received, paid = change[:, :, :, h].sum(axis=2), change[:, :, h].sum(axis=2)
    net = received - paid
    taxes = [For.INCOME_TAX, For.SOCIAL_CONTRIBUTION]
    work = [For.PAY, For.APPRENTICE_PAY, For.OWN_INCOME, For.PROFITS]
    other = [p for p in For if p not in (*taxes, *work, For.CONSUMPTION)]
    return {
        "pay of employees": net[:, For.PAY] + net[:, For.APPRENTICE_PAY],
        "income from own work": net[:, For.OWN_INCOME] + net[:, For.PROFITS],
        "taxes and contributions": net[:, taxes].sum(axis=1),
        "training, benefits, search": net[:, other].sum(axis=1),
    }


def financing_tax(plan: Plan, worlds: list[Worlds], arm: str) -> np.ndarray:
    """What the tax on household income brings in that finances the package, discounted, one number a pair."""
    weights = discounting(plan)
    return np.array([(w[arm]["surcharge"] - w[BASELINE]["surcharge"]) / MILLION @ weights for w in worlds])


def returns(plan: Plan, worlds: list[Worlds], arm: str, change: np.ndarray) -> np.ndarray:
    """Taxes and contributions that come back, apart from the tax that finances the package, one number a pair."""
    government = Account.GOVERNMENT
    taxes = sum(change[:, purpose, :, government].sum(axis=1) for purpose in (For.INCOME_TAX, For.SOCIAL_CONTRIBUTION))
    return np.asarray(taxes - financing_tax(plan, worlds, arm))


def public_cost(change: np.ndarray) -> np.ndarray:
    """What government and training fund spend more, one number a pair."""
    law = by_law(change)
    return np.asarray(law[:, [PAYERS.index(p) for p in PUBLIC]].sum(axis=1))


def total_cost(change: np.ndarray) -> np.ndarray:
    """What all payers together spend more, one number a pair."""
    return np.asarray(by_law(change).sum(axis=1))


def use_of_money(plan: Plan, worlds: list[Worlds], arm: str) -> dict[tuple[str, str, str, int], float]:
    """(payer, purpose, payee, beneficiary group) -> mean change of payments since the start, W, not discounted."""
    total: dict[tuple[str, str, str, int], float] = {}
    wanted = {*programme(), For.CAPITAL, For.LEVY, For.EARMARK, For.CO_FINANCING}
    for w in worlds:
        for sign, world in ((1.0, w[arm]), (-1.0, w[BASELINE])):
            for purpose, payer, payee, who, amount in world["benefits"].tolist():
                if purpose in wanted and payer != Account.REST_OF_ECONOMY:
                    key = (name(Account(payer)), name(For(purpose)), name(Account(payee)), int(who))
                    total[key] = total.get(key, 0.0) + sign * amount / MILLION / len(worlds)
    return {key: value for key, value in total.items() if abs(value) > 1e-9}
