"""Reserved places: a share of vacant training places is kept for a group; what it leaves goes back."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class ReservedPlaces(Instrument):
    """Admit the best of the group first, up to a share of the vacant places at an intake."""

    row: ClassVar[int] = 23
    shows: ClassVar[str] = "series:admitted_reserved"
    fails: ClassVar[str] = "unfilled without stipend and access, stigma, shifts places and adds none"
    seen: ClassVar[str] = "Ghana National Apprenticeship Programme: 45 % women, 5 % people with a disability"
    known: ClassVar[Known] = "weak"

    kind: Literal["reserved_places"] = "reserved_places"
    target: Group = Field(Target.parse({"sex": "female"}), description="for whom places are kept")
    share: Share = Field(0.45, description="of vacant places; Ghana 0.45 for women, 0.05 for disability")
    held: Share = Field(1.0, description="part of the unfilled that stays empty until the next intake (assumption)")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.RESERVED_SHARE, self.share),
            Change(Lever.RESERVED_HELD, self.held, target=Target()),
        ]
