"""Answers that were found before: one file a question, one line an answer, so that nothing is asked twice.

A line is written as soon as its worlds are lived. A last line that was torn by a power cut has no end and is left out.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.experiments.compare.plan import code_hash

Answer = tuple[float, float]
"""The value, and the agents treated."""
READS = ("sim.experiments.factors.measure", "sim.experiments.factors.question", "sim.experiments.bench.figures")
"""Code that decides what is read from a world, beside the code that lives it."""


def question_key(parts: Mapping[str, Any]) -> str:
    """Name of a question: its worlds, its measure and all code that answers it."""
    from sim.core.stale import PACKAGE, sources

    code = sources(PACKAGE)
    text = json.dumps([dict(parts), code_hash(), *(code[name] for name in READS)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def name(point: Mapping[str, float], seed: int) -> str:
    """Name of one answer.

    >>> name({"b": 2.0, "a": 0.1}, 3)
    '3 a=0.1 b=2.0'
    """
    return " ".join([str(seed), *(f"{key}={float(value)!r}" for key, value in sorted(point.items()))])


class Kept:
    """The answers of one question."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.known: dict[str, Answer] = {}
        if file.is_file():
            for line in file.read_text("utf-8").splitlines(keepends=True):
                key, _, numbers = line.rstrip("\n").partition("\t")
                if line.endswith("\n") and numbers:
                    value, agents = numbers.split("\t")
                    self.known[key] = float(value), float(agents)

    def keep(self, key: str, answer: Answer) -> None:
        """Add an answer at the end of the file."""
        self.known[key] = answer
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(f"{key}\t{float(answer[0])!r}\t{float(answer[1])!r}\n")
