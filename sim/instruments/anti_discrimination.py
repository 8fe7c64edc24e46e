"""Equal treatment: inspection takes part of the bias against a group out of hiring in formal firms."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known, Share


class AntiDiscrimination(Instrument):
    """Scale down bias where the scenario has some; the law reaches formal firms only."""

    row: ClassVar[int] = 28
    shows: ClassVar[str] = "paid:equal_treatment"
    needs: ClassVar[tuple[str, ...]] = ("economy.access.bias_women=1",)
    fails: ClassVar[str] = "formal firms only, few cases"
    seen: ClassVar[str] = "paired audits: Siegelman & Heckman; no general penalty: Fernandes, Huber & Plaza (2019)"
    known: ClassVar[Known] = "none"

    kind: Literal["anti_discrimination"] = "anti_discrimination"
    enforcement: Share = Field(0.2, description="part of the bias that is removed in formal firms [0-1] (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.GROUP_BIAS, -self.enforcement, how="scale")]
