"""``sweep(plan)``: what is missing is lived and kept, what is there is left alone, and all of it is read back."""

import json
import os
import shlex
import signal
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from sim.core.errors import InputError
from sim.core.whole import write_text
from sim.experiments.pool import OnDone, quietly
from sim.experiments.provenance import manifest, plain
from sim.experiments.sweep import shards
from sim.experiments.sweep.describe import describe
from sim.experiments.sweep.desk import MEMORY, Desk, Task
from sim.experiments.sweep.key import model_hash
from sim.experiments.sweep.opened import MODEL, Swept, sweeps_folder
from sim.experiments.sweep.planning import Plan
from sim.experiments.sweep.spec import Spec

MARK = "manifest.json"


def sweep(
    plan: Plan, *, workers: int | None = None, shard: tuple[int, int] | None = None, out: str | Path | None = None,
    engine: str = "local", address: str | None = None, retry_failed: bool = False, on_run: OnDone = quietly,
) -> Swept:  # fmt: skip
    """Live the runs of ``plan`` that are not there yet, and return what the folder then holds.

    ``workers``: processes (one a processor core); 0 lives all runs in this process. ``shard``: (k, n), only part k of
    n, for a job array. ``engine``: ``local`` or ``ray``, with the ``address`` of a cluster. ``on_run(done, of)`` is
    told of every run. Ctrl-C keeps what is complete; the result then says ``interrupted``.
    """
    folder = Path(out) if out is not None else sweeps_folder() / plan.name
    mine = plan if shard is None else plan.shard(*checked_shard(*shard))
    begin(plan, folder)
    todo = missing(mine.specs, folder, plan.design.keep, retry_failed)
    job, task, interrupted = Job(mine, todo, folder, shard), Task.of(plan), False
    done = len(mine) - len(todo)
    on_run(done, len(mine))
    try:
        with stoppable():
            job.writing = engines(engine)(task, folder, todo, workers, address, lambda n: on_run(done + n, len(mine)))
    except KeyboardInterrupt:
        interrupted = True
    found = Swept(folder, interrupted=interrupted, job=job.about)
    job.end(interrupted, found.records)
    describe(found)
    return found


def checked_shard(k: int, n: int) -> tuple[int, int]:
    if n < 1 or not 0 <= k <= n:
        raise InputError(f"shard {k}/{n}: k from 1 to n (or from 0 to n-1) is expected.")
    return k, n


def engines(name: str) -> Callable[..., float]:
    """The function that lives runs; it gives back the seconds of the processor that writing took."""
    if name == "local":
        return locally
    if name == "ray":
        from sim.experiments.sweep.on_ray import on_ray

        return on_ray
    raise InputError(f"engine '{name}': local or ray is expected.")


def locally(
    task: Task, folder: Path, specs: list[Spec], workers: int | None, _: str | None, on_run: Callable[[int], Any]
) -> float:
    """On processes of this machine, or in this one."""
    if workers == 0:
        return here(task, folder, specs, on_run)
    from sim.experiments.sweep.drive import Drive

    drive = Drive(task, folder, workers or os.cpu_count() or 1, on_run)
    drive.run(specs)
    return drive.writing


def here(task: Task, folder: Path, specs: list[Spec], on_run: Callable[[int], Any]) -> float:
    """In this process: simple to debug, and no protection from a run that ends it."""
    by_key, done, again = {s.key: s for s in specs}, 0, []

    def say(message: Any) -> None:
        nonlocal done
        if message[0] == "did":
            if message[2] == MEMORY:
                again.append(by_key[message[1]])
            done += 1
            on_run(done)

    desk = Desk(task, folder, shards.new_tag(), say)
    try:
        desk.live(specs)
        for spec in again:
            row = desk.one(spec)
            desk.take(desk.crash(spec, row.message) if row.status == MEMORY else row)
    finally:
        desk.keep()
    return desk.writing


def begin(plan: Plan, folder: Path) -> None:
    """Write what was asked for; a folder that holds something else is left alone."""
    if folder.exists() and not (folder / MARK).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} exists and is not a sweep: left untouched; choose another one with --out.")
    folder.mkdir(parents=True, exist_ok=True)
    shards.sweep_drafts(folder)
    keys = "".join(sorted(plan.frame["run_key"]))
    part = f"plan-{shards.digest(keys)}"
    table = pa.Table.from_pandas(text_levels(plan.frame), preserve_index=False)
    shards.put(folder / "plan" / f"{part}.parquet", table.replace_schema_metadata({MODEL: model_hash()}))
    written = {"name": plan.name} | plan.design.model_dump(mode="json") | {"work": plan.work}
    write_text(folder / "sweep.yaml", yaml.safe_dump(plain(written), sort_keys=False, allow_unicode=True, width=120))
    about = manifest(plan.bases[0])
    for name in ("run_key", "seed", "people", "months", "weight", "command", "scenario"):
        about.pop(name, None)
    about |= {
        "model": model_hash(),
        "sweep": plan.name,
        "question": plan.design.question,
        "plan": part,
        "runs": len(plan),
    }
    about["compositions"] = len(plan.bases)
    write_text(folder / MARK, json.dumps(plain(about), indent=2, ensure_ascii=False) + "\n")


def text_levels(frame: Any) -> Any:
    """The plan as a table for Parquet: columns with values of several types become words."""
    made = frame.copy()
    for name in made.columns:
        kinds = {type(v) for v in made[name]}
        if len(kinds) > 1 and not kinds <= {int, float}:
            made[name] = made[name].astype(str)
    return made


def missing(specs: list[Spec], folder: Path, keep: str, retry_failed: bool) -> list[Spec]:
    """Runs that no shard holds as they are wanted."""
    found = shards.winners(shards.records(folder))
    done = {
        key for key, record in found.items()
        if (record.status == shards.OK and (keep != "panel" or record.kept == "panel"))
        or (record.status != shards.OK and not retry_failed)
    }  # fmt: skip
    return [s for s in specs if s.key not in done]


class Job:
    """One call of ``sweep``, written down beside the results."""

    def __init__(self, mine: Plan, todo: list[Spec], folder: Path, shard: tuple[int, int] | None) -> None:
        self.folder, self.writing, self._began = folder, 0.0, time.perf_counter()
        self._mine, self._todo = [s.key for s in mine.specs], {s.key for s in todo}
        self.about: dict[str, Any] = {
            "command": shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]),
            "host": socket.gethostname(),
            "started": datetime.now(UTC).isoformat(timespec="seconds"),
            "shard": f"{shard[0]}/{shard[1]}" if shard else None,
            "runs": len(mine),
        }

    def end(self, interrupted: bool, records: dict[str, shards.Record]) -> None:
        """Count what came of the runs, and write the file of the job."""
        counts, failures = Counter[str](), []
        for key in self._mine:
            record = records.get(key)
            counts["waiting" if record is None else record.status if key in self._todo else "skipped"] += 1
            if record is not None and record.status != shards.OK:
                failures.append({"run_key": key, "status": record.status, "message": record.message})
        self.about |= {
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(time.perf_counter() - self._began, 3),
            "seconds_of_writing": round(self.writing, 3),
            "interrupted": interrupted,
            "counts": dict(counts),
            "failures": failures,
        }
        write_text(self.folder / "jobs" / f"{shards.new_tag()}.json", json.dumps(self.about, indent=2) + "\n")


@contextmanager
def stoppable() -> Iterator[None]:
    """A polite end by the system (a job that ran out of time) is Ctrl-C."""

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    old = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, old)
