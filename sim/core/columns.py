"""Agents over columns: the storage of genuine Mesa agents as numpy arrays.

``Column`` declares an attribute of an agent class; ``ColumnStore`` holds one array per column. Rows never move, a row
is reused only after its agent has left (the lowest free row first), and unique ids are never reused, so a stale view
raises instead of reading a stranger's data.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from sim.core.errors import nearest
from sim.core.structs import first_rows, struct_of

Array = np.ndarray


class Column:
    """A data descriptor: on an agent it reads and writes one cell, on the class it is the schema of the column.

    Parameters: ``dtype`` of the array, ``default`` value of a new row, ``width`` (0 for one value a row, n for n),
    ``enum`` (the IntEnum whose member is returned), ``unit`` and ``doc`` for the data dictionary.
    """

    def __init__(
        self, dtype: Any, default: Any = 0, *, width: int = 0, enum: Any = None, unit: str = "", doc: str = ""
    ) -> None:
        self.dtype, self.default, self.width = np.dtype(dtype), default, width
        self.enum, self.unit, self.__doc__ = enum, unit, doc
        self.name = ""
        whole = np.iinfo(self.dtype) if self.dtype.kind in "iu" else None
        self._least, self._most = (whole.min, whole.max) if whole else (1, 0)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        if agent is None:
            return self
        cell = agent._store.live(agent).arrays[self.name]
        if self.width:
            return cell[agent._row].tolist()
        value = cell.item(agent._row)
        return self.enum(value) if self.enum else value

    def __set__(self, agent: Any, value: Any) -> None:
        cells = agent._store.live(agent).arrays[self.name]
        if self.enum:
            value = self.enum(value)
        elif self.dtype.kind in "iu" and not self.width and value != int(value):
            raise TypeError(f"column {self.name} holds whole numbers ({self.dtype}), got {value}")
        cells[agent._row] = value

    @property
    def bytes(self) -> int:
        """Bytes that one agent takes."""
        return self.dtype.itemsize * max(self.width, 1)

    def shape(self, n: int) -> tuple[int, ...]:
        """Shape of the values of ``n`` agents."""
        return (n, self.width) if self.width else (n,)

    def empty(self, n: int) -> Array:
        """Values of ``n`` agents that have just come, all at the default."""
        if not self.default:  # memory that the machine hands out when it is first written to
            return np.zeros(self.shape(n), self.dtype)
        return np.full(self.shape(n), self.default, self.dtype)

    def fit(self, value: Any, n: int) -> Array:
        """``value`` as an array to assign to ``n`` agents: one scalar for all, or one value each.

        Integer columns take only what they can hold exactly; nothing wraps round and nothing is cut off.
        """
        if type(value) is int and self._least <= value <= self._most:
            return np.asarray(value, self.dtype)
        given, shape = np.asarray(value), self.shape(n)
        if given.dtype == self.dtype and given.shape == shape:
            return given
        if given.ndim and given.shape != shape:
            raise ValueError(
                f"column {self.name}: give one scalar for all or one value an agent, shape {shape}; "
                f"got shape {given.shape}"
            )
        if given.dtype == self.dtype or given.size == 0:
            return given
        if given.dtype.kind not in "biuf":
            raise TypeError(f"column {self.name} holds numbers ({self.dtype}), got {given.dtype}")
        if self.dtype.kind in "iu":
            if given.dtype.kind == "f":  # what is no number has no whole number either, and says so below
                with np.errstate(invalid="ignore"):
                    kept = given.astype(self.dtype)
            else:
                kept = given.astype(self.dtype)
            if (kept == given).all():
                return kept
            low, high = given.min().item(), given.max().item()
            if given.dtype.kind == "f" and not (given == np.floor(given)).all():
                raise TypeError(f"column {self.name} holds whole numbers ({self.dtype}), got values {low} to {high}")
            raise OverflowError(
                f"column {self.name} ({self.dtype}) holds {self._least} to {self._most}, got values {low} to {high}"
            )
        return given


def columns_of(agent_type: type) -> dict[str, Column]:
    """All columns of an agent class, its bases' first, in the order of declaration."""
    return {n: c for base in reversed(agent_type.__mro__) for n, c in vars(base).items() if isinstance(c, Column)}


def columns_struct(name: str, agent_type: type) -> Any:
    """The struct class with one array per column: what kernels receive (``people.pay[i]``)."""
    return struct_of(name, list(columns_of(agent_type)), agent_type.__module__)


def no_column(agent_type: type, names: Iterable[str]) -> AttributeError:
    """The error for names that are not columns, with the nearest column."""
    columns = columns_of(agent_type)
    wrong = sorted(names)
    match = nearest(wrong[0], columns)
    hint = f"Did you mean '{match}'?" if match else f"Columns: {', '.join(sorted(columns))}."
    return AttributeError(f"{agent_type.__name__} has no column '{', '.join(wrong)}'. {hint}")


