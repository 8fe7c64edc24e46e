"""Refugee inflow: people arrive from abroad, who seek work and buy what others make."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known


class RefugeeInflow(Instrument):
    """Let people arrive as a share of the population a year; labour and people grow, and demand with the people."""

    row: ClassVar[int] = 48
    shows: ClassVar[str] = "series:arrivals"
    fails: ClassVar[str] = "crowding of informal work where they arrive; barred from formal jobs"
    seen: ClassVar[str] = "Lebanon, Ethiopia, Uganda"
    known: ClassVar[Known] = "weak"

    kind: Literal["refugee_inflow"] = "refugee_inflow"
    rate: float = Field(0.02, ge=0.0, le=0.5, description="share of the population a year (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.ARRIVALS, self.rate)]
