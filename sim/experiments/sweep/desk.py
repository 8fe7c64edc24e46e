"""The work of one process: runs are lived one after the other, and kept as shards every few seconds."""

import pickle
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from sim.config.values import Setter
from sim.experiments.crew import Line
from sim.experiments.sweep import shards
from sim.experiments.sweep.live import Lived
from sim.experiments.sweep.shards import CRASHED, FAILED, OK, Row
from sim.experiments.sweep.spec import Spec

SECONDS = 20.0
"""A shard is written at least so often: so much work is lost with a killed process."""
MOST_RUNS = 100
MOST_BYTES = 128_000_000
"""What a process holds at most before it writes."""
MEMORY = "memory"


class Task(NamedTuple):
    """What a sweep asks of every process."""

    work: str
    bases: tuple[bytes, ...]
    keep: str
    window: int
    measure: str | None

    @staticmethod
    def of(plan: Any) -> "Task":
        d = plan.design
        return Task(plan.work, tuple(pickle.dumps(base) for base in plan.bases), d.keep, d.window, d.measure)


class Desk:
    """Lives runs and keeps them; ``say`` is told ``("did", key, status)`` and ``("kept", keys, seconds)``."""

    def __init__(self, task: Task, folder: Path, tag: str, say: Callable[[Any], Any]) -> None:
        self.task, self.folder, self.tag, self.say = task, folder, tag, say
        module, _, function = task.work.partition(":")
        self.work = getattr(import_module(module), function)
        self.writing = 0.0
        self._bases: dict[int, Any] = {}
        self._setter = Setter()
        self._rows: list[Row] = []
        self._bytes, self._since, self._shards, self._lock = 0, time.monotonic(), 0, threading.RLock()

    def base(self, n: int) -> Any:
        """A composed configuration, unpacked when first needed."""
        if n not in self._bases:
            self._bases[n] = pickle.loads(self.task.bases[n])
        return self._bases[n]

    def live(self, specs: Sequence[Spec]) -> None:
        """Live runs; one that fails is a result too, and the next one is lived."""
        for spec in specs:
            row = self.one(spec)
            if row.status != MEMORY:
                self.take(row)
            self.say(("did", spec.key, row.status))

    def one(self, spec: Spec) -> Row:
        """Live one run."""
        began = time.perf_counter()
        try:
            config, _ = self._setter.config(spec.base, self.base(spec.base), spec.values)
            lived = self.work(config, self.task.keep, self.task.window, self.task.measure)
            return Row(spec.key, OK, self.task.keep, time.perf_counter() - began, time.time(), "", lived)
        except MemoryError:
            return Row(spec.key, MEMORY, self.task.keep, time.perf_counter() - began, time.time(), "out of memory")
        except Exception as error:
            message = " ".join(f"{type(error).__name__}: {error}".split())[:500]
            trace = f"run {spec.key}\n{spec.values}\n\n{traceback.format_exc()}"
            return Row(spec.key, FAILED, self.task.keep, time.perf_counter() - began, time.time(), message, None, trace)

    def take(self, row: Row) -> None:
        """Hold what came of a run, and write when there is enough of it."""
        if row.trace:
            note_failure(self.folder, row)
        with self._lock:
            if not self._rows:
                self._since = time.monotonic()
            self._rows.append(row)
            self._bytes += size(row.lived)
        full = len(self._rows) >= MOST_RUNS or self._bytes > MOST_BYTES
        if full or time.monotonic() - self._since > SECONDS:
            self.keep()

    def crash(self, spec: Spec, why: str) -> Row:
        """The record of a run that ended its process, and ended it again when it was lived alone."""
        return Row(spec.key, CRASHED, self.task.keep, 0.0, time.time(), f"crashed twice, the second time alone: {why}")

    def keep(self) -> None:
        """Write what is held as one shard."""
        with self._lock:
            if not self._rows:
                return
            began = time.process_time()
            shards.write(self.folder, f"part-{self.tag}-{self._shards:05d}", self._rows)
            keys = [row.key for row in self._rows]
            self._rows, self._bytes, self._shards = [], 0, self._shards + 1
            spent = time.process_time() - began
            self.writing += spent
            self.say(("kept", keys, spent))


def size(lived: Lived | None) -> int:
    """Bytes that a result holds."""
    tables: list[Mapping[str, Any]] = [t for t in lived or () if t is not None]
    return sum(column.nbytes for table in tables for column in table.values())


def note_failure(folder: Path, row: Row) -> None:
    """The traceback of a run, with what it was given."""
    file = folder / "failures" / f"{row.key}.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(row.trace, "utf-8")


def attend(line: Line, tag: str, task: Task, folder: Path) -> None:
    """What a process of a sweep does until it is told to go."""
    desk = Desk(task, folder, tag, line.say)
    line.at_end(desk.keep)
    line.say(("ready",))
    try:
        while (heard := line.hear()) is not None:
            if heard == "keep":
                desk.keep()
            else:
                desk.live(heard)
                line.say(("idle",))
        desk.keep()
    except Exception:
        line.say(("broken", traceback.format_exc()))
