"""Append new draw purposes to the frozen list: ``uv run python tests/core/freeze_purposes.py``. Never edits a line."""

from pathlib import Path

import yaml

from sim.core.draws import Purpose

FROZEN = Path(__file__).parent / "golden" / "purposes.yaml"

if __name__ == "__main__":
    frozen = yaml.safe_load(FROZEN.read_text()) if FROZEN.exists() else {}
    new = {p.name: int(p) for p in Purpose if p.name not in frozen}
    with FROZEN.open("a") as file:
        file.writelines(f"{name}: {number}\n" for name, number in new.items())
    print(f"{len(new)} new: {', '.join(new) or 'none'}")
