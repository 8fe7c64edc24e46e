"""The order of a month: phases put after, before or in the place of others."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sim.core.errors import InputError, unknown

Phase = Callable[[Any], None]


class Place(NamedTuple):
    """Where a phase stands; exactly one of the three names a phase."""

    after: str | None = None
    before: str | None = None
    replace: str | None = None


def place(
    month: tuple[Phase, ...],
    phase: Phase,
    *,
    after: str | None = None,
    before: str | None = None,
    replace: str | None = None,
) -> tuple[Phase, ...]:
    """``month`` with one more phase, or another one instead.

    ``MONTH = place(LabourMarket.MONTH, give_up, after="search_and_match")`` in a subclass of ``LabourMarket``.
    """
    return arrange(month, {phase.__name__: (phase, Place(after, before, replace))})


def only(month: tuple[Phase, ...], others: Mapping[str, Phase], names: tuple[str, ...]) -> tuple[Phase, ...]:
    """The phases called ``names``, in their order, out of ``month`` and ``others``."""
    known = {phase.__name__: phase for phase in month} | dict(others)
    for name in names:
        if name not in known:
            raise unknown("phase", name, known, "limit.month")
    return tuple(known[name] for name in names)


def arrange(month: tuple[Phase, ...], added: Mapping[str, tuple[Phase, Place]]) -> tuple[Phase, ...]:
    """``month`` with the phases ``added`` at their places, whatever the order of ``added``.

    A phase may name another added phase. Phases at one place stand in the order of their names. The name of a
    replaced phase still marks its place.
    """
    slots = {phase.__name__: (phase, phase.__name__) for phase in month}
    for name, (phase, spot) in sorted(added.items()):
        _check(name, spot, slots, added)
        if spot.replace is not None:
            if slots[spot.replace][1] != spot.replace:
                raise InputError(f"phases.{name}: {spot.replace} is replaced by {slots[spot.replace][1]} already.")
            slots[spot.replace] = (phase, name)
    made: list[Phase] = []
    seen: set[str] = set()

    def emit(phase: Phase, names: tuple[str, ...]) -> None:
        seen.update(names)
        for wanted in ("before", "after"):
            if wanted == "after":
                made.append(phase)
            for name, (other, spot) in sorted(added.items()):
                if getattr(spot, wanted) in names:
                    emit(other, (name,))

    for slot, (phase, name) in slots.items():
        emit(phase, tuple({slot, name}))
    if lost := sorted(set(added) - seen):
        raise InputError(f"phases: {' and '.join(lost)} stand after or before each other and nowhere in the month.")
    return tuple(made)


def _check(name: str, spot: Place, slots: Mapping[str, Any], added: Mapping[str, Any]) -> None:
    named = [word for word in spot if word is not None]
    if len(named) != 1:
        raise InputError(f"phases.{name}: say where it stands by one of after, before, replace; got {len(named)}.")
    if name in slots:
        raise InputError(f"phases.{name}: the month has a phase of this name already.")
    allowed = list(slots) if spot.replace is not None else [*slots, *(n for n in added if n != name)]
    if named[0] not in allowed:
        raise unknown("phase", named[0], allowed, f"phases.{name}")
