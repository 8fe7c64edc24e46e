"""Public works: temporary jobs at a low set pay for poor people who are available for work."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class PublicWorks(Instrument):
    """Offer jobs for some months as long as the money lasts; who earns less elsewhere accepts."""

    row: ClassVar[int] = 36
    shows: ClassVar[str] = "series:public_works"
    fails: ClassVar[str] = "no lasting jobs; draws from informal work; rationed"
    seen: ClassVar[str] = "cash-for-work in Lebanon; urban productive safety net in Ethiopia"
    known: ClassVar[Known] = "medium"

    kind: Literal["public_works"] = "public_works"
    target: Group = Field(
        Target.parse({"age": "18-64", "wealth": "1-2"}), description="who is offered a job; the poorest two quintiles"
    )
    offers: Share = Field(0.02, description="probability of an offer a month [0-0.2] (assumption)")
    pay: float = Field(
        0.2, ge=0.0, le=2.0, description="W a month, at or below the minimum wage [0.1-0.3] (assumption)"
    )
    budget: float | None = Field(
        0.002, ge=0.0, description="money for it, W a month for each person of 15-64; none: no limit (assumption)"
    )

    def changes(self) -> list[Change]:
        return [Change(Lever.DIRECT_JOB, self.offers), Change(Lever.DIRECT_PAY, self.pay)]
