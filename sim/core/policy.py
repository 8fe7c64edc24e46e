"""Levers: the closed list of quantities that policy may move, and their values for the candidates of a decision.

Three steps. Instruments *declare* changes; ``compile`` turns them once a month into rows; a rule *asks* the table for
the values of one lever for the candidates of one decision:

    value = (base + Σ additive changes) · Π (1 + multiplicative changes)      where a row hits
    value = base, untouched                                                  elsewhere

Rows with no effect (coefficient 0, empty target, a budget of 0, outside [start, end)) are left out, and rows are
sorted by lever, kind of change and name, so zero intensity is the baseline to the bit and the order of instruments
never matters.
Take-up and targeting errors are keyed by instrument and person: the same people at every intensity, and nested.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from zlib import crc32

import numpy as np

from sim.core.errors import InputError
from sim.core.groups import Target
from sim.core.hits import Offer, Row, reach
from sim.core.levers import LEVERS, PAYERS, Lever

FINANCING = frozenset({Lever.LEVY_RATE, Lever.LEVY_COMPLIANCE, Lever.LEVY_EARMARK, Lever.LEVY_WORKERS})
"""Levers that raise money and deliver nothing: all that is left of an instrument that does not deliver."""

APPROPRIATED = frozenset(
    {Lever.PLACES, Lever.UNIT_COST, Lever.HEAD_SHARE, Lever.RESULT_SHARE, Lever.FEE, Lever.FEE_RULE, Lever.FEE_WAIVER}
)
"""Levers of places and fees: the budget of an instrument that moves one is added to the training budgets. Of any other
instrument it is an envelope, out of which alone its benefits are paid."""


@dataclass(frozen=True)
class Change:
    """One declared change: ``by`` in the lever's unit (``add``) or as a fraction (``scale``), at full intensity.

    ``target``: who bears it, the instrument's target where None. ``from_hire``: only job applicants and employees
    hired since the start of the instrument, for so many months from the hire.
    """

    lever: Lever
    by: float
    how: str = "add"
    target: Target | None = None
    from_hire: int | None = None

    def __post_init__(self) -> None:
        if self.how not in ("add", "scale"):
            raise InputError(f"{self.lever.name}: a change must 'add' or 'scale', got '{self.how}'.")


class Measure(Protocol):
    """What ``compile`` needs to know of an instrument."""

    @property
    def target(self) -> Target: ...
    @property
    def take_up(self) -> float: ...
    @property
    def inclusion_error(self) -> float: ...
    @property
    def exclusion_error(self) -> float: ...
    @property
    def offered(self) -> float: ...
    @property
    def saturation(self) -> Mapping[int, float]: ...
    @property
    def delivers(self) -> bool: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int | None: ...
    @property
    def ramp(self) -> int: ...
    @property
    def fade(self) -> int: ...
    @property
    def intensity(self) -> float: ...
    @property
    def budget(self) -> float | None: ...
    @property
    def admin_share(self) -> float: ...
    @property
    def leakage(self) -> float: ...
    @property
    def financing(self) -> str: ...
    @property
    def shares(self) -> tuple[float, ...]: ...
    def changes(self) -> list[Change]: ...


class LeverTable:
    """The rows of one month, by lever. An empty table is the baseline."""

    def __init__(
        self,
        rows: list[Row] | None = None,
        appropriations: np.ndarray | None = None,
        recovered: float = 0.0,
        envelopes: Mapping[str, float] | None = None,
    ) -> None:
        self._rows: dict[int, list[Row]] = {}
        for row in sorted(rows or [], key=lambda r: r[:4]):
            self._rows.setdefault(row.lever, []).append(row)
        self.appropriations = np.zeros(len(PAYERS)) if appropriations is None else appropriations
        """New training money by payer, W a month for each person of 15 to 64."""
        self.recovered = recovered
        """The part of it that a tax on household income finances, in the same unit."""
        self.envelopes = dict(envelopes or {})
        """Money of each instrument with an envelope of its own, W a month for each person of 15 to 64."""

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def has(self, lever: Lever) -> bool:
        """Does any instrument move ``lever`` this month?"""
        return lever in self._rows

    def moved(self) -> set[Lever]:
        """Levers that some instrument moves this month."""
        return {Lever(lever) for lever in self._rows}

    def rows(self, lever: Lever) -> list[Row]:
        return self._rows.get(int(lever), [])

    def values(self, lever: Lever, base: Any, m: Any, rows: np.ndarray, bearer: str = "") -> np.ndarray:
        """Values of ``lever`` (float64) for the candidates ``rows`` of its bearer; ``base`` scalar or array.

        For a lever of a sector, ``rows`` are sector codes; for one of the economy they are not looked at.
        ``bearer="person"`` asks the labour cost wedge for persons (employees, applicants) instead of firms.
        """
        start = np.asarray(base, np.float64)
        if start.ndim == 0:
            start = np.full(len(rows), start)
        found = self._rows.get(lever)
        if not found:
            return start
        added, factor = np.zeros(len(rows)), np.ones(len(rows))
        touched = np.zeros(len(rows), np.bool_)
        for row in found:
            share = reach(row, m, rows, bearer or LEVERS[lever].bearer)
            hit = share > 0.0
            touched |= hit
            if row.how == "add":
                added[hit] += row.coefficient * share[hit]
            else:
                factor[hit] *= 1.0 + row.coefficient * share[hit]
        spec = LEVERS[lever]
        moved = np.clip((start + added) * factor, spec.low, spec.high)
        return np.where(touched, moved, start)

    def alone(self, name: str, lever: Lever, base: Any, m: Any, rows: np.ndarray) -> np.ndarray:
        """Values of ``lever`` for its bearers ``rows`` if the instrument ``name`` were the only one."""
        mine = [row for row in self.rows(lever) if row.name == name]
        return LeverTable(mine).values(lever, base, m, rows)

    def value(self, lever: Lever, base: float, m: Any) -> float:
        """Value of a lever of the whole economy."""
        if not self.has(lever):
            return float(base)
        return float(self.values(lever, base, m, np.zeros(1, np.int64))[0])

    def highest(self, lever: Lever, base: float) -> float:
        """No candidate's value of ``lever`` is above this: whose draw is not below it need not be asked."""
        added, factor = 0.0, 1.0
        for row in self.rows(lever):
            if row.how == "add":
                added += max(0.0, row.coefficient)
            else:
                factor *= 1.0 + max(0.0, row.coefficient)
        return (base + added) * factor

    def may_reach(self, lever: Lever, m: Any) -> np.ndarray:
        """Rows of the people whom a change of ``lever`` can reach: nobody else need be asked."""
        found = np.zeros(len(m.people.pid), np.bool_)
        for row in self.rows(lever):
            if row.bearer != "person" or row.inclusion_error:
                return np.arange(len(found))
            found |= row.target.mask(m.people, m.month, territory=getattr(m, "territory", None))
        return np.flatnonzero(found)

    def _weights(self, lever: Lever) -> tuple[list[Row], np.ndarray]:
        found = self.rows(lever)
        weights = np.array([abs(r.coefficient) for r in found])
        return found, weights / weights.sum() if len(found) else weights

    def payers(self, lever: Lever) -> np.ndarray:
        """Shares (5, summing to 1) of the statutory payers in what moves ``lever``; all zero where nothing does.

        Where several instruments move it, shares are weighted by the size of their changes.
        """
        found, weights = self._weights(lever)
        shares = np.zeros(len(PAYERS))
        for row, weight in zip(found, weights, strict=True):
            shares += weight * np.array(row.shares)
        return shares

    def overhead(self, lever: Lever) -> float:
        """W of administration and leakage for each W delivered through ``lever``."""
        found, weights = self._weights(lever)
        return float(sum(w * r.overhead for r, w in zip(found, weights, strict=True)))

    def financed(self, lever: Lever, how: str) -> float:
        """Share of the government's part of ``lever`` financed by ``how`` (household_tax, reallocation, deficit)."""
        found, weights = self._weights(lever)
        paid = [(w * r.shares[0], r.financing) for r, w in zip(found, weights, strict=True)]
        total = sum(w for w, _ in paid)
        return float(sum(w for w, f in paid if f == how) / total) if total > 0 else 0.0


