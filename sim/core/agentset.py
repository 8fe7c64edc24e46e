"""``ColumnModel``: a Mesa model whose agents may live in columns, and ``UnionAgentSet``, all its agents.

Mesa is the shell: ``agents``, ``agents_by_type``, events, ``DataCollector`` and pickling work as in any Mesa model,
and agents in columns may stand beside ordinary Mesa agents.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from types import MethodType
from typing import Any

import mesa
from mesa.agentset import AbstractAgentSet, GroupBy

from sim.core.columns import ColumnStore
from sim.core.columnset import ColumnAgentSet, ColumnGroupBy

__all__ = ["ColumnAgentSet", "ColumnGroupBy", "ColumnModel", "UnionAgentSet"]


class UnionAgentSet(AbstractAgentSet):
    """Agents of several types: ``model.agents`` (``agents=None``, read-only), or a list taken from it.

    Holds its agents strongly, because Mesa's weak references would lose views at once; the dead are filtered out.
    """

    def __init__(self, model: Any, agents: Iterable[Any] | None = None) -> None:
        self.model, self.random = model, model.random
        self._listed = None if agents is None else dict.fromkeys(agents)

    def __iter__(self) -> Iterator[Any]:
        """All members at the start of the loop, by type in order of registration, without those who leave during it."""
        if self._listed is not None:
            return iter([a for a in self._listed if self._lives(a)])
        parts = [s.copy() if isinstance(s, ColumnAgentSet) else list(s) for s in self.model.agents_by_type.values()]
        return (agent for part in parts for agent in part if self._lives(agent))

    def _lives(self, agent: Any) -> bool:
        return agent in self.model.agents_by_type.get(type(agent), ())

    def __len__(self) -> int:
        if self._listed is None:
            return sum(len(agents) for agents in self.model.agents_by_type.values())
        return sum(map(self._lives, self._listed))

    def __contains__(self, agent: object) -> bool:
        return self._lives(agent) and (self._listed is None or agent in self._listed)

    @property
    def _agents(self) -> dict[Any, None]:
        return dict.fromkeys(self)  # what Mesa's inherited methods read

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(s)} {t.__name__}" for t, s in self.model.agents_by_type.items())
        return f"<{counts or 'no agents'}>" if self._listed is None else f"<{len(self)} agents>"

    def _derive(self, agents: Iterable[Any], inplace: bool = False) -> "UnionAgentSet":
        return self._update(agents) if inplace else UnionAgentSet(self.model, agents)

    def _update(self, agents: Iterable[Any]) -> "UnionAgentSet":
        if self._listed is None:
            raise TypeError("model.agents is read-only; create agents, call agent.remove(), or work on a copy")
        self._listed = dict.fromkeys(agents)
        return self

    def copy(self) -> "UnionAgentSet":
        """A set of those who are members now."""
        return self._derive(self)

    __copy__ = copy

    def add(self, agent: Any) -> None:
        """Take in an agent of this model."""
        self._update([*self, agent])

    def discard(self, agent: Any) -> None:
        """Drop an agent from the set, if it is there; the agent stays in the model."""
        self._update([a for a in self if a != agent])

    def remove(self, agent: Any) -> None:
        """Drop an agent from the set; a KeyError if it is not there."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    def select(
        self, filter_func: Any = None, at_most: float = math.inf, inplace: bool = False, agent_type: Any = None
    ) -> AbstractAgentSet:
        """Members of a type that pass a callable; one column type gives a ``ColumnAgentSet`` with all its speed."""
        limit = int(len(self) * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most
        if agent_type is not None and self._listed is None and not inplace:
            found = [s for t, s in self.model.agents_by_type.items() if issubclass(t, agent_type)]
            if len(found) == 1 and isinstance(found[0], ColumnAgentSet):
                return found[0].select(filter_func, limit)
        chosen: list[Any] = []
        for agent in self:
            if len(chosen) >= limit:
                break
            if (agent_type is None or isinstance(agent, agent_type)) and (filter_func is None or filter_func(agent)):
                chosen.append(agent)
        return self._derive(chosen, inplace)

    def groupby(self, by: Any, result_type: str = "agentset") -> GroupBy:
        """Groups by the value of an attribute or of a callable."""
        groups: dict[Any, list[Any]] = defaultdict(list)
        for agent in self:
            groups[by(agent) if callable(by) else getattr(agent, by)].append(agent)
        return GroupBy(dict(groups) if result_type == "list" else {k: self._derive(v) for k, v in groups.items()})

    def shuffle(self, inplace: bool = False) -> "UnionAgentSet":
        """The members in random order."""
        agents = list(self)
        return self._derive([agents[i] for i in self.model.rng.permutation(len(agents))], inplace)

    def sort(self, key: Any, ascending: bool = False, inplace: bool = False) -> "UnionAgentSet":
        """The members ordered by an attribute or a callable, the largest first as in Mesa."""
        value = key if callable(key) else lambda agent: getattr(agent, key)
        return self._derive(sorted(self, key=value, reverse=not ascending), inplace)

    def map(self, method: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Results of a method name or function for every member; who leaves during the loop is passed over."""
        call = method if callable(method) else lambda agent, *a, **k: getattr(agent, method)(*a, **k)
        return [call(agent, *args, **kwargs) for agent in list(self) if self._lives(agent)]

    def do(self, method: Any, *args: Any, **kwargs: Any) -> "UnionAgentSet":
        """Call a method or function for every member; nobody who enters during the loop is visited."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: Any, *args: Any, **kwargs: Any) -> "UnionAgentSet":
        """The same in random order."""
        self.shuffle().map(method, *args, **kwargs)
        return self


class _Call:
    """A method of one agent, to be called when an event falls due, unless the agent has left by then."""

    def __init__(self, agent: Any, method: str) -> None:
        self.agent, self.method = agent, method

    def __call__(self) -> None:
        if self.agent.alive:
            getattr(self.agent, self.method)()


def _keep(event: Any, callback: Callable[..., Any]) -> Any:
    """Hold ``callback`` as long as the event: Mesa refers to it weakly, and nobody else may hold it."""
    if not isinstance(callback, MethodType):  # the methods of ordinary agents and of the model live with their owner
        event.callback = callback
    return event


class ColumnModel(mesa.Model):
    """A Mesa model with one column store for each type of agent that lives in columns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._stores: dict[type, ColumnStore] = {}
        super().__init__(*args, **kwargs)

    def store(self, agent_type: type, capacity: int = 1024) -> ColumnStore:
        """The columns of ``agent_type``, made at first use with room for ``capacity`` agents."""
        if agent_type not in self._stores:
            store = self._stores[agent_type] = ColumnStore(self, agent_type, capacity)
            self.agents_by_type[agent_type] = ColumnAgentSet(store)
        return self._stores[agent_type]

    @property
    def agents(self) -> UnionAgentSet:
        """All agents of all types."""
        return UnionAgentSet(self)

    @agents.setter
    def agents(self, agents: Any) -> None:
        raise AttributeError("model.agents belongs to Mesa; keep your own agents under another name")

    def remove_all_agents(self) -> None:
        """Let every agent of every type leave."""
        for store in self._stores.values():
            store.release(store.rows())
        super().remove_all_agents()

    def schedule_event(self, function: Callable[..., Any], **when: Any) -> Any:
        """Mesa's one-off event; a method of an agent in columns is kept until due and lapses if the agent left."""
        callback = self._callback(function)
        return _keep(super().schedule_event(callback, **when), callback)

    def schedule_recurring(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Mesa's recurring event, with the same care for agents in columns."""
        callback = self._callback(function)
        return _keep(super().schedule_recurring(callback, *args, **kwargs), callback)

    def _callback(self, function: Callable[..., Any]) -> Callable[..., Any]:
        agent = getattr(function, "__self__", None)
        return _Call(agent, function.__name__) if type(agent) in self._stores else function

    def __getstate__(self) -> dict[str, Any]:
        """State to save; says early which data collectors cannot be saved."""
        collector = self.__dict__.get("datacollector")
        groups = [getattr(collector, "model_reporters", {}), getattr(collector, "agent_reporters", {})]
        groups += getattr(collector, "agenttype_reporters", {}).values()
        for name, reporter in (item for group in groups for item in group.items()):
            if "<" in getattr(reporter, "__qualname__", ""):  # <lambda> or <locals>, as Mesa makes of agent attributes
                raise TypeError(
                    f"this model cannot be saved: reporter '{name}' of the data collector is a lambda, a local "
                    "function or an agent attribute given as text; give a function defined at module level"
                )
        return self.__dict__.copy()
