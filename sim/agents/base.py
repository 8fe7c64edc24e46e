"""``ColumnAgent``: a Mesa agent that is a view on one row of a column store."""

from typing import Any, ClassVar, Self

import mesa
import numpy as np
import pandas as pd

from sim.core.agentset import ColumnAgentSet
from sim.core.columns import Column, ColumnStore, columns_of, columns_struct, no_column


class ColumnAgent(mesa.Agent):
    """A Mesa agent whose attributes live in columns. A view is valid while its agent is in the model.

    Views come and go: two views of one agent are equal but not identical, so compare them with ``==``. Subclasses
    declare their attributes as ``Column`` and nothing else is stored on them.
    """

    __slots__ = ("_row", "_store", "_uid")
    Columns: ClassVar[Any] = None
    """Struct class of the columns, made for every subclass that declares some (``columns=`` names it)."""
    current_action = None
    pos = None

    def __init_subclass__(cls, columns: str | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        declared = [name for name, value in vars(cls).items() if isinstance(value, Column)]
        if taken := [name for name in declared if hasattr(ColumnAgent, name)]:
            raise TypeError(f"{cls.__name__}: a column cannot be called '{taken[0]}', Mesa uses that name")
        if declared:
            cls.Columns = columns_struct(columns or f"{cls.__name__}Columns", cls)

    def __init__(self, model: Any, **values: Any) -> None:
        store = model.store(type(self))
        wide = {n: np.asarray(v)[None] for n, v in values.items() if n in store.spec and np.ndim(v) == 1}
        row = int(store.allocate(1, **(values | wide))[0])
        _set_store(self, store)
        _set_row(self, row)
        _set_uid(self, store.uid.item(row))

    @classmethod
    def view(cls, store: ColumnStore, row: int, uid: int) -> Self:
        """The view of agent ``uid`` in ``row``; use ``store.view(row)`` for the agent that lives there now."""
        agent = object.__new__(cls)
        _set_store(agent, store)  # the slots' own setters: three times as fast as passing __setattr__
        _set_row(agent, row)
        _set_uid(agent, uid)
        return agent

    @classmethod
    def create_agents(cls, model: Any, n: int, *args: Any, **columns: Any) -> ColumnAgentSet:  # type: ignore[override]
        """Enter ``n`` agents at once: arrays hold one value an agent, scalars are shared."""
        if args:
            raise TypeError(f"{cls.__name__}.create_agents takes columns by name, such as {_example(cls)}")
        if cls.__init__ is not ColumnAgent.__init__:
            raise TypeError(f"{cls.__name__} has its own __init__, which filling columns would skip; create one by one")
        store = model.store(cls)
        return ColumnAgentSet(store, store.allocate(n, **columns))

    @classmethod
    def from_dataframe(cls, model: Any, df: "pd.DataFrame", **shared: Any) -> ColumnAgentSet:  # type: ignore[override]
        """Enter one agent for each row of ``df``; ``shared`` are scalars for all of them."""
        for name, value in shared.items():
            if np.ndim(value):
                raise TypeError(f"from_dataframe: '{name}' must be one scalar for all; add it to the frame instead")
        return cls.create_agents(model, len(df), **{str(name): df[name].to_numpy() for name in df.columns}, **shared)

    @property
    def model(self) -> Any:  # type: ignore[override]
        """The model in which the agent lives."""
        return self._store.model

    @property
    def unique_id(self) -> int:  # type: ignore[override]
        """Mesa's unique id; never used again after the agent has left."""
        return self._uid

    @property
    def row(self) -> int:
        """Row of the agent in the columns."""
        self._store.live(self)
        return self._row

    @property
    def alive(self) -> bool:
        """Whether the agent is still in the model."""
        return self._store.uid.item(self._row) == self._uid

    def remove(self) -> None:
        """Leave the model; every later access through a view of this agent raises a LookupError."""
        self._store.live(self).model.deregister_agent(self)

    def __setattr__(self, name: str, value: Any) -> None:
        # Without this guard a mistyped name would land on a view that is thrown away.
        if not hasattr(getattr(type(self), name, None), "__set__"):
            raise no_column(type(self), [name])
        object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return other._uid == self._uid and other._store is self._store

    def __hash__(self) -> int:
        return hash(self._uid)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).view, (self._store, self._row, self._uid)  # whole at once, fit to be a key while loading

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._uid}{'' if self.alive else ', left the model'}>"


_set_store, _set_row, _set_uid = (vars(ColumnAgent)[slot].__set__ for slot in ("_store", "_row", "_uid"))


def _example(cls: type) -> str:
    return f"{next(iter(columns_of(cls)), 'wage')}=values"
