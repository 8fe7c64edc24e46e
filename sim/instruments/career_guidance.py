"""Career guidance: school and course leavers learn what became of those who left before them."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class CareerGuidance(Instrument):
    """Put observed placement of leavers, in general and by trade, in the place of what young people believe."""

    row: ClassVar[int] = 31
    shows: ClassVar[str] = "series:guided"
    fails: ClassVar[str] = "herding into yesterday's shortage; no places to go to"
    seen: ClassVar[str] = "career guidance centres in Ghana and Malawi; no usable estimate"
    known: ClassVar[Known] = "weak"

    kind: Literal["career_guidance"] = "career_guidance"
    target: Group = Field(Target.parse({"age": "15-29"}), description="whose guidance is paid for, when they leave")
    weight: Share = Field(0.5, description="of observed placement against own belief [0-1] (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.BELIEF_WEIGHT, self.weight)]
