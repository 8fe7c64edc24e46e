"""Levy-grant: firms pay a payroll levy into a fund and can claim back part of what they spend on approved courses."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known, Months, Share


class LevyGrant(Instrument):
    """Raise a levy for a training fund that pays grants for staff courses up to a share of the firm's own levy."""

    row: ClassVar[int] = 4
    shows: ClassVar[str] = "paid:grant"
    fails: ClassVar[str] = "large firms claim, windfall, unspent balances, small firms cross-subsidise large ones"
    seen: ClassVar[str] = "Malawi TEVET levy of 1 %; Kenya NITA, KSh 50 a head, low compliance"
    known: ClassVar[Known] = "weak"

    kind: Literal["levy_grant"] = "levy_grant"
    rate: Share = Field(0.01, description="share of payroll [0.0025-0.06]; Malawi 0.01")
    threshold: int = Field(10, ge=1, le=100_000, description="employees from which a firm is liable (assumption)")
    compliance: float = Field(
        0.0, ge=-1.0, le=1.0, description="added to the share of liable firms that pay (assumption)"
    )
    earmark: Share = Field(1.0, description="share of the levy that reaches the fund (assumption)")
    grant: Share = Field(0.5, description="share of the cost of a staff course that is paid back [0.2-1] (assumption)")
    per_levy: float = Field(0.6, ge=0.0, le=10.0, description="cap in shares of levy paid in a year; Malawi 0.2")
    claim_cost: float = Field(1.0, ge=0.0, le=10.0, description="fixed cost of a claim, 1 as usual, 0 none")
    delay: Months = Field(6, description="months from the course to the grant (assumption)")
    paid_by: dict[str, Share] = Field({"enterprises": 1.0}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        liable = Target.parse({"size": f"{self.threshold}+"})
        return [
            Change(Lever.LEVY_RATE, self.rate, target=liable),
            Change(Lever.LEVY_COMPLIANCE, self.compliance, target=liable),
            Change(Lever.LEVY_EARMARK, self.earmark, target=Target()),
            Change(Lever.TRAINING_COST_SHARE, self.grant, target=liable),
            Change(Lever.GRANT_PER_LEVY, self.per_levy, target=liable),
            Change(Lever.CLAIM_COST, self.claim_cost - 1.0, target=liable),
            Change(Lever.CLAIM_DELAY, self.delay - 6.0, target=liable),
        ]
