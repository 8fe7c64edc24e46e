"""Skills anticipation: forecasts of vacancies by occupation are better and newer."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known


class SkillsAnticipation(Instrument):
    """Lower the error of the published forecast and the age of what it is made from."""

    row: ClassVar[int] = 38
    shows: ClassVar[str] = "series:forecast_miss"
    sign: ClassVar[int] = -1
    fails: ClassVar[str] = "unread; stale; cobweb where everybody follows it"
    seen: ClassVar[str] = "skills observatories in several countries; no usable estimate"
    known: ClassVar[Known] = "none"

    kind: Literal["skills_anticipation"] = "skills_anticipation"
    error: float = Field(-0.2, ge=-1.0, le=0.0, description="log points on the forecast error of 0.5 (assumption)")
    lag: float = Field(-12.0, ge=-48.0, le=0.0, description="months on the publication lag of 18 (assumption)")
    cost: float = Field(
        0.0001, ge=0.0, le=0.01, description="running cost, W a month for each person of 15-64 (assumption)"
    )

    def changes(self) -> list[Change]:
        return [
            Change(Lever.FORECAST_ERROR, self.error),
            Change(Lever.PUBLICATION_LAG, self.lag),
            Change(Lever.SYSTEM_COST, self.cost),
        ]
