"""Hiring subsidy: part of the cost of newly hired workers of the target group is paid back to the firm."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class HiringSubsidy(Instrument):
    """Repay a share of pay for some months from the hire; firms may rank such applicants higher."""

    row: ClassVar[int] = 35
    shows: ClassVar[str] = "paid:subsidy"
    fails: ClassVar[str] = "deadweight, substitution, doubtful persistence, stigma, low take-up"
    seen: ClassVar[str] = "Lebanon NEW: 1,600 first-time seekers; South Africa ETI"
    known: ClassVar[Known] = "medium"

    kind: Literal["hiring_subsidy"] = "hiring_subsidy"
    target: Group = Field(Target.parse({"age": "15-24"}), description="whose hiring is subsidised")
    share: Share = Field(0.5, description="of monthly pay [0.1-1] (assumption)")
    months: int = Field(12, ge=1, le=60, description="from the hire [6-24]")
    rank_bonus: float = Field(0.1, ge=0.0, le=1.0, description="log points in ranking applicants (assumption)")
    take_up: Share = Field(0.5, description="share of eligible hires for which the firm claims (assumption)")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.LABOUR_COST_WEDGE, -self.share, from_hire=self.months),
            Change(Lever.RANK_BONUS, self.rank_bonus),
        ]
