"""Trees that have been composed before: reading the vocabulary anew takes longer than a simulated decade.

A tree is kept beside the compiled code under the hash of all that it was made from: the words, every file of the
vocabulary and of the scenarios, and the code that composes. A change of any of these makes another hash, so nothing
here can be out of date; the folder can be deleted at any time. The options that a world chooses are kept by themselves
too, so that a world with other numbers needs no reading.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sim.config import places
from sim.core.whole import write_text

KEPT = 200
"""Trees kept; the oldest make room."""
CODE = ("compose.py", "memory.py", "places.py", "policies.py", "sentence.py")


class Composed(NamedTuple):
    """One resolved tree, the chosen option of each group, and the header of the scenario."""

    tree: dict[str, Any]
    choices: dict[str, Any]
    scenario: str
    header: dict[str, Any]


def remembered(words: list[str], make: Callable[[list[str]], Composed]) -> Composed:
    """``make(words)``, from the folder where it was made before."""
    name = fingerprint(words)
    if name is None:
        return make(words)
    file = folder() / f"{name}.json"
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Composed(*json.loads(file.read_text("utf-8")))
    made = make(words)
    with contextlib.suppress(OSError, TypeError):  # a folder that cannot be written; a value that JSON cannot hold
        _keep(file, made)
    return made


def folder() -> Path:
    return places.PACKAGE / "config" / "__pycache__" / "composed"


def fingerprint(words: list[str]) -> str | None:
    """Hash of the words and of everything that decides what they mean; None where that lies outside the files."""
    seen = hashlib.sha256(repr(words).encode())
    for name, text in _texts(words):
        if b"${" in text and name not in CODE:  # may read the environment
            return None
        seen.update(f"\n{name}\n{len(text)}\n".encode())
        seen.update(text)
    library = importlib.util.find_spec("hydra")
    if "${" in str(words) or library is None or library.origin is None:
        return None
    seen.update(f"{library.origin} {os.stat(library.origin).st_mtime_ns}".encode())
    return seen.hexdigest()[:32]


def _texts(words: list[str]) -> Iterator[tuple[str, bytes]]:
    folders = (places.scenarios_folder(), *places.roots())
    mine = [root / "country" for root in places.country_roots() if root not in folders]
    for n, root in enumerate((*folders, *mine)):
        for file in sorted(root.rglob("*.yaml")):
            yield f"{n}/{file.relative_to(root).as_posix()}", file.read_bytes()
    yield "own", "\n".join(map(str, mine)).encode()
    for word in words:
        own = Path(word.partition("=")[2].strip("'\"").replace("\\'", "'"))  # the command line quotes it
        if own.suffix in (".yaml", ".yml") and own.is_file():
            yield str(own.resolve()), own.read_bytes()
    for name in CODE:
        yield name, (places.PACKAGE / "config" / name).read_bytes()


def _keep(file: Path, made: Composed) -> None:
    text = json.dumps(made)
    if json.loads(text) != list(made):  # a key that is not text, a value that is not a number or a word
        return
    write_text(file, text)
    oldest = sorted(file.parent.glob("*.json"), key=lambda f: f.stat().st_mtime)[:-KEPT]
    for old in oldest:
        old.unlink(missing_ok=True)