class ColumnStore:
    """The arrays behind one agent class.

    ``arrays``: name -> array of the full capacity. ``uid``: Mesa's unique id of each row, 0 where the row is free.
    ``n``: rows ever used. ``version`` changes whenever agents enter or leave.

    Nobody keeps a column array across an ``allocate``: growth replaces the arrays.
    """

    def __init__(self, model: Any, agent_type: Any, capacity: int = 1024) -> None:
        self.model, self.agent_type = model, agent_type
        self.spec = columns_of(agent_type)
        self.arrays: dict[str, Array] = {name: c.empty(capacity) for name, c in self.spec.items()}
        self.uid = np.zeros(capacity, np.int64)
        self.n = 0
        self.version = 0
        self.expected = 0
        self._free = np.empty(0, np.int64)  # ascending
        self._released: list[Array] = []  # free as well, not yet merged into _free
        self._rows: tuple[int, Array] = (-1, np.empty(0, np.int64))
        self._struct: tuple[int, Any] | None = None
        self._whole: Any = None  # the struct over the full capacity

    @property
    def capacity(self) -> int:
        """Rows that fit before the arrays must grow."""
        return len(self.uid)

    @property
    def columns(self) -> Any:
        """Struct of the arrays over the rows used so far; never keep it across an ``allocate``."""
        kept = self._struct
        if kept is None or kept[0] != self.n:
            if self._whole is None:
                self._whole = self.agent_type.Columns(*self.arrays.values())
            kept = self._struct = (self.n, first_rows(self._whole, self.n))
        return kept[1]

    def rows(self) -> Array:
        """Rows of all living agents, ascending."""
        if self._rows[0] != self.version:
            self._rows = (self.version, np.flatnonzero(self.uid[: self.n]))
        return self._rows[1]

    def __len__(self) -> int:
        return self.n - len(self._free) - sum(map(len, self._released))

    def live(self, agent: Any) -> "ColumnStore":
        """This store, if ``agent`` is still in the model; otherwise a LookupError."""
        if self.uid.item(agent._row) != agent._uid:
            raise LookupError(f"{self.agent_type.__name__} {agent._uid} has left the model")
        return self

    def view(self, row: int) -> Any:
        """The agent that lives in ``row``."""
        uid = self.uid.item(row)
        if uid == 0:
            raise LookupError(f"no {self.agent_type.__name__} lives in row {row}")
        return self.agent_type.view(self, row, uid)

    def expect(self, capacity: int) -> None:
        """Let the next growth make room for ``capacity`` rows in all; until then no memory is taken."""
        self.expected = capacity

    def reserve(self, capacity: int) -> None:
        """Make room for ``capacity`` rows in all, so that no growth is needed while the model runs."""
        if capacity <= self.capacity:
            return
        self._struct = self._whole = None
        uid, self.uid = self.uid, np.zeros(capacity, np.int64)
        self.uid[: len(uid)] = uid
        for name, column in self.spec.items():
            grown = column.empty(capacity)
            grown[: len(uid)] = self.arrays[name]
            self.arrays[name] = grown

    def allocate(self, k: int, **values: Any) -> Array:
        """Enter ``k`` agents; ``values`` are arrays with one entry an agent or one scalar for all. Returns their rows.

        Free rows are used first, the lowest first; the rows returned ascend.
        """
        if not values.keys() <= self.spec.keys():
            raise no_column(self.agent_type, values.keys() - self.spec.keys())
        fitted = {name: self.spec[name].fit(value, k) for name, value in values.items()}
        taken = self._take(k)
        start, fresh = self.n, k - len(taken)
        if start + fresh > self.capacity:
            self.reserve(max(start + fresh, self.capacity * 5 // 4, self.expected))
        rows = np.concatenate([taken, np.arange(start, start + fresh, dtype=np.int64)])
        self.n = start + fresh
        first = self.model.agent_id_counter
        self.uid[rows] = np.arange(first, first + k)
        self.model.agent_id_counter = first + k
        entered = rows if len(taken) else slice(start, self.n)
        for name, given in fitted.items():  # free rows hold the defaults
            self.arrays[name][entered] = given
        self.version += 1
        return rows

    def release(self, rows: Array | Iterable[int] | int) -> None:
        """Let the agents of these rows leave: their columns go back to the defaults and the rows become free."""
        rows = np.array(rows, ndmin=1)
        if len(rows) == 0:
            return
        if rows.dtype.kind not in "iu":
            raise TypeError(f"release takes row numbers, got {rows.dtype}; use np.flatnonzero(mask) for a mask")
        rows = np.sort(rows.astype(np.int64, copy=False))
        if rows[0] < 0 or rows[-1] >= self.n or (rows[1:] == rows[:-1]).any() or not self.uid[rows].all():
            raise LookupError(f"release: every row must hold one living {self.agent_type.__name__} and be given once")
        self.uid[rows] = 0
        for name, column in self.spec.items():
            self.arrays[name][rows] = column.default
        self._released.append(rows)
        self.version += 1

    def _take(self, k: int) -> Array:
        """Up to ``k`` free rows, the lowest first."""
        if k < 0:
            raise ValueError(f"allocate: cannot enter {k} agents")
        if k and self._released:
            # a stable sort merges runs that are already sorted in linear time
            self._free = np.sort(np.concatenate([self._free, *self._released]), kind="stable")
            self._released = []
        taken, self._free = self._free[:k], self._free[k:]
        return taken

    def __getstate__(self) -> dict[str, Any]:
        """What is saved: the used part of the arrays; caches and the schema are built again."""
        state = self.__dict__.copy()
        del state["spec"], state["_rows"], state["_struct"], state["_whole"]
        state["capacity"] = self.capacity
        state["uid"] = self.uid[: self.n]
        state["arrays"] = {name: array[: self.n] for name, array in self.arrays.items()}
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        capacity = state.pop("capacity")
        self.__dict__.update(state)
        self.spec = columns_of(self.agent_type)
        self._rows, self._struct, self._whole = (-1, np.empty(0, np.int64)), None, None
        self.reserve(capacity)
