"""What every instrument has in common: whom it reaches, when, how strongly, and who pays."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from sim.core.errors import InputError, unknown
from sim.core.groups import Target
from sim.core.levers import PAYERS
from sim.core.policy import Change


def _target(written: Any) -> Target:
    try:
        return Target.parse(written)
    except InputError as error:
        raise PydanticCustomError("target", "{message}", {"message": str(error)}) from error


Share = Annotated[float, Field(ge=0.0, le=1.0)]
Months = Annotated[int, Field(ge=0, le=1200)]
Known = Literal["strong", "medium", "weak", "none"]
Group = Annotated[Target, BeforeValidator(_target)]


class Instrument(BaseModel):
    """A policy measure: target group × levers × who pays × financing × when.

    Amounts are in W, the mean monthly pay of employees; months are run months, 0 the first.
    """

    row: ClassVar[int] = 0
    """Number in the catalogue of instruments."""
    shows: ClassVar[str] = ""
    """First-order outcome: ``series:NAME`` (monthly figure of the model), ``paid:PURPOSE`` or ``indicator:NAME``."""
    sign: ClassVar[int] = 1
    """Which way the first-order outcome moves."""
    needs: ClassVar[tuple[str, ...]] = ()
    """Words of a configuration of the world in which it has something to do, where the default has nothing for it."""
    fails: ClassVar[str] = ""
    """Documented way to fail, which the model is to show."""
    seen: ClassVar[str] = ""
    """Where it has been tried, with source."""
    known: ClassVar[Known] = "none"
    """How much is known of its effect."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    target: Group = Field(Target(), description="group that the measure is for; a mapping of traits or everybody")
    take_up: Share = Field(1.0, description="share of those reached who take it up; keyed by person, nested")
    inclusion_error: Share = Field(0.0, description="share of people outside the group who get it")
    exclusion_error: Share = Field(0.0, description="share of the group who are left out by mistake")
    offered: Share = Field(1.0, description="share of those reached to whom a lottery makes the offer")
    saturation: dict[int, Share] = Field(
        default_factory=dict, description="share offered in single local markets, by their number"
    )
    delivers: bool = Field(True, description="false: the money is raised and nothing is delivered")
    start: Months = Field(0, description="first run month")
    end: Months | None = Field(None, description="first run month without it; none: it stays")
    ramp: Months = Field(0, description="months until full delivery")
    fade: Months = Field(0, description="months after the end over which it fades to nothing")
    intensity: float = Field(1.0, ge=0.0, le=10.0, description="1 as designed, 0 nothing")
    budget: float | None = Field(
        None, ge=0.0, description="new training money, W a month for each person of 15-64; none: no money set aside"
    )
    paid_by: dict[str, Share] = Field({"government": 1.0}, description="payer shares, summing to 1")
    financing: Literal["household_tax", "deficit", "reallocation"] = Field(
        "household_tax", description="where new money of the government comes from"
    )
    admin_share: float = Field(0.10, ge=0.0, le=1.0, description="administration for each W paid out (assumption)")
    leakage: float = Field(0.05, ge=0.0, lt=1.0, description="share of the money that reaches nobody (assumption)")

    @field_validator("paid_by")
    @classmethod
    def _payers_share_the_cost(cls, paid_by: dict[str, float]) -> dict[str, float]:
        for payer in paid_by:
            if payer not in PAYERS:
                wrong = str(unknown("payer", payer, PAYERS, cls.__name__))
                raise PydanticCustomError("payer", "{message}", {"message": wrong})
        total = sum(paid_by.values())
        if abs(total - 1.0) > 1e-9:
            shown = ", ".join(f"{p}: {s:g}" for p, s in paid_by.items())
            message = f"{cls.__name__}: paid_by shares must add up to 1, got {total:g} from {{{shown}}}."
            raise PydanticCustomError("paid_by", "{message}", {"message": message})
        return paid_by

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> "Instrument":
        if self.end is not None and self.end <= self.start:
            message = f"{type(self).__name__}: end must come after start, got start {self.start} and end {self.end}."
            raise PydanticCustomError("period", "{message}", {"message": message})
        return self

    @property
    def shares(self) -> tuple[float, ...]:
        """Payer shares in the order of the statutory payers."""
        return tuple(self.paid_by.get(p, 0.0) for p in PAYERS)

    def changes(self) -> list[Change]:
        """The changes of levers at full intensity."""
        raise NotImplementedError
