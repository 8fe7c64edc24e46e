"""Payments from inside kernels: each function moves the cash of one party and posts the same integer to the ledger.

Amounts are integer millionths of W. ``households`` and ``providers`` are the named tuples of their columns.
"""

import numpy as np
from numba import njit

from sim.finance.ledger import Account, For, transfer


@njit(inline="always")
def charge_household(households, h, flows, purpose, payee, group, amount):  # type: ignore[no-untyped-def]
    """Household ``h`` pays ``amount`` to account ``payee``; False, and nothing moves, where cash does not suffice."""
    if amount <= 0:
        return amount == 0
    if h < 0 or households.cash[h] < amount:
        return False
    households.cash[h] -= amount
    transfer(flows, purpose, Account.HOUSEHOLDS, payee, group, amount)
    return True


@njit(inline="always")
def pay_household(households, h, flows, purpose, payer, group, amount):  # type: ignore[no-untyped-def]
    """Account ``payer`` pays ``amount`` to household ``h``; a person without a household spends it at once."""
    if amount <= 0:
        return
    transfer(flows, purpose, payer, Account.HOUSEHOLDS, group, amount)
    if h >= 0:
        households.cash[h] += amount
    else:
        transfer(flows, For.CONSUMPTION, Account.HOUSEHOLDS, Account.REST_OF_ECONOMY, group, amount)


@njit(inline="always")
def pay_provider(providers, p, flows, purpose, payer, group, amount):  # type: ignore[no-untyped-def]
    """Account ``payer`` pays ``amount`` to training provider ``p``."""
    if amount <= 0:
        return
    providers.balance[p] += amount
    transfer(flows, purpose, payer, Account.PROVIDERS, group, amount)


@njit(inline="always")
def provider_spends(providers, p, flows, purpose, payee, group, amount):  # type: ignore[no-untyped-def]
    """Training provider ``p`` pays ``amount`` to account ``payee``; its balance may go below zero (a debt)."""
    if amount <= 0:
        return
    providers.balance[p] -= amount
    transfer(flows, purpose, Account.PROVIDERS, payee, group, amount)


@njit(inline="always")
def household_pays_provider(households, h, providers, p, flows, purpose, group, amount):  # type: ignore[no-untyped-def]
    """A fee from household ``h`` to provider ``p``; False, and nothing moves, where cash does not suffice."""
    if not charge_household(households, h, flows, purpose, Account.PROVIDERS, group, amount):
        return False
    providers.balance[p] += max(amount, 0)
    return True


@njit(inline="always")
def split(amount, shares):  # type: ignore[no-untyped-def]
    """Parts of an integer ``amount`` by payer ``shares`` (5); the last payer takes the rounding remainder.

    The parts sum to ``amount`` exactly. Shares are of the statutory payers: government, enterprises, social
    partners, donors, households.
    """
    parts = np.zeros(5, np.int64)
    last = -1
    for k in range(5):
        if shares[k] > 0.0:
            last = k
    if last < 0:
        return parts
    left = amount
    for k in range(last):
        parts[k] = min(np.int64(amount * shares[k] + 0.5), left)
        left -= parts[k]
    parts[last] = left
    return parts


@njit(inline="always")
def pay_shared(flows, purpose, shares, overhead, payee, group, amount):  # type: ignore[no-untyped-def]
    """Statutory payers pay ``amount`` to account ``payee``, and ``overhead`` W a W for administration and leakage.

    Nobody pays to itself: a share of the payee's own is simply not paid. What households owe to others the
    government advances (and recovers by its tax on household income). Returns what ``payee`` receives, which the
    caller credits to the household or provider where ``payee`` is one of these.
    """
    parts = split(amount, shares)
    received = np.int64(0)
    for k in range(5):
        if k == payee or parts[k] <= 0:
            continue
        payer = 0 if k == 4 else k  # Account.GOVERNMENT, Account.HOUSEHOLDS
        transfer(flows, purpose, payer, payee, group, parts[k])
        received += parts[k]
        extra = np.int64(parts[k] * overhead + 0.5)
        transfer(flows, For.ADMINISTRATION, payer, Account.REST_OF_ECONOMY, group, extra)
    return received


@njit(inline="always")
def pay_with_fund(flows, purpose, fund, shares, overhead, payee, group, amount):  # type: ignore[no-untyped-def]
    """Pay ``amount`` to account ``payee``: the share ``fund`` out of the training fund, the rest as ``pay_shared``."""
    part = np.int64(amount * fund + 0.5)
    transfer(flows, purpose, Account.TRAINING_FUND, payee, group, part)
    return part + pay_shared(flows, purpose, shares, overhead, payee, group, amount - part)


@njit(inline="always")
def pay_benefit(households, h, flows, purpose, shares, overhead, group, amount):  # type: ignore[no-untyped-def]
    """A benefit of ``amount`` to household ``h`` from the statutory payers by ``shares``; returns what it receives.

    The households' own share is what the learner goes without (a co-payment).
    """
    if amount <= 0:
        return np.int64(0)
    if h < 0:
        return np.int64(0)
    received = pay_shared(flows, purpose, shares, overhead, Account.HOUSEHOLDS, group, amount)
    households.cash[h] += received
    return received


@njit(cache=True)
def share_cost(flows, purpose, shares, overhead, amounts):  # type: ignore[no-untyped-def]
    """Statutory payers pay ``amounts`` (by beneficiary group, 1e-6 W) out of the model, and ``overhead`` on top."""
    for group in range(len(amounts)):
        if amounts[group] > 0:
            pay_shared(flows, purpose, shares, overhead, Account.REST_OF_ECONOMY, group, amounts[group])


@njit(cache=True)
def spread(flows, purpose, shares, overhead, payee):  # type: ignore[no-untyped-def]
    """What the government has paid ``payee`` for ``purpose`` this month is shared out among the payers.

    Households' share the government keeps; each payer bears ``overhead`` W a W on its part.
    """
    for group in range(flows.shape[3]):
        amount = flows[purpose, Account.GOVERNMENT, payee, group]
        if amount <= 0:
            continue
        flows[purpose, Account.GOVERNMENT, payee, group] = 0
        parts = split(amount, shares)
        for k in range(5):
            payer = 0 if k == 4 else k
            transfer(flows, purpose, payer, payee, group, parts[k])
            extra = np.int64(parts[k] * overhead + 0.5)
            transfer(flows, For.ADMINISTRATION, payer, Account.REST_OF_ECONOMY, group, extra)
