"""Hiring quota: firms above a size keep a share of posts for a group, or pay a fine for each missing post."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class HiringQuota(Instrument):
    """Reserve posts in large formal firms; firms hire, pay, or stay below the threshold."""

    row: ClassVar[int] = 29
    needs: ClassVar[tuple[str, ...]] = ("people=100000",)
    shows: ClassVar[str] = "paid:quota_fine"
    fails: ClassVar[str] = "paid and not hired, token jobs, firms stay below the threshold, relabelling"
    seen: ClassVar[str] = "Ghana: 5 % announced in 2025 with tax relief; Tanzania and Lebanon: 3 % by law"
    known: ClassVar[Known] = "weak"

    kind: Literal["hiring_quota"] = "hiring_quota"
    target: Group = Field(
        Target.parse({"disability": "severe"}),
        description="who counts towards the quota: those whom a register of disability would hold",
    )
    share: Share = Field(0.05, description="of staff [0.03-0.05]; Ghana 5 %, Tanzania and Lebanon 3 %")
    threshold: int = Field(20, ge=2, le=10_000, description="staff from which a firm is liable; Tanzania 20")
    compliance: Share = Field(0.15, description="share of liable firms that are held to it [0-1] (assumption)")
    fine: float = Field(0.5, ge=0.0, le=5.0, description="W a month a missing post (assumption)")
    paid_by: dict[str, Share] = Field({"enterprises": 1.0}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        firms = Target.parse({"formal": True})
        return [
            Change(Lever.QUOTA_SHARE, self.share, target=firms),
            Change(Lever.QUOTA_FINE, self.fine, target=firms),
            Change(Lever.QUOTA_GROUP, 1.0),
            Change(Lever.QUOTA_THRESHOLD, self.threshold, target=Target()),
            Change(Lever.QUOTA_COMPLIANCE, self.compliance, target=Target()),
        ]
