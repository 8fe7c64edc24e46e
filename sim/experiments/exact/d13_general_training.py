"""Who pays for general training: the firm only what pay does not follow, and only as long as people stay.

Played twice. By the rule that firms use: training is worth κ g y ρ/(1 + r − ρ (1 − d)), with the share κ of the gain
g y that pay does not follow, monthly retention ρ, skill decay d and discount r, so it is given up to that cost; a grant
that pays the share τ moves the cost to 1/(1 − τ) of it; with κ = 0 the firm gives nothing and the worker bears all.
And by the month under ``theory=firm_training``: the firms that train are those for which it is worth the cost.
Sources: Becker (1964), Human Capital; Acemoglu & Pischke (1999), J. Political Economy 107(3).
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

import sim
from sim.experiments.exact.contract import Check, exactly
from sim.training.firm_training import kept_gain, probability_of_training, value_of_training

CASE = "D13"
RULES = (
    (0.3, 1.0, 0.9, 0.02, 0.01),
    (0.3, 1.0, 0.97, 0.02, 0.01),
    (0.3, 1.0, 0.6, 0.02, 0.01),
    (0.6, 0.5, 0.95, 0.005, 0.01),
    (1.0, 0.04, 0.99, 0.0, 0.02),
    (0.0, 1.0, 0.9, 0.02, 0.01),
)
"""κ, g, ρ, d, r."""
GRANTS = (0.0, 0.25, 0.5, 0.8)
MONTHS = ((0.3, 0.9, 0.05), (0.3, 0.7, 0.02), (0.3, 0.98, 0.2), (0.8, 0.9, 0.2), (0.0, 0.98, 0.001), (1.0, 0.98, 0.001))
"""κ, ρ, cost of a course in W."""
PEOPLE = 20_000


def worth(kappa: float, gain: float, rho: float, decay: float, discount: float) -> float:
    """Present value to the firm, in months of product: κ g ρ/(1 + r − ρ (1 − d))."""
    return kappa * gain * rho / (1.0 + discount - rho * (1.0 - decay))


def highest_cost(kappa: float, gain: float, rho: float, decay: float, discount: float, grant: float) -> float:
    """Cost up to which the firm trains, found by halving: the rule is asked whether it would."""
    low, high = 0.0, 1e3
    benefit = kept_gain(kappa, gain, 1.0, rho, decay, discount)
    for _ in range(100):
        cost = 0.5 * (low + high)
        value = value_of_training(benefit, cost, 0.0, 0.0, grant * cost, 0.0, discount, 0.0)
        low, high = (cost, high) if probability_of_training(value, 0.0) > 0.5 else (low, cost)
    return 0.5 * (low + high)


def pay_cut(kappa: float, gain: float, rho: float, decay: float, discount: float, cost: float) -> float:
    """By how much a trainee's pay must lie below output for the firm to break even: the worker's part of the cost."""
    benefit = kept_gain(kappa, gain, 1.0, rho, decay, discount)
    return -value_of_training(benefit, cost, 1.0, 1.0, 0.0, 0.0, discount, 0.0)


def who_trains(kappa: float, rho: float, cost: float) -> tuple[int, int, int]:
    """Firms that decided in a year, those that trained, and those for which the two differ from what it is worth."""
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    m: Any = LabourMarket(
        sim.configure(
            "theory=firm_training", f"people={PEOPLE}", "months=12", "limit.record=false",
            f"economy.places.compression={kappa}", f"economy.places.course_cost={cost}",
        )
    )  # fmt: skip
    p, decided, trained, wrong = m.parameters.places, 0, 0, 0
    undecided = 2
    for _ in range(12):
        m.firms.retention[:] = rho
        m.firms.staff_trained[:] = 0  # nothing to learn from: retention stays what it is
        m.firms.trains[:] = undecided
        m.step()
        rows = np.flatnonzero(m.firms.trains != undecided)
        kept = m.firms.retention[rows].astype(np.float64)
        product = m.firms.pay_mean[rows].astype(np.float64) * p.markup
        pays = product * worth(p.compression, p.gain, kept, p.skill_decay, p.discount) > p.course_cost
        decided += len(rows)
        trained += int((m.firms.trains[rows] == 1).sum())
        wrong += int((pays != (m.firms.trains[rows] == 1)).sum())
    return decided, trained, wrong


def cases() -> Iterator[Check]:
    for kappa, gain, rho, decay, discount in RULES:
        value = worth(kappa, gain, rho, decay, discount)
        given = f"κ={kappa:g} g={gain:g} ρ={rho:g} d={decay:g} r={discount:g}"
        for grant in GRANTS:
            cost, expected = highest_cost(kappa, gain, rho, decay, discount, grant), value / (1.0 - grant)
            what = "highest cost at which the firm trains"
            yield exactly(CASE, what, "rule", f"{given}, grant {grant:.0%}", expected, cost, 1e-9)
        borne = pay_cut(kappa, gain, rho, decay, discount, 3.0)
        yield exactly(CASE, "part of a cost of 3 that the worker bears", "rule", given, 3.0 - value, borne, 1e-9)
    for kappa, rho, cost in MONTHS:
        decided, trained, wrong = who_trains(kappa, rho, cost)
        given = f"κ={kappa:g} ρ={rho:g}, course at {cost:g} W: {trained} of {decided:,} firms train"
        yield exactly(CASE, "firms that do what does not pay, or not what pays", "month", given, 0, wrong, 0.0)
