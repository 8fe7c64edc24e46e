"""From margins to the panel: which rows and columns add up to a measure of a group, worked out once."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numba import njit

from sim.indicators.bits import WIDTH, Op, Value
from sim.indicators.groups import matrix
from sim.indicators.registry import Matching, Sum

Counted = Op | Value | Sum | Matching


class Plan(NamedTuple):
    """Lists laid end to end: entry k has the places ``starts[k]`` to ``starts[k + 1]``."""

    row_starts: np.ndarray  # (age ranges × groups + 1)
    rows: np.ndarray  # margins of a group, of one age range
    column_starts: np.ndarray  # (measures + 1)
    columns: np.ndarray  # columns of a measure
    signs: np.ndarray  # 1 or −1 of each
    age_starts: np.ndarray  # (age ranges + 1)
    measures: np.ndarray  # places of the measures of an age range

    @classmethod
    def of(cls, pairs: Sequence[Any], matching: Sequence[Matching]) -> Self:
        """Plan of the measures ``pairs`` (quantity, ages); columns of ``matching`` follow those of bits and values."""
        ranges = list(dict.fromkeys(ages for _, ages in pairs))
        rows = [np.flatnonzero(group) for ages in ranges for group in matrix(ages)]
        parts = [_signed(quantity, matching) for quantity, _ in pairs]
        flat = [part for several in parts for part in several]
        return cls(
            row_starts=_starts([len(r) for r in rows]),
            rows=np.concatenate([*rows, np.zeros(0, np.int64)]).astype(np.int64),
            column_starts=_starts([len(several) for several in parts]),
            columns=np.array([column for column, _ in flat], np.int64),
            signs=np.array([sign for _, sign in flat], np.int64),
            age_starts=_starts([sum(a == ages for _, a in pairs) for ages in ranges]),
            measures=np.array([k for ages in ranges for k, (_, a) in enumerate(pairs) if a == ages], np.int64),
        )


def _starts(lengths: Sequence[int]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _signed(quantity: Counted, matching: Sequence[Matching]) -> list[tuple[int, int]]:
    """Columns of a quantity, each with its sign."""
    if isinstance(quantity, Matching):
        return [(WIDTH + list(matching).index(quantity), 1)]
    if isinstance(quantity, Sum):
        return [(int(part), 1) for part in quantity.plus] + [(int(part), -1) for part in quantity.minus]
    return [(int(quantity), 1)]


@njit(cache=True)
def fill(margins, row_starts, rows, column_starts, columns, signs, age_starts, measures, out):  # type: ignore[no-untyped-def]
    """Write the measures of every group (groups × measures) from the margins."""
    groups, total = out.shape[0], np.zeros(margins.shape[1], np.int64)
    for place in range(row_starts.shape[0] - 1):
        total[:] = 0
        for at in range(row_starts[place], row_starts[place + 1]):
            part = margins[rows[at]]
            for c in range(len(total)):
                total[c] += part[c]
        ages = place // groups
        for k in range(age_starts[ages], age_starts[ages + 1]):
            measure, count = measures[k], 0
            for at in range(column_starts[measure], column_starts[measure + 1]):
                count += signs[at] * total[columns[at]]
            out[place % groups, measure] = count
