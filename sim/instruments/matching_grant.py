"""Matching grant: a small fund pays part of the cost of firms' courses, up to a cap, by competitive calls."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class MatchingGrant(Instrument):
    """Pay a share of the training cost of firms that win a call, as far as the fund goes."""

    row: ClassVar[int] = 8
    shows: ClassVar[str] = "paid:grant"
    fails: ClassVar[str] = "best-connected firms, windfall, small fund"
    seen: ClassVar[str] = (
        "Ghana Skills Development Fund: US$60 m, 700 firms in five years, formal cap ten times the informal"
    )
    known: ClassVar[Known] = "weak"

    kind: Literal["matching_grant"] = "matching_grant"
    target: Group = Field(Target(), description="firms that can apply")
    share: Share = Field(0.5, description="share of the cost that the grant pays [0.2-0.9] (assumption)")
    cap: float = Field(20.0, ge=0.0, le=10_000.0, description="W a firm and year, registered firms (assumption)")
    cap_informal: float = Field(2.0, ge=0.0, le=10_000.0, description="W a firm and year, others; Ghana a tenth")
    favour: float = Field(0.2, ge=0.0, le=5.0, description="how far larger firms come first [0-1] (assumption)")
    budget: float | None = Field(
        0.0005, ge=0.0, description="the fund, W a month for each person of 15-64 (assumption); none: training budgets"
    )
    paid_by: dict[str, Share] = Field({"donors": 1.0}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        formal = Target.parse({"formal": True})
        return [
            Change(Lever.TRAINING_COST_SHARE, self.share),
            Change(Lever.GRANT_CAP, self.cap_informal),
            Change(Lever.GRANT_CAP, self.cap - self.cap_informal, target=formal),
            Change(Lever.GRANT_FAVOUR, self.favour),
        ]
