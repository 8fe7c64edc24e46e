"""Sector bodies: employers and unions of a sector set what is taught and tested."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class SectorBodyQuality(Instrument):
    """Teaching fits jobs better, and a recognised certificate says more about its holder."""

    row: ClassVar[int] = 39
    shows: ClassVar[str] = "paid:skills_system"
    fails: ClassVar[str] = "capture by incumbents; barriers to entry; cost"
    seen: ClassVar[str] = "Ghana: sector skills bodies in 12 of 22 sectors"
    known: ClassVar[Known] = "weak"

    kind: Literal["sector_body_quality"] = "sector_body_quality"
    teaching: Share = Field(0.05, description="more skill of use for a month of teaching (assumption) [0-0.2]")
    reliability: Share = Field(0.05, description="added to what employers see in a certificate (assumption) [0-0.15]")
    providers: Group = Field(Target.parse({"recognised": True}), description="programmes whose curricula it sets")
    cost: float = Field(
        0.0002, ge=0.0, le=0.01, description="running cost, W a month for each person of 15-64 (assumption)"
    )

    def changes(self) -> list[Change]:
        return [
            Change(Lever.TEACHING, self.teaching, how="scale", target=self.providers),
            Change(Lever.CERTIFICATE_RELIABILITY, self.reliability),
            Change(Lever.SYSTEM_COST, self.cost),
        ]
