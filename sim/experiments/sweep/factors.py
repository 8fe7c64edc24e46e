"""What a sweep varies: a factor with listed values, with a range, or with named sets of values."""

from dataclasses import dataclass, field
from fnmatch import fnmatch
from math import exp, log
from pathlib import Path
from typing import Any

from sim.config import places
from sim.config.compose import check_option
from sim.core import remarked
from sim.core.errors import InputError

Values = dict[str, Any]
"""Key of a configuration -> value."""


@dataclass(frozen=True)
class Factor:
    """One thing that varies; ``key`` is also its column in the tables.

    ``levels``: listed values. ``low`` to ``high``: a range, in whole numbers if ``whole``, even in logarithms if
    ``log``. ``sets``: each level is a name that stands for several values.
    """

    key: str
    levels: tuple[Any, ...] = ()
    low: float | None = None
    high: float | None = None
    whole: bool = False
    log: bool = False
    sets: dict[str, Values] = field(default_factory=dict)

    @property
    def listed(self) -> bool:
        return self.low is None

    def at(self, share: float) -> Any:
        """The value at a share of the way, 0 to below 1: of the range, or of the list in equal parts.

        >>> Factor("a", levels=("x", "y")).at(0.5), Factor("b", low=0, high=9, whole=True).at(0.999)
        ('y', 9)
        """
        if self.listed:
            return self.levels[min(int(share * len(self.levels)), len(self.levels) - 1)]
        low, high = float(self.low or 0.0), float(self.high or 0.0)
        if self.whole:
            return min(int(low) + int(share * (int(high) - int(low) + 1)), int(high))
        return exp(log(low) + share * (log(high) - log(low))) if self.log else low + share * (high - low)

    def values(self, level: Any) -> Values:
        """What a level puts into the configuration."""
        return self.sets[level] if self.sets else {self.key: level}


def factor(key: str, given: Any, where: str) -> Factor:
    """A factor as a design writes it: a list, ``{low, high}``, ``{sets: {name: {key: value}}}``, ``{table: FILE}``."""
    if isinstance(given, list):
        made = Factor(key, tuple(given))
    elif isinstance(given, dict) and set(given) == {"sets"} and isinstance(given["sets"], dict):
        made = Factor(key, tuple(str(n) for n in given["sets"]), sets={str(n): v for n, v in given["sets"].items()})
    elif isinstance(given, dict) and set(given) == {"table"}:
        sets = sets_of(table_file(str(given["table"]), where), where)
        made = Factor(key, tuple(sets), sets=sets)
    elif isinstance(given, dict) and {"low", "high"} <= set(given) <= {"low", "high", "whole", "log"}:
        made = Factor(key, **given)
    else:
        raise InputError(f"{where}: factor {key}: a list, {{low, high}}, {{sets}} or {{table}}, not {given}.")
    return checked(made, where)


def table_file(name: str, where: str) -> Path:
    """A table beside the design, or where the command was typed."""
    found = next((f for f in (Path(where).parent / name, Path(name)) if f.is_file()), None)
    if found is None:
        raise InputError(f"{where}: table {name} is neither beside the design nor in {Path.cwd()}.")
    return found


def sets_of(file: Path, where: str) -> dict[str, Values]:
    """Rows of a CSV as sets of values: columns with a dot in their name are keys, the first column names the row.

    Lines with ``#`` are remarks. An ensemble of plausible parameters is such a table.
    """
    rows, _ = remarked.read(file)
    try:
        made = {next(iter(r.values())): {k: float(v) for k, v in r.items() if "." in k} for r in rows}
    except (TypeError, ValueError):
        raise InputError(f"{where}: {file}: every row needs a number under every key.") from None
    if not made or len(made) < len(rows):
        raise InputError(f"{where}: {file}: the first column must name every row, and each once.")
    return made


def checked(made: Factor, where: str) -> Factor:
    """Factors that cannot be used are refused before anything runs."""
    if made.listed and not made.levels:
        raise InputError(f"{where}: factor {made.key} has no values.")
    if made.listed and len({repr(v) for v in made.levels}) < len(made.levels):
        raise InputError(f"{where}: factor {made.key} names a value twice: {', '.join(map(str, made.levels))}.")
    if any(not isinstance(values, dict) or not values for values in made.sets.values()):
        raise InputError(f"{where}: factor {made.key}: each set must be a mapping of keys to values.")
    if not made.listed:
        numbers = all(isinstance(x, int | float) and not isinstance(x, bool) for x in (made.low, made.high))
        if not numbers or not float(made.low or 0) < float(made.high or 0):
            raise InputError(f"{where}: factor {made.key}: low must be below high, got {made.low} and {made.high}.")
        if made.log and float(made.low or 0) <= 0:
            raise InputError(f"{where}: factor {made.key}: logarithms need low above 0, got {made.low}.")
    if made.listed and made.key in (*places.groups(), *places.POLICY_GROUPS):
        for level in made.levels:
            check_option(made.key, level, where)
    return made


def from_sweep(key: str, sweep: Any, word: str) -> Factor:
    """A factor as Hydra's sweep grammar writes it: ``a,b``, ``choice()``, ``range()``, ``interval()``, ``glob()``."""
    kind = type(sweep).__name__
    if kind == "ChoiceSweep":
        return checked(Factor(key, tuple(plain(v) for v in sweep.list)), word)
    if kind == "RangeSweep":
        return checked(Factor(key, tuple(stepped(sweep.start, sweep.stop, sweep.step))), word)
    if kind == "IntervalSweep":
        return checked(Factor(key, low=sweep.start, high=sweep.end), word)
    if kind == "Glob":
        known = places.options(key)
        found = [n for n in known if any(fnmatch(n, p) for p in sweep.include)]
        left = tuple(n for n in found if not any(fnmatch(n, p) for p in sweep.exclude))
        if not left:
            raise InputError(f"{word}: no option of {key} matches. Options: {', '.join(known)}.")
        return Factor(key, left)
    raise InputError(f"{word}: this form of sweep is not known here; write {key}=a,b or {key}=range(10).")


def stepped(start: float, stop: float, step: float) -> list[Any]:
    """Values of ``range(start, stop, step)``, also with fractions.

    >>> stepped(0, 1, 0.25), stepped(3, 0, -1)
    ([0, 0.25, 0.5, 0.75], [3, 2, 1])
    """
    made, n = [], 0
    while step and (start + n * step < stop if step > 0 else start + n * step > stop):
        made.append(start + n * step)
        n += 1
    return made


def plain(value: Any) -> Any:
    """A value of Hydra's grammar as plain Python: quoted words lose their quotes."""
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    return value.text if type(value).__name__ == "QuotedString" else value
