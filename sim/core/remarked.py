"""Tables as CSV in which lines with ``#`` are remarks."""

import csv
from pathlib import Path

Row = dict[str, str]


def read(file: Path) -> tuple[list[Row], list[str]]:
    """Rows of the table, and the remarks without their ``#``."""
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return rows, [line.lstrip("# ") for line in lines if line.startswith("#")]
