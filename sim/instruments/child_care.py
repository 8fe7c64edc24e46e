"""Child care: hours of care of a small child are taken over by paid carers."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class ChildCare(Instrument):
    """Free hours of mothers for training and work; carers are hired for them."""

    row: ClassVar[int] = 22
    shows: ClassVar[str] = "paid:child_care"
    fails: ClassVar[str] = "supply, quality and distance, no change of norms"
    seen: ClassVar[str] = (
        "Nairobi vouchers: mothers 17 % more often employed; Burkina Faso: a quarter of those offered use it"
    )
    known: ClassVar[Known] = "medium"

    kind: Literal["child_care"] = "child_care"
    target: Group = Field(Target.parse({"sex": "female", "young_child": True}), description="whose care is taken over")
    hours: float = Field(30.0, ge=0.0, le=80.0, description="hours a week [10-50]")
    take_up: Share = Field(
        0.25, description="share of those offered who use it; a quarter in Burkina Faso, more in town"
    )
    paid_by: dict[str, Share] = Field({"government": 0.5, "donors": 0.5}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        return [Change(Lever.CARE_HOURS, -self.hours)]
