"""Coordination: one board for the skills system, which pays sooner and loses less on the way."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known


class Coordination(Instrument):
    """Shorten the delay of payments and scale administration and leakage of all instruments."""

    row: ClassVar[int] = 41
    shows: ClassVar[str] = "paid:skills_system"
    fails: ClassVar[str] = "a new board without power"
    seen: ClassVar[str] = "Ghana CTVET; Senegal 3FPT reached 81 % of planned trainees in 2023"
    known: ClassVar[Known] = "none"

    kind: Literal["coordination"] = "coordination"
    delay: float = Field(-1.0, ge=-12.0, le=0.0, description="months on the delay of stipends (assumption)")
    overhead: float = Field(
        -0.3, ge=-1.0, le=0.0, description="change of administration and leakage of instruments, share (assumption)"
    )
    cost: float = Field(
        0.0001, ge=0.0, le=0.01, description="running cost, W a month for each person of 15-64 (assumption)"
    )

    def changes(self) -> list[Change]:
        return [
            Change(Lever.PAYMENT_DELAY, self.delay),
            Change(Lever.OVERHEAD, self.overhead, how="scale"),
            Change(Lever.SYSTEM_COST, self.cost),
        ]
