"""Bus pass: part of the cost of travel to training is paid."""

from typing import Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Share


class BusPass(Instrument):
    """Take over part of the cost of travel of the target group."""

    kind: Literal["bus_pass"] = "bus_pass"
    share: Share = Field(0.5, description="of travel cost [0.2-1] (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.TRAVEL_COST, -self.share, how="scale")]
