"""Stipend: learners are paid a monthly allowance while they attend a course."""

from typing import Literal

from pydantic import Field

from sim.core.levers import Change, Lever
from sim.instruments.base import Instrument


class Stipend(Instrument):
    """Pay learners of the target group so that they need not earn elsewhere, and drop out less."""

    kind: Literal["stipend"] = "stipend"
    amount: float = Field(0.2, ge=0.0, le=2.0, description="W a month in training [0.1-0.5] (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.STIPEND, self.amount)]
