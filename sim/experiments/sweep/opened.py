"""The results of a sweep, read back: runs, summary, months. Nothing is read before it is asked for."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from sim.core.errors import InputError, unknown
from sim.experiments.store import runs_folder
from sim.experiments.sweep import shards

MODEL = b"model"
"""Under this name a plan's file says which code was to live its runs."""
WAITING = "waiting"
"""Status of a run that nothing has been written of."""


def sweeps_folder() -> Path:
    """Folder of sweeps, beside that of runs."""
    return runs_folder().parent / "sweeps"


def sweep_folder(path: str | Path) -> Path | None:
    """The folder of a sweep by its path or its name; None where it is something else."""
    given = Path(path)
    return next((f for f in (given, sweeps_folder() / given) if (f / "plan").is_dir()), None)


class Swept:
    """A sweep in its folder.

    ``runs``: one row a planned run, with factors and status. ``summary``: one row a run that went well, with factors
    and national figures. ``by_group(group)``: the same for a group. ``panel``: every month, where it was kept.
    """

    def __init__(self, folder: str | Path, *, interrupted: bool = False, job: dict[str, Any] | None = None) -> None:
        self.folder, self.interrupted, self.job = Path(folder), interrupted, job or {}
        if not (self.folder / "manifest.json").is_file() or not (self.folder / "plan").is_dir():
            raise InputError(f"{folder} is not a sweep: it has no plan.")

    @property
    def name(self) -> str:
        return str(self.manifest["sweep"])

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Where the results come from."""
        return dict(json.loads((self.folder / "manifest.json").read_text("utf-8")))

    @cached_property
    def plan(self) -> pd.DataFrame:
        """Runs planned in this folder, the latest plan first: ``run_key``, point, factors, seed.

        Of earlier plans: what was lived, with the same factors and the same model.
        """
        latest = self.folder / "plan" / f"{self.manifest['plan']}.parquet"
        others = sorted(set((self.folder / "plan").glob("*.parquet")) - {latest})
        tables = [pq.read_table(file) for file in [latest, *others]]
        kept, known = [tables[0].to_pandas()], set(tables[0]["run_key"].to_pylist())
        for table in tables[1:]:
            if table.schema.metadata[MODEL] != tables[0].schema.metadata[MODEL]:
                continue
            frame = table.to_pandas()
            frame = frame[~frame["run_key"].isin(known) & frame["run_key"].isin(self.records)]
            if len(frame) and set(frame.columns) == set(kept[0].columns):
                kept.append(frame)
                known |= set(frame["run_key"])
        return pd.concat(kept, ignore_index=True)

    @cached_property
    def records(self) -> dict[str, shards.Record]:
        """Run -> what became of it."""
        return shards.winners(shards.records(self.folder))

    @property
    def factors(self) -> list[str]:
        """Columns that vary."""
        return [c for c in self.plan.columns if c not in ("run_key", "point")]

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a planned run: ``run_key``, point, factors, seed, status, seconds, message."""
        found = [self.records.get(key) for key in self.plan["run_key"]]
        return self.plan.assign(
            status=[WAITING if r is None else r.status for r in found],
            seconds=[float("nan") if r is None else r.seconds for r in found],
            message=["" if r is None else r.message for r in found],
        )

    def counts(self) -> dict[str, int]:
        """Runs by status; a run that stands at two points of the design counts once."""
        states = self.runs.drop_duplicates("run_key")["status"].value_counts()
        return {str(k): int(v) for k, v in states.items()}

    @property
    def summary(self) -> pd.DataFrame:
        """One row a run that went well: ``run_key``, point, factors, seed, and every national figure."""
        return self.by_group("all")

    def by_group(self, group: str) -> pd.DataFrame:
        """``summary`` for one group, such as ``sex=female|age=15-24``."""
        if group not in self._summaries:
            self._summaries[group] = self._read_summary(group)
        return self._summaries[group]

    @cached_property
    def _summaries(self) -> dict[str, pd.DataFrame]:
        return {}

    def _read_summary(self, group: str) -> pd.DataFrame:
        tables = []
        for file in sorted((self.folder / "summary").glob("*.parquet")):
            table = pq.read_table(file, filters=[("group", "==", group), ("status", "==", shards.OK)])
            frame = table.to_pandas()
            counts = [self.records[key].part == file.stem for key in frame["run_key"]]
            tables.append(frame[counts])
        figures = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame({"run_key": []})
        if not len(figures) and group != "all" and shards.OK in self.counts():
            raise unknown("group", group, self.groups(), "by_group")
        figures = figures.drop(columns=[c for c in (*shards.ABOUT[1:], "group") if c in figures])
        return self.plan.merge(figures, on="run_key", how="inner")

    def groups(self) -> list[str]:
        """Groups that the summary knows."""
        file = next(iter(sorted((self.folder / "summary").glob("*.parquet"))))
        return list(dict.fromkeys(pq.read_table(file, columns=["group"])["group"].to_pylist()))

    def months(self, indicator: str, group: str = "all") -> pd.DataFrame:
        """One indicator month by month, a column a run: numerator over denominator."""
        wanted = ["run_key", "month", "group", f"{indicator}_num", f"{indicator}_den"]
        parts = []
        for file in self._panels():
            known = set(pq.read_schema(file).names)
            if wanted[3] not in known:
                raise unknown("indicator", indicator, [n[:-4] for n in known if n.endswith("_num")], "months")
            frame = pq.read_table(file, columns=wanted, filters=[("group", "==", group)]).to_pandas()
            parts.append(frame[[self._counts(key, file.stem) for key in frame["run_key"]]])
        table = pd.concat(parts, ignore_index=True)
        table["value"] = table[wanted[3]] / table[wanted[4]].where(table[wanted[4]] > 0)
        made = table.pivot(index="month", columns="run_key", values="value")
        order = [k for k in dict.fromkeys(self.plan["run_key"]) if k in made.columns]
        return made[order]

    def _counts(self, key: str, part: str) -> bool:
        record = self.records.get(key)
        return record is not None and record.part == part

    def _panels(self) -> Sequence[Path]:
        files = sorted((self.folder / "panel").glob("*.parquet"))
        if not files:
            raise InputError(f"{self.folder}: no month by month table was kept; sweep again with keep=panel.")
        return files

    # ---- SQL, other programs

    @cached_property
    def connection(self) -> Any:
        """DuckDB in memory with the views ``runs``, ``summary``, ``panel`` and ``codebook`` (extra ``analysis``)."""
        from sim.experiments.sweep.ask import connect

        return connect(self)

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to a question in SQL; the column of groups is written ``"group"``."""
        return self.connection.execute(sql).df()

    @property
    def panel(self) -> Any:
        """Every month of every run, with factors, as a DuckDB relation: read when it is asked (``.df()``)."""
        self._panels()
        return self.connection.view("panel")

    def to_xarray(self, groups: list[str] | None = None, months: list[str] | None = None) -> Any:
        """Figures by run and group with their units; ``months``: these indicators month by month instead."""
        from sim.experiments.sweep.export import to_xarray

        return to_xarray(self, groups, months)

    def export(self, file: str | Path, group: str = "all") -> Path:
        """Write the summary of a group: ``.csv``, ``.dta`` (Stata), ``.sav`` (SPSS), ``.nc`` (netCDF), ``.parquet``."""
        from sim.experiments.sweep.export import export

        return export(self, Path(file), group)
