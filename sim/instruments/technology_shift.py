"""Technology shift: posts drift from farming and craft to office and professional work."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Instrument, Known


class TechnologyShift(Instrument):
    """Add to the yearly drift of labour demand between occupations, with the number of posts unchanged."""

    row: ClassVar[int] = 47
    shows: ClassVar[str] = "series:skilled_vacancies"
    fails: ClassVar[str] = "skills of the old occupations lose value; training follows late"
    seen: ClassVar[str] = "occupational change in all countries; no usable estimate for low incomes"
    known: ClassVar[Known] = "weak"

    kind: Literal["technology_shift"] = "technology_shift"
    drift: float = Field(0.05, ge=-0.5, le=0.5, description="added log points a year (assumption)")

    def changes(self) -> list[Change]:
        return [Change(Lever.TECHNOLOGY_DRIFT, self.drift)]
