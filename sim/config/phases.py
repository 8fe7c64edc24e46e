"""Phases of the month that other packages bring: which there are, where they stand, and their numbers.

A package registers a subclass of ``Phase`` by an entry point of the group ``sim.phases``; the configuration names the
entry and a place, never a Python object::

    phases:
      monsoon: {after: set_sector_demand, days: 3}
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from sim.config.messages import sentence
from sim.core import outside
from sim.core.errors import InputError, unknown
from sim.core.schedule import Place

PLACES = Place._fields


class Phase(BaseModel):
    """What happens once a month to the whole model, with its own numbers as fields.

    A subclass gives its numbers a range, a description and a source, says in ``live`` what happens, and may give
    ``after``, ``before`` or ``replace`` a default.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: str | None = Field(None, description="phase of the month after which it stands")
    before: str | None = Field(None, description="phase of the month before which it stands")
    replace: str | None = Field(None, description="phase of the month that it replaces")
    _name: str = PrivateAttr("")

    def live(self, m: Any) -> None:
        """Change the model by what happens this month."""
        raise NotImplementedError

    def __call__(self, m: Any) -> None:
        self.live(m)

    @property
    def __name__(self) -> str:
        return str(self._name or type(self).__qualname__)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.after, self.before, self.replace)


@cache
def registered() -> dict[str, type[Phase]]:
    """Name -> class of every phase that an installed package brings."""
    found = {}
    for entry in outside.entries("sim.phases"):
        made = outside.load(entry)
        if not (isinstance(made, type) and issubclass(made, Phase)):
            raise InputError(f"{entry}: {outside.GROUPS[entry.group]} is needed, got {type(made).__name__}.")
        found[entry.name] = made
    return found


def parse(written: Mapping[str, Any]) -> dict[str, Phase]:
    """The added phases of a configuration by name; one clear message for what cannot be used."""
    return {name: _parse(name, entry) for name, entry in sorted(written.items())}


def _parse(name: str, entry: Any) -> Phase:
    if name not in registered():
        if not registered():
            raise InputError(f"phases.{name}: no installed package brings a phase (entry points of sim.phases).")
        raise unknown("phase", name, registered(), "phases")
    if not isinstance(entry, Mapping):
        raise InputError(f"phases.{name}: must be a mapping such as {{after: participate}}, got '{entry}'.")
    kind = registered()[name]
    elsewhere = dict.fromkeys(PLACES) if any(word in entry for word in PLACES) else {}
    try:
        made = kind(**{**elsewhere, **entry})
    except ValidationError as error:
        raise InputError(sentence(error, kind, f"phases.{name}")) from None
    named = [word for word in made.place if word is not None]
    if len(named) != 1:
        raise InputError(f"phases.{name}: say where it stands by one of {', '.join(PLACES)}; got {len(named)}.")
    made._name = name
    return made
