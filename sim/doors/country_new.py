"""``sim country new NAME --facts FILE [key=value …]``: a runnable country from a table of published figures."""

from pathlib import Path
from typing import Any

from sim.config import places
from sim.core.errors import InputError
from sim.doors import console
from sim.doors.words import is_change

FILLED = ("figure", "value", "how")


def new(args: Any) -> int:
    """Check, fill in, try and write; then say what was filled in and what to do next."""
    from sim.experiments.country_new.gaps import words
    from sim.experiments.country_new.make import make

    if not args.name or is_change(args.name):
        raise InputError("sim country new: a name is missing, as in sim country new kenya --facts KEN.csv.")
    if not args.facts:
        raise InputError(f"sim country new {args.name}: --facts FILE is missing: the table of published figures (CSV).")
    for word in args.words:
        if "=" not in word:
            raise InputError(f"sim country new: settings are written key=value, got '{word}'.")
    settings = dict(word.split("=", 1) for word in args.words)
    made = make(args.name, args.facts, settings, Path(args.out) if args.out else None)
    if args.json:
        console.as_json({
            "country": args.name, "file": str(made.file), "facts": str(made.facts), "anchor_year": made.anchor_year,
            "neighbour": made.beside.country.option, "why": made.beside.why, "given": made.given,
            "filled": [f._asdict() for f in made.filled], "notes": made.notes,
        })  # fmt: skip
        return 0
    console.say(f"{made.file}: {made.anchor_year}, {made.given} figures given, {len(made.filled)} filled in.")
    if made.filled:
        title = f"Filled in with the help of {made.beside.country.name} ({made.beside.why})"
        console.table(FILLED, words(made.filled), title)
    for note in made.notes:
        console.note(note, args.quiet)
    if made.file.parents[1] not in places.country_roots():
        console.note(f"It is found where {places.OWN}={made.file.parents[1]} is set.", args.quiet)
    console.note(
        f"Next: sim country show {args.name}; sim run country={args.name}; sim calibrate {args.name}", args.quiet
    )
    return 0
