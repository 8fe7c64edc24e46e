"""Points on disk, one file each, complete or absent: what is finished is never lost, and never lived twice."""

import hashlib
import json
import math
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.core.whole import write_text


@dataclass(frozen=True)
class Task:
    """A point to live. ``stage``: where it belongs; ``solved``: numbers of a point that is checked, else empty."""

    stage: str
    point: tuple[float, ...]
    seed: int
    full: bool = False
    solved: tuple[tuple[str, float], ...] = ()

    @property
    def name(self) -> str:
        """Hash of all that decides the result."""
        text = json.dumps([self.point, self.seed, self.full, self.solved])
        return hashlib.sha256(text.encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Lived:
    """A task that is done: moments by name, solved numbers, seconds that it took."""

    task: Task
    values: dict[str, float]
    solved: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0


class Keeper:
    """The folder of a search."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, task: Task) -> Lived | None:
        try:
            found = json.loads((self.folder / "points" / f"{task.name}.json").read_text("utf-8"))
            values = {k: math.nan if v is None else float(v) for k, v in found["values"].items()}
            return Lived(task, values, dict(found["solved"]), float(found["seconds"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, lived: Lived) -> None:
        values = {k: v if math.isfinite(v) else None for k, v in lived.values.items()}
        about = {"stage": lived.task.stage, "point": lived.task.point, "seed": lived.task.seed}
        content = about | {"values": values, "solved": lived.solved, "seconds": lived.seconds}
        write_text(self.folder / "points" / f"{lived.task.name}.json", json.dumps(content))

    def settled(self, name: str, made: dict[str, Any] | None = None) -> dict[str, Any] | None:
        """What was decided under ``name`` once and for all, so that a search that goes on goes the same way."""
        file = self.folder / f"{name}.json"
        try:
            return dict(json.loads(file.read_text("utf-8")))
        except (OSError, ValueError):
            if made is not None:
                write_text(file, json.dumps(made))
            return made


def live(problem: Any, folder: str, task: Task) -> Lived:
    """Live a task in this process and keep it; what has been lived is only read."""
    keeper = Keeper(Path(folder))
    if (known := keeper.read(task)) is not None:
        return known
    begun, point = time.perf_counter(), np.array(task.point)
    if task.solved:
        found = problem.check(point, dict(task.solved), task.seed, task.full)
    else:
        found = problem.point(point, task.seed, task.full)
    lived = Lived(task, dict(found.values), dict(found.solved), time.perf_counter() - begun)
    keeper.keep(lived)
    return lived
