"""One point: a country under given behaviour. Its level constants chase their figures anew, so that behaviour is
judged by what levels cannot mend; a check lives the same numbers again, nothing moving, with other people and luck.
In both the references of all feedbacks follow the averages: no number of the shipped state speaks for another set.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.config.values import with_values
from sim.experiments.calibrate import Calibration
from sim.experiments.ensemble import CONSTANTS
from sim.experiments.plausible.moments import Moment, of_flows, of_panel, of_pay
from sim.experiments.plausible.replicas import Replica
from sim.experiments.plausible.space import Space

PEOPLE, MONTHS, LAST, GAIN = 12_000, 120, 36, 0.3
"""People of a point, months in which the constants are solved anew, months at the end that are read, gain of a move:
the constants begin near their values, so smaller steps keep luck out of them."""


@dataclass(frozen=True)
class Outcome:
    """What a point shows: moments by name, and the numbers that were solved on the way."""

    values: dict[str, float]
    solved: dict[str, float]


@dataclass(frozen=True)
class Country:
    """How points of a country are lived. Everything that a worker process needs, and nothing that moves."""

    config: Any
    space: Space
    replicas: tuple[Replica, ...] = ()
    people: int = PEOPLE
    months: int = MONTHS

    def moments(self) -> list[Moment]:
        """All moments of the country, those of trials last."""
        made = [m for _, m in of_panel(self.config)] + of_flows(self.config) + of_pay()
        return made + [m for replica in self.replicas for m in replica.moments()]

    def world(self, values: dict[str, float], seed: int) -> Any:
        """Settings of a point with people and luck of its own."""
        return with_values(self.config, values).changed(
            people=self.people, months=self.months, seed=seed, population_seed=seed
        )

    def point(self, point: np.ndarray, seed: int, full: bool) -> Outcome:
        """Solve the level constants under this behaviour and read the moments; ``full``: those of trials too."""
        values = self.space.values(point)
        config = self.world(values, seed)
        job, quarters = Calibration(config, self.months, config.country.constants, GAIN, fresh=False), []
        passed: list[Any] = []

        def look(month: int) -> None:
            if month > self.months - LAST:
                passed.append(job.constants)
                if (self.months - month) % 3 == 0:
                    quarters.append(_snapshot(job.model))

        job.run(look)
        found = self._read(job.model, quarters)
        solved = {  # the mean of the way at the end: less luck than its last step
            CONSTANTS + name: float(f"{np.mean([getattr(c, name) for c in passed]):.6g}")
            for name, about in config.country.constants_table.items()
            if about.status == "fitted"
        }
        if full:
            for replica in self.replicas:
                found |= replica.live(values | solved, seed)
        return Outcome(found, solved)

    def check(self, point: np.ndarray, solved: dict[str, float], seed: int, full: bool) -> Outcome:
        """The same numbers, constants no longer moving, with other people and luck."""
        from sim.model import LabourMarket  # here, because Mesa takes seconds to import

        values, quarters = self.space.values(point) | solved, list[Any]()
        model = LabourMarket(self.world(values, seed))
        for month in range(1, self.months + 1):
            model.step()
            model.averages.follow()
            if month > self.months - LAST and (self.months - month) % 3 == 0:
                quarters.append(_snapshot(model))
        found = self._read(model, quarters)
        if full:
            for replica in self.replicas:
                found |= replica.live(values, seed)
        return Outcome(found, solved)

    def _read(self, model: Any, quarters: list[Any]) -> dict[str, float]:
        """Moments of the last months, from a model that has lived and its quarterly snapshots."""
        from sim.indicators.earnings import mincer_return
        from sim.indicators.quarters import quarterly_flows

        flows = [quarterly_flows(*quarters[i : i + 3]) for i in range(len(quarters) - 2)]
        fit = mincer_return(model.people, model.month)
        found = {m.name: float(model.recorder.rate(t.indicator, t.group, LAST)) for t, m in of_panel(self.config)}
        found |= {m.name: _log(float(np.nanmean([q[m.name] for q in flows]))) for m in of_flows(self.config)}
        return found | {"mincer": fit.schooling, "growth": fit.growth(20.0), "residual": fit.residual_sd}


def _snapshot(model: Any) -> Any:
    from sim.indicators.quarters import snapshot

    return snapshot(model.people)


def _log(value: float) -> float:
    return math.log(value) if value > 0 else math.nan


def shipped(config: Any, space: Space) -> np.ndarray:
    """The country's own numbers as a point."""
    parts = {name: name.removeprefix("economy.").partition(".") for name in space.names}
    return space.point({name: config.economy[section][leaf].value for name, (section, _, leaf) in parts.items()})
