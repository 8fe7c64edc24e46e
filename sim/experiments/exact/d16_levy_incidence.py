"""Who bears a levy where pay clears the market.

Played by the month under ``theory=spot_market``, once with a levy of τ on pay and once without, same seeds. With the
elasticities ε_D of labour demand and ε_S of supply, pay falls by the factor (1 + τ)^(−ε_D/(ε_D + ε_S)) and jobs by
(1 + τ)^(−ε_D ε_S/(ε_D + ε_S)). Under a floor that binds, pay stays, jobs fall by (1 + τ)^(−ε_D), and what the levy
takes from each remaining job is borne by profit. Source: Fullerton & Metcalf (2002), Handbook of Public Economics 4,
ch. 26. Standard errors are a jackknife over local markets, which clear one by one.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

import sim
from sim.experiments.exact.contract import Check, within_errors

CASE = "D16"
PEOPLE = 150_000
ELASTICITIES = ((0.5, 0.3), (1.0, 0.2), (0.3, 1.5))
"""Demand, supply."""
LEVIES = (0.01, 0.035, 0.10)
FLOOR = 1.8
"""Pay, relative to the reference, far above what any market would pay without a floor."""


class Cleared(NamedTuple):
    """A world after its month: whom each person works for (−1 nobody), at what pay, and which market that is."""

    employer: np.ndarray
    pay: np.ndarray
    market: np.ndarray


def cleared(levy: float, demand: float, supply: float, floor: float = 0.0, people: int = PEOPLE) -> Cleared:
    """One month of the spot market under a levy."""
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    model: Any = LabourMarket(
        sim.configure(
            "theory=spot_market", f"people={people}", "months=1", "limit.record=false",
            f"country.institutions.levy_rate={levy}", f"economy.labour_demand.labour_cost={demand}",
            f"limit.numbers.supply_elasticity={supply}", f"limit.numbers.floor={floor}",
        )
    )  # fmt: skip
    model.step()
    at = model.people
    return Cleared(at.employer.copy(), at.pay.astype(np.float64), at.market.astype(np.int64))


def log_ratios(before: Cleared, after: Cleared) -> tuple[np.ndarray, np.ndarray]:
    """Log change of pay (people with a job in both worlds) and of jobs; each with its jackknife error."""
    stay = (before.employer >= 0) & (after.employer >= 0)
    change = np.log(after.pay[stay] / before.pay[stay])
    markets = int(before.market.max()) + 1
    raise_, stayers = np.bincount(before.market[stay], change, markets), np.bincount(before.market[stay], None, markets)
    jobs = [np.bincount(w.market[w.employer >= 0], None, markets) for w in (before, after)]
    pay = _jackknife(lambda keep: raise_[keep].sum() / stayers[keep].sum(), markets)
    return pay, _jackknife(lambda keep: np.log(jobs[1][keep].sum() / jobs[0][keep].sum()), markets)


def _jackknife(figure: Any, n: int) -> np.ndarray:
    """A figure of all markets and its standard error √((n − 1)/n Σ (without one − mean)²)."""
    everything = np.arange(n)
    without = np.array([figure(np.delete(everything, i)) for i in everything])
    return np.array([figure(everything), np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())])


def cases() -> Iterator[Check]:
    for demand, supply in ELASTICITIES:
        free = cleared(0.0, demand, supply)
        for levy in LEVIES:
            pay, jobs = log_ratios(free, cleared(levy, demand, supply))
            given = f"ε_D={demand:g} ε_S={supply:g} τ={levy:.1%}"
            both = demand + supply
            for what, (found, error), power in (
                ("pay, factor", pay, -demand / both),
                ("jobs, factor", jobs, -demand * supply / both),
            ):
                yield within_errors(
                    CASE, what, "month", given, (1 + levy) ** power, np.exp(found), np.exp(found) * error
                )
    yield from _under_a_floor()


def _under_a_floor() -> Iterator[Check]:
    demand, supply = ELASTICITIES[0]
    free = cleared(0.0, demand, supply, FLOOR)
    for levy in LEVIES:
        pay, jobs = log_ratios(free, cleared(levy, demand, supply, FLOOR))
        given = f"ε_D={demand:g} ε_S={supply:g} τ={levy:.1%}, binding floor"
        # pay is kept in four bytes, so one person's may differ in the seventh digit
        yield within_errors(CASE, "pay, factor", "month", given, 1.0, np.exp(pay[0]), pay[1], 1e-7)
        factor = np.exp(jobs[0])
        yield within_errors(CASE, "jobs, factor", "month", given, (1 + levy) ** -demand, factor, factor * jobs[1])
