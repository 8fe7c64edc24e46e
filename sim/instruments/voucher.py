"""Voucher: the learner chooses a course and the voucher pays its fee."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class Voucher(Instrument):
    """Pay the fee of a course of the person's own choice, at public colleges only or at any school."""

    row: ClassVar[int] = 10
    shows: ClassVar[str] = "paid:voucher"
    fails: ClassVar[str] = "queues, price capture by schools, weak earnings, distance decides"
    seen: ClassVar[str] = "Senegal 3FPT: 9,000 requests for 2,000 vouchers in 2023; Kenya vocational voucher trial"
    known: ClassVar[Known] = "medium"

    kind: Literal["voucher"] = "voucher"
    target: Group = Field(Target.parse({"age": "15-30"}), description="who can ask for a voucher")
    value: float = Field(0.5, ge=0.0, le=10.0, description="W a month, most that it pays of a fee (assumption)")
    valid: Literal["any", "public"] = Field("any", description="where it is taken: any school, or public colleges only")
    take_up: Share = Field(0.74, description="share of those reached who use it; Kenya 0.74 (0.79 any, 0.69 public)")
    budget: float | None = Field(
        0.001, ge=0.0, description="W a month for each person of 15-64 (assumption); none: as many as are asked for"
    )

    def changes(self) -> list[Change]:
        return [Change(Lever.VOUCHER_PUBLIC if self.valid == "public" else Lever.VOUCHER, self.value)]
