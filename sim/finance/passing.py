"""Passing shocks to pay: what an employee receives in a month is the pay agreed on times luck that does not last.

Days of work found, piece rates, overtime, bonuses, days off sick. The registers, and so all decisions, hold the pay
agreed on; the ledger, and so cash on hand, what is received. ln(received/agreed) = σ z − σ²/2, of mean one, so that no
wage bill is made; σ by tier; z standard normal, the same for a few months and then drawn anew, each person at an own
time. Permanent and transitory parts of earnings: MaCurdy (1982), J. Econometrics 18(1); Meghir & Pistaferri (2004),
Econometrica 72(1).
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.draws import below, normals_of, pair, sub, word
from sim.core.elementary import exp
from sim.core.states import Tier


@njit(error_model="numpy")
def spells(pid, month, months, k, words):  # type: ignore[no-untyped-def]
    """The word of the spell in which each person is: of ``months`` months, beginning at a time of one's own."""
    for n in range(len(pid)):
        w = word(k, pid[n])
        words[n] = pair(w, int(float(month + below(sub(w, 1), months)) / float(months)))


@njit
def receive(agreed, tier, pid, month, p, k, words, out):  # type: ignore[no-untyped-def]
    """Pay received in a month by each employee, W in ``out``: agreed · e^(σ z − σ²/2); ``words`` is scratch."""
    spells(pid, month, int(p.passing_months), k, words[: len(pid)])
    normals_of(words[: len(pid)], out)
    for n in range(len(pid)):
        sd = p.passing_regular if tier[n] == Tier.REGULAR else p.passing_casual
        out[n] = agreed[n] * exp(sd * out[n] - 0.5 * sd * sd)


def received_by(people: Any, rows: np.ndarray, month: int, p: Any, k: np.uint64) -> np.ndarray:
    """Pay in cash that the employees ``rows`` receive in a month, W."""
    out = np.empty(len(rows))
    _receive(
        people.pay[rows].astype(np.float64), people.tier[rows], people.pid[rows], month, p, k,
        np.empty(len(rows), np.uint64), out,
    )  # fmt: skip
    return out


@njit(cache=True)
def _receive(agreed, tier, pid, month, p, k, words, out):  # type: ignore[no-untyped-def]
    receive(agreed, tier, pid, month, p, k, words, out)
