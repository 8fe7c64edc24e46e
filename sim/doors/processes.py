"""``sim processes [key=value …]``: halve and double the main number of every process, and see what moves."""

from pathlib import Path
from typing import Any

import pandas as pd

from sim.core.errors import InputError
from sim.doors import console
from sim.doors.words import overrides

SMALL = ("people=20000", "months=60")
"""Size of the worlds unless the words say otherwise."""


def processes(args: Any) -> int:
    """Run the paired worlds, print the table, and write the page where a file is named."""
    for name in ("seeds", "workers"):
        if getattr(args, name) < 1:
            raise InputError(f"--{name} must be at least 1, got {getattr(args, name)}.")
    from sim.experiments.halving import halve_and_double, paired

    given = overrides(args.words)
    said = {word.split("=")[0] for word in given}
    words = [*(word for word in SMALL if word.split("=")[0] not in said), *given]
    seeds = list(range(1, args.seeds + 1))
    with console.progress("worlds", args.quiet) as told:
        table = paired(halve_and_double(words, seeds, workers=args.workers, on_world=told))
    console.table(COLUMNS, [_row(r) for r in table.to_dict("records")], "Main number halved and doubled", COLUMNS[1:])
    if args.out:
        file = Path(args.out)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_page(table, words, seeds), "utf-8")
        console.note(f"Wrote {file}", args.quiet)
    return 0


COLUMNS = ("figure", "× ½", "× 1", "× 2", "change at ½", "error", "change at 2", "error ")


def _row(r: dict[str, Any]) -> tuple[str, ...]:
    n = console.number
    changes = (n(r["difference_0.5"]), n(r["error_0.5"]), n(r["difference_2.0"]), n(r["error_2.0"]))
    return (r["figure"], n(r["0.5"]), n(r["1.0"]), n(r["2.0"]), *changes)


# ---- the page


def write_page(table: pd.DataFrame, words: list[str], seeds: list[int]) -> str:
    """The page in Markdown: what every process reads and changes, and what moved."""
    from sim.doors import pages
    from sim.experiments.halving import touched
    from sim.experiments.processes import PROCESSES

    seen = touched([*words, "people=2000", "months=13"])
    rows = [(f"[{p.name}](#{_anchor(p.name)})", p.reads, p.changes) for p in PROCESSES]
    parts = [pages.table(("process", "reads", "changes"), rows)]
    parts += [_section(p, table[table["process"] == p.name], words, seen) for p in PROCESSES]
    intro = INTRO.format(n=len(seeds), command=_command(words, seeds))
    return pages.page("Every process at work", intro, *parts).replace("`sim docs`", "`sim processes --out`")


def _anchor(name: str) -> str:
    return "".join(c for c in name.lower().replace(" ", "-") if c.isalnum() or c == "-")


def _command(words: list[str], seeds: list[int]) -> str:
    return f"uv run sim processes {' '.join(words)} --seeds {len(seeds)} --out docs/explanation/processes.md"


INTRO = """
Thirteen processes of the month have parameters of their own. Here the main parameter of each is halved and doubled,
within its own range, while everything else stays the same: same people, same luck, so that what differs is caused by
the parameter. Figures are means over {n} pairs of worlds (people and luck differ from pair to pair) of the last twelve
months of each run; the error is the standard error of the paired difference. **Bold**: the change exceeds two standard
errors. A change that stays inside them is printed too: it is an answer.

```text
{command}
```"""


def _section(process: Any, table: pd.DataFrame, words: list[str], seen: dict[str, set[str]]) -> str:
    from sim.doors.pages import table as markdown

    columns = ("what moves", "× ½", "× 1", "× 2", "change at ½ (error)", "change at 2 (error)", "unit")
    rows = [_cells(r) for r in table.to_dict("records")]
    wrote = sorted(set().union(*(seen.get(phase, set()) for phase in process.phases)))
    return "\n\n".join(
        [
            f"## {process.name}",
            f"Phases: {', '.join(f'[`{p}`](odd.md#{p})' for p in process.phases)}.",
            _values(process, words),
            markdown(columns, rows),
            f"<details><summary>Registers it changed in a run ({len(wrote)})</summary>\n\n"
            f"{', '.join(f'`{name}`' for name in wrote) or 'none'}\n\n</details>",
        ]
    )


def _cells(r: dict[str, Any]) -> tuple[str, ...]:
    n = console.number
    changes = []
    for f in ("0.5", "2.0"):
        text = f"{'+' if r[f'difference_{f}'] > 0 else ''}{n(r[f'difference_{f}'])}"
        changes.append(f"{f'**{text}**' if r[f'moved_{f}'] else text} ({n(r[f'error_{f}'])})")
    return (r["figure"], n(r["0.5"]), n(r["1.0"]), n(r["2.0"]), *changes, r["unit"])


def _values(process: Any, words: list[str]) -> str:
    """The main parameter's values, and whether its range cut them."""
    from sim.config.configure import configure
    from sim.experiments.halving import leaf, overrides

    config, lines = configure(*words), []
    half, double = (overrides(process, f, words) for f in (0.5, 2.0))
    for key in process.keys:
        about = leaf(config, key)
        cut = [
            f"{about.value * f:g} cut to {value:g}, the end of its range"
            for f, value in ((0.5, half[key]), (2.0, double[key]))
            if abs(value - about.value * f) > 1e-12
        ]
        note = f" ({'; '.join(cut)})" if cut else ""
        lines.append(f"`{key}`: {half[key]:g}, **{about.value:g}**, {double[key]:g} {about.unit}{note}")
    return "Main parameter " + "; ".join(lines) + "."
