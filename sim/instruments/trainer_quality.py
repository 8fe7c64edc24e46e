"""Trainer quality: trainers are trained, and paid for learners who pass."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class TrainerQuality(Instrument):
    """Raise the skill gained for a month of teaching and pay for results of tests."""

    row: ClassVar[int] = 42
    shows: ClassVar[str] = "paid:skills_system"
    fails: ClassVar[str] = "teaching to the test; trainers leave"
    seen: ClassVar[str] = "Ghana, tournament among master trainers: +0.15 SD of skill"
    known: ClassVar[Known] = "medium"

    kind: Literal["trainer_quality"] = "trainer_quality"
    teaching: Share = Field(0.2, description="more skill for a month of teaching (assumption) [0-0.5]")
    result_pay: float = Field(0.1, ge=0.0, le=2.0, description="W a learner who passes (assumption)")
    providers: Group = Field(
        Target.parse({"kind": ["public_college", "private", "ngo", "master"]}), description="whose trainers"
    )
    cost: float = Field(
        0.0002, ge=0.0, le=0.01, description="running cost, W a month for each person of 15-64 (assumption)"
    )

    def changes(self) -> list[Change]:
        return [
            Change(Lever.TEACHING, self.teaching, how="scale", target=self.providers),
            Change(Lever.RESULT_PAY, self.result_pay, target=self.providers),
            Change(Lever.SYSTEM_COST, self.cost),
        ]
