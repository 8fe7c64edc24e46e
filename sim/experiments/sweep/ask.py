"""Questions in SQL over the files of a sweep, read when they are asked (extra ``analysis``)."""

from pathlib import Path
from typing import Any

import pandas as pd

from sim.core import extras
from sim.experiments.sweep import shards


def connect(swept: Any) -> Any:
    """A DuckDB connection in memory with the views ``runs``, ``summary``, ``panel`` (if kept) and ``codebook``.

    ``summary`` and ``panel`` hold factors beside figures, and only the record that counts of every run.
    """
    connection = extras.load("duckdb", "analysis", "SQL").connect()
    counting = [(r.run_key, r.part) for r in swept.records.values() if r.status == shards.OK]
    connection.register("runs", swept.runs)
    connection.register("planned", swept.plan)
    connection.register("counting", pd.DataFrame(counting, columns=["run_key", "part"]))
    connection.register("codebook", pd.read_csv(swept.folder / "codebook.csv", keep_default_na=False))
    for name, unwanted in (("summary", shards.ABOUT[1:]), ("panel", ())):
        if any((swept.folder / name).glob("*.parquet")):
            connection.execute(view(name, swept.folder, unwanted))
    return connection


def view(name: str, folder: Path, unwanted: tuple[str, ...]) -> str:
    """SQL that makes a view of the shards of one table."""
    files = (folder / name / "*.parquet").as_posix().replace("'", "''")
    left_out = ", ".join(("run_key", "filename", *unwanted))
    return f"""
        CREATE VIEW {name} AS
        SELECT planned.*, found.* EXCLUDE ({left_out})
        FROM planned JOIN counting USING (run_key)
        JOIN read_parquet('{files}', union_by_name = true, filename = true) AS found
          ON found.run_key = counting.run_key AND parse_filename(found.filename, true) = counting.part
    """
