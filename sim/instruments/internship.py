"""Internship: young jobless people work at a firm for six months, with a stipend from a programme."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class Internship(Instrument):
    """Three months of life skills and three at a host firm; a reference, skill of the firm, and a job for some."""

    row: ClassVar[int] = 18
    shows: ClassVar[str] = "series:interns"
    fails: ClassVar[str] = "replaces entry jobs, graduates of good families, no contract after"
    seen: ClassVar[str] = (
        "Kenya Youth Empowerment Project: KSh 97,000 an intern, men's employment +15 % after 15 months"
    )
    known: ClassVar[Known] = "medium"

    kind: Literal["internship"] = "internship"
    target: Group = Field(
        Target.parse({"age": "18-29", "education": "secondary_plus"}), description="who may become an intern"
    )
    rate: Share = Field(0.1, description="share of the jobless of the group offered one in a month (assumption)")
    stipend: float = Field(0.3, ge=0.0, le=2.0, description="W a month [0.1-0.6] (assumption)")
    paid_by: dict[str, Share] = Field({"government": 0.5, "donors": 0.5}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        return [Change(Lever.INTERNSHIP, self.rate), Change(Lever.INTERN_PAY, self.stipend)]
