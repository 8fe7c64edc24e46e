"""Job-search assistance: jobseekers are helped to send more applications at lower cost."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known


class JobSearchAssistance(Instrument):
    """Add applications a month and pay part of what a formal one costs, for as long as the person seeks."""

    row: ClassVar[int] = 33
    shows: ClassVar[str] = "series:applications"
    fails: ClassVar[str] = "displacement where posts are given; the effect fades"
    seen: ClassVar[str] = "Addis Ababa: Franklin 2018; Denmark: Gautier et al. 2018, J. Labor Econ. 36(4)"
    known: ClassVar[Known] = "strong"

    kind: Literal["job_search_assistance"] = "job_search_assistance"
    target: Group = Field(Target.parse({"age": "15-29", "unemployed": True}), description="jobseekers who are assisted")
    applications: float = Field(1.0, ge=0.0, le=10.0, description="added applications a month [0-3] (assumption)")
    cost_covered: float = Field(0.0, ge=0.0, le=1.0, description="W taken off a formal application (assumption)")

    def changes(self) -> list[Change]:
        made = [Change(Lever.APPLICATIONS, self.applications)]
        return [*made, Change(Lever.SEARCH_COST, -self.cost_covered)] if self.cost_covered else made
