"""How a country model stands: its moments over many seeds beside the published figures, flows, earnings and drift."""

import multiprocessing
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.targets import Target, targets

FIRST, LAST = 84, 120
"""Months whose mean is compared: 85 to 120 of a run of 120."""


class OneRun(NamedTuple):
    """What one seed showed."""

    means: dict[tuple[str, str], float]  # indicator, group: mean of the compared months
    drifts: dict[tuple[str, str], float]  # change a year over the run, from yearly means
    flows: dict[str, float]  # quarterly flows, mean over the quarters of the compared months
    mincer: float  # return to a school year, all employees, log points
    growth: float  # pay growth over 20 years of experience, percent
    residual: float  # SD of residual log pay


class Standing(NamedTuple):
    """Twenty seeds or more, in the order of the seeds."""

    runs: list[OneRun]
    targets: list[Target]

    def mean(self, key: tuple[str, str]) -> tuple[float, float]:
        """Mean over seeds and its standard error."""
        return spread([r.means[key] for r in self.runs])


def spread(values: list[float]) -> tuple[float, float]:
    """Mean and standard error over seeds; NaN left out."""
    v = np.array([x for x in values if np.isfinite(x)])
    if len(v) == 0:
        return float("nan"), float("nan")
    return float(v.mean()), float(v.std(ddof=1) / np.sqrt(len(v))) if len(v) > 1 else float("nan")


def live(config: Any) -> OneRun:
    """One seed: 120 months, with a snapshot every quarter of the compared months."""
    from sim.indicators.earnings import mincer_return
    from sim.indicators.quarters import quarterly_flows, snapshot
    from sim.model import LabourMarket

    model, snapshots = LabourMarket(config), []
    for month in range(LAST):
        model.step()
        if month >= FIRST and (month - FIRST) % 3 == 2:
            snapshots.append(snapshot(model.people))
    quarters = [quarterly_flows(*snapshots[i : i + 3]) for i in range(len(snapshots) - 2)]
    fit = mincer_return(model.people, model.month)
    keys = [(t.indicator, t.group) for t in targets(config)]
    rates = {k: _yearly(model.recorder, *k) for k in keys}
    return OneRun(
        means={k: model.recorder.rate(*k, LAST - FIRST) for k in keys},
        drifts={k: float(np.polyfit(np.arange(len(y)), y, 1)[0]) for k, y in rates.items()},
        flows={name: float(np.nanmean([q[name] for q in quarters])) for name in quarters[0]},
        mincer=fit.schooling, growth=fit.growth(20.0), residual=fit.residual_sd,
    )  # fmt: skip


def _yearly(recorder: Any, indicator: str, group: str) -> np.ndarray:
    """Yearly means of an indicator."""
    from sim.indicators.groups import GROUPS

    column = GROUPS.index(group)
    top, bottom = (f(indicator)[:, column] for f in (recorder.numerator, recorder.denominator))
    years = len(top) // 12
    top, bottom = (x[: 12 * years].reshape(years, 12).sum(1) for x in (top, bottom))
    return top / np.maximum(bottom, 1e-9)


def stand(config: Any, seeds: int = 20, processes: int = 2, done: Callable[[int], Any] | None = None) -> Standing:
    """Run seeds 1 … ``seeds`` of a country in ``processes`` processes; the result does not depend on their number."""
    configs = [config.changed(seed=s, population_seed=s, months=LAST) for s in range(1, seeds + 1)]
    runs = []
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for n, run in enumerate(pool.imap(live, configs), 1):
            runs.append(run)
            if done is not None:
                done(n)
    return Standing(runs, targets(config))
