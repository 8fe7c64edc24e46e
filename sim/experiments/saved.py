"""Saved runs, read back from their folders."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import yaml

from sim.core.errors import InputError
from sim.experiments.result import Result
from sim.experiments.store import TABLES, runs_folder


def open_any(path: str | Path) -> Any:
    """Read a saved run, or a sweep: its folder, or its name under the folder of sweeps."""
    from sim.experiments.sweep.opened import Swept, sweep_folder

    folder = sweep_folder(path)
    return open_run(path) if folder is None else Swept(folder)


def open_run(path: str | Path) -> Result:
    """Read a saved run: its folder, any file in it, or the key of a run under the folder of results."""
    folder = find(path)
    tables: dict[str, Any] = {name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLES}
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    settings = yaml.safe_load((folder / "config.yaml").read_text("utf-8"))
    return Result(config=restore(settings), manifest=manifest, folder=folder, **tables)


def find(path: str | Path) -> Path:
    given = Path(path)
    for folder in (given, given.parent, runs_folder() / given):
        if (folder / "manifest.json").is_file():
            return folder
    known = sorted(p.parent.name for p in runs_folder().glob("*/manifest.json"))
    hint = f" Saved runs in {runs_folder()}: {', '.join(known[:10])}." if known else ""
    raise InputError(f"{path} is not a run folder: it has no manifest.json.{hint}")


def restore(settings: Any) -> Any:
    """Stored settings with attributes to read (``config.people``)."""
    if isinstance(settings, dict):
        return SimpleNamespace(**{str(k): restore(v) for k, v in settings.items()})
    return [restore(v) for v in settings] if isinstance(settings, list) else settings
