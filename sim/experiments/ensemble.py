"""An ensemble: sets of numbers of one country that published figures do not rule out.

A set holds the behaviour parameters and the level constants solved for them, so that every set meets the country's
figures about as well. Files lie beside the country's in ``ensemble/``; their first lines say how they were made.
"""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from sim.config import places
from sim.core import remarked
from sim.core.errors import InputError, unknown
from sim.core.whole import write_text

ON = "on"
WORD = "ensemble="
NOTES = ("member", "distance", "distance_fresh", "distance_held_out")
"""Columns that are no parameters."""
CONSTANTS = "country.constants."


@dataclass(frozen=True)
class Ensemble:
    """Parameter sets, each ``key -> value`` with keys of the command line; ``header``: what the file says of them."""

    name: str
    members: tuple[dict[str, float], ...]
    header: tuple[str, ...] = ()
    notes: tuple[dict[str, float], ...] = field(default=())
    file: Path | None = None

    def __len__(self) -> int:
        return len(self.members)

    @property
    def behaviour(self) -> list[str]:
        """Names of the behaviour parameters."""
        return [key for key in self.members[0] if not key.startswith(CONSTANTS)]

    def said(self, word: str) -> str:
        """What the header says under ``word``; empty where it says nothing."""
        return next((line.partition(": ")[2] for line in self.header if line.startswith(f"{word}: ")), "")


def folder(country: str) -> Path:
    """Where the ensembles of a country lie: beside its own file."""
    return places.country_file(country).parent / "ensemble"


def file_of(name: str, country: str) -> Path:
    """The file of an ensemble: ``on`` is the country's own, else a name in the folder or a path."""
    home = folder(country)
    if name == ON:
        found = home / f"{country}.csv"
        if not found.is_file():
            raise InputError(
                f"ensemble=on: {country} has none yet. `sim calibrate {country} --behaviour` makes one; countries that "
                f"have one: {', '.join(_known(home)) or 'none'}."
            )
        return found
    if name.endswith(".csv") and Path(name).is_file():
        return Path(name).resolve()
    if name not in _known(home):
        raise unknown("ensemble", name, _known(home), "ensemble")
    return home / f"{name}.csv"


def _known(home: Path) -> list[str]:
    return sorted(file.stem for file in home.glob("*.csv"))


def read(file: Path) -> Ensemble:
    """Read an ensemble; its remarks say how it was made."""
    try:
        table, remarks = remarked.read(file)
    except OSError:
        raise InputError(f"{file}: there is no such ensemble.") from None
    try:
        members = tuple({k: float(v) for k, v in row.items() if k not in NOTES} for row in table)
        notes = tuple({k: float(v or "nan") for k, v in row.items() if k in NOTES} for row in table)
    except (TypeError, ValueError):
        raise InputError(f"{file}: every row needs a number under every parameter.") from None
    if len(members) < 2 or not members[0]:
        raise InputError(f"{file}: an ensemble needs two sets of parameters at least.")
    return Ensemble(file.stem, members, tuple(remarks), notes, file)


def write(ensemble: Ensemble, file: Path) -> Path:
    """Write an ensemble; the file appears complete or not at all."""
    text = io.StringIO()
    text.writelines(f"# {line}\n" for line in ensemble.header)
    names = list(ensemble.members[0])
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["member", *names, *NOTES[1:]])
    for k, member in enumerate(ensemble.members):
        notes = ensemble.notes[k] if k < len(ensemble.notes) else {}
        table.writerow(
            [k + 1, *(f"{member[n]:.6g}" for n in names), *(f"{notes.get(n, float('nan')):.4g}" for n in NOTES[1:])]
        )
    write_text(file, text.getvalue())
    return file


def taken(words: list[str]) -> tuple[list[str], str | None]:
    """Words without ``ensemble=NAME``, and the name; None where there is none or it is ``off``.

    >>> taken(["country=ghana", "ensemble=on"])
    (['country=ghana'], 'on')
    """
    named = [w.removeprefix(WORD).strip("'\"") for w in words if w.startswith(WORD)]
    if len(named) > 1:
        raise InputError(f"one ensemble at a time, got {' and '.join(named)}.")
    rest = [w for w in words if not w.startswith(WORD)]
    return rest, named[0] if named and named[0] not in ("off", "null", "") else None
