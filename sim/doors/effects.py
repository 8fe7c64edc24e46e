"""``sim effects [INSTRUMENT …]``: what every ready-made instrument does, in paired worlds."""

from pathlib import Path
from typing import Any

import pandas as pd

from sim.core.errors import InputError, unknown
from sim.doors import console

SMALL = ("people=100000", "months=60")
COLUMNS = (
    "instrument",
    "first-order outcome",
    "without",
    "with",
    "change",
    "sign",
    "treated",
    "employed",
    "decent job",
)
LEAST_TREATED = 100
"""No labour-market contrast is printed below so many treated agents in all pairs, where persons are treated."""


def effects(args: Any) -> int:
    """Run the paired worlds, print the table, and write the page where a file is named."""
    for name in ("seeds", "workers"):
        if getattr(args, name) < 1:
            raise InputError(f"--{name} must be at least 1, got {getattr(args, name)}.")
    from sim.experiments.effects import all_options
    from sim.experiments.effects import effects as measure

    names = [w for w in args.words if "=" not in w]
    known = [o.name for o in all_options()]
    for name in names:
        if name not in known:
            raise unknown("instrument", name, known, "sim effects")
    given = [w for w in args.words if "=" in w]
    words = [*(w for w in SMALL if w.partition("=")[0] not in [g.partition("=")[0] for g in given]), *given]
    with console.progress("worlds", args.quiet) as told:
        table = measure(all_options(names), words, list(range(1, args.seeds + 1)), args.workers, told)
    console.table(COLUMNS, [cells(r) for r in table.to_dict("records")], "Instruments in paired worlds", COLUMNS[2:])
    if args.out:
        file = Path(args.out)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_page(table, words, args.seeds), "utf-8")
        console.note(f"Wrote {file}", args.quiet)
    return 0


def cells(r: dict[str, Any]) -> tuple[str, ...]:
    """One row of the table in words."""
    n = console.number
    clear = not abs(r["change"]) <= r["half"]
    way = "as documented" if r["as_documented"] else "other way"
    found = "none" if not r["change"] else way if clear else "not clear"
    few = 0 < r["treated"] < LEAST_TREATED
    market = ["too few treated"] * 2 if few else [difference(r[k], r[f"{k}_half"]) for k in ("employed", "decent")]
    change = difference(r["change"], r["half"])
    return (r["option"], r["shows"], n(r["without"]), n(r["with"]), change, found, n(round(r["treated"])), *market)


def difference(mean: float, half: float) -> str:
    """A difference with its interval, as in ``+0.31 ± 0.12``."""
    return f"{mean:+.3g} ± {half:.2g}" if half == half else f"{mean:+.3g}"


def write_page(table: pd.DataFrame, words: list[str], seeds: int) -> str:
    """The page in Markdown: every instrument, what it is known for, and what it did."""
    from sim.doors import pages
    from sim.instruments.registry import kinds

    parts = []
    for group, rows in table.groupby("group", sort=False):
        body = []
        for r in rows.to_dict("records"):
            shown = cells(r)
            made = kinds()[r["kind"]]
            needs = [need for need in made.needs if need not in words]
            note = f" (in a world with `{' '.join(needs)}`)" if needs else ""
            body.append((f"`{shown[0]}`{note}", f"`{shown[1]}`", *shown[2:], made.known, made.fails))
        columns = (*COLUMNS, "known from", "known to fail by")
        parts.append(f"## {str(group).capitalize()}\n\n{pages.table(columns, body)}")
    command = f"uv run sim effects {' '.join(words)} --seeds {seeds} --out docs/reference/effects.md"
    text = pages.page("What every instrument does", INTRO.format(n=seeds, command=command), *parts)
    return text.replace("`sim docs`", "`sim effects --out`")


INTRO = """
Every ready-made instrument alone, on Ghana, against the same world without it: same people, same luck, {n} pairs.
It starts after twelve months and is watched for four years. The *first-order outcome* is what the instrument does
directly: `series` is a monthly figure of the model, `paid` the payments for a purpose, in W a month for 1,000
people. *Sign* says whether it moved as documented (not clear: the interval contains zero); *treated* counts the
simulated people treated in all pairs together. The last two figures are the labour market's: the difference, in
percentage points of all people of 15 to 29 in the last year, in employment and in decent jobs, ± half the 95 %
interval, whatever it is. An interval that contains zero means that nothing is established. Amounts differ between
instruments, so rows are not to be compared with one another: `sim compare` does that at equal money. "Known from":
strong, several trials; medium, one or two; weak, administrative data and cases.

```text
{command}
```"""
