"""Pages about policy, written from the code: the levers, and the instruments that move them."""

import inspect
import re
from importlib import import_module
from typing import Any

from sim.config import places
from sim.doors.pages import page, said, table


def levers() -> str:
    """What policy may move, and which instruments do."""
    from sim.core.levers import LEVERS
    from sim.instruments.registry import kinds

    movers: dict[str, list[str]] = {}
    for kind, made in kinds().items():
        for lever in moves(made):
            movers.setdefault(lever, []).append(f"[{kind}](instruments.md#{kind})")
    rows = [
        (f"`{lever.name.lower()}`", s.unit, s.bearer, s.meaning, ", ".join(movers.get(lever.name.lower(), [])))
        for lever, s in LEVERS.items()
    ]
    intro = """
A policy instrument never edits a rule. It declares changes of levers for a target group, and the rules ask the lever
for its value. The list is closed: what is not here, policy cannot move. `bearer` is whose row is asked."""
    return page("Levers", intro, table(("lever", "unit", "bearer", "meaning", "moved by"), rows))


def instruments() -> str:
    """The catalogue: what each instrument does, for whom, who pays, how it is known to fail."""
    from sim.instruments.registry import kinds

    grouped: dict[str, list[str]] = {}
    for kind, made in sorted(kinds().items(), key=lambda item: (item[1].row or 10**6, item[0])):
        grouped.setdefault(_group(kind), []).append(_entry(kind, made))
    parts = [f"## {name.capitalize()}\n\n" + "\n\n".join(entries) for name, entries in grouped.items()]
    return page("Instruments", INSTRUMENTS, *parts)


INSTRUMENTS = """
A policy is made of instruments: target group × levers × intensity × who pays × when. Each has a ready-made design
in `conf/<group>/`, which is illustrative; `sim options <instrument>` prints its fields, `sim run
services=[hiring_subsidy]` puts it into the world, `instruments.hiring_subsidy.share=0.3` changes it. [What every
instrument does](effects.md) shows each in paired worlds. *Known from*: strong, several trials; medium, one or two;
weak, administrative data and cases: for the weak ones trust the order of designs and a range, never one number.

All instruments share these fields: `target`, `take_up`, `inclusion_error`, `exclusion_error`, `offered` and
`saturation` (a lottery of the offer, in general and by local market), `start`, `end`, `ramp`, `intensity`,
`budget`, `paid_by`, `financing`, `admin_share`, `leakage`."""


def moves(kind: Any) -> list[str]:
    """Levers that the file of an instrument names, in lower case."""
    named = re.findall(r"Lever\.([A-Z_]+)", inspect.getsource(import_module(kind.__module__)))
    return [name.lower() for name in dict.fromkeys(named)]


def _group(kind: str) -> str:
    """The policy group with a ready-made design of this kind."""
    for group in places.POLICY_GROUPS:
        if kind in places.options(group):
            return group
    return "others"


def _entry(kind: str, made: Any) -> str:
    """One instrument: what it does, its own fields with defaults, levers, payers, failure, precedent."""
    from sim.instruments.base import Instrument

    fields = made.model_fields
    own = {n: f for n, f in fields.items() if n not in Instrument.model_fields and n != "kind"}
    rows = [(f"`{n}`", _default(f.default), f.description or "") for n, f in own.items()]
    payers = ", ".join(f"{p} {s:.0%}" for p, s in fields["paid_by"].get_default(call_default_factory=True).items())
    facts = [f"moves {', '.join(f'`{m}`' for m in moves(made))}", f"paid by {payers} unless said otherwise"]
    if made.shows:
        facts.append(f"shows first in `{made.shows}` ({'up' if made.sign > 0 else 'down'})")
    lines = [f"### {kind}", said(made)[0], f"M{'; '.join(facts)[1:]}."]
    if made.fails:
        lines.append(f"Known to fail by: {made.fails}. Tried: {made.seen}. Known from: {made.known}.")
    if rows:
        lines.append(table(("field", "default", "meaning"), rows))
    return "\n\n".join(lines)


def _default(value: Any) -> str:
    """A default as it is written in a configuration."""
    if hasattr(value, "describe"):
        return str(value.describe() or "everybody")
    return f"{value:.4g}" if isinstance(value, float) else str(value)
