"""``UnionAgentSet``: all agents of a model, whatever their types, or some of them."""

import math
import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from mesa.agentset import AbstractAgentSet, GroupBy

from sim.core.columnset import ColumnAgentSet, limit_of


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

    def __getitem__(self, place: Any) -> Any:
        """The member at a place, or a list of those in a slice; goes through the members, as Mesa does."""
        return self.to_list()[place]

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(s)} {t.__name__}" for t, s in self.model.agents_by_type.items())
        return f"<{counts or 'no agents'}>" if self._listed is None else f"<{len(self)} agents>"

    def _derive(self, agents: Iterable[Any], inplace: bool = False) -> "UnionAgentSet":
        return self._update(agents) if inplace else UnionAgentSet(self.model, agents)

    def _from_iterable(self, agents: Iterable[Any]) -> "UnionAgentSet":
        return self._derive(agents)  # what the set operators of Python make their results with

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
        if not self._lives(agent):
            raise TypeError(f"{agent!r} does not live in this model")
        self._update([*self, agent])

    def discard(self, agent: Any) -> None:
        """Drop an agent from the set, if it is there; the agent stays in the model."""
        self._update([a for a in self if a != agent])

    def clear(self) -> None:
        """Drop all agents from the set; they stay in the model."""
        self._update([])

    def remove(self, agent: Any) -> None:
        """Drop an agent from the set; a KeyError if it is not there."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    def select(
        self, filter_func: Any = None, at_most: float = math.inf, inplace: bool = False, agent_type: Any = None
    ) -> AbstractAgentSet:
        """Members of a type that pass a callable; one column type gives a ``ColumnAgentSet`` with all its speed."""
        limit = limit_of(at_most, len(self))
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
        value = key if callable(key) else operator.attrgetter(key)
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
