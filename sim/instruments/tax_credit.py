"""Tax credit: part of the cost of staff courses comes off the profit tax, where there is a profit to tax."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class TaxCredit(Instrument):
    """Give registered firms with a profit a year later part of what they spent on courses; revenue is forgone."""

    row: ClassVar[int] = 9
    shows: ClassVar[str] = "paid:tax_credit"
    fails: ClassVar[str] = "deadweight near the share of firms that train anyhow, useless to small firms"
    seen: ClassVar[str] = "South Africa, learnership allowance (from memory)"
    known: ClassVar[Known] = "weak"

    kind: Literal["tax_credit"] = "tax_credit"
    target: Group = Field(Target.parse({"formal": True}), description="firms that may set courses against tax")
    share: Share = Field(0.2, description="share of the cost of courses [0.1-0.5] (assumption)")
    admin_share: float = Field(0.03, ge=0.0, le=1.0, description="administration for each W forgone (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.TAX_CREDIT, self.share)]
