"""How long a month takes, by phase: ``uv run python benchmarks/month.py [--people N] [--months M]``.

Prints a table by phase (milliseconds a month, nanoseconds per worker-month, share), the speed in worker-months a
second, the bytes that a person needs, and the peak memory. The first two months, in which compiled code is loaded,
are left out. Times are of the processor, so that other work on the machine disturbs less.
"""

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import sim
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.model import LabourMarket

WARM_UP = 2


def timed(phase: Callable[..., Any], spent: Counter[str], name: str) -> Callable[..., Any]:
    """``phase``, adding the processor time that it takes to ``spent``."""

    def run(*given: Any) -> Any:
        start = time.process_time()
        result = phase(*given)
        spent[name] += time.process_time() - start
        return result

    return run


def measure(people: int, months: int) -> tuple[LabourMarket, Counter[str], float]:
    """Live ``months`` months after the warm-up; returns the model, seconds by phase and worker-months lived."""
    model = LabourMarket(sim.configure("country=ghana", f"people={people}", f"months={months + WARM_UP}", "checks=off"))
    model.run_for(WARM_UP)
    spent: Counter[str] = Counter()
    model.phases = tuple(timed(f, spent, f.__name__) for f in model.phases)
    model.close_the_books = timed(model.close_the_books, spent, "close_the_books")  # type: ignore[method-assign]
    lived = 0
    for _ in range(months):
        model.step()
        lived += len(model.store(Worker))
    return model, spent, lived


def bytes_a_person() -> int:
    """Bytes of all columns of a person."""
    return sum(column.bytes for column in columns_of(Worker).values())


def peak_memory() -> float:
    """Most memory that this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(spent: Counter[str], months: int, lived: float) -> list[tuple[str, float, float, float]]:
    """(phase, milliseconds a month, nanoseconds a worker-month, share), and the sum of all."""
    total = spent.total()
    rows = [*spent.items(), ("all", total)]
    return [(name, s / months * 1e3, s / lived * 1e9, s / total) for name, s in rows]


def show(rows: list[tuple[str, float, float, float]]) -> None:
    """Print the table by phase."""
    print(f"{'phase':24}{'ms a month':>12}{'ns a worker-month':>20}{'share':>8}")
    for name, ms, ns, share in rows:
        print(f"{name:24}{ms:12.2f}{ns:20.1f}{share:8.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, default=24)
    options = parser.parse_args()
    _, spent, lived = measure(options.people, options.months)
    show(table(spent, options.months, lived))
    speed = lived / spent.total() / 1e6
    print(f"{speed:.2f} million worker-months a second; {bytes_a_person()} bytes a person; "
          f"peak memory {peak_memory():.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
