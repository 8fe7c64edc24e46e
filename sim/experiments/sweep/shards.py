"""Shards: Parquet files of some runs each, complete or absent. The one in ``summary/`` makes its runs count as done.

``panel/`` is written first and ``summary/`` last, each beside its place, flushed to the disk and renamed. Names are
used once, so that any number of processes and machines write to one folder without locks.
"""

import contextlib
import hashlib
import os
import socket
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.experiments.store import flush
from sim.experiments.sweep.live import Columns, Lived

OK, FAILED, CRASHED = "ok", "failed", "crashed"
RANK = {OK: 0, FAILED: 1, CRASHED: 2}
"""Which of several records of a run counts: a result before a failure."""
EVERYBODY = "all"
"""The group that every run has one row of."""
ABOUT = ("run_key", "status", "kept", "seconds", "finished", "message")


class Row(NamedTuple):
    """What became of a run."""

    key: str
    status: str
    kept: str
    seconds: float
    finished: float
    message: str = ""
    lived: Lived | None = None
    trace: str = ""


class Record(NamedTuple):
    """What a shard says of a run."""

    run_key: str
    status: str
    kept: str
    seconds: float
    finished: float
    message: str
    part: str


def new_tag() -> str:
    """A word that no other shard has in its name."""
    return uuid.uuid4().hex[:12]


def digest(text: str) -> str:
    """A short name for a long text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def write(folder: Path, part: str, rows: Sequence[Row]) -> None:
    """Commit some runs as one shard."""
    panels = [row for row in rows if row.lived is not None and row.lived.panel is not None]
    if panels:
        put(folder / "panel" / f"{part}.parquet", joined(panels, [r.lived.panel for r in panels], ("run_key",)))  # type: ignore[union-attr]
    empty: Columns = {"group": np.array([EVERYBODY], dtype=object)}
    summaries = [empty if row.lived is None else row.lived.summary for row in rows]
    put(folder / "summary" / f"{part}.parquet", joined(rows, summaries, ABOUT))


def joined(rows: Sequence[Row], tables: Sequence[Columns], about: Iterable[str]) -> pa.Table:
    """Columns of several runs one below the other, with what is known of each run before them; null: not a number."""
    lengths = [len(next(iter(t.values()))) for t in tables]
    fields = {"run_key": "key"}
    made: dict[str, Any] = {}
    for name in about:
        values = [getattr(row, fields.get(name, name)) for row in rows]
        code = pa.array(np.repeat(np.arange(len(rows), dtype=np.int32), lengths))
        words = pa.array(values)
        made[name] = pa.DictionaryArray.from_arrays(code, words).cast(words.type)
    for name in dict.fromkeys(n for t in tables for n in t):
        parts = [t[name] if name in t else np.full(k, np.nan) for t, k in zip(tables, lengths, strict=True)]
        made[name] = pa.array(np.concatenate(parts) if len(parts) > 1 else parts[0], from_pandas=True)
    return pa.table(made)


def put(file: Path, table: pa.Table) -> None:
    """Write a table beside its place, flush it, and put it in place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.stem}.{socket.gethostname()}.{os.getpid()}.draft")
    try:
        with draft.open("wb") as out:
            pq.write_table(table, out, compression="zstd", write_statistics=["run_key"])
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, file)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    flush(file.parent)


def records(folder: Path, pattern: str = "*") -> list[Record]:
    """What all shards say of their runs; a run may be told of more than once."""
    found = []
    for file in sorted((folder / "summary").glob(f"{pattern}.parquet")):
        table = pq.read_table(file, columns=[*ABOUT], filters=[("group", "==", EVERYBODY)]).to_pydict()
        found += [Record(*row, part=file.stem) for row in zip(*(table[name] for name in ABOUT), strict=True)]
    return found


def winners(found: Iterable[Record]) -> dict[str, Record]:
    """One record a run: a result before a failure, with its panel before without, then the latest."""
    best: dict[str, Record] = {}
    for record in found:
        old = best.get(record.run_key)
        if old is None or order(record) < order(old):
            best[record.run_key] = record
    return best


def order(record: Record) -> tuple[int, bool, float, str]:
    return RANK.get(record.status, 9), record.kept != "panel", -record.finished, record.part


def sweep_drafts(folder: Path) -> None:
    """Remove drafts of processes of this machine that are gone."""
    for draft in folder.glob("*/.*.draft"):
        host, pid = draft.name.removesuffix(".draft").split(".")[-2:]
        if host == socket.gethostname().split(".")[-1] and not alive(int(pid)):
            with contextlib.suppress(OSError):
                draft.unlink()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
