"""Firms under a levy that they can claim back: who claims, whom the paper work keeps away, and who trains more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.config.configure import configure
from sim.core.draws import Purpose, key
from sim.core.groups import employees_of
from sim.experiments.validate.tests import POLICY, tested
from sim.training import grants
from sim.training.firm_training import claim_costs

LEVY = ("financing=[levy_grant]", "instruments.levy_grant.start=12")
MONTHS, WATCHED = 60, 24
PEOPLE = 5
"""How many times as many people live in these worlds: liable firms are few."""
SMALL, LARGE = (10, 20), (20, 10**6)
"""Employees of small firms, and of medium and large ones, among those that owe the levy."""


@dataclass
class Levies:
    """The world with the levy, firms that claimed in its last year, and shares of firms that train by size."""

    model: Any
    claimed: set[int]
    train: dict[str, dict[tuple[int, int], float]]


def live_levies(words: Sequence[str]) -> Levies:
    """Live a world with the levy and the same without."""
    train, claimed, model = {}, set(), None
    for name, more in (("without", ()), ("with", LEVY)):
        config = configure(*words, *more, f"months={MONTHS}")
        model, claimed, train[name] = _lived(config.changed(people=PEOPLE * config.people))
    return Levies(model, claimed, train)


def _lived(config: Any) -> tuple[Any, set[int], dict[tuple[int, int], float]]:
    from sim.model import LabourMarket

    m, claimed, shares = LabourMarket(config), set[int](), {SMALL: [], LARGE: []}  # type: ignore[var-annotated]
    for month in range(MONTHS):
        m.step()
        if month >= MONTHS - 12:
            claimed |= set(m.firms.fid[m.firms.grant_claim > 0].tolist())
        if month >= MONTHS - WATCHED:
            for size, found in shares.items():
                found.append(float(m.firms.trains[of_size(m, size)].mean()))
    return m, claimed, {size: float(np.nanmean(found)) for size, found in shares.items()}


def of_size(m: Any, size: tuple[int, int]) -> np.ndarray:
    """Rows of registered firms with employees in ``size``."""
    staff = employees_of(m.firms)
    return np.flatnonzero((m.firms.fid != 0) & (m.firms.formal == 1) & (staff >= size[0]) & (staff < size[1]))


def paying(m: Any) -> np.ndarray:
    """Rows of firms that have paid the levy in the last twelve months."""
    return np.flatnonzero((m.firms.fid != 0) & (m.firms.levy_paid > 0))


@tested("S39", POLICY)
def firms_that_claim(w: Levies) -> float:
    """Share of the firms that paid the levy in a year that claimed a grant, %."""
    rows = paying(w.model)
    return 100.0 * float(np.mean([int(f) in w.claimed for f in w.model.firms.fid[rows]]))


@tested("S40", POLICY)
def paper_above_grant(w: Levies) -> float:
    """Share of levy payers for which the fixed cost of a claim exceeds the grant for a usual course."""
    m, p = w.model, w.model.parameters.places
    rows = paying(m)
    sent = np.maximum(1.0, p.staff_share * employees_of(m.firms, rows))
    cost = (p.course_cost + p.organising_cost / sent) * sent
    fixed = claim_costs(m.firms, rows, key(m.population_seed, Purpose.CLAIM), p)
    help = grants.helps(m, rows, cost, fixed)[0]
    return float((help.fixed > help.amount).mean())


@tested("I41", POLICY)
def larger_firms_train_more(w: Levies) -> float:
    """Change of the share of firms that train, medium and large less small, points."""
    change = {size: w.train["with"][size] - w.train["without"][size] for size in (SMALL, LARGE)}
    return 100.0 * (change[LARGE] - change[SMALL])
