"""Put a package on a path as an installer would: its files, and metadata with the entry points of pyproject.toml."""

import shutil
import tomllib
from pathlib import Path


def install(source: Path, site: Path) -> Path:
    """Install the pure Python package in ``source`` into the folder ``site``; returns its folder."""
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]
    for folder in source.iterdir():
        if (folder / "__init__.py").is_file():
            installed = Path(shutil.copytree(folder, site / folder.name, ignore=shutil.ignore_patterns("__pycache__")))
    metadata = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.3\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    lines = []
    for group, entries in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in entries.items())]
    (metadata / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return installed
