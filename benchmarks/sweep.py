"""What a sweep costs beside its runs: ``uv run python -m benchmarks.sweep [--runs N] [--bare N] [--people N]
[--months N]``.

The same runs are lived by ``sim sweep`` and by a bare pool of processes of the standard library. In both, the
processor's time outside the runs is counted: in the process that hands them out (planning and validation included) and,
in those that live them, between the end of a run and the beginning of the next. Writing the results is shown apart.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

if not __package__:  # started as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sim.experiments.sweep import shards
from sim.experiments.sweep.live import Lived, live

NOTES = "PASSERELLE_BENCHMARK_NOTES"
"""Environment variable: the folder in which every process notes when its runs began and ended."""
FLOOR, GOAL = 5.0, 1.0
"""Milliseconds of processor a run above a bare pool."""
_writing = 0.0
_write = shards.write


def timed_write(*given: Any) -> None:
    """``shards.write``, with its time put aside."""
    global _writing
    began = time.process_time()
    _write(*given)
    _writing += time.process_time() - began


def timed(config: Any, keep: str, window: int, measure: str | None) -> Lived:
    """A run, with the processor's time at its begin and its end noted; time of writing in between is left out."""
    shards.write = timed_write
    began = time.process_time() - _writing
    lived = live(config, keep, window, measure)
    with (Path(os.environ[NOTES]) / f"{os.getpid()}.txt").open("a") as notes:
        notes.write(f"{began} {time.process_time() - _writing}\n")
    return lived


class Cost(NamedTuple):
    """Milliseconds of processor a run: in the runs, around them in their process, and in the process that plans."""

    runs: float
    around: float
    driver: float

    @property
    def above(self) -> float:
        return self.around + self.driver


def read_notes(folder: Path, runs: int, driver: float) -> Cost:
    inside = around = 0.0
    for file in folder.glob("*.txt"):
        times = [tuple(map(float, line.split())) for line in file.read_text().splitlines()]
        inside += sum(end - began for began, end in times)
        around += sum(after[0] - before[1] for before, after in pairwise(times))
    return Cost(1e3 * inside / runs, 1e3 * around / runs, 1e3 * driver / runs)


def bare_run(config: Any, seed: int) -> None:
    timed(config.changed(seed=seed), "summary", 12, None)


def bare(words: list[str], runs: int, workers: int) -> Cost:
    """The same runs in ``ProcessPoolExecutor.map``; nothing is written or sent back."""
    from sim.config.configure import configure

    configure(*words)  # composed before: a composition is part of planning a sweep, once
    with tempfile.TemporaryDirectory() as notes:
        os.environ[NOTES] = notes
        began = time.process_time()
        config = configure(*words)
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for _ in pool.map(bare_run, [config] * runs, range(runs), chunksize=16):
                pass
        return read_notes(Path(notes), runs, time.process_time() - began)


def swept(words: list[str], runs: int, workers: int) -> tuple[Cost, float, int]:
    """The same runs by ``sweep``; milliseconds of writing a run, and bytes that a run leaves."""
    from sim.experiments.sweep import plan, sweep

    with tempfile.TemporaryDirectory() as notes, tempfile.TemporaryDirectory() as out:
        os.environ[NOTES] = notes
        sweep(plan(*words, "seed=range(1)", work="benchmarks.sweep:timed"), workers=0, out=Path(out) / "first")
        for file in Path(notes).glob("*.txt"):
            file.unlink()
        began = time.process_time()
        made = plan(*words, f"seed=range({runs})", work="benchmarks.sweep:timed")
        found = sweep(made, workers=workers, out=Path(out) / "sweep")
        driver = time.process_time() - began
        if found.counts() != {"ok": runs}:
            sys.exit(f"not all runs went well: {found.counts()}")
        size = sum(f.stat().st_size for f in (found.folder / "summary").glob("*.parquet"))
        return read_notes(Path(notes), runs, driver), 1e3 * found.job["seconds_of_writing"] / runs, size // runs


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.sweep", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--bare", type=int, help="so many of the runs in the bare pool (all)")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    words = [f"people={options.people}", f"months={options.months}"]
    by_sweep, writing, size = swept(words, options.runs, options.workers)
    compared = min(options.bare or options.runs, options.runs)
    by_pool = bare(words, compared, options.workers)
    above = by_sweep.above - by_pool.above
    facts = {"runs": options.runs, "people": options.people, "months": options.months, "workers": options.workers,
             "sweep": by_sweep._asdict(), "bare_runs": compared, "bare_pool": by_pool._asdict(),
             "above_bare_pool_ms": above, "writing_ms": writing, "bytes_a_run": size}  # fmt: skip
    if options.json:
        print(json.dumps(facts, indent=1))
        return
    print(f"{options.runs} runs of {options.people:,} people × {options.months} months, {options.workers} processes; "
          f"{compared} of them in the bare pool")  # fmt: skip
    print("ms of processor a run        in runs   around   driver")
    for name, cost in (("sweep", by_sweep), ("bare pool", by_pool)):
        print(f"{name:<25} {cost.runs:>10.1f} {cost.around:>8.2f} {cost.driver:>8.2f}")
    verdict = "goal" if above <= GOAL else "floor" if above <= FLOOR else "above the floor"
    print(f"above the bare pool: {above:.2f} ms ({verdict}; goal {GOAL:g}, floor {FLOOR:g})")
    print(f"writing, apart: {writing:.2f} ms and {size:,} bytes a run")


if __name__ == "__main__":
    main()
