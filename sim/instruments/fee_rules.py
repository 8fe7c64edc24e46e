"""Fee rules: what public colleges charge, as a share of cost, and who is let off."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class FeeRules(Instrument):
    """Set the fee of public colleges to a share of running cost and waive it for some; public money pays the rest."""

    row: ClassVar[int] = 13
    shows: ClassVar[str] = "paid:fee"
    sign: ClassVar[int] = -1
    fails: ClassVar[str] = "the poor stay out where fees rise; fees abolished without places make a queue"
    seen: ClassVar[str] = "Malawi, cost sharing in apprenticeship; Ghana, free vocational education (from memory)"
    known: ClassVar[Known] = "medium"

    kind: Literal["fee_rules"] = "fee_rules"
    share: Share = Field(0.0, description="fee over running cost [0-1]; 0 abolishes fees (assumption)")
    providers: Group = Field(Target.parse({"kind": "public_college"}), description="which providers follow the rule")
    waiver: Share = Field(0.0, description="part of the fee that is waived for the poor (assumption)")
    poor: Group = Field(Target.parse({"wealth": "1-2"}), description="who gets the waiver, by means")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.FEE_RULE, 1.0, target=self.providers),
            Change(Lever.FEE_SHARE, self.share, target=self.providers),
            Change(Lever.FEE_WAIVER, self.waiver, target=self.poor),
        ]
