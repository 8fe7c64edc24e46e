"""Worlds of one seed, lived on several processes and kept on disk, until the interval is narrow enough.

A process imports the model once, holds its compiled kernels, and lives all worlds of a seed one after the other. Only
aggregates come back. Ctrl-C keeps every complete set of worlds; the next call goes on from there.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Self

import numpy as np

from sim.core.errors import PasserelleError
from sim.experiments import pool
from sim.experiments.compare.world import World, live

Worlds = dict[str, World]
"""Worlds of one seed by arm."""
Job = Callable[[dict[str, Any], int, int], Worlds]


def live_all(arms: dict[str, Any], start: int, seed: int) -> Worlds:
    """All arms of one seed: the same people and the same luck."""
    return {name: one(config, seed, start) for name, config in arms.items()}


def one(config: Any, seed: int, start: int) -> World:
    return live(config.changed(seed=seed, population_seed=seed), start)


class Keeper:
    """Sets of worlds in a folder, one file a seed, each complete or absent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, seed: int) -> Path:
        return self.folder / f"{seed}.npz"

    def read(self, seed: int) -> Worlds | None:
        try:
            with np.load(self.file(seed), allow_pickle=False) as kept:
                worlds: Worlds = {}
                for name in kept.files:
                    arm, _, array = name.partition("/")
                    worlds.setdefault(arm, {})[array] = kept[name]
                return worlds
        except (OSError, ValueError, KeyError):
            return None

    def keep(self, seed: int, worlds: Worlds) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{seed}.{os.getpid()}.npz"
        flat = {f"{arm}/{name}": array for arm, world in worlds.items() for name, array in world.items()}
        np.savez_compressed(draft, **flat)  # type: ignore[arg-type]
        os.replace(draft, self.file(seed))


class Crew:
    """Processes that live worlds. With one worker everything happens here, which is simpler to debug."""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._pool: ProcessPoolExecutor | None = None

    def live(
        self, arms: dict[str, Any], start: int, seeds: Iterable[int], job: Job = live_all
    ) -> Iterator[tuple[int, Worlds]]:
        """Worlds of every seed, in the order in which they are ready."""
        seeds = list(seeds)
        if self.workers == 1 or not seeds:
            for seed in seeds:
                yield seed, job(arms, start, seed)
            return
        processes = self._open()
        waiting: dict[Future[Worlds], int] = {processes.submit(job, arms, start, seed): seed for seed in seeds}
        try:
            for ready in as_completed(waiting):
                yield waiting[ready], ready.result()
        except BrokenProcessPool:
            raise PasserelleError(
                "a worker process ended unexpectedly (too little memory?). Complete pairs are kept: the same command "
                "goes on from there; --workers 1 uses less memory."
            ) from None

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = pool.opened(self.workers)
        return self._pool

    def close(self) -> None:
        """Let the processes go, at once."""
        if self._pool is not None:
            pool.close(self._pool)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