def ramp_share(month: int, start: int, ramp: int) -> float:
    """Share of full delivery in ``month``: linear over ``ramp`` months from the start, then 1."""
    return 1.0 if ramp <= 0 else min(1.0, (month - start + 1) / ramp)


def fade_share(month: int, end: int | None, fade: int) -> float:
    """Share that is left in ``month``: 1 before the end, then falling in a line to nothing over ``fade`` months.

    >>> [fade_share(t, 10, 3) for t in (9, 10, 11, 12, 13)]
    [1.0, 0.75, 0.5, 0.25, 0.0]
    """
    if end is None or month < end:
        return 1.0
    return max(0.0, 1.0 - (month - end + 1) / (fade + 1))


def compile(instruments: Mapping[str, Measure], month: int) -> LeverTable:
    """The rows of ``month``: what each instrument changes, times its intensity and its ramp."""
    rows: list[Row] = []
    envelopes: dict[str, float] = {}
    appropriations, recovered = np.zeros(len(PAYERS)), 0.0
    for name in sorted(instruments):
        measure = instruments[name]
        left = fade_share(month, measure.end, measure.fade)
        if month < measure.start or left == 0.0:
            continue
        if measure.target.nobody or measure.budget == 0.0:
            continue
        scale = measure.intensity * ramp_share(month, measure.start, measure.ramp) * left
        changes = measure.changes()
        if measure.budget:
            own = not any(change.lever in APPROPRIATED for change in changes)
            money = measure.budget * scale * np.array(measure.shares)
            if own and measure.delivers:
                envelopes[name] = measure.budget * scale
                money[:] = 0.0
            elif measure.financing == "reallocation":  # out of the public training budget as it is
                money[0] = 0.0
            elif measure.financing == "household_tax":
                recovered += money[0] + money[4]
            appropriations += 0.0 if own else money
        for order, change in enumerate(changes):
            if not measure.delivers and change.lever not in FINANCING:
                continue
            row = _row(name, measure, order, change, scale)
            if row.coefficient != 0.0 and not row.target.nobody and row.take_up > 0.0:
                rows.append(row)
    return LeverTable(_with_coordination(rows), appropriations, recovered, envelopes)


