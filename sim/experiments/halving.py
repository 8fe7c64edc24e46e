"""Every process of the month seen working: its main parameter halved and doubled, everything else the same.

Worlds are paired: the same people and the same luck, so what differs is caused by the parameter. The difference and
its standard error come from several seeds, each with people of its own.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.config.configure import configure
from sim.experiments.pool import OnDone, each, quietly
from sim.experiments.processes import PROCESSES, Process

FACTORS = (0.5, 1.0, 2.0)
TIMES_ERROR = 2.0
"""A figure has moved when its difference exceeds so many standard errors of the paired difference."""


def leaf(config: Any, key: str) -> Any:
    """The number behind a dotted key: value, unit, low, high."""
    room, section, name = key.split(".")
    if room == "economy":
        return config.economy[section][name]
    return getattr(config.country, f"{section}_table")[name]


def clipped(value: float, low: float | None, high: float | None) -> float:
    """``value`` inside its range.

    >>> clipped(0.075, 0.1, 0.25), clipped(0.2, 0.1, None)
    (0.1, 0.2)
    """
    return min(value if low is None else max(value, low), float("inf") if high is None else high)


def overrides(process: Process, factor: float, words: Sequence[str]) -> dict[str, float]:
    """Key -> value of a process's main parameter times ``factor``, within its own range."""
    config = configure(*words)
    found = {}
    for key in process.keys:
        about = leaf(config, key)
        found[key] = clipped(about.value * factor, about.low, about.high)
    return found


def read_figures(words: Sequence[str], names: Sequence[str]) -> dict[tuple[str, int], float]:
    """Live one world and read the figures of the processes ``names``: (process, place of the figure) -> value."""
    from sim.model import LabourMarket

    config = configure(*words)
    model = LabourMarket(config)
    model.run_for(config.months)
    chosen = [p for p in PROCESSES if p.name in names]
    return {(p.name, k): figure.read(model) for p in chosen for k, figure in enumerate(p.figures)}


def plan(processes: Iterable[Process], words: Sequence[str], seeds: Sequence[int]) -> list[Any]:
    """Worlds to live: the baseline once a seed, and each process's parameter halved and doubled."""
    processes = list(processes)
    jobs = []
    for seed in seeds:
        own = [*words, f"seed={seed}", f"population_seed={seed}"]
        jobs.append((("", 1.0, seed), own, [p.name for p in processes]))
        for process in processes:
            for factor in (0.5, 2.0):
                changed = [f"{key}={value!r}" for key, value in overrides(process, factor, words).items()]
                jobs.append(((process.name, factor, seed), [*own, *changed], [process.name]))
    return jobs


def halve_and_double(
    words: Sequence[str],
    seeds: Sequence[int],
    processes: Iterable[Process] = PROCESSES,
    workers: int = 1,
    on_world: OnDone = quietly,
) -> pd.DataFrame:
    """One row a process, figure and seed, with the value at half, full and double main parameter."""
    processes = list(processes)
    jobs = plan(processes, words, seeds)
    found: dict[tuple[str, float, int], dict[Any, float]] = {}
    for (label, *_), values in zip(jobs, each(read_figures, [job[1:] for job in jobs], workers), strict=True):
        found[label] = values
        on_world(len(found), len(jobs))
    rows = []
    for process in processes:
        for k, figure in enumerate(process.figures):
            for seed in seeds:
                worlds = {f: found[(process.name if f != 1.0 else "", f, seed)] for f in FACTORS}
                values = {str(f): worlds[f][process.name, k] for f in FACTORS}
                rows.append(
                    {"process": process.name, "figure": figure.label, "unit": figure.unit, "seed": seed} | values
                )
    return pd.DataFrame(rows)


def paired(table: pd.DataFrame) -> pd.DataFrame:
    """Mean over seeds, difference from full, its paired standard error, and whether it moved."""
    rows = []
    for (process, figure), group in table.groupby(["process", "figure"], sort=False):
        row = {"process": process, "figure": figure, "unit": group["unit"].iloc[0]}
        row |= {str(f): float(group[str(f)].mean()) for f in FACTORS}
        for f in ("0.5", "2.0"):
            difference = (group[f] - group["1.0"]).to_numpy(float)
            error = float(np.std(difference, ddof=1) / np.sqrt(len(difference))) if len(difference) > 1 else np.nan
            mean = float(np.mean(difference))
            row |= {f"difference_{f}": mean, f"error_{f}": error, f"moved_{f}": bool(abs(mean) > TIMES_ERROR * error)}
        rows.append(row)
    return pd.DataFrame(rows)


def touched(words: Sequence[str]) -> dict[str, set[str]]:
    """Phase -> registers (``people.pay``, …) that it changed in some month of a run: seen, not declared."""
    from sim.model import LabourMarket

    seen: dict[str, set[str]] = {}

    def watched(phase: Callable[[Any], None]) -> Callable[[Any], None]:
        def act(m: Any) -> None:
            before = _registers(m)
            phase(m)
            seen.setdefault(phase.__name__, set()).update(_changed(before, _registers(m)))

        return act

    class Watched(LabourMarket):
        MONTH = tuple(watched(phase) for phase in LabourMarket.MONTH)

    config = configure(*words)
    Watched(config).run_for(config.months)
    return seen


STORES = ("people", "households", "firms", "providers")


def _registers(m: Any) -> dict[str, np.ndarray]:
    found = {}
    for store in STORES:
        columns = getattr(m, store)
        found |= {f"{store}.{name}": np.array(getattr(columns, name)) for name in columns._fields}
    return found | {f"averages.{name}": np.array(values) for name, values in m.averages.arrays().items()}


def _changed(before: dict[str, np.ndarray], after: dict[str, np.ndarray]) -> set[str]:
    return {name for name, old in before.items() if not np.array_equal(old, after[name][: len(old)])}
