"""Runs of a few milliseconds for tests of sweeps; the seed says which of them go wrong, and how."""

import os
import signal
import time
from pathlib import Path

import numpy as np

from sim.experiments.sweep.live import Lived

FAILS, KILLS, KILLS_ONCE, MEMORY, MEMORY_ONCE = 13, 77, 99, 111, 112
LOG = "PASSERELLE_TEST_LOG"
"""Environment variable: a file that gets a line a run that begins."""


def live(config, keep, window, measure):
    """A run that leaves its seed and a number made of its configuration."""
    before = note(config.seed)
    time.sleep(float(os.environ.get("FAKE_SWEEP_SECONDS", "0.003")))
    if config.seed == FAILS:
        raise ValueError("an unlucky number")
    if config.seed == KILLS or (config.seed == KILLS_ONCE and not before):
        os.kill(os.getpid(), signal.SIGKILL)
    if config.seed == MEMORY or (config.seed == MEMORY_ONCE and not before):
        raise MemoryError
    return healthy(config, keep)


def good(config, keep, window, measure):
    """A run that always goes well."""
    note(config.seed)
    return healthy(config, keep)


def healthy(config, keep):
    applications = config.parameters.search.applications
    luck = np.random.default_rng(config.seed).normal(size=2)
    summary = {"group": np.array(["all", "sex=female"], dtype=object), "x": luck + applications,
               "seed_squared": np.full(2, float(config.seed) ** 2)}  # fmt: skip
    if keep != "panel":
        return Lived(summary)
    months, groups = np.repeat(np.arange(3, dtype=np.int16), 2), np.array(["all", "sex=female"] * 3, dtype=object)
    panel = {"month": months, "group": groups, "x_num": np.arange(6) + config.seed, "x_den": np.full(6, 2)}
    return Lived(summary, panel)


def note(seed):
    """Write that the run begins; how often it had begun before."""
    if LOG not in os.environ:
        return 0
    log = Path(os.environ[LOG])
    before = log.read_text().split().count(str(seed)) if log.exists() and seed in (KILLS_ONCE, MEMORY_ONCE) else 0
    with log.open("a") as out:
        out.write(f"{seed}\n")
    return before


def main(folder, runs, workers):
    """A sweep of its own process, to be killed: ``python fake_sweep.py FOLDER RUNS WORKERS``."""
    from sim.experiments.sweep import plan, sweep

    made = plan("people=1000", "months=6", f"seed=range({runs})", work="fake_sweep:live")
    found = sweep(made, workers=int(workers), out=folder)
    print(found.counts())


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