def _with_coordination(rows: list[Row]) -> list[Row]:
    """Administration and leakage of all instruments, scaled by the lever ``OVERHEAD`` of the whole economy."""
    found = [row for row in rows if row.lever == Lever.OVERHEAD]
    if not found:
        return rows
    factor = LeverTable(found).value(Lever.OVERHEAD, 1.0, None)
    return [row._replace(overhead=row.overhead * factor) for row in rows]


def _bearer(name: str, change: Change, target: Target) -> str:
    """Whose traits the target of a change names."""
    spec = LEVERS[change.lever]
    if spec.also and change.from_hire is not None and target.describes(spec.also):
        return spec.also
    for bearer in filter(None, (spec.bearer, spec.also)):
        if target.describes(bearer):
            return bearer
    raise InputError(
        f"instruments.{name}: {change.lever.name.lower()} is borne by a {spec.bearer}, "
        f"which the target {{{target.describe()}}} does not describe."
    )


def _row(name: str, measure: Measure, order: int, change: Change, scale: float) -> Row:
    target = measure.target if change.target is None else change.target
    bearer = _bearer(name, change, target)
    return Row(
        lever=int(change.lever),
        how=change.how,
        name=name,
        order=order,
        coefficient=change.by * scale,
        bearer=bearer,
        target=target,
        start=measure.start,
        from_hire=change.from_hire,
        code=crc32(name.encode()),
        take_up=measure.take_up if bearer not in ("economy", "sector") else 1.0,
        inclusion_error=measure.inclusion_error if bearer == "person" else 0.0,
        exclusion_error=measure.exclusion_error if bearer == "person" else 0.0,
        offered=Offer(measure.offered, tuple(sorted(measure.saturation.items()))),
        shares=measure.shares,
        overhead=(1.0 + measure.admin_share) / (1.0 - measure.leakage) - 1.0,
        financing=measure.financing,
    )
