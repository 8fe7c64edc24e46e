"""Donor pilot: for some months donors pay for better places with a stipend, on top of the system, and then stop."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Months, Share


class DonorPilot(Instrument):
    """Offer seats outside the queue, dearer and better taught, until a fixed month."""

    row: ClassVar[int] = 14
    shows: ClassVar[str] = "series:seats"
    fails: ClassVar[str] = "not scaled, poaches trainers, cliff at the end"
    seen: ClassVar[str] = "ILO and UNICEF, Lebanon, US$2.5 m; QEP Ethiopia, EUR 21.3 m with 3.9 m of Norad"
    known: ClassVar[Known] = "medium"

    kind: Literal["donor_pilot"] = "donor_pilot"
    target: Group = Field(Target.parse({"age": "15-29", "neet": True}), description="who is offered a seat")
    offer: Share = Field(0.01, description="probability a month of being offered a seat (assumption)")
    cost: float = Field(2.0, ge=0.1, le=5.0, description="price over that of a usual place [1.5-3] (assumption)")
    stipend: float = Field(0.15, ge=0.0, le=2.0, description="W a month [0-0.5] (assumption)")
    teaching: float = Field(1.3, ge=0.0, le=3.0, description="skill gained over a usual place [1-1.6] (assumption)")
    months: Months = Field(0, le=60, description="length of the course; 0 as long as the programme usually takes")
    end: Months | None = Field(24, description="first run month without it; a pilot ends")
    paid_by: dict[str, Share] = Field({"donors": 1.0}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.SEAT_OFFER, self.offer),
            Change(Lever.SEAT_COST, self.cost - 1.0),
            Change(Lever.SEAT_STIPEND, self.stipend),
            Change(Lever.SEAT_TEACHING, self.teaching - 1.0),
            *([Change(Lever.SEAT_MONTHS, self.months)] if self.months else []),
        ]
