"""Transport allowance: part of the cost of travelling to training and of looking for work is paid back."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known


class TransportAllowance(Instrument):
    """Lower the monthly cost of travel, to training or in search, down to nothing at most."""

    row: ClassVar[int] = 21
    shows: ClassVar[str] = "paid:travel_and_care"
    fails: ClassVar[str] = "search gain gone after four years, displacement"
    seen: ClassVar[str] = "Addis Ababa: Franklin 2018, Economic Journal 128(614)"
    known: ClassVar[Known] = "medium"

    kind: Literal["transport_allowance"] = "transport_allowance"
    amount: float = Field(
        0.05, ge=0.0, le=1.0, description="W a month; about two trips a week at 1 US$ and W of about 180 US$"
    )
    training: bool = Field(True, description="covers travel to training")
    search: bool = Field(True, description="covers travel in search of work")

    def changes(self) -> list[Change]:
        covered = [(Lever.TRAVEL_COST, self.training), (Lever.SEARCH_COST, self.search)]
        return [Change(lever, -self.amount) for lever, chosen in covered if chosen]
