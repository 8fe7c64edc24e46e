"""Run folders: written beside their place, flushed to the disk, and put in place by one rename.

A folder under ``runs/`` is therefore always complete; what a power cut leaves has a name that starts with a dot and
can be deleted. The page is made by a door above this room, so it is named here and not imported.
"""

import contextlib
import importlib
import json
import os
import shutil
import uuid
from pathlib import Path
from typing import Any

import yaml

from sim.core.errors import InputError
from sim.experiments.provenance import plain

TABLES = ("panel", "summary", "ledger", "flows", "spells", "curves", "series")
PAGES = {"report.html": "sim.report:page"}
"""File -> ``module:function`` that makes its text from a result."""


def runs_folder(config: Any = None) -> Path:
    """Folder of run folders: ``runs`` under PASSERELLE_OUTPUTS if that is set, else what the settings say."""
    root = os.environ.get("PASSERELLE_OUTPUTS")
    return Path(root) / "runs" if root else Path(getattr(config, "out", None) or "outputs/runs")


def save(result: Any, folder: str | Path | None = None, *, report: bool = True) -> Path:
    """Write all files of ``result``; a folder of the same name is replaced once the new one is complete."""
    target = Path(folder) if folder is not None else runs_folder(result.config) / result.run_key
    refuse_strangers(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.draft"
    try:
        draft.mkdir()
        write_files(result, draft, report)
        for path in sorted(draft.iterdir()):
            flush(path)
        flush(draft)
        commit(draft, target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return target


def refuse_strangers(target: Path) -> None:
    """Never replace something that is not a run folder."""
    if target.exists() and not (target / "manifest.json").is_file():
        if not target.is_dir() or any(target.iterdir()):
            raise InputError(f"{target} exists and is not a run folder; choose another folder, it is left untouched.")


def write_files(result: Any, folder: Path, report: bool) -> None:
    (folder / "config.yaml").write_text(yaml_text(result.config), "utf-8")
    for name in TABLES:
        getattr(result, name).to_parquet(folder / f"{name}.parquet", index=False)
    for name, door in PAGES.items() if report else ():
        module, function = door.split(":")
        (folder / name).write_text(getattr(importlib.import_module(module), function)(result), "utf-8")
    text = json.dumps(plain(result.manifest), indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", "utf-8")


def yaml_text(config: Any) -> str:
    if hasattr(config, "to_yaml"):
        return str(config.to_yaml())
    return yaml.safe_dump(plain(config), sort_keys=False, allow_unicode=True, width=120)


def flush(path: Path) -> None:
    """Make sure that a file or folder is on the disk (folders cannot be opened on some systems)."""
    with contextlib.suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def commit(draft: Path, target: Path) -> None:
    """Put ``draft`` in the place of ``target``; on failure the old folder stays."""
    if not target.exists():
        os.rename(draft, target)
    else:
        old = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.old"
        os.rename(target, old)
        try:
            os.rename(draft, target)
        except BaseException:
            os.rename(old, target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    flush(target.parent)
