"""``sim validate evidence [ID …] [key=value …]``: published findings beside what the model shows, hit, near or miss."""

from pathlib import Path
from typing import Any

import pandas as pd

from sim.core.errors import InputError, unknown
from sim.doors import console

SEEDS = 4
COLUMNS = ("row", "outcome", "band", "model (± 95 %)", "", "off by")


def validate(args: Any) -> int:
    """Run the worlds that the rows need, print the score, and write the page where a file is named."""
    if args.what == "countries":
        from sim.doors.validate_countries import countries

        return countries(args)
    if args.what != "evidence":
        raise unknown("comparison", str(args.what), ("evidence", "countries"), "sim validate")
    args.seeds = SEEDS if args.seeds is None else args.seeds
    for name in ("seeds", "workers"):
        if getattr(args, name) < 1:
            raise InputError(f"--{name} must be at least 1, got {getattr(args, name)}.")
    from sim.experiments.validate.rows import evidence
    from sim.experiments.validate.run import score
    from sim.experiments.validate.run import validate as compare

    only = [w for w in args.words if "=" not in w]
    known = evidence()
    for name in only:
        if name not in known:
            raise unknown("row of evidence", name, known, "sim validate evidence")
    words = [w for w in args.words if "=" in w]
    with console.progress("worlds", args.quiet) as told:
        table = compare(words, range(1, args.seeds + 1), args.workers, only, told)
    if args.json:
        console.as_json(table.astype(object).where(table.notna(), None).to_dict("records"))
    else:
        rows = [cells(r) for r in table.to_dict("records") if r["verdict"] != "not tested"]
        console.table(COLUMNS, rows, "Published findings and the model")
        console.say(summary(score(table)))
    if args.out:
        Path(args.out).write_text(write_page(table, words, args.seeds), "utf-8")
        console.note(f"Wrote {args.out}", args.quiet)
    return 0


def band(r: dict[str, Any]) -> str:
    """A band in words.

    >>> band({"low": 0.0, "high": float("inf")}), band({"low": 0.9, "high": 1.1})
    ('above 0', '0.9 to 1.1')
    """
    if r["high"] == float("inf"):
        return f"above {r['low']:g}"
    return f"below {r['high']:g}" if r["low"] == -float("inf") else f"{r['low']:g} to {r['high']:g}"


def cells(r: dict[str, Any]) -> tuple[str, ...]:
    """One row of the table in words."""
    value = f"{r['value']:.3g}" + (f" ± {r['half']:.2g}" if r["half"] == r["half"] else "")
    off = "" if not r["distance"] or r["distance"] != r["distance"] else f"{r['distance']:.2g}"
    return (r["id"], f"{r['outcome']} ({r['unit']})", band(r), value, r["verdict"], off)


def summary(counts: dict[str, int]) -> str:
    """The score in one sentence."""
    tested = counts["hit"] + counts["near"] + counts["miss"] + counts["not seen"]
    return (
        f"{counts['hit']} of {tested} findings inside their band, {counts['near']} near, {counts['miss']} missed, "
        f"{counts['not seen']} not seen; {counts['not tested']} not tested."
    )


def write_page(table: pd.DataFrame, words: list[str], seeds: int) -> str:
    """The page in Markdown: tested rows with verdict, misses with what is known of them, rows without a test."""
    from sim.doors import pages
    from sim.experiments.validate.run import score

    done, left = table[table["verdict"] != "not tested"], table[table["verdict"] == "not tested"]
    body = [(*cells(r), r["statement"], f"{r['source']} ({r['status']})") for r in done.to_dict("records")]
    untested = [(r["id"], r["statement"], r["reason"]) for r in left.to_dict("records")]
    parts = [
        f"**{summary(score(table))}**",
        pages.table((*COLUMNS, "finding", "source (how it was checked)"), body),
        "## Not tested\n\n" + pages.table(("row", "finding", "why"), untested),
    ]
    command = " ".join(["uv run sim validate evidence", *words, f"--seeds {seeds} --out docs/explanation/evidence.md"])
    text = pages.page("Published findings and the model", INTRO.format(n=seeds, command=command), *parts)
    return text.replace("`sim docs`", "`sim validate evidence --out`")


INTRO = """
Findings of the literature, each with a band fixed beforehand, beside what a run of Ghana without a policy shows:
means over {n} seeds of 144 months. *Off by* is the distance from the band in half-widths of it. Nothing here was
fitted to these rows but where a published figure of Ghana itself is a target of its own page. A miss stays a miss:
it says what not to conclude from the model. Rows S01 to S06 and S36 are read in a world where demand in all sectors
goes up and down by ten per cent every five years.

```text
{command}
```"""
