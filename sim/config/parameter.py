"""A number with what one must know to trust it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Frozen(BaseModel):
    """Refuses unknown keys and later changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Parameter(Frozen):
    """A number that a rule uses, with what one must know to trust it."""

    value: Number
    unit: str
    low: Number | None
    high: Number | None
    status: Literal["measured", "fitted", "assumption", "set"]
    source: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _inside(self) -> "Parameter":
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}")
        if (self.low is not None and self.value < self.low) or (self.high is not None and self.value > self.high):
            raise ValueError(f"{self.value:g} is outside {self.low} to {self.high} {self.unit}")
        return self
