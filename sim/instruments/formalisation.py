"""Formalisation: registering gets cheaper, and unregistered firms are inspected more often."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class Formalisation(Instrument):
    """Scale the cost of registering and add inspections; who registers owes levy and floor and may claim grants."""

    row: ClassVar[int] = 44
    shows: ClassVar[str] = "series:formal_firms"
    fails: ClassVar[str] = "few firms follow; the smallest stay informal"
    seen: ClassVar[str] = "Sri Lanka: de Mel et al. 2013, AEJ Applied 5(2); Brazil: de Andrade et al. 2016"
    known: ClassVar[Known] = "medium"

    kind: Literal["formalisation"] = "formalisation"
    cost: float = Field(-0.5, ge=-1.0, le=1.0, description="change of the cost of registering, share (assumption)")
    inspections: Share = Field(0.05, description="added probability a year that a firm is inspected (assumption)")
    firms: Group = Field(Target.parse({"formal": False}), description="which firms it is for")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.REGISTRATION_COST, self.cost, how="scale", target=self.firms),
            Change(Lever.INSPECTION, self.inspections, target=self.firms),
        ]
