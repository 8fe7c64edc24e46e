"""Core skills in the curriculum: part of teaching time goes to skills of use in every job."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class CoreSkillsCurriculum(Instrument):
    """Teach more core skill and less technical skill in the same hours."""

    row: ClassVar[int] = 40
    shows: ClassVar[str] = "series:core_taught"
    fails: ClassVar[str] = "overloaded timetable: technical skill is lost"
    seen: ClassVar[str] = "life skills in the Kenya Youth Empowerment Project; Honorati 2015, World Bank WPS 7284"
    known: ClassVar[Known] = "weak"

    kind: Literal["core_skills_curriculum"] = "core_skills_curriculum"
    share: Share = Field(0.15, description="added to the share of teaching in core skills, from 0.1 (assumption)")
    providers: Group = Field(
        Target.parse({"kind": ["public_college", "private", "ngo"]}), description="programmes that change"
    )
    cost: float = Field(
        5e-05, ge=0.0, le=0.01, description="running cost, W a month for each person of 15-64 (assumption)"
    )

    def changes(self) -> list[Change]:
        return [
            Change(Lever.CURRICULUM_CORE, self.share, target=self.providers),
            Change(Lever.SYSTEM_COST, self.cost),
        ]
