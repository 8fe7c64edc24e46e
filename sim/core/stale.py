"""Compiled kernels that are out of date are thrown away before they are used.

Numba keeps compiled kernels beside their source and compares the date of that one file. A kernel also contains the
rules it calls and the layout of the columns, which stand in other files: when one of these changes, the stored kernel
would go on with the old rule, or could not be read. So each file's kernels carry the hash of the file and of all files
of this package that it imports, directly or not.
"""

import contextlib
import hashlib
import json
import os
import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LAYOUT = ("sim.core.structs", "sim.core.scalars", "sim.core.scalar_types")
"""How columns and numbers are handed to kernels: part of every kernel that is given any, imported or not."""
IMPORT = re.compile(r"^\s*from (sim[\w.]*) import ([\w, ]+|\()|^\s*import (sim[\w.]+)", re.MULTILINE)


def sources(package: Path) -> dict[str, str]:
    """Dotted name -> text of every module of the package that holds rules, agents or money."""
    found = {}
    for file in package.rglob("*.py"):
        parts = [package.name, *file.relative_to(package).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file.read_text("utf-8")
    return found


def imported(text: str, known: dict[str, str]) -> set[str]:
    """Modules of the package that a text imports.

    >>> known = {"sim.run": "", "sim.core.draws": ""}
    >>> sorted(imported("from sim import run\\nfrom sim.core import draws, states", known))
    ['sim.core.draws', 'sim.run']
    """
    names = set()
    for module, what, plain in IMPORT.findall(text):
        names |= {module or plain, *(f"{module}.{word.split(' as ')[0].strip()}" for word in what.split(","))}
    return names & set(known)


def hashes(known: dict[str, str]) -> dict[str, str]:
    """Module -> hash of its text and of all that it imports, directly or not."""
    direct = {name: imported(text, known) for name, text in known.items()}
    own = {name: hashlib.sha256(text.encode()).digest() for name, text in known.items()}
    found = {}
    for name, text in known.items():
        if "njit" not in text:
            continue
        ahead = [name, *(layout for layout in LAYOUT if layout in known)]
        seen = set(ahead)
        while ahead:
            more = direct[ahead.pop()] - seen
            seen |= more
            ahead += more
        found[name] = hashlib.sha256(b"".join(own[n] for n in sorted(seen))).hexdigest()
    return found


def discard_stale_kernels(package: Path = PACKAGE) -> list[str]:
    """Delete the stored kernels of every module whose hash has changed; returns the names of these modules.

    Does nothing where kernels are stored elsewhere (NUMBA_CACHE_DIR) or the folder cannot be written.
    """
    if "NUMBA_CACHE_DIR" in os.environ:
        return []
    stamp = package / "__pycache__" / "kernels.json"
    now, before = hashes(sources(package)), {}
    with contextlib.suppress(OSError, ValueError):
        before = json.loads(stamp.read_text("utf-8"))
    stale = [name for name in now if before.get(name) != now[name]]
    with contextlib.suppress(OSError):
        for name in stale:
            *folders, last = name.split(".")[1:]
            for file in package.joinpath(*folders, "__pycache__").glob(f"{last}.*.nb[ic]"):
                file.unlink(missing_ok=True)
        if stale:
            stamp.parent.mkdir(exist_ok=True)
            draft = stamp.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps(now), "utf-8")
            os.replace(draft, stamp)
    return stale
