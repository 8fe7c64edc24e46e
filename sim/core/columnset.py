"""``ColumnAgentSet``: Mesa's agent set over a column store.

The registered set of a type is all its living agents. Every set derived from it keeps the rows and unique ids that
its members had, so it can only shrink, by death, and never gains a stranger who moved into a freed row.

Whole columns (``col``, ``where``, masks) are the quick way; ``for agent in …``, ``do`` and callables work as in Mesa,
one agent at a time. Order is row order; random order comes from ``model.rng``. What differs from Mesa: the registered
set changes only by birth and death, and ``set`` takes one value for all or an array with one for each.
"""

import math
import operator
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Self

import numpy as np
import pandas as pd
from mesa.agentset import AbstractAgentSet, GroupBy

from sim.core.columns import Array, Column, ColumnStore, no_column


class ColumnGroupBy(GroupBy):
    """Groups of a column set; aggregates whole columns instead of agent by agent."""

    def agg(self, attr_name: str, func: Callable[[list[Any]], Any]) -> dict[Any, Any]:
        return {name: group.agg(attr_name, func) for name, group in self.groups.items()}


class ColumnAgentSet(AbstractAgentSet):
    """Agents of one type; ``rows=None`` makes the registered set, whose members only the store can change."""

    def __init__(self, store: ColumnStore, rows: Array | None = None, random: Any = None) -> None:
        self.store = store
        self.random = random or store.model.random
        self._rows: Array | None = None
        if rows is not None:
            self._hold(np.asarray(rows, np.int64))

    def _hold(self, rows: Array) -> None:
        """Remember the agents who live in these rows now."""
        uids = self.store.uid[rows]
        self._rows, self._uids, self._version = rows[uids != 0], uids[uids != 0], self.store.version

    # -- members ----------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> Array:
        """Rows of the members that are alive; look at them only, they may be shared."""
        if self._rows is None:
            return self.store.rows()
        if self._version != self.store.version:
            alive = self.store.uid[self._rows] == self._uids
            self._rows, self._uids, self._version = self._rows[alive], self._uids[alive], self.store.version
        return self._rows

    def __len__(self) -> int:
        return len(self.store) if self._rows is None else len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        """Views of the members; those who leave while the loop runs are passed over."""
        store, rows = self.store, self.rows
        view, uid_of = store.agent_type.view, store.uid[rows].tolist()
        for row, uid in zip(rows.tolist(), uid_of):
            if store.uid.item(row) == uid:
                yield view(store, row, uid)

    def __contains__(self, agent: object) -> bool:
        if getattr(agent, "_store", None) is not self.store or not agent.alive:  # type: ignore[attr-defined]
            return False
        return self._rows is None or bool((self.rows == agent._row).any())  # type: ignore[attr-defined]

    @property
    def _agents(self) -> dict[Any, None]:
        return dict.fromkeys(self)  # what Mesa's inherited methods read

    def to_list(self) -> list[Any]:
        """The members as a list of views."""
        return list(self)

    def __getitem__(self, place: Any) -> Any:
        """The member at a place, or a list of those in a slice, as ``model.random.choice(agents)`` asks."""
        chosen = self.rows[place]
        return [self.store.view(row) for row in chosen.tolist()] if chosen.ndim else self.store.view(int(chosen))

    def __repr__(self) -> str:
        return f"<{len(self)} {self.store.agent_type.__name__}>"

    # -- membership -------------------------------------------------------------------------------------------------

    def _derive(self, rows: Array, inplace: bool = False) -> "ColumnAgentSet":
        return self._update(rows) if inplace else ColumnAgentSet(self.store, rows, self.random)

    def _update(self, agents: Array | Iterable[Any]) -> "ColumnAgentSet":
        if self._rows is None:
            name = self.store.agent_type.__name__
            raise TypeError(f"the registered set of {name} is read-only; work on a copy, {name} sets have .copy()")
        self._hold(agents if isinstance(agents, np.ndarray) else self._rows_of(agents))
        return self

    def _rows_of(self, agents: Iterable[Any]) -> Array:
        """Rows of agents of this store, each once."""
        return np.array([self._row_of(a) for a in dict.fromkeys(agents)], np.int64)

    def _row_of(self, agent: Any) -> int:
        if getattr(agent, "_store", None) is not self.store:
            name = self.store.agent_type.__name__
            raise TypeError(f"a set of {name} cannot take in agents of another type or model: {agent!r}")
        return int(agent.row)

    def _from_iterable(self, agents: Iterable[Any]) -> "ColumnAgentSet":
        return self._derive(self._rows_of(agents))  # what the set operators of Python make their results with

    def copy(self) -> "ColumnAgentSet":
        """A set of those who are members now."""
        return self._derive(self.rows)

    __copy__ = copy

    def add(self, agent: Any) -> None:
        """Take in an agent of this store."""
        row = self._row_of(agent)
        self._update(self.rows if agent in self else np.append(self.rows, row))

    def discard(self, agent: Any) -> None:
        """Drop an agent from the set, if it is there; the agent stays in the model."""
        self._update(self.rows[self.rows != agent._row] if agent in self else self.rows)

    def clear(self) -> None:
        """Drop all agents from the set; they stay in the model."""
        self._update(self.rows[:0])

    def remove(self, agent: Any) -> None:
        """Drop an agent from the set; a KeyError if it is not there."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    def _others(self, other: Any) -> Array:
        """Rows of the agents of this store in another set."""
        if getattr(other, "store", None) is self.store:
            return other.rows
        return np.array([a._row for a in other if getattr(a, "_store", None) is self.store and a.alive], np.int64)

    def __and__(self, other: Any) -> "ColumnAgentSet":
        return self._derive(self.rows[np.isin(self.rows, self._others(other))])

    def __sub__(self, other: Any) -> "ColumnAgentSet":
        return self._derive(self.rows[~np.isin(self.rows, self._others(other))])

    def __or__(self, other: Any) -> "ColumnAgentSet":
        rows = self._others(other) if getattr(other, "store", None) is self.store else self._rows_of(other)
        return self._derive(np.concatenate([self.rows, rows[~np.isin(rows, self.rows)]]))

    def __ior__(self, other: Any) -> Self:
        self._update((self | other).rows)
        return self

    def __isub__(self, other: Any) -> Self:
        self._update((self - other).rows)
        return self

    def __iand__(self, other: Any) -> Self:
        self._update((self & other).rows)
        return self

    def __le__(self, other: Any) -> bool:
        return bool(np.isin(self.rows, self._others(other)).all())

    # -- values -----------------------------------------------------------------------------------------------------

    def _column(self, name: str) -> Column:
        if name not in self.store.spec:
            raise no_column(self.store.agent_type, [name])
        return self.store.spec[name]

    def col(self, name: str) -> Array:
        """Values of one column, in the order of the members; enumerated columns as their codes."""
        self._column(name)
        return self.store.arrays[name][self.rows]

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None) -> list[Any]:
        """Values of one attribute as a list of Python values, of several as a list of lists."""
        if not isinstance(attr_names, str):
            values = [self.get(name, handle_missing, default_value) for name in attr_names]
            return [list(v) for v in zip(*values)] if values else [[] for _ in range(len(self))]
        column = self.store.spec.get(attr_names)
        if column is None or handle_missing not in ("error", "default"):
            return super().get(attr_names, handle_missing, default_value)
        values = self.col(attr_names).tolist()
        return [column.enum(v) for v in values] if column.enum else values

    def set(self, attr_name: str, value: Any) -> "ColumnAgentSet":
        """Give every member one value, or each its own from an array."""
        if hasattr(getattr(self.store.agent_type, attr_name, None), "__set__") and attr_name not in self.store.spec:
            return super().set(attr_name, value)
        column = self._column(attr_name)
        if column.enum and not np.isin(value, list(column.enum)).all():
            raise ValueError(f"column {attr_name} holds {', '.join(f'{e.value} {e.name}' for e in column.enum)}")
        if column.width and np.shape(value) == (column.width,):
            value = np.broadcast_to(value, column.shape(len(self)))
        self.store.arrays[attr_name][self.rows] = column.fit(value, len(self))
        return self

    def to_frame(self) -> "pd.DataFrame":
        """One row an agent, indexed by unique id; a wide column becomes one column for each place."""
        data: dict[str, Array] = {}
        for name, column in self.store.spec.items():
            values = self.col(name)
            wide = {f"{name}_{j}": values[:, j] for j in range(column.width)}
            data |= wide or {name: values}
        return pd.DataFrame(data, index=pd.Index(self.store.uid[self.rows], name="unique_id"))

    # -- choosing ---------------------------------------------------------------------------------------------------

    def select(
        self, filter_func: Any = None, at_most: float = math.inf, inplace: bool = False, agent_type: Any = None
    ) -> "ColumnAgentSet":
        """Members that pass a boolean mask (one entry a member) or a callable; at most the first n, or a share."""
        rows = self.rows
        if agent_type is not None and not issubclass(self.store.agent_type, agent_type):
            rows = rows[:0]
        limit = limit_of(at_most, len(self))
        if callable(filter_func):
            chosen: list[int] = []
            for agent in self._derive(rows):
                if len(chosen) >= limit:
                    break
                if filter_func(agent):
                    chosen.append(agent._row)
            rows = np.array(chosen, np.int64)
        elif filter_func is not None:
            rows = rows[_mask(filter_func, len(self))] if len(rows) else rows
        return self._derive(rows if limit >= len(rows) else rows[: int(limit)], inplace)

    def where(self, **conditions: Any) -> "ColumnAgentSet":
        """Members whose columns equal a value, lie among several, or pass a function of the whole column.

        ``workers.where(sex=Sex.FEMALE, level=[Level.NONE, Level.PRIMARY], pay=lambda pay: pay > 1.0)``
        """
        mask = np.ones(len(self), bool)
        for name, wanted in conditions.items():
            values = self.col(name)
            if callable(wanted):
                mask &= _mask(wanted(values), len(self))
            elif isinstance(wanted, Collection):
                mask &= np.isin(values, list(wanted))
            else:
                mask &= values == wanted
        return self._derive(self.rows[mask])

    def sample(self, k: int, rng: Any = None) -> "ColumnAgentSet":
        """``k`` members drawn without replacement by ``model.rng``, or ``rng``."""
        return self._derive((rng or self.store.model.rng).choice(self.rows, k, replace=False))

    def groupby(self, by: Any, result_type: str = "agentset") -> GroupBy:
        """Groups by the value of an attribute or of a callable, in the order in which values first appear."""
        groups = {value: self._derive(rows) for value, rows in self._grouped(by)}
        if result_type == "list":
            return GroupBy({value: group.to_list() for value, group in groups.items()})
        return ColumnGroupBy(groups)

    def _grouped(self, by: Any) -> Iterator[tuple[Any, Array]]:
        column = None if callable(by) else self.store.spec.get(by)
        if column is None or column.width:
            members: dict[Any, list[int]] = {}
            for row, value in zip(self.rows.tolist(), self.map(by) if callable(by) else self.get(by), strict=True):
                members.setdefault(value, []).append(row)
            yield from ((value, np.array(rows, np.int64)) for value, rows in members.items())
            return
        values, first, group = np.unique(self.col(by), return_index=True, return_inverse=True)
        by_group = self.rows[np.argsort(group, kind="stable")]
        parts = np.split(by_group, np.cumsum(np.bincount(group))[:-1]) if len(values) else []
        for g in np.argsort(first):
            value = values[g].item()
            yield (column.enum(value) if column.enum else value), parts[g]

    # -- order ------------------------------------------------------------------------------------------------------

    def shuffle(self, inplace: bool = False) -> "ColumnAgentSet":
        """The members in random order."""
        return self._derive(self.store.model.rng.permutation(self.rows), inplace)

    def sort(self, key: Any, ascending: bool = False, inplace: bool = False) -> "ColumnAgentSet":
        """The members ordered by an attribute or a callable, the largest first as in Mesa; ties keep their order."""
        rows = self.rows
        column = None if callable(key) else self.store.spec.get(key)
        if column is not None and not column.width:
            codes = self.col(key) if ascending else self.col(key)[::-1]
            order = np.argsort(codes, kind="stable")
            return self._derive(rows[order] if ascending else rows[::-1][order][::-1], inplace)
        values = self.map(key if callable(key) else operator.attrgetter(key))
        ranked = sorted(range(len(values)), key=values.__getitem__, reverse=not ascending)
        return self._derive(rows[np.array(ranked, np.int64)], inplace)

    # -- acting -----------------------------------------------------------------------------------------------------

    def map(self, method: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Results of a method name or function for every member; who leaves during the loop is passed over."""
        if callable(method):
            return [method(agent, *args, **kwargs) for agent in self]
        return [getattr(agent, method)(*args, **kwargs) for agent in self]

    def do(self, method: Any, *args: Any, **kwargs: Any) -> "ColumnAgentSet":
        """Call a method or function for every member; nobody who enters during the loop is visited."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: Any, *args: Any, **kwargs: Any) -> "ColumnAgentSet":
        """The same in random order."""
        self.shuffle().map(method, *args, **kwargs)
        return self


def limit_of(at_most: float, n: int) -> float:
    """How many of ``n`` members Mesa's ``at_most`` means: a float up to 1.0 is a share, rounded down."""
    wanted = int(n * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most
    return max(0, wanted if wanted == math.inf else math.ceil(wanted))


def _mask(given: Any, n: int) -> Array:
    mask = np.asarray(given)
    if mask.dtype != bool or mask.shape != (n,):
        raise ValueError(f"a mask has one True or False for each of {n} members, got {mask.dtype} {mask.shape}")
    return mask
