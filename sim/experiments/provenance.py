"""Where a result comes from: versions, hashes, seed, time, and the command that makes it again."""

import hashlib
import json
import os
import platform
import shlex
import sys
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from sim.config.model import NO_CURRENCY

PACKAGES = ("passerelle", "mesa", "numpy", "numba", "pandas", "pyarrow")


def plain(value: Any) -> Any:
    """Settings as nested dicts, lists, numbers and words, fit for YAML and JSON."""
    if hasattr(value, "model_dump"):
        return plain(value.model_dump(mode="json"))
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if hasattr(value, "__dict__") and not callable(value) and not isinstance(value, Path):
        return {k: plain(v) for k, v in vars(value).items() if not k.startswith("_")}
    return str(value)


def settings(config: Any) -> dict[str, Any]:
    """The settings as they stand in ``config.yaml``, with units, ranges and sources."""
    if hasattr(config, "settings"):
        return dict(config.settings())
    return dict(plain(config))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def config_sha256(config: Any) -> str:
    """Hash of what decides the result; of all settings, in any order, where they do not tell it themselves."""
    if hasattr(config, "digest"):
        return str(config.digest())
    return sha256(json.dumps(settings(config), sort_keys=True, ensure_ascii=False).encode())


def file_sha256(path: Path | None) -> str | None:
    return sha256(path.read_bytes()) if path is not None and path.is_file() else None


def lock_file() -> Path | None:
    """``uv.lock`` of a checkout; None in an installation."""
    found = Path(__file__).resolve().parents[2] / "uv.lock"
    return found if found.is_file() else None


def country(given: dict[str, Any]) -> dict[str, Any]:
    """Name, iso3, anchor year and money of the country, as far as the settings tell."""
    entries = given.get("country") or {}
    if isinstance(entries, str):
        return {"name": entries}
    found = {k: entries[k] for k in ("option", "name", "iso3", "anchor_year", "currency") if entries.get(k)}
    for section in (entries, entries.get("institutions") or {}, entries.get("constants") or {}):
        entry = section.get("lcu_per_w")
        if entry is not None and found.get("currency") != NO_CURRENCY:
            found["lcu_per_w"] = entry["value"] if isinstance(entry, dict) else entry
    return found


def facts_sha256(given: dict[str, Any]) -> str | None:
    facts = (given.get("country") or {}).get("facts") if isinstance(given.get("country"), dict) else None
    return facts.get("sha256") if isinstance(facts, dict) else None


def run_key(config: Any) -> str:
    """Name of the run's folder: the first digits of the hash of the settings."""
    return str(getattr(config, "run_key", None) or config_sha256(config)[:12])


def installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def command(given: dict[str, Any]) -> str:
    """The command line that makes this run again."""
    door = Path(sys.argv[0]).name if sys.argv else ""
    if (door == "sim" or sys.argv[0].endswith("sim/__main__.py")) and sys.argv[1:2] == ["run"]:
        return shlex.join(["sim", *sys.argv[1:]])
    about = country(given)
    place = about.get("option") or str(about.get("name", "")).lower()
    words = [f"country={place}"] + [f"{k}={given[k]}" for k in ("people", "months", "seed") if given.get(k) is not None]
    return shlex.join(["sim", "run", str(given.get("scenario", "baseline")), *words])


def manifest(config: Any, **measured: Any) -> dict[str, Any]:
    """All that is needed to trust and to repeat a run; ``measured`` adds status, months done and times,
    and people where a zoom makes them others than asked.
    """
    given = settings(config)
    return {
        "run_key": run_key(config),
        "scenario": given.get("scenario", "baseline"),
        "country": country(given),
        "command": command(given),
        "seed": given.get("seed"),
        "people": given.get("people"),
        "weight": getattr(config, "weight", None),
        "months": given.get("months"),
        **measured,
        "config_sha256": config_sha256(config),
        "facts_sha256": facts_sha256(given),
        "lock_sha256": file_sha256(lock_file()),
        "versions": {name: installed(name) for name in PACKAGES},
        "packages": getattr(config, "packages", {}),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processors": os.cpu_count(),
    }
