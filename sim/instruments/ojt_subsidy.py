"""Subsidised training at work: part of the pay of new young hires is paid back while the firm trains them by a plan."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class OjtSubsidy(Instrument):
    """A hiring subsidy with a training plan: skill without a certificate, and skill of use in this firm only."""

    row: ClassVar[int] = 19
    shows: ClassVar[str] = "paid:subsidy"
    fails: ClassVar[str] = "early gain fades, uncertified, host does not grow"
    seen: ClassVar[str] = "Uganda: firm-training arm of Alfonsi et al. (2020), Econometrica 88(6)"
    known: ClassVar[Known] = "medium"

    kind: Literal["ojt_subsidy"] = "ojt_subsidy"
    target: Group = Field(Target.parse({"age": "15-29"}), description="whose hiring and training is subsidised")
    share: Share = Field(0.5, description="of monthly pay [0.1-1] (assumption)")
    months: int = Field(6, ge=1, le=36, description="from the hire; six in the Ugandan trial")
    taught: Share = Field(0.1, description="share of a full course taught in a month [0-0.2] (assumption)")
    take_up: Share = Field(0.24, description="share of hires for which the firm takes part; Ugandan trial")
    paid_by: dict[str, Share] = Field({"government": 0.5, "donors": 0.5}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.LABOUR_COST_WEDGE, -self.share, from_hire=self.months),
            Change(Lever.WORK_TRAINING, self.taught, from_hire=self.months),
        ]
