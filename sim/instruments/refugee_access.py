"""Access of refugees: the legal bar to formal jobs falls, courses are open in their language, skills are recognised."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Months, Share


class RefugeeAccess(Instrument):
    """Permits come by and by; a fee is due for each, and language support opens courses."""

    row: ClassVar[int] = 30
    shows: ClassVar[str] = "series:permits"
    needs: ClassVar[tuple[str, ...]] = ("context=[refugee_inflow]", "economy.access.legal_bar=1")
    fails: ClassVar[str] = "informal work stays, crowding of hosts, sector bans"
    seen: ClassVar[str] = "Ethiopia: proclamation of 2019 and joint technical training; Lebanon: mixed courses"
    known: ClassVar[Known] = "weak"

    kind: Literal["refugee_access"] = "refugee_access"
    target: Group = Field(Target.parse({"segment": "refugee"}), description="to whom the law is opened")
    access: Share = Field(1.0, description="part of the legal bar that falls [0-1]")
    language: Share = Field(0.5, description="part of the difficulty of use of courses that is removed (assumption)")
    recognition: Share = Field(0.01, description="share of the skilled who come to a test in a month (assumption)")
    ramp: Months = Field(6, description="months until permits are issued to all (assumption)")
    paid_by: dict[str, Share] = Field({"donors": 1.0}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.LEGAL_ACCESS, self.access),
            Change(Lever.ACCESSIBILITY, self.language),
            Change(Lever.RECOGNITION, self.recognition),
        ]
