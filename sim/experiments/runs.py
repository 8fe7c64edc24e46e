"""One world from the first month to the last, watched from outside."""

import importlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import pandas as pd

from sim.experiments import durations
from sim.experiments.flows import FlowWatch
from sim.experiments.provenance import manifest
from sim.experiments.reached import warnings
from sim.experiments.result import Result
from sim.experiments.summary import summarise

OnMonth = Callable[[int], Any]


def run(config: Any, on_month: OnMonth | None = None) -> Result:
    """Simulate one world; ``on_month(n)`` is called after each of the months 1, 2, …

    Ctrl-C ends the run with the last complete month: the result then says ``interrupted`` and can be saved. Before the
    first month is complete there is nothing to keep, and KeyboardInterrupt goes on.
    """
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    started = perf_counter()
    model = LabourMarket(config)
    said = [*config.country.doubts, *warnings(model)]
    result = follow(model, int(config.months), on_month, built_in=perf_counter() - started)
    result.manifest["warnings"] = said
    return result


def follow(model: Any, months: int, on_month: OnMonth | None = None, *, built_in: float = 0.0) -> Result:
    """Step ``model`` through ``months`` and gather the result."""
    watch, status, done, person_months = FlowWatch(model.people), "complete", 0, 0
    began, started = datetime.now(UTC), perf_counter()
    try:
        for _ in range(months):
            model.step()
            person_months += watch.observe(model.people)
            done += 1
            if on_month is not None:
                on_month(done)
    except KeyboardInterrupt:
        if done == 0:
            raise
        status = "interrupted"
    seconds = perf_counter() - started
    times = {
        "status": status,
        "people": getattr(model, "base_population", None) or getattr(model.config, "people", None),
        "months_done": done,
        "started": began.isoformat(timespec="seconds"),
        "seconds_to_build": round(built_in, 3),
        "seconds": round(seconds, 3),
        "worker_months_per_second": round(person_months / seconds) if seconds > 0 else None,
    }
    return gather(model, watch.table(), manifest(model.config, **times), done)


def gather(model: Any, flows: pd.DataFrame, provenance: dict[str, Any], done: int) -> Result:
    """The tables of a model that has lived ``done`` months."""
    panel = model.recorder.panel()
    panel = panel[panel["month"] < done].drop(columns="run_key", errors="ignore").reset_index(drop=True)
    panel.insert(0, "run_key", provenance["run_key"])
    ledger = model.ledger.table()
    curves = durations.curves(model, done - 1)
    spells = durations.medians(curves)
    figures, weight = published_figures(model.config), float(getattr(model.config, "weight", 1.0))
    return Result(
        config=model.config,
        panel=panel,
        summary=summarise(panel, spells, model.recorder.indicators, figures, weight),
        ledger=ledger[ledger["month"] < done].reset_index(drop=True),
        flows=flows,
        spells=spells,
        curves=curves,
        series=series_table(getattr(model, "series", {}), done),
        manifest=provenance,
    )


def series_table(series: dict[str, Iterable[float]], done: int) -> pd.DataFrame:
    """Monthly figures of the model in long form: month, name, value."""
    parts = [
        pd.DataFrame({"month": range(len(v)), "name": name, "value": [float(x) for x in v]})
        for name, v in ((name, list(values)[:done]) for name, values in series.items())
    ]
    empty = pd.DataFrame(
        {k: pd.Series(dtype=t) for k, t in (("month", "int64"), ("name", "str"), ("value", "float64"))}
    )
    return pd.concat(parts, ignore_index=True) if parts else empty


def published_figures(config: Any) -> list[Any]:
    """Published figures of the country, none where it has no table of them."""
    try:
        targets = importlib.import_module("sim.experiments.targets").targets
    except ModuleNotFoundError:
        return []
    return list(targets(config))
