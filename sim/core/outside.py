"""Packages of others that add to the model, found by the entry points in their metadata.

A package adds instruments, indicators, countries and phases of the month without an edit of this one::

    [project.entry-points."sim.instruments"]
    bus_pass = "atlantis.bus_pass"

Its folder ``conf/`` is laid out as ours and adds options: ``atlantis/conf/inclusion/bus_pass.yaml`` is chosen by
``inclusion=[bus_pass]``. Only what is installed can be named; nothing in a YAML file can run code.
"""

import contextlib
import hashlib
import os
from functools import cache
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from sim.core import stale
from sim.core.errors import InputError

GROUPS = {
    "sim.instruments": "a module with subclasses of Instrument",
    "sim.indicators": "a module with a tuple INDICATORS",
    "sim.countries": "a package with conf/country/<name>.yaml, <name> being the name of the entry",
    "sim.phases": "a subclass of Phase, written module:Class",
}
"""Group of entry points -> what an entry of it names."""


class Entry(NamedTuple):
    """One entry point of an installed package."""

    group: str
    name: str
    value: str
    package: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} = {self.value} ({self.group}, package {self.package} {self.version})"

    @property
    def module(self) -> str:
        return self.value.partition(":")[0].strip()


@cache
def entries(group: str) -> tuple[Entry, ...]:
    """Entries of a group, by name; a name may be used once."""
    found: dict[str, Entry] = {}
    for point in metadata.entry_points(group=group):
        assert point.dist is not None
        entry = Entry(group, point.name, point.value, point.dist.name, point.dist.version)
        if found.setdefault(entry.name, entry) != entry:
            raise InputError(f"two packages use one name: {found[entry.name]} and {entry}. Uninstall one of them.")
    return tuple(found[name] for name in sorted(found))


def all_entries() -> tuple[Entry, ...]:
    """Entries of all groups."""
    return tuple(entry for group in GROUPS for entry in entries(group))


def load(entry: Entry) -> Any:
    """The module or the object that an entry names; what cannot be loaded is an InputError that says which."""
    discard_stale_kernels(entry)
    _, _, attributes = entry.value.partition(":")
    try:
        found: Any = import_module(entry.module)
        for name in filter(None, attributes.strip().split(".")):
            found = getattr(found, name)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        raise InputError(f"{entry} cannot be loaded: {said}. Mend or uninstall the package.") from error
    return found


def packages(chosen: Any) -> dict[str, str]:
    """Package -> version of these entries, sorted."""
    return dict(sorted({entry.package: entry.version for entry in chosen}.items()))


# ---- folders


@cache
def folder(entry: Entry) -> Path | None:
    """The folder of the package that an entry's module lies in; the module itself is not imported."""
    parts = entry.module.split(".")
    for n in range(1, len(parts) + 1):
        spec = find_spec(".".join(parts[:n]))
        if spec is None:
            return None
        if spec.origin and spec.submodule_search_locations:
            return Path(spec.origin).parent
    return None


def conf_folders() -> dict[Path, Entry]:
    """Folders ``conf/`` of other packages, each with the first entry that leads to it."""
    found: dict[Path, Entry] = {}
    for entry in all_entries():
        home = folder(entry)
        if home is not None and (home / "conf").is_dir():
            found.setdefault(home / "conf", entry)
    return found


def discard_stale_kernels(entry: Entry) -> None:
    """Delete stored kernels of a package when its own files or ours have changed since they were compiled.

    A stored kernel holds the rules that it calls, so after a change of one of ours it would go on with the old rule.
    """
    home = folder(entry)
    if home is None or "NUMBA_CACHE_DIR" in os.environ:
        return
    own = [file.read_bytes() for file in sorted(home.rglob("*.py"))]
    if not any(b"njit" in text for text in own):
        return
    ours = [text.encode() for _, text in sorted(stale.sources(stale.PACKAGE).items())]
    now, stamp = hashlib.sha256(b"".join(own + ours)).hexdigest(), home / "__pycache__" / "kernels.sha256"
    with contextlib.suppress(OSError):
        if stamp.is_file() and stamp.read_text("utf-8") == now:
            return
        for file in home.rglob("*.nb[ic]"):
            file.unlink(missing_ok=True)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(now, "utf-8")
