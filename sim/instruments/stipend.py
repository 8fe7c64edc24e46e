"""Stipend: learners are paid a monthly allowance while they attend a course."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known


class Stipend(Instrument):
    """Pay learners of the target group so that they need not earn elsewhere, and drop out less."""

    row: ClassVar[int] = 20
    shows: ClassVar[str] = "paid:stipend"
    fails: ClassVar[str] = "late payment, income seekers enrol, targeting error"
    seen: ClassVar[str] = "Malawi SAVE bursary of US$1,000 a student, women and disability first"
    known: ClassVar[Known] = "medium"

    kind: Literal["stipend"] = "stipend"
    amount: float = Field(0.2, ge=0.0, le=2.0, description="W a month in training [0.1-0.5] (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.STIPEND, self.amount)]
