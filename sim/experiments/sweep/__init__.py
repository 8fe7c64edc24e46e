"""Thousands of worlds: planned, lived on many processes, kept exactly once, and read back as tables.

planning  which worlds: words of Hydra's sweep grammar, a design of ``conf/sweep``, or a table of points
factors   what is varied: listed values, a range, or named sets of values
points    how the factors are crossed or sampled: grid, Sobol, Latin hypercube
values    a value of a factor put into a validated configuration
key       the name of a run: what decides its result
live      one world, and the figures that are kept of it
desk      the work of one process: runs in, shards out
shards    Parquet files that are complete or absent
drive     the work of all processes, whatever happens to them
run       ``sweep(plan)``: all of this
"""

from typing import Any

__all__ = ["Plan", "Swept", "plan", "plan_of_points", "sweep"]

_WHERE = {
    "Plan": "planning",
    "plan": "planning",
    "plan_of_points": "planning",
    "sweep": "run",
    "Swept": "opened",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(f"sim.experiments.sweep.{_WHERE[name]}"), name)
    raise AttributeError(f"module 'sim.experiments.sweep' has no attribute '{name}'")
