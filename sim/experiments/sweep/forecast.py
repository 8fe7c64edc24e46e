"""How long a sweep will take and how much it will write, said before it starts."""

from pathlib import Path
from typing import NamedTuple

from sim.experiments.sweep import shards
from sim.experiments.sweep.planning import Plan
from sim.experiments.sweep.spec import Spec

RUN, MONTH, PERSON_MONTH = 0.06, 0.010, 4e-7
"""Seconds of one processor core: of a run, of each of its months, of each person in each month (measured by
``benchmarks/sweep.py``, 5,000 people for 12 months and 20,000 for 24)."""
START = 8.0
"""Seconds until a process is ready."""
SUMMARY, PANEL = 31_000, 8_000
"""Bytes that a run leaves in its summary, and a month of it in its panel (the same benchmark)."""


class Forecast(NamedTuple):
    """``runs`` in all, ``there`` already, ``seconds`` by the clock and ``bytes`` for the others, ``by``: whence."""

    runs: int
    there: int
    seconds: float
    bytes: int
    by: str


def assumed(spec: Spec) -> float:
    """Seconds of a run, by its size."""
    return RUN + spec.months * (MONTH + spec.people * PERSON_MONTH)


def forecast(plan: Plan, todo: list[Spec], folder: Path, workers: int) -> Forecast:
    """Time from the runs that are there, else from the benchmark."""
    found = shards.winners(shards.records(folder))
    lived = [(s, found[s.key]) for s in plan.specs if s.key in found and found[s.key].status == shards.OK]
    known = sum(r.seconds for _, r in lived) / sum(assumed(s) for s, _ in lived) if lived else 1.0
    seconds = sum(map(assumed, todo)) * known / max(1, workers) + (START if todo else 0.0)
    panel = PANEL * sum(s.months for s in todo) if plan.design.keep == "panel" else 0
    by = f"{len(lived)} runs that are there" if lived else "the benchmark; the first runs will tell better"
    return Forecast(len(plan), len(plan) - len(todo), seconds, SUMMARY * len(todo) + panel, by)
