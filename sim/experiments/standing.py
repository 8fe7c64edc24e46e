"""How a country model stands: its moments over many seeds beside the published figures, flows, earnings and drift."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.compare.statistics import Estimate, estimate
from sim.experiments.pool import each, quietly
from sim.experiments.targets import Target, targets

NOW, LAST, LATER = 24, 60, 36
"""Months 1 to 24, the anchor year and the next, are compared with the figures of the anchor year; months 37 to 60 say
how far the country has moved by then: younger cohorts go further at school, and a figure of one year is none of others.
"""
ADULT = 300
"""Months of age from which schooling is complete."""
STOCK = ("at_least_upper_secondary", "at_least_short_cycle_tertiary")
"""Schooling of people of 25 and older at the start: upper secondary and more, tertiary."""


class OneRun(NamedTuple):
    """What one seed showed."""

    means: dict[tuple[str, str], float]  # indicator, group: mean of the anchor year and the next
    later: dict[tuple[str, str], float]  # the same, mean of the fourth and fifth year
    drifts: dict[tuple[str, str], float]  # change a year over the run, from yearly means
    flows: dict[str, float]  # quarterly flows, mean over the quarters of the run
    mincer: float  # return to a school year, all employees, log points
    growth: float  # pay growth over 20 years of experience, percent
    residual: float  # SD of residual log pay
    stock: tuple[float, float] = (float("nan"), float("nan"))  # shares of 25+ at the start, as in STOCK


class Standing(NamedTuple):
    """A country over its seeds, in their order."""

    config: Any
    runs: list[OneRun]
    targets: list[Target]

    def moment(self, target: Target, later: bool = False) -> Estimate:
        """Mean of a moment over seeds with its 95 % interval."""
        key = target.indicator, target.group
        return over_seeds([(r.later if later else r.means)[key] for r in self.runs])

    def hit(self, target: Target, later: bool = False) -> bool:
        """Whether the mean is within the tolerance of the published figure."""
        return abs(self.moment(target, later).mean - target.value) <= target.tolerance

    def score(self, which: Callable[[Target], bool], later: bool = False) -> tuple[int, int]:
        """How many of the targets that ``which`` takes are hit, and how many there are."""
        taken = [t for t in self.targets if which(t)]
        return sum(self.hit(t, later) for t in taken), len(taken)


def over_seeds(values: list[float]) -> Estimate:
    """Mean and 95 % interval over seeds; what is not a number is left out."""
    return estimate([v for v in values if np.isfinite(v)])


def live(config: Any) -> OneRun:
    """One seed: five years, with a snapshot every quarter."""
    from sim.indicators.earnings import mincer_return
    from sim.indicators.quarters import quarterly_flows, snapshot
    from sim.model import LabourMarket

    model, snapshots = LabourMarket(config), []
    stock = _stock(model.people)
    for month in range(LAST):
        model.step()
        if month % 3 == 2:
            snapshots.append(snapshot(model.people))
    quarters = [quarterly_flows(*snapshots[i : i + 3]) for i in range(len(snapshots) - 2)]
    fit = mincer_return(model.people, model.month)
    keys = [(t.indicator, t.group) for t in targets(config)]
    rates = {k: _periods(model.recorder, *k, 12) for k in keys}
    return OneRun(
        means={k: float(y[: NOW // 12].mean()) for k, y in rates.items()},
        later={k: float(y[LATER // 12 :].mean()) for k, y in rates.items()},
        drifts={k: float(np.polyfit(np.arange(len(y)), y, 1)[0]) for k, y in rates.items()},
        flows={name: float(np.nanmean([q[name] for q in quarters])) for name in quarters[0]},
        mincer=fit.schooling, growth=fit.growth(20.0), residual=fit.residual_sd, stock=stock,
    )  # fmt: skip


def _stock(people: Any) -> tuple[float, float]:
    """Shares of the people of 25 and older (to 64) with upper secondary and with tertiary schooling."""
    level = people.level[(people.pid != 0) & (people.birth <= -ADULT)]
    return float((level >= 3).mean()), float((level >= 4).mean())


def _periods(recorder: Any, indicator: str, group: str, months: int) -> np.ndarray:
    """Means of an indicator over every so many months."""
    from sim.indicators.groups import GROUPS

    column = GROUPS.index(group)
    top, bottom = (f(indicator)[:, column] for f in (recorder.numerator, recorder.denominator))
    periods = len(top) // months
    top, bottom = (x[: months * periods].reshape(periods, months).sum(1) for x in (top, bottom))
    return top / np.maximum(bottom, 1e-9)


def stand(config: Any, seeds: int, workers: int = 1, done: Callable[[int, int], Any] = quietly) -> Standing:
    """Run seeds 1 … ``seeds`` of a country, each with people of its own; the same whatever the number of workers."""
    jobs = [(config.changed(seed=s, population_seed=s, months=LAST),) for s in range(1, seeds + 1)]
    runs = []
    for n, run in enumerate(each(live, jobs, workers), 1):
        runs.append(run)
        done(n, seeds)
    return Standing(config, runs, targets(config))
