"""How long a fresh process needs before the first month is lived: with stored kernels, and with none."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

FIRST_MONTH = "import sim; sim.LabourMarket(sim.configure('country=ghana', 'people={people}', 'months=12')).step()"


class Start(NamedTuple):
    """Seconds of the processor and of the clock."""

    processor: float
    clock: float


def start(people: int = 5000, environment: dict[str, str] | None = None) -> Start:
    """Run one month in a process of its own."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    code = FIRST_MONTH.format(people=people)
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **(environment or {})})
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Start(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock)


def warm(people: int = 5000, repeats: int = 3) -> Start:
    """The quickest of some starts after one that is not counted."""
    start(people)
    return min(start(people) for _ in range(repeats))


def cold(people: int = 5000) -> Start:
    """A start that has to compile everything, into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        return start(people, {"NUMBA_CACHE_DIR": folder})
