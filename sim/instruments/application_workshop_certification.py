"""Application workshop with a certificate of skills: employers see more of those who attended."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class ApplicationWorkshopCertification(Instrument):
    """A week of help with applications and tests; the reliability of what employers see rises, and fades slowly."""

    row: ClassVar[int] = 34
    shows: ClassVar[str] = "series:workshop"
    fails: ClassVar[str] = "ranks others down; low scorers lose"
    seen: ClassVar[str] = "Addis Ababa: Abebe et al. 2021, Rev. Econ. Stud.; South Africa: Carranza et al. 2022, AER"
    known: ClassVar[Known] = "strong"

    kind: Literal["application_workshop_certification"] = "application_workshop_certification"
    target: Group = Field(Target.parse({"age": "15-29"}), description="jobseekers who may attend")
    gain: Share = Field(0.2, description="added to the reliability of the signal, from 0.4 to 0.6 (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.SIGNAL_RELIABILITY, self.gain)]
