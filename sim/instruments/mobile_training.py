"""Mobile training: colleges send teachers and workshops to villages, at a higher cost and a lower quality."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class MobileTraining(Instrument):
    """Take distance away from programmes and add places; few trades, and graduates share the village's customers."""

    row: ClassVar[int] = 25
    shows: ClassVar[str] = "series:applied"
    fails: ClassVar[str] = "few trades, no jobs near, saturates village trades"
    seen: ClassVar[str] = "Tanzania VETA; Malawi TEVETA: informal courses of one to three weeks"
    known: ClassVar[Known] = "weak"

    kind: Literal["mobile_training"] = "mobile_training"
    providers: Group = Field(
        Target.parse({"kind": "public_college", "family": ["craft", "construction", "trade", "personal_services"]}),
        description="which programmes travel: few trades can",
    )
    distance: Share = Field(0.7, description="part of the distance that is taken away [0-1] (assumption)")
    places: float = Field(0.3, ge=0.0, le=5.0, description="places added, share of the plan (assumption)")
    unit_cost: float = Field(0.3, ge=0.0, le=3.0, description="more cost a place, share [0.1-1] (assumption)")
    quality: Share = Field(0.15, description="less skill gained in a month, share [0-0.5] (assumption)")
    budget: float | None = Field(
        0.0005, ge=0.0, description="new training money, W a month for each person of 15-64 (assumption)"
    )
    paid_by: dict[str, Share] = Field({"government": 0.5, "donors": 0.5}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.DISTANCE, self.distance, target=self.providers),
            Change(Lever.PLACES, self.places, how="scale", target=self.providers),
            Change(Lever.UNIT_COST, self.unit_cost, how="scale", target=self.providers),
            Change(Lever.TEACHING, -self.quality, how="scale", target=self.providers),
        ]
