"""The table of peers: ``uv run --group peers python -m benchmarks.peers [--people N] [--large N] [--months M]``."""

import argparse
import importlib
import importlib.metadata
import logging
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.lm_bench import wrong
from benchmarks.peers.page import Row, say, write

CHECKED = 42
"""Month whose figures must be those of any correct form."""
FORMS = {
    "mesa": ("Mesa", "benchmarks.lm_bench.objects", "ObjectMarket", "objects"),
    "agentpy": ("AgentPy", "benchmarks.peers.agentpy_market", "market", "objects"),
    "starsim": ("Starsim", "benchmarks.peers.starsim_market", "StarsimMarket", "arrays"),
    "passerelle": ("Passerelle", "benchmarks.lm_bench.columns", "ColumnMarket", "arrays"),
}
"""Distribution -> name, module, what makes the market, and how it keeps agents."""


def lived(make: Any, people: int, months: int) -> tuple[float, list[str]]:
    """Processor nanoseconds a worker-month over ``months``, and what month 42 has wrong."""
    make(2000).step()  # compiled, imported
    model = make(people)
    start = time.process_time()
    for _ in range(months):
        model.step()
    spent = time.process_time() - start
    for _ in range(CHECKED - months):
        model.step()
    return 1e9 * spent / people / months, wrong(model.latest)


def version(name: str) -> str:
    return importlib.metadata.version(name)


def same_work(people: int, large: int, months: int, repeats: int) -> list[Row]:
    """LM-bench on every framework that is installed; forms take turns, and the best of the repeats counts."""
    found: dict[tuple[str, int], tuple[float, list[str]]] = {}
    for _ in range(repeats):
        for name, (_, module, maker, kept) in FORMS.items():
            try:
                make = getattr(importlib.import_module(module), maker)
            except ModuleNotFoundError as missing:
                print(f"{name}: not installed ({missing.name})", file=sys.stderr)
                continue
            for size in (people, large) if kept == "arrays" else (people,):
                took, problems = lived(make, size, months)
                before = found.get((name, size), (float("inf"), []))
                found[name, size] = (min(took, before[0]), [*before[1], *problems])
                print(f"{name} {size:,}: {took:,.0f} ns {problems or ''}", file=sys.stderr)
    return [
        Row(FORMS[name][0], version(name), FORMS[name][3], size, took, problems)
        for (name, size), (took, problems) in sorted(found.items(), key=lambda item: (item[0][1], -item[1][0]))
    ]


def own_work(people: int, months: int) -> list[tuple[str, float, str]]:
    """What cannot be compared: each framework's own model, as it comes."""
    import sim
    from sim.agents.firm import Firm
    from sim.agents.provider import TrainingProvider
    from sim.agents.worker import Worker

    rows = []
    try:
        from benchmarks.peers.bam_economy import agent_steps

        rows.append((f"BAM Engine {version('bamengine')}", *agent_steps(people, months)))
    except ModuleNotFoundError:
        print("bamengine: not installed", file=sys.stderr)
    model = sim.LabourMarket(sim.configure(f"people={people}", f"months={months + 2}"))
    model.run_for(2)
    start = time.process_time()
    model.run_for(months)
    agents = sum(len(model.store(kind).rows()) for kind in (Worker, Firm, TrainingProvider))
    said = f"{people:,} people of 15 to 64, their firms, households and training providers; the whole month"
    rows.append((f"Passerelle {version('passerelle')}", agents * months / (time.process_time() - start), said))
    return rows


def main() -> int:
    ask = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    ask.add_argument("--people", type=int, default=10_000, help="workers for all (10,000)")
    ask.add_argument(
        "--large", type=int, default=100_000, help="workers for those that keep agents in arrays (100,000)"
    )
    ask.add_argument("--months", type=int, default=24, help="months that are timed (24)")
    ask.add_argument("--repeats", type=int, default=3, help="turns; the best counts (3)")
    ask.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")
    args = ask.parse_args()
    if not 1 <= args.months <= CHECKED or min(args.people, args.large, args.repeats) < 1:
        ask.error(f"--months lies between 1 and {CHECKED}; people and repeats are at least 1")
    logging.disable(logging.INFO)  # some frameworks switch on messages that others then print every month
    same, own = same_work(args.people, args.large, args.months, args.repeats), own_work(args.people, args.months)
    print(say(same, own))
    if args.out:
        Path(args.out).write_text(write(same, own, args), "utf-8")
    return 1 if any(row.wrong for row in same) else 0


if __name__ == "__main__":
    sys.exit(main())
