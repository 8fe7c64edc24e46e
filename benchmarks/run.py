"""All figures of speed, from one run: ``uv run python -m benchmarks [--cold] [--national] [--json FILE]``.

Times are of the processor, so that other work on the machine disturbs less; what matters are the ratios of things
measured side by side.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

if not __package__:  # started as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sim
from benchmarks import month
from benchmarks.floors import Figure, show
from benchmarks.lm_bench import wrong
from benchmarks.lm_bench.columns import ColumnMarket
from benchmarks.lm_bench.objects import ObjectMarket
from benchmarks.machine import triad
from benchmarks.start import cold, warm
from sim.agents.worker import Worker
from sim.model import LabourMarket

TRAFFIC = 40
"""Bytes that LM-bench has to move for a worker-month, about."""
CHECKED = 42
"""Month in which the figures of LM-bench are compared with those of any correct form."""


def spent(step: Callable[[], Any], times: int = 1) -> float:
    """Seconds of the processor that ``times`` calls take."""
    start = time.process_time()
    for _ in range(times):
        step()
    return time.process_time() - start


def lm_bench(small: int, large: int, months: int, bandwidth: float) -> tuple[list[Figure], list[str]]:
    """LM-bench in both forms over the same months; and what its figures have wrong."""
    ColumnMarket(2000).step()  # compiled now
    objects, columns = ObjectMarket(small), ColumnMarket(small)
    slow, fast = spent(objects.step, months), spent(columns.step, months)
    for _ in range(CHECKED - months):
        columns.step()
    problems = wrong(columns.latest)
    big = ColumnMarket(large)
    seconds = spent(big.step, months)
    unit = "ns a worker-month"
    lived, lived_big = small * months / 1e9, large * months / 1e9
    found = [
        Figure("lm_bench_objects", f"LM-bench, ordinary Mesa agents, {small:,} workers", slow / lived, unit),
        Figure("lm_bench_columns", f"LM-bench, column agents, {small:,} workers", fast / lived, unit),
        Figure("lm_bench_ratio", "LM-bench, columns against objects", slow / fast, "times as fast"),
        Figure("lm_bench_large", f"LM-bench, column agents, {large:,} workers", seconds / lived_big, unit),
        Figure("lm_bench_of_bandwidth", f"LM-bench, time to move {TRAFFIC} bytes ÷ time taken",
               TRAFFIC * lived_big * 1e9 / bandwidth / seconds, "share"),
    ]  # fmt: skip
    return found, problems


def full_model(name: str, people: int, months: int) -> tuple[Figure, list[tuple[str, float, float, float]]]:
    """Speed of the whole model, and its table by phase."""
    _, by_phase, lived = month.measure(people, months)
    speed = lived / by_phase.total() / 1e6
    rows = month.table(by_phase, months, lived)
    return Figure(name, f"full model, {people:,} people", speed, "million worker-months/s"), rows


def standard_run(people: int, months: int) -> list[Figure]:
    """A run of the usual size, compiled, its population built: the quickest of three, as other work can only delay.

    A small year comes first, which loads what only some months use.
    """
    LabourMarket(sim.configure(f"people={min(people, 2000)}", "months=13")).run_for(13)
    seconds = float("inf")
    for _ in range(3):
        model = LabourMarket(sim.configure(f"people={people}", f"months={months}"))
        seconds = min(seconds, spent(model.step, months))
    speed = len(model.store(Worker)) * months / seconds / 1e6
    return [
        Figure("standard_run", f"{people:,} people × {months} months in process", seconds, "s"),
        Figure("full_model_standard", f"full model, {people:,} people", speed, "million worker-months/s"),
    ]


def starts(people: int, cold_too: bool) -> list[Figure]:
    """Seconds of the processor and of the clock to the end of the first month."""
    found = warm(people)
    made = [
        Figure("warm_start", "start to the end of the first month, warm", found.processor, "s of processor"),
        Figure("warm_start_clock", "start to the end of the first month, warm", found.clock, "s by the clock"),
    ]
    if cold_too:
        first = cold(people)
        made += [
            Figure("cold_start", "the same, nothing compiled before", first.processor, "s of processor"),
            Figure("cold_start_clock", "the same, nothing compiled before", first.clock, "s by the clock"),
        ]
    return made


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--people", type=int, default=1_000_000, help="people of the large run")
    parser.add_argument("--months", type=int, default=12, help="months of the large run and of LM-bench")
    parser.add_argument("--standard", type=int, nargs=2, default=(20_000, 120), metavar=("PEOPLE", "MONTHS"))
    parser.add_argument("--workers", type=int, default=100_000, help="workers of LM-bench in both forms")
    parser.add_argument("--national", action="store_true", help="ten million people as well")
    parser.add_argument("--cold", action="store_true", help="also the first start ever, with all its compiling")
    parser.add_argument("--no-start", action="store_true", help="no starts of other processes")
    parser.add_argument("--json", metavar="FILE", help="write the figures there, - for stdout instead of the tables")
    return parser.parse_args(words)


def measure(options: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    """Everything: figures, the table by phase; and what LM-bench has wrong."""
    bandwidth = triad(min(256, max(1, options.people // 1000)))
    figures = [Figure("bandwidth", "memory, one core, a = b + s·c", bandwidth / 1e9, "GB/s")]
    found, problems = lm_bench(options.workers, options.people, options.months, bandwidth)
    figures += found + standard_run(*options.standard)
    large, phases = full_model("full_model_large", options.people, options.months)
    figures += [large, Figure("peak_memory", f"most memory held, {options.people:,} people", month.peak_memory(), "MB")]
    if options.national:
        figures.append(full_model("full_model_national", 10_000_000, min(6, options.months))[0])
        figures.append(Figure("peak_memory_national", "most memory held, 10 million people", month.peak_memory(), "MB"))
    figures.append(Figure("bytes_a_person", "registers of a person, all columns", month.bytes_a_person(), "bytes"))
    if not options.no_start:
        figures += starts(5000, options.cold)
    return {"figures": figures, "phases": phases}, problems


def main(words: list[str] | None = None) -> None:
    """Measure, print, and fail where LM-bench does not do what it should."""
    options = arguments(words)
    made, problems = measure(options)
    as_data = {
        "figures": [{**f._asdict(), "verdict": f.verdict()} for f in made["figures"]],
        "phases": [dict(zip(("phase", "ms", "ns", "share"), row)) for row in made["phases"]],
    }
    if options.json == "-":
        print(json.dumps(as_data, indent=1, ensure_ascii=False))
    else:
        show(made["figures"])
        print()
        month.show(made["phases"])
    if options.json and options.json != "-":
        Path(options.json).write_text(json.dumps(as_data, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if problems:
        sys.exit("LM-bench does not give the figures of its definition: " + "; ".join(problems))


if __name__ == "__main__":
    main()
