"""Start-up grant: capital for a trade of one's own, paid once."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class StartupGrant(Instrument):
    """Pay capital to winners of a lottery among young people without an employee's job; they may open a trade."""

    row: ClassVar[int] = 37
    shows: ClassVar[str] = "paid:start_up"
    fails: ClassVar[str] = "gains gone in five years; crowding of the trade; elite capture"
    seen: ClassVar[str] = (
        "Ethiopia, US$300: Blattman & Dercon 2018, AEJ Applied 10(3); Blattman, Dercon & Franklin 2022"
    )
    known: ClassVar[Known] = "medium"

    kind: Literal["startup_grant"] = "startup_grant"
    target: Group = Field(Target.parse({"age": "18-35", "employee": False}), description="among whom grants are drawn")
    amount: float = Field(1.6, ge=0.0, le=20.0, description="W; US$300 at W of about US$180")
    offered: Share = Field(0.05, description="share of the target who win a grant (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.STARTUP_CAPITAL, self.amount)]
