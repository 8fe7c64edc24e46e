"""What follows a command: ``[SCENARIO] [key=value …]``."""

from sim.config import places
from sim.core.errors import InputError, unknown

CHANGES = "~+"


def is_change(word: str) -> bool:
    return "=" in word or word[:1] in CHANGES


def overrides(words: list[str], out: str | None = None) -> list[str]:
    """Words of the command line as overrides; the one without ``=`` is the scenario."""
    names = [w for w in words if not is_change(w)]
    changes = [w for w in words if is_change(w)]
    if len(names) > 1:
        raise InputError(f"one scenario at a time, got {' and '.join(names)}; changes are written key=value.")
    if names:
        if any(c.startswith("scenarios=") for c in changes):
            raise InputError(f"the scenario is given twice: {names[0]} and scenarios=…")
        places.scenario_file(names[0])
        changes.append(f"scenarios={_quoted(names[0])}")
    return [*changes, f"out={_quoted(out)}"] if out else changes


def split_country(words: list[str]) -> list[str]:
    """``ghana key=value …`` as overrides: the word without ``=`` is the country."""
    names = [w for w in words if not is_change(w)]
    if len(names) != 1:
        raise InputError(f"name one country of {', '.join(places.options('country'))}; changes are written key=value.")
    if names[0] not in places.options("country"):
        raise unknown("country", names[0], places.options("country"), "country")
    return [f"country={names[0]}", *(w for w in words if is_change(w))]


def _quoted(text: str) -> str:
    """Text as a quoted value of Hydra's grammar."""
    escaped = text.replace("'", "\\'")
    return f"'{escaped}'"
