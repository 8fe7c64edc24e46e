"""Errors that help: what was given, where, what is allowed, and the nearest match."""

from collections.abc import Iterable
from difflib import get_close_matches

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended."""


class PasserelleError(Exception):
    """Base of all errors that are the user's to mend; the command line prints the message without a traceback."""

    exit_code = 1


class InputError(PasserelleError):
    """Something that the user wrote cannot be used (exit code 2)."""

    exit_code = 2


class CheckError(PasserelleError):
    """A calibration or a data check did not hold (exit code 3)."""

    exit_code = 3


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word most like ``word``, or None if nothing is near."""
    found = get_close_matches(str(word), [str(a) for a in allowed], n=1, cutoff=0.5)
    return found[0] if found else None


def unknown(kind: str, word: str, allowed: Iterable[str], where: str) -> InputError:
    """One message for a word that is not in a closed list.

    >>> print(unknown("country", "gana", ["ghana", "malawi"], "country="))
    country=: unknown country 'gana'. Did you mean 'ghana'? Allowed: ghana, malawi.
    """
    words = sorted(str(a) for a in allowed)
    match = nearest(word, words)
    hint = f" Did you mean '{match}'?" if match else ""
    shown = ", ".join(words) if len(words) <= 25 else ", ".join(words[:25]) + f", … ({len(words)} in all)"
    return InputError(f"{where}: unknown {kind} '{word}'.{hint} Allowed: {shown}.")
