"""``ColumnModel``: a Mesa model whose agents may live in columns.

Mesa is the shell: ``agents``, ``agents_by_type``, events, ``DataCollector`` and pickling work as in any Mesa model,
and agents in columns may stand beside ordinary Mesa agents.
"""

from collections.abc import Callable
from pathlib import Path
from types import MethodType
from typing import Any, Self

import mesa
from mesa.time import Event

from sim.core.checkpoint import check_reporters, make_portable, read, write
from sim.core.columns import ColumnStore
from sim.core.columnset import ColumnAgentSet, ColumnGroupBy
from sim.core.events import call_of
from sim.core.unionset import UnionAgentSet

__all__ = ["ColumnAgentSet", "ColumnGroupBy", "ColumnModel", "UnionAgentSet"]


class ColumnModel(mesa.Model):
    """A Mesa model with one column store for each type of agent that lives in columns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._stores: dict[type, ColumnStore] = {}
        super().__init__(*args, **kwargs)

    def store(self, agent_type: type, capacity: int = 1024) -> ColumnStore:
        """The columns of ``agent_type``, made at first use with room for ``capacity`` agents."""
        store = self._stores.get(agent_type)
        if store is None:
            store = self._stores[agent_type] = ColumnStore(self, agent_type, capacity)
            self.agents_by_type[agent_type] = ColumnAgentSet(store)
        return store

    @property
    def agents(self) -> UnionAgentSet:
        """All agents of all types."""
        return UnionAgentSet(self)

    @agents.setter
    def agents(self, agents: Any) -> None:
        raise AttributeError("model.agents belongs to Mesa; keep your own agents under another name")

    def deregister_agent(self, agent: Any) -> None:
        """Let an agent leave: what ``agent.remove()`` calls. A model in which others depend on it settles that here."""
        if type(agent) in self._stores:
            self._stores[type(agent)].live(agent).release(agent.row)
        else:
            super().deregister_agent(agent)

    def remove_all_agents(self) -> None:
        """Let every agent of every type leave."""
        for store in self._stores.values():
            store.release(store.rows())
        super().remove_all_agents()

    # -- events: Mesa refers weakly to what it calls, and views of agents in columns would be gone at once ------------

    def schedule_event(self, function: Callable[..., Any], **when: Any) -> Any:
        """Mesa's one-off event: a method, function or ``functools.partial``, at a time or after a while.

        What concerns an agent in columns is kept until due, and lapses if the agent has left by then.
        """
        callback = call_of(function, self._stores)
        return _keep(super().schedule_event(callback, **when), callback)

    def schedule_recurring(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Mesa's recurring event, with the same care for agents in columns; it ends when the agent has left."""
        callback = call_of(function, self._stores)
        return _keep(super().schedule_recurring(callback, *args, **kwargs), callback)

    # -- saving -------------------------------------------------------------------------------------------------------

    def save(self, path: str | Path) -> Path:
        """Write the whole state to a file; ``load`` goes on from it as if nothing had happened, to the bit."""
        return write(self, Path(path))

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """The model in a file that ``save`` wrote. Like any pickle it can run code: open only files that you trust."""
        return read(cls, Path(path))

    def __getstate__(self) -> dict[str, Any]:
        """State to save; says early which data collectors cannot be saved."""
        for collector in self.__dict__.values():
            if isinstance(collector, mesa.DataCollector):
                make_portable(collector)
                check_reporters(collector)
        return self.__dict__.copy()

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the saved state, with new numbers for the events that wait.

        Mesa breaks ties by the number of an event and counts from 0 in every process; without new numbers an event
        scheduled after loading would come before older ones of the same time.
        """
        self.__dict__.update(state)
        self._event_list.compact()
        if not self._event_list.is_empty():
            for event in self._event_list.peek_ahead(len(self._event_list)):
                event.unique_id = Event(0.0, _nothing).unique_id


def _nothing() -> None:
    pass


def _keep(event: Any, callback: Any) -> Any:
    """Hold ``callback`` as long as the event: nobody else may hold it."""
    if not isinstance(callback, MethodType):  # the methods of ordinary agents and of the model live with their owner
        event.callback = callback
    if hasattr(callback, "recurring"):
        callback.recurring = event
    return event
