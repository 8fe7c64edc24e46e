"""Calls that wait for their time and concern agents in columns."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any


class Call:
    """Made when its event falls due, unless one of its agents has left by then."""

    def __init__(self, function: Callable[..., Any], agents: list[Any]) -> None:
        self.function, self.agents = function, agents
        self.recurring: Any = None

    def __call__(self) -> None:
        if all(agent.alive for agent in self.agents):
            self.function()
        elif hasattr(self.recurring, "stop"):
            self.recurring.stop()


def call_of(function: Callable[..., Any], types: Collection[type]) -> Callable[..., Any]:
    """``function`` as an event may hold it: a ``Call`` if it is bound to agents of these types, or given some.

    >>> call_of(print, [int]) is print
    True
    """
    parts = [getattr(function, "__self__", None)]
    if isinstance(function, partial):
        parts += [getattr(function.func, "__self__", None), *function.args, *function.keywords.values()]
    agents = [part for part in parts if type(part) in types]
    return Call(function, agents) if agents else function
