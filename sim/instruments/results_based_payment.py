"""Pay by results: part of the money for a learner is paid when the leaver is placed."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class ResultsBasedPayment(Instrument):
    """Keep part of public and donor money back until three months after the course, and pay it for placed leavers."""

    row: ClassVar[int] = 3
    shows: ClassVar[str] = "series:results_paid"
    fails: ClassVar[str] = "cream-skimming, short placements gone after the claim month, providers without capital fail"
    seen: ClassVar[str] = "Nepal Employment Fund"
    known: ClassVar[Known] = "medium"

    kind: Literal["results_based_payment"] = "results_based_payment"
    share: Share = Field(0.4, description="part of the money that is paid at the result [0.1-1] (assumption)")
    short: Share = Field(0.2, description="unplaced leavers with a short placement in the claim month (assumption)")
    providers: Group = Field(
        Target.parse({"kind": ["public_college", "private", "ngo"]}), description="which providers are paid so"
    )

    def changes(self) -> list[Change]:
        return [
            Change(Lever.RESULT_SHARE, self.share, target=self.providers),
            Change(Lever.RESULT_SHORT, self.short, target=self.providers),
        ]
