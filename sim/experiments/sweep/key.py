"""The name of a run: a hash of all that decides what is kept of it, and of nothing else."""

import hashlib
import json
from typing import Any

from sim.experiments.code import code_hash

READERS = ("sim.experiments.sweep.live", "sim.experiments.sweep.built")
"""Code beside the model that decides the figures that are kept."""
LENGTH = 16


def model_hash() -> str:
    """Hash of the code that lives a run."""
    return code_hash(*READERS)


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
            self._last = (same, f"{model_hash()} {self.work} {self.window} {text}")
        words = f"{config.seed} {config.population_seed} {self._last[1]}"
        return hashlib.sha256(words.encode()).hexdigest()[:LENGTH]
