"""Worlds of any configuration and seed: read where they were lived before, else lived, and only their figures kept.

A configuration has a folder of its own, named by what decides its worlds and by the code that lives them. So a
candidate, a future or a seed that is added later costs only its own worlds, and Ctrl-C loses none that is complete.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np

from sim.experiments.bench.figures import lived
from sim.experiments.compare.pairs import Crew, Keeper
from sim.experiments.compare.plan import code_hash
from sim.experiments.pool import OnDone, quietly


class Bench:
    """Lives worlds on a crew of processes, and remembers their figures in ``folder``."""

    def __init__(self, folder: Path, start: int, workers: int, on_world: OnDone = quietly) -> None:
        self.folder, self.start, self.on_world = folder, start, on_world
        self.crew, self.code = Crew(workers), code_hash()
        self.done = self.wanted = 0

    def figures(self, arms: Mapping[str, Any], seeds: Sequence[int]) -> dict[str, np.ndarray]:
        """Arm -> seeds × figures."""
        self.wanted += len(arms) * len(seeds)
        return {name: self._arm(config, seeds) for name, config in arms.items()}

    def _arm(self, config: Any, seeds: Sequence[int]) -> np.ndarray:
        keeper, found = Keeper(self.folder / self._key(config)), dict[int, np.ndarray]()
        for seed in seeds:
            if (kept := keeper.read(seed)) is not None:
                found[seed] = kept["world"]["figures"]
                self._tell()
        missing = [s for s in seeds if s not in found]
        for seed, worlds in self.crew.live({"world": config}, self.start, missing, lived):
            keeper.keep(seed, worlds)
            found[seed] = worlds["world"]["figures"]
            self._tell()
        return np.stack([found[s] for s in seeds])

    def _key(self, config: Any) -> str:
        text = f"{config.changed(seed=0, population_seed=0).digest()} {self.start} {self.code}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _tell(self) -> None:
        self.done += 1
        self.on_world(self.done, self.wanted)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.crew.close()


def without_package(whole: Any, baseline: Any) -> list[str]:
    """Names of the instruments that a package brings beside those that every world has."""
    return [name for name in whole.instruments if name not in baseline.instruments]


def strengthened(whole: Any, baseline: Any, factor: float) -> Any:
    """The world of a package with the intensity of its own measures times ``factor``, shocks left as they are."""
    own = set(without_package(whole, baseline))
    made = {
        name: fields | {"intensity": fields.get("intensity", 1.0) * factor} if name in own else fields
        for name, fields in whole.instruments.items()
    }
    return whole if factor == 1.0 else whole.changed(instruments=made)


def bench_folder(config: Any) -> Path:
    """``outputs/bench``, where the figures of worlds lie that several analyses share."""
    from sim.experiments.store import runs_folder

    return runs_folder(config).parent / "bench"
