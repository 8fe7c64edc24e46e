"""Training levy that is paid back at once: the yardstick of a levy that changes nothing but two postings."""

from typing import Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Share


class LevyRebate(Instrument):
    """Add a payroll levy and pay a share of it back in the same month, without a claim and without conditions."""

    kind: Literal["levy_rebate"] = "levy_rebate"
    rate: Share = Field(0.01, description="share of payroll (assumption)")
    threshold: int = Field(10, ge=1, le=100_000, description="employees from which a firm is liable (assumption)")
    rebate: Share = Field(1.0, description="share paid back in the same month; 1 all of it")
    paid_by: dict[str, Share] = Field({"enterprises": 1.0}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        liable = Target.parse({"size": f"{self.threshold}+"})
        return [
            Change(Lever.LEVY_RATE, self.rate, target=liable),
            Change(Lever.LEVY_REBATE, self.rebate, target=liable),
        ]
