"""Public places, block funding: colleges are given money for more places, whether or not they are filled."""

from typing import Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Change, Lever
from sim.instruments.base import Group, Instrument


class PublicPlacesBlock(Instrument):
    """Add a share of places at public colleges and appropriate the money for them."""

    kind: Literal["public_places_block"] = "public_places_block"
    places: float = Field(0.5, ge=0.0, le=10.0, description="added places, share of what the college plans itself")
    providers: Group = Field(Target.parse({"kind": "public_college"}), description="which providers are given places")
    budget: float | None = Field(
        0.001, ge=0.0, description="new training money, W a month for each person of 15-64 (assumption)"
    )

    def changes(self) -> list[Change]:
        return [Change(Lever.PLACES, self.places, how="scale", target=self.providers)]
