"""Apprenticeship subsidy: part of an apprentice's pay and keep is paid back to the master."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class ApprenticeshipSubsidy(Instrument):
    """Lower the cost of an apprentice to the master, who takes more of them and fewer helpers."""

    row: ClassVar[int] = 15
    shows: ClassVar[str] = "paid:apprentice_subsidy"
    fails: ClassVar[str] = "replaces own apprentices and unskilled hires, cheap labour, places vanish after"
    seen: ClassVar[str] = "Tanzania: national apprenticeship programme, guidelines of 2017"
    known: ClassVar[Known] = "weak"

    kind: Literal["apprenticeship_subsidy"] = "apprenticeship_subsidy"
    providers: Group = Field(Target.parse({"kind": "master"}), description="whose apprentices are subsidised")
    share: Share = Field(0.3, description="of pay and keep [0-1] (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.APPRENTICE_SUBSIDY, self.share, target=self.providers)]
