"""Labour exchange: more jobseekers use the public employment service, and more caseworkers serve them."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class LabourExchange(Instrument):
    """Raise the share of search spells in which jobseekers register, and the staff that aims their applications."""

    row: ClassVar[int] = 32
    shows: ClassVar[str] = "series:served"
    fails: ClassVar[str] = "only public or poor vacancies; those served jump the queue"
    seen: ClassVar[str] = "Addis Ababa, vacancy information at scale: Tinbergen Institute Discussion Paper 2025-044"
    known: ClassVar[Known] = "weak"

    kind: Literal["labour_exchange"] = "labour_exchange"
    target: Group = Field(Target.parse({"unemployed": True}), description="jobseekers who are invited")
    reach: Share = Field(0.3, description="added to the share of search spells with registration (assumption)")
    staff: float = Field(
        4.0, ge=0.0, le=100.0, description="added caseworkers per 100,000 people of 15 to 64 [0-20] (assumption)"
    )

    def changes(self) -> list[Change]:
        return [
            Change(Lever.EXCHANGE_REACH, self.reach),
            Change(Lever.EXCHANGE_STAFF, self.staff, target=Target()),
        ]
