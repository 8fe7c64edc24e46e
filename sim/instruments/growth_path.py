"""Growth path: demand of some sectors grows above or below balanced growth for some years."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Months


class GrowthPath(Instrument):
    """Raise demand of the sectors to (1 + growth)^years over the ramp, and keep it there."""

    row: ClassVar[int] = 45
    shows: ClassVar[str] = "series:demand"
    fails: ClassVar[str] = "growth in sectors that hire few"
    seen: ClassVar[str] = "structural change towards industry or services in any growth scenario"
    known: ClassVar[Known] = "none"

    kind: Literal["growth_path"] = "growth_path"
    sectors: Group = Field(Target.parse({"sector": ["industry", "services"]}), description="which sectors")
    growth: float = Field(0.02, ge=-0.5, le=0.5, description="above balanced growth, share a year (assumption)")
    years: int = Field(5, ge=1, le=50, description="for how long (assumption)")
    ramp: Months = Field(60, description="months until the whole rise; 12 times the years")

    def changes(self) -> list[Change]:
        rise = (1.0 + self.growth) ** self.years - 1.0
        return [Change(Lever.DEMAND_PATH, rise, how="scale", target=self.sectors)]
