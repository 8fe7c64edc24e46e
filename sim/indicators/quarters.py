"""Quarterly flows between work and unemployment, as a panel survey sees them: the same people, three months apart."""

from typing import NamedTuple

import numpy as np

from sim.indicators.bits import Op

OUTSIDE, EMPLOYED, UNEMPLOYED = range(3)
_EMPLOYED = np.uint64(1 << Op.EMPLOYED_13)
_UNEMPLOYED = np.uint64((1 << Op.UNEMPLOYED_13) | (1 << Op.UNEMPLOYED_RELAXED_13))


class Snapshot(NamedTuple):
    """People at the end of one month: persistent ids, ascending, and the state of each."""

    pid: np.ndarray
    state: np.ndarray


def snapshot(people) -> Snapshot:  # type: ignore[no-untyped-def]
    """State of everybody, read from the status words after the month's observation.

    Unemployed in the sense of LU3 as panel surveys use it: unemployed, or available and wanting work.
    """
    rows = np.flatnonzero(people.pid != 0)
    rows = rows[np.argsort(people.pid[rows], kind="stable")]
    word = people.status[rows]
    state = np.where(word & _EMPLOYED, EMPLOYED, np.where(word & _UNEMPLOYED, UNEMPLOYED, OUTSIDE))
    return Snapshot(people.pid[rows].copy(), state.astype(np.int8))


def _share(part: np.ndarray, whole: np.ndarray) -> float:
    return float((part & whole).sum() / whole.sum()) if whole.any() else float("nan")


def quarterly_flows(first: Snapshot, second: Snapshot, third: Snapshot) -> dict[str, float]:
    """Flows of those present in all three quarters, as the labour force panel of Ghana (AHIES 2022) publishes them.

    ``employed_to_unemployed`` is of those employed in Q1; ``back_at_work`` and ``still_unemployed`` are shares of the
    people of this flow in Q3; ``unemployed_throughout`` is over the employed of Q1.
    """
    ids = np.intersect1d(np.intersect1d(first.pid, second.pid), third.pid)
    a, b, c = (q.state[np.searchsorted(q.pid, ids)] for q in (first, second, third))
    employed, both = a == EMPLOYED, (a == EMPLOYED) & (b == EMPLOYED)
    lost = employed & (b == UNEMPLOYED)
    throughout = (a == UNEMPLOYED) & (b == UNEMPLOYED) & (c == UNEMPLOYED)
    return {
        "employed_stay": _share(b == EMPLOYED, employed),
        "employed_stay_again": _share(c == EMPLOYED, both),
        "employed_to_unemployed": _share(b == UNEMPLOYED, employed),
        "back_at_work": _share(c == EMPLOYED, lost),
        "still_unemployed": _share(c == UNEMPLOYED, lost),
        "unemployed_throughout": float(throughout.sum() / employed.sum()) if employed.any() else float("nan"),
    }
