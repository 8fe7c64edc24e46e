"""Training levy as revenue: firms above a size pay on their payroll, part of it reaches the training fund."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known, Share


class LevyRevenueOnly(Instrument):
    """Add a payroll levy without any grant: employers see a tax, and the fund gets the earmarked share."""

    row: ClassVar[int] = 6
    shows: ClassVar[str] = "series:levy"
    fails: ClassVar[str] = "diversion, employers see a tax, no training response"
    seen: ClassVar[str] = "Tanzania SDL, Senegal CFCE"
    known: ClassVar[Known] = "weak"

    kind: Literal["levy_revenue_only"] = "levy_revenue_only"
    rate: Share = Field(0.01, description="share of payroll; Tanzania 0.035, Senegal 0.03")
    threshold: int = Field(10, ge=1, le=100_000, description="employees from which a firm is liable; Tanzania 10")
    earmark: Share = Field(1 / 3, description="share that reaches the training fund; Tanzania about a third")
    paid_by: dict[str, Share] = Field({"enterprises": 1.0}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        liable = Target.parse({"size": f"{self.threshold}+"})
        everybody = Target()
        return [
            Change(Lever.LEVY_RATE, self.rate, target=liable),
            Change(Lever.LEVY_EARMARK, self.earmark, target=everybody),
        ]
