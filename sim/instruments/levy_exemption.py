"""Train or pay: a firm owes the levy only as far as it spends less on training than a target."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known, Share


class LevyExemption(Instrument):
    """Raise a levy on the shortfall of a firm's training below a target share of payroll."""

    row: ClassVar[int] = 5
    shows: ClassVar[str] = "series:staff_trained"
    fails: ClassVar[str] = "relabelled spending, large firms only, no pooled money for youth"
    seen: ClassVar[str] = "France before its reform (from memory)"
    known: ClassVar[Known] = "weak"

    kind: Literal["levy_exemption"] = "levy_exemption"
    rate: Share = Field(
        0.01, description="target share of payroll, and levy of a firm that spends nothing (assumption)"
    )
    threshold: int = Field(10, ge=1, le=100_000, description="employees from which a firm is liable (assumption)")
    relabelled: Share = Field(0.3, description="share of the target booked without training [0-1] (assumption)")
    earmark: Share = Field(1.0, description="share of the levy that reaches the fund (assumption)")
    paid_by: dict[str, Share] = Field({"enterprises": 1.0}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        liable = Target.parse({"size": f"{self.threshold}+"})
        return [
            Change(Lever.LEVY_RATE, self.rate, target=liable),
            Change(Lever.LEVY_EXEMPTION, self.rate, target=liable),
            Change(Lever.LEVY_RELABELLING, self.relabelled, target=liable),
            Change(Lever.LEVY_EARMARK, self.earmark, target=Target()),
        ]
