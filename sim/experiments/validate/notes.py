"""What is known beside the figures: why a row has no test, what was fitted to it, and why it is missed.

One YAML file, ``conf/evidence/notes.yaml``: row -> {fitted, untested, missed}.
"""

from dataclasses import dataclass

import yaml

from sim.config import places
from sim.core.errors import InputError

WORDS = ("fitted", "untested", "missed", "nearest")


@dataclass(frozen=True)
class Note:
    """``fitted``: how the row took part in the making of the model; ``untested``: why it has no test; ``nearest``: what
    stands in for the published measure; ``missed``: the cause of a miss, as far as it is known."""

    fitted: str = ""
    untested: str = ""
    nearest: str = ""
    missed: str = ""


def notes() -> dict[str, Note]:
    """Row -> note."""
    file = places.conf() / "evidence" / "notes.yaml"
    written = yaml.safe_load(file.read_text("utf-8")) or {}
    for row, words in written.items():
        if not isinstance(words, dict) or set(words) - set(WORDS):
            raise InputError(f"{file.name}: {row} must be a mapping of {', '.join(WORDS)}.")
    return {str(row): Note(**{k: str(v).strip() for k, v in words.items()}) for row, words in written.items()}
