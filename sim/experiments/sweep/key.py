"""The name of a run: a hash of all that decides what is kept of it, and of nothing else."""

import hashlib
import json
from functools import lru_cache
from typing import Any

from sim.experiments.code import code_hash

READERS = ("sim.experiments.sweep.live", "sim.experiments.sweep.built")
"""Code beside the model that decides the figures that are kept."""
LENGTH = 16


@lru_cache(maxsize=64)
def state_hash(path: str, stamp: int) -> str:
    """Hash of the saved state of a country; ``stamp`` tells a file that was changed from the one read before."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def model_hash() -> str:
    """Hash of the code that lives a run."""
    return code_hash(*READERS)


def surroundings(config: Any, work: str, window: int) -> str:
    """What decides a result besides the configuration: code, saved state, what is measured."""
    facts = config.country.facts.path
    state = facts.parent.parent / "state" / f"{facts.stem}.parquet"
    states = state_hash(str(state), state.stat().st_mtime_ns) if state.is_file() else ""
    return f"{model_hash()} {states} {work} {window}"


class Namer:
    """Keys of runs. Runs that differ only in their luck share the text that is hashed, which is made once."""

    def __init__(self, work: str, window: int) -> None:
        self.work, self.window = work, window
        self._last: tuple[Any, str] = (None, "")

    def key(self, config: Any, same: Any = None) -> str:
        """Key of a run; ``same`` tells runs whose configurations differ in seeds alone."""
        if same is None or self._last[0] != same:
            rest = config.canonical() | {"seed": None, "population_seed": None}
            text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
            self._last = (same, f"{surroundings(config, self.work, self.window)} {text}")
        words = f"{config.seed} {config.population_seed} {self._last[1]}"
        return hashlib.sha256(words.encode()).hexdigest()[:LENGTH]
