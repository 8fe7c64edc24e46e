"""Individual learning account: a yearly credit for courses, which adds up until it is used."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class IndividualLearningAccount(Instrument):
    """Credit everybody's account every year; who knows of it pays course fees from it."""

    row: ClassVar[int] = 11
    shows: ClassVar[str] = "paid:account"
    fails: ClassVar[str] = "used by the educated, fraud, short courses"
    seen: ClassVar[str] = "none in the countries here; France, Singapore (from memory)"
    known: ClassVar[Known] = "none"

    kind: Literal["individual_learning_account"] = "individual_learning_account"
    target: Group = Field(Target(), description="who has an account")
    credit: float = Field(0.3, ge=0.0, le=10.0, description="W a year, rolls over [0.1-1] (assumption)")
    awareness: Share = Field(0.2, description="share who know of it, middle schooling [0.05-0.6] (assumption)")
    paid_by: dict[str, Share] = Field(
        {"government": 1.0}, description="payer shares, summing to 1; enterprises pay through their fund"
    )

    def changes(self) -> list[Change]:
        return [Change(Lever.ACCOUNT_CREDIT, self.credit), Change(Lever.ACCOUNT_AWARENESS, self.awareness)]
