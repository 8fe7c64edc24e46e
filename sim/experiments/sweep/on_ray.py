"""The same runs on a Ray cluster (extra ``ray``): the same plan, the same desk, the same bits.

A task of Ray lives a few runs and sends them back; this process writes the shards, so that the machines of the cluster
need no common disk.
"""

import os
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.core import extras
from sim.core.errors import InputError, PasserelleError
from sim.experiments.sweep import shards
from sim.experiments.sweep.desk import MEMORY, Desk, Task
from sim.experiments.sweep.shards import Row
from sim.experiments.sweep.spec import Spec

MOST = 25
"""Runs of one task of Ray, at most: so much is lived again when a machine is lost."""


def library() -> Any:
    """Ray, told to use the Python of each machine: started by ``uv run``, it would build a copy of the project a node,
    with nothing compiled. RAY_ENABLE_UV_RUN_RUNTIME_ENV=1 in the environment brings that back.
    """
    os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
    return extras.load("ray", "ray", "--engine ray")


def live_many(task: Task, specs: list[Spec]) -> list[Row]:
    """Live runs at a desk that writes nothing."""
    desk = Desk(task, Path(), "", lambda message: None)
    return [desk.one(spec) for spec in specs]


class Cluster:
    """Chunks of runs on their way."""

    def __init__(self, ray: Any, task: Task, workers: int) -> None:
        self.ray, self.workers = ray, workers
        self.task = ray.put(task)
        self.call = ray.remote(max_retries=0, num_cpus=1)(live_many)
        self.flying: dict[Any, list[Spec]] = {}

    def send(self, specs: list[Spec]) -> None:
        self.flying[self.call.remote(self.task, specs)] = specs

    def back(self) -> list[tuple[Spec, Row | None, str]]:
        """What came of the next chunk that is back; no row where the process was lost, and why."""
        ready, _ = self.ray.wait(list(self.flying), num_returns=1)
        specs = self.flying.pop(ready[0])
        try:
            rows = self.ray.get(ready[0])
        except (self.ray.exceptions.WorkerCrashedError, self.ray.exceptions.OutOfMemoryError) as error:
            return [(spec, None, type(error).__name__) for spec in specs]
        except self.ray.exceptions.RayError as error:
            raise PasserelleError(f"a process of the cluster cannot go on:\n{error}") from None
        return [(s, None if r.status == MEMORY else r, r.message) for s, r in zip(specs, rows, strict=True)]

    def all_lost(self) -> None:
        for flight in self.flying:
            self.ray.cancel(flight, force=True)


def on_ray(
    task: Task, folder: Path, specs: list[Spec], workers: int | None, address: str | None, on_run: Callable[[int], Any]
) -> float:
    """Live runs on a cluster; without an address one of this machine is started and ended."""
    ray = library()
    if not specs:
        return 0.0
    ours = not ray.is_initialized()
    if ours:
        start(ray, workers, address)
    desk = Desk(task, folder, shards.new_tag(), lambda message: None)
    try:
        cluster = Cluster(ray, task, workers or max(1, int(ray.cluster_resources().get("CPU", 1))))
        try:
            gather(cluster, desk, deque(specs), on_run)
        finally:
            desk.keep()
            cluster.all_lost()
    finally:
        if ours:
            ray.shutdown()
    return desk.writing


def start(ray: Any, workers: int | None, address: str | None) -> None:
    """Connect to a cluster, or start one; one thread a process, as everywhere."""
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")
    own = {"num_cpus": workers or os.cpu_count(), "include_dashboard": False}
    given: dict[str, Any] = {"address": address} if address else own
    given["runtime_env"] = {"env_vars": dict.fromkeys(threads, "1")}
    try:
        ray.init(**given, log_to_driver=False, logging_level="error")
    except ConnectionError as error:
        said = " ".join(str(error).split())[:200]
        raise InputError(f"--address {address}: no Ray cluster answers ({said}).") from None


def gather(cluster: Cluster, desk: Desk, todo: deque[Spec], on_run: Callable[[int], Any]) -> None:
    """Keep the cluster busy and write what comes back; a run without a result is lived once more, alone."""
    alone: deque[Spec] = deque()
    suspected: set[str] = set()
    done, many = 0, max(1, min(MOST, len(todo) // (4 * cluster.workers)))
    while todo or alone or cluster.flying:
        while todo and len(cluster.flying) < 2 * cluster.workers:
            cluster.send([todo.popleft() for _ in range(min(many, len(todo)))])
        if not cluster.flying:
            cluster.send([alone.popleft()])
        for spec, row, why in cluster.back():
            if row is None and spec.key not in suspected:
                suspected.add(spec.key)
                alone.append(spec)
                continue
            desk.take(row or desk.crash(spec, why))
            done += 1
            on_run(done)
