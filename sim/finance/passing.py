"""Passing shocks to pay: what an employee receives in a month is the pay agreed on times luck that does not last.

Days of work found, piece rates, overtime, bonuses, days off sick. The registers, and so all decisions, hold the pay
agreed on; the ledger, and so cash on hand, what is received. ln(received/agreed) = σ z − σ²/2, of mean one, so that no
wage bill is made; σ by tier; z standard normal, the same for a few months and then drawn anew, each person at an own
time. Permanent and transitory parts of earnings: MaCurdy (1982), J. Econometrics 18(1); Meghir & Pistaferri (2004),
Econometrica 72(1).
"""

import numpy as np
from numba import njit

from sim.core.draws import below, normal, pair, sub, word
from sim.core.elementary import exp
from sim.core.states import Tier


@njit
def luck(k, pid, month, months):  # type: ignore[no-untyped-def]
    """Standard normal of a person in a month: constant over spells of ``months`` that begin at a time of one's own."""
    w = word(k, pid)
    spell = (month + below(sub(w, 1), months)) // months
    return normal(pair(w, spell))


@njit
def received(agreed, tier, pid, month, p, k):  # type: ignore[no-untyped-def]
    """Pay received in a month: agreed · e^(σ z − σ²/2)."""
    sd = p.passing_regular if tier == Tier.REGULAR else p.passing_casual
    if sd <= 0.0:
        return agreed
    return agreed * exp(sd * luck(k, pid, month, int(p.passing_months)) - 0.5 * sd * sd)


@njit(cache=True)
def received_by(people, rows, month, p, k):  # type: ignore[no-untyped-def]
    """Pay in cash that the employees ``rows`` receive in a month, W."""
    out = np.empty(len(rows))
    for n in range(len(rows)):
        i = rows[n]
        out[n] = received(float(people.pay[i]), people.tier[i], people.pid[i], month, p, k)
    return out
