"""Crisis: demand falls, prices jump and public money for training is cut."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Months, Share


class Crisis(Instrument):
    """Scale demand of the sectors and the public training budget down and consumer prices up; demand can recover."""

    row: ClassVar[int] = 46
    shows: ClassVar[str] = "series:demand"
    sign: ClassVar[int] = -1
    fails: ClassVar[str] = "the young lose first; budgets fall when training is cheapest"
    seen: ClassVar[str] = "Lebanon since 2019"
    known: ClassVar[Known] = "medium"

    kind: Literal["crisis"] = "crisis"
    sectors: Group = Field(Target.parse({"sector": ["industry", "services"]}), description="which sectors")
    depth: Share = Field(0.2, description="fall of demand, share (assumption)")
    prices: float = Field(0.5, ge=0.0, le=20.0, description="rise of consumer prices, for good, share (assumption)")
    budget_cut: Share = Field(0.3, description="of the public training budget, beside what prices take (assumption)")
    ramp: Months = Field(6, description="months until the bottom")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.DEMAND_PATH, -self.depth, how="scale", target=self.sectors),
            Change(Lever.PRICE_PATH, self.prices, how="scale"),
            Change(Lever.TRAINING_BUDGET, -self.budget_cut, how="scale"),
        ]
