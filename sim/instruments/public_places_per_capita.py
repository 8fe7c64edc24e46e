"""Public places, paid by the head: money follows each learner, and colleges take in as many as pay."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class PublicPlacesPerCapita(Instrument):
    """Pay public colleges a rate for each enrolled learner, beyond their places too."""

    row: ClassVar[int] = 2
    shows: ClassVar[str] = "series:trainees"
    fails: ClassVar[str] = "quantity over quality, ghost enrolment, easy trades"
    seen: ClassVar[str] = "South Africa, funding of colleges (from memory)"
    known: ClassVar[Known] = "weak"

    kind: Literal["public_places_per_capita"] = "public_places_per_capita"
    rate: float = Field(1.0, ge=0.0, le=3.0, description="money a head over what it was [0.7-1.3] (assumption)")
    ghosts: Share = Field(0.05, description="learners paid for who are not there [0-0.3] (assumption)")
    providers: Group = Field(Target.parse({"kind": "public_college"}), description="which providers are paid so")
    budget: float | None = Field(
        0.001, ge=0.0, description="new training money, W a month for each person of 15-64 (assumption)"
    )

    def changes(self) -> list[Change]:
        return [
            Change(Lever.HEAD_SHARE, 1.0, target=self.providers),
            Change(Lever.HEAD_RATE, self.rate - 1.0, target=self.providers),
            Change(Lever.HEAD_GHOSTS, self.ghosts, target=self.providers),
        ]
