"""What each policy option costs to simulate: ``uv run python benchmarks/instruments.py [--people N] [--only WORD …]``.

Every option of the policy groups lives the same months as a world without it, month by month in turn, so that other
work on the machine disturbs both alike. Prints nanoseconds of the processor a worker-month without the option, with
it, the difference with its standard error, and the ratio: medians over the months. An option is marked as above what
an instrument may cost only where that is clear of the noise.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

if not __package__:  # started as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sim
from sim.agents.worker import Worker
from sim.config.places import POLICY_GROUPS, options
from sim.model import LabourMarket

WARM_UP = 6
"""Months before the clock starts: the instrument has started, and its compiled code is loaded."""
ALLOWED = 2.0
"""Nanoseconds a worker-month that an instrument may cost unless its mechanism needs more."""


class Cost(NamedTuple):
    """Cost of one option: nanoseconds a worker-month without it, and the median ratio of months with and without.

    ``error``: standard error of the ratio.
    """

    option: str
    without: float
    ratio: float
    error: float

    @property
    def extra(self) -> float:
        """Nanoseconds a worker-month that the option adds."""
        return self.without * (self.ratio - 1.0)

    @property
    def above(self) -> bool:
        """Whether it clearly costs more than an instrument may."""
        return self.extra - 2.0 * self.without * self.error > ALLOWED


def all_options() -> Iterator[str]:
    """All options of the policy groups, as they are written on the command line."""
    for group in POLICY_GROUPS:
        for name in options(group):
            yield f"{group}={name}"


def new(people: int, months: int, *overrides: str) -> LabourMarket:
    """A world of Ghana that has lived the warm-up."""
    size = (f"people={people}", f"months={WARM_UP + months}", "checks=off")
    model = LabourMarket(sim.configure("country=ghana", *size, *overrides))
    model.run_for(WARM_UP)
    return model


def month(model: LabourMarket) -> float:
    """Live one month; nanoseconds of the processor for each person."""
    start = time.process_time()
    model.step()
    return (time.process_time() - start) / len(model.store(Worker)) * 1e9


def cost(option: str, people: int, months: int) -> Cost:
    """Live ``months`` months with and without ``option``, in turn."""
    without, with_it = new(people, months), new(people, months, option)
    pairs = np.array([(month(without), month(with_it)) for _ in range(months)])
    ratios = pairs[:, 1] / pairs[:, 0]
    spread = np.subtract(*np.quantile(ratios, (0.75, 0.25))) / 1.349  # standard deviation, were they normal
    error = 1.2533 * spread / np.sqrt(months)
    return Cost(option, float(np.median(pairs[:, 0])), float(np.median(ratios)), float(error))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--only", nargs="*", default=[], help="options that contain one of these words")
    asked = parser.parse_args()
    chosen = [o for o in all_options() if not asked.only or any(word in o for word in asked.only)]
    print(f"{'option':48}{'without':>9}{'with':>9}{'more':>8}{'±':>7}{'ratio':>8}   ns a worker-month")
    for option in chosen:
        c = cost(option, asked.people, asked.months)
        figures = f"{c.without:9.1f}{c.without * c.ratio:9.1f}{c.extra:8.1f}{c.without * c.error:7.1f}{c.ratio:8.3f}"
        print(f"{option:48}{figures}{'  above' if c.above else ''}", flush=True)


if __name__ == "__main__":
    main()
