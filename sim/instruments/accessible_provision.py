"""Accessible provision: programmes that people with a disability can use, and grants to employers who accommodate."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class AccessibleProvision(Instrument):
    """Make courses usable and take over part of the employer's cost of accommodation.

    Employers then take less off the score and the pay of applicants, and more of them accommodate those they hire,
    who lose less where tasks do not fit.
    """

    row: ClassVar[int] = 24
    shows: ClassVar[str] = "paid:accommodation"
    fails: ClassVar[str] = "low claims, built but not used, transport missing"
    seen: ClassVar[str] = "disability law of Ghana and Tanzania"
    known: ClassVar[Known] = "weak"

    kind: Literal["accessible_provision"] = "accessible_provision"
    target: Group = Field(Target.parse({"disability": "moderate_plus"}), description="whose access is improved")
    courses: Share = Field(0.7, description="part of the difficulty of use that is removed [0-1] (assumption)")
    accommodation: Share = Field(0.5, description="part of the employer's cost that is granted [0-1] (assumption)")
    unit_cost: Share = Field(0.03, description="higher running cost of public courses, share [0-0.2] (assumption)")
    take_up: Share = Field(0.5, description="share of the group reached (assumption)")
    budget: float | None = Field(
        0.0001, ge=0.0, description="new training money for accessible courses, W a month a person (assumption)"
    )

    def changes(self) -> list[Change]:
        colleges = Target.parse({"kind": "public_college"})
        return [
            Change(Lever.ACCESSIBILITY, self.courses),
            Change(Lever.ACCOMMODATION_COST, -self.accommodation, how="scale"),
            Change(Lever.UNIT_COST, self.unit_cost, how="scale", target=colleges),
        ]
