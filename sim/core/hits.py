"""Whom a change that is in force reaches: the target, a lottery, errors of targeting, take-up, money, recent hires.

Lotteries and errors are keyed by instrument and bearer: the same people at every intensity, and nested.
"""

from collections.abc import Callable
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key, uniforms
from sim.core.groups import Target

IDENTS = {"person": ("people", "pid"), "firm": ("firms", "fid"), "provider": ("providers", "rid")}
"""Store and register of lasting numbers of each bearer that is an agent."""


class Offer(NamedTuple):
    """Share of the people reached to whom a keyed lottery makes the offer; a local market may have its own."""

    share: float = 1.0
    by_market: tuple[tuple[int, float], ...] = ()

    def everybody(self) -> bool:
        """True where there is no lottery."""
        return self.share >= 1.0 and not self.by_market

    def of(self, market: np.ndarray) -> np.ndarray:
        """Share offered to people of each local market in ``market``."""
        shares = np.full(len(market), self.share)
        for where, share in self.by_market:
            shares[market == where] = share
        return shares


class Row(NamedTuple):
    """A compiled change; rows sort by their first fields."""

    lever: int
    how: str
    name: str
    order: int
    coefficient: float
    bearer: str
    target: Target
    start: int
    from_hire: int | None
    code: int
    take_up: float
    inclusion_error: float
    exclusion_error: float
    offered: Offer
    shares: tuple[float, ...]
    overhead: float
    financing: str


def reach(row: Row, m: Any, rows: np.ndarray, bearer: str) -> np.ndarray:
    """How far a compiled change reaches each candidate: 0 or 1; for a firm asked about its staff, the share of it."""
    if row.bearer == bearer:
        return hits(row, m, rows).astype(np.float64)
    employer = m.people.employer
    if bearer == "person":  # a change on firms, seen by their employees
        at = employer[rows]
        found = np.zeros(len(rows))
        found[at >= 0] = hits(row, m, at[at >= 0])
        return found
    staff = np.flatnonzero((m.people.pid != 0) & (employer >= 0))
    reached = hits(row, m, staff)
    n = len(m.firms.fid)
    counts = np.bincount(employer[staff], minlength=n)
    return (np.bincount(employer[staff], weights=reached, minlength=n) / np.maximum(counts, 1))[rows]


def hits(row: Row, m: Any, rows: np.ndarray) -> np.ndarray:
    """Which of ``rows`` of the change's own bearer it reaches."""
    if row.bearer == "economy":
        return np.ones(len(rows), np.bool_)
    if row.bearer == "sector":
        return row.target.sectors(rows)
    store, ident = IDENTS[row.bearer]
    columns = getattr(m, store)
    reached = row.target.mask(columns, m.month, rows, bearer=row.bearer, territory=getattr(m, "territory", None))
    ids = getattr(columns, ident)
    if row.bearer == "person" and not row.offered.everybody():
        _narrow(reached, rows, lambda r: won_offer(row.name, row.offered, m.seed, ids[r], columns.market[r]))
    if row.inclusion_error or row.exclusion_error or row.take_up < 1.0:
        _with_errors(row, reached, m.seed, ids, rows)
    envelope = getattr(getattr(m, "budgets", None), "envelopes", {}).get(row.name)
    if envelope is not None and envelope.quota < 1.0:
        _narrow(reached, rows, lambda r: _within_budget(row, envelope, m.seed, ids[r]))
    if row.from_hire is not None:
        _narrow(reached, rows, lambda r: _recent_hire(row, columns, m.month, r))
    return reached


def _narrow(reached: np.ndarray, rows: np.ndarray, test: Callable[[np.ndarray], np.ndarray]) -> None:
    """Keep those of the ``reached`` who pass ``test``, which is put to nobody else."""
    at = np.flatnonzero(reached)
    reached[at] = test(rows[at])


def won_offer(name: str, offer: Offer, seed: int, pid: np.ndarray, market: np.ndarray) -> np.ndarray:
    """Who wins the lottery of the instrument ``name``: u(person, instrument) < share of the local market; nested."""
    return uniforms(key(seed, Purpose.OFFER, crc32(name.encode())), pid) < offer.of(market)


def _within_budget(row: Row, envelope: Any, seed: int, ids: np.ndarray) -> np.ndarray:
    """Whom a budget that does not reach all can count in: who was paid last, then u(bearer, instrument) < quota."""
    served = envelope.served.get((row.lever, row.order), np.zeros(0, np.int64))
    return (uniforms(key(seed, Purpose.RATION, row.code), ids) < envelope.quota) | np.isin(ids, served)


def _with_errors(row: Row, reached: np.ndarray, seed: int, ids: np.ndarray, rows: np.ndarray) -> None:
    """Targeting errors, then take-up: u < probability, one keyed u a person, instrument and error."""

    def drawn(purpose: Purpose, who: np.ndarray) -> np.ndarray:
        return uniforms(key(seed, purpose, row.code), ids[who])

    outside = np.flatnonzero(~reached) if row.inclusion_error else np.zeros(0, np.int64)
    if row.exclusion_error:
        _narrow(reached, rows, lambda r: drawn(Purpose.EXCLUSION_ERROR, r) >= row.exclusion_error)
    reached[outside] = drawn(Purpose.INCLUSION_ERROR, rows[outside]) < row.inclusion_error
    if row.take_up < 1.0:
        _narrow(reached, rows, lambda r: drawn(Purpose.TAKE_UP, r) < row.take_up)


def _recent_hire(row: Row, people: Any, month: int, rows: np.ndarray) -> np.ndarray:
    """Applicants (no employer) and employees hired since the start, within ``from_hire`` months of the hire."""
    since = people.job_since[rows].astype(np.int64)
    applicant = (people.employer[rows] < 0) | (since == NEVER)
    return applicant | ((since >= row.start) & (month - since < (row.from_hire or 0)))
