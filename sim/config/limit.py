"""A limit of the model: which phases its month has, who lives in it, and the numbers of rules of its own.

The options of the group ``theory`` fill it; ``theory=none`` leaves the model's own month.
"""

from typing import Any, Literal, TypeVar

from pydantic import Field

from sim.config.parameter import Frozen, Parameter
from sim.core.errors import InputError

Numbers = TypeVar("Numbers")


class Limit(Frozen):
    """What a textbook case takes of the model, and what it puts in its place."""

    people: Literal["country", "seekers"] = "country"
    """``seekers``: at the start everybody is alike, out of school and without a job, and looks for work."""
    month: tuple[str, ...] = ()
    """Phases by name and in order; none: the model's own month."""
    record: bool = True
    """Whether the indicators are read every month."""
    numbers: dict[str, Parameter] = Field(default_factory=dict)

    def numbers_of(self, tuple_class: type[Numbers]) -> Numbers:
        """The numbers of one rule, by the names of its tuple; a tuple's own default stands in for a missing one."""
        fields, defaults = tuple_class._fields, tuple_class._field_defaults  # type: ignore[attr-defined]
        missing = [name for name in fields if name not in self.numbers and name not in defaults]
        if missing:
            known = ", ".join(self.numbers) or "none"
            raise InputError(f"limit.numbers.{missing[0]}: is missing in this theory, which has: {known}.")
        return tuple_class(**{name: self.numbers[name].value for name in fields if name in self.numbers})

    def canonical(self) -> dict[str, Any]:
        """What decides the result."""
        return {
            "people": self.people,
            "month": list(self.month),
            "numbers": {name: number.value for name, number in self.numbers.items()},
        }
