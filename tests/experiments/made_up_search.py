"""A cheap stand-in for a country: moments that follow from two parameters and luck, and one that nothing tells."""

import math
import time
from dataclasses import dataclass

import numpy as np

from sim.experiments.plausible.country import Outcome
from sim.experiments.plausible.moments import Moment
from sim.experiments.plausible.space import Dimension, Space

SPACE = Space((
    Dimension("economy.made.up", 0.0, 10.0), Dimension("economy.made.loud", 1.0, 100.0, "log"),
    Dimension("economy.made.silent", 0.0, 1.0),
))  # fmt: skip
PLANTED = {"economy.made.up": 3.0, "economy.made.loud": 20.0, "economy.made.silent": 0.5}
LUCK = 0.05


def shows(values: dict[str, float]) -> dict[str, float]:
    """Moments without luck."""
    a, b = values["economy.made.up"], math.log(values["economy.made.loud"])
    return {"first": 0.3 * a, "second": 0.2 * a * b, "third": math.sin(b) + 0.1 * a, "apart": b - 0.1 * a}


@dataclass(frozen=True)
class StandIn:
    """The problem; ``slow``: seconds that a point takes; ``broken``: a moment that nothing can meet."""

    space: Space = SPACE
    slow: float = 0.0
    broken: bool = False

    def moments(self) -> list[Moment]:
        truth = shows(PLANTED)
        made = [
            Moment(name, name, "stock", value, 0.2, 0.05**2, 0.05**2, 1.0, name != "apart")
            for name, value in truth.items()
        ]
        return [*made, Moment("never", "never", "stock", 99.0, 0.2, 0.01, 0.01, 1.0, True)] if self.broken else made

    def point(self, point, seed, full):
        time.sleep(self.slow)
        draws = np.random.default_rng([seed, 7])
        found = shows(self.space.values(point))
        values = {name: value + LUCK * draws.normal() for name, value in found.items()}
        return Outcome(values | ({"never": 0.0} if self.broken else {}), {"country.constants.home_m": float(point[0])})

    def check(self, point, solved, seed, full):
        return Outcome(self.point(point, seed, full).values, solved)
