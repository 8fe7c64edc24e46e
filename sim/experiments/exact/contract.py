"""What a comparison of theory and simulation is."""

import math
from typing import Literal, NamedTuple

Kind = Literal["month", "rule", "estimator"]
"""``month``: whole months under a configuration of ``conf/theory``; ``rule``: one rule of the model alone;
``estimator``: a way in which results are read."""

FOUR = 4.0
"""Standard errors of Monte Carlo within which theory and simulation must agree: a right code fails 1 in 16,000."""


class Check(NamedTuple):
    """One figure of a case at one set of parameters: what theory says and what the simulator gives."""

    case: str  # "D02"
    what: str  # the figure in words: "matches a month"
    kind: Kind
    parameters: str  # "U=100 V=100": values under which it holds
    expected: float
    simulated: float
    standard_error: float  # of Monte Carlo, in the unit of the figure; 0 where the case is exact
    tolerance: float  # largest difference that passes

    @property
    def difference(self) -> float:
        return self.simulated - self.expected

    @property
    def passes(self) -> bool:
        """Whether theory and simulation agree; a figure that is not a number never does."""
        return abs(self.difference) <= self.tolerance

    @property
    def errors(self) -> float:
        """The difference in standard errors; not a number where the case is exact."""
        return self.difference / self.standard_error if self.standard_error > 0 else math.nan


def within_errors(case: str, what: str, kind: Kind, parameters: str, expected: float, simulated: float,
                  standard_error: float, rounding: float = 0.0) -> Check:  # fmt: skip
    """A comparison within four standard errors, and ``rounding`` on top where columns store few digits."""
    tolerance = FOUR * standard_error + rounding
    return Check(case, what, kind, parameters, float(expected), float(simulated), float(standard_error), tolerance)


def exactly(case: str, what: str, kind: Kind, parameters: str, expected: float, simulated: float,
            tolerance: float) -> Check:  # fmt: skip
    """A comparison without luck: equal up to ``tolerance``, which is rounding."""
    return Check(case, what, kind, parameters, float(expected), float(simulated), 0.0, tolerance)
