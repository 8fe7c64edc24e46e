"""Public places, block funding: colleges are given money for more places, whether or not they are filled."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known


class PublicPlacesBlock(Instrument):
    """Add a share of places at public colleges and appropriate the money for them."""

    row: ClassVar[int] = 1
    shows: ClassVar[str] = "series:places"
    fails: ClassVar[str] = "half-empty and overfull courses, materials starved, wrong trades"
    seen: ClassVar[str] = "Malawi: 12,000 applicants for about 2,000 places in 2024"
    known: ClassVar[Known] = "strong"

    kind: Literal["public_places_block"] = "public_places_block"
    places: float = Field(0.5, ge=0.0, le=10.0, description="added places, share of what the college plans itself")
    providers: Group = Field(Target.parse({"kind": "public_college"}), description="which providers are given places")
    budget: float | None = Field(
        0.001, ge=0.0, description="new training money, W a month for each person of 15-64 (assumption)"
    )

    def changes(self) -> list[Change]:
        return [Change(Lever.PLACES, self.places, how="scale", target=self.providers)]
