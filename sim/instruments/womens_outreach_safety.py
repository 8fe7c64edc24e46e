"""Outreach to women and safe ways to training: more know of courses, unsafe travel weighs less, trades open up."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class WomensOutreachSafety(Instrument):
    """Raise awareness of young women, lower what unsafe travel costs them and what keeps them from men's trades."""

    row: ClassVar[int] = 26
    shows: ClassVar[str] = "series:applied"
    fails: ClassVar[str] = "feminised low-pay trades"
    seen: ClassVar[str] = "Liberia EPAG; Kenya: information on trades moved women's choice, not attainment"
    known: ClassVar[Known] = "medium"

    kind: Literal["womens_outreach_safety"] = "womens_outreach_safety"
    target: Group = Field(Target.parse({"sex": "female", "age": "15-29"}), description="who is reached")
    awareness: Share = Field(0.2, description="added probability of knowing programmes (assumption)")
    safety: Share = Field(0.5, description="part of the cost of unsafe travel that is removed (assumption)")
    trades: Share = Field(0.3, description="part of what speaks against men's trades that is removed (assumption)")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.AWARENESS, self.awareness),
            Change(Lever.SAFETY_COST, -self.safety, how="scale"),
            Change(Lever.TRADE_NORM, -self.trades, how="scale"),
        ]
