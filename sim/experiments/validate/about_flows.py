"""Flows: who moves between which kinds of work, how long jobs last, how firms grow and shrink."""

import numpy as np

from sim.core.states import Sector
from sim.experiments.validate.lived import EMPLOYEE, LEARNER, Lived, both
from sim.experiments.validate.tests import tested


@tested("S09")
def churn_at_the_bottom(w: Lived) -> float:
    """Share of moves in a year that lie among low-paid wage work, self-employment and no work."""
    low_moves, moves = 0, 0
    for earlier, later in zip(w.yearly[:-1], w.yearly[1:], strict=True):
        a, b = both(earlier, later)
        before, after = (_with_low_pay(s)[rows] for s, rows in ((earlier, a), (later, b)))
        moved = (before != after) & (before != LEARNER) & (after != LEARNER)
        low_moves += int((moved & (before != EMPLOYEE) & (after != EMPLOYEE)).sum())
        moves += int(moved.sum())
    return low_moves / max(moves, 1)


def _with_low_pay(s: object) -> np.ndarray:
    """Standing with employees below median pay as a class of their own."""
    low = s.log_pay < np.nanmedian(s.log_pay)  # type: ignore[attr-defined]
    return np.where((s.activity == EMPLOYEE) & low, LEARNER + 1, s.activity)  # type: ignore[attr-defined]


@tested("S32")
def job_reallocation(w: Lived) -> float:
    """Jobs created and destroyed in a year over mean employment of firms, %."""
    found = []
    for earlier, later in zip(w.yearly[:-1], w.yearly[1:], strict=True):
        before = dict(zip(earlier.fid.tolist(), earlier.staff.tolist(), strict=True))
        after = dict(zip(later.fid.tolist(), later.staff.tolist(), strict=True))
        change = sum(abs(after.get(f, 0) - before.get(f, 0)) for f in before.keys() | after.keys())
        found.append(100 * change / (0.5 * (earlier.staff.sum() + later.staff.sum())))
    return float(np.mean(found))


@tested("S38")
def stay_in_industry(w: Lived) -> float:
    """Share of people hired into industry in a month who are employed in industry a year later."""
    stayed, hired = 0, 0
    for earlier, later in zip(w.yearly[:-1], w.yearly[1:], strict=True):
        a, b = both(earlier, later)
        new = (earlier.sector[a] == Sector.INDUSTRY) & (earlier.since[a] == earlier.month - 1)
        hired += int(new.sum())
        stayed += int((new & (later.sector[b] == Sector.INDUSTRY)).sum())
    return stayed / max(hired, 1)


@tested("S41")
def change_of_occupation(w: Lived) -> float:
    """Share of those at work in two years running who are in another occupation family, %."""
    other, seen = 0, 0
    for earlier, later in zip(w.yearly[:-1], w.yearly[1:], strict=True):
        a, b = both(earlier, later)
        work = (earlier.activity[a] > 0) & (later.activity[b] > 0)
        seen += int(work.sum())
        other += int((work & (earlier.family[a] != later.family[b])).sum())
    return 100 * other / max(seen, 1)
