"""Minimum wage: the statutory floor of pay rises, where it is enforced."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known


class MinimumWage(Instrument):
    """Scale the statutory minimum; it binds in formal firms in which the law is enforced."""

    row: ClassVar[int] = 43
    shows: ClassVar[str] = "series:at_floor"
    fails: ClassVar[str] = "few jobs lost; firms stay or become informal"
    seen: ClassVar[str] = "statutory minima of 100 to 344 PPP$ a month in Sub-Saharan Africa"
    known: ClassVar[Known] = "medium"

    kind: Literal["minimum_wage"] = "minimum_wage"
    rise: float = Field(0.3, gt=-1.0, le=3.0, description="change of the statutory minimum, share (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.WAGE_FLOOR, self.rise, how="scale")]
