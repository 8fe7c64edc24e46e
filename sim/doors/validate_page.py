"""The page of ``sim validate evidence --out``: tested rows, misses with their causes, rows without a test."""

from typing import Any

import pandas as pd

from sim.doors import pages
from sim.doors.validate import COLUMNS, cells, summary
from sim.experiments.validate.run import EFFECT, FACT, scores

MORE = ("by country", "finding", "source (how it was checked)", "in the making of the model")


def write_page(table: pd.DataFrame, words: list[str], args: Any) -> str:
    """The page in Markdown."""
    done, left = table[table["verdict"] != "not tested"], table[table["verdict"] == "not tested"]
    kinds = {"Stylised facts": FACT, "Trials": EFFECT}
    parts = ["\n".join(f"* **{line}**" for line in summary(scores(table)))]
    for title, kind in kinds.items():
        rows = done[done["kind"] == kind].to_dict("records")
        if rows:
            body = [
                (*cells(r), r["read_in"], r["statement"], f"{r['source']} ({r['status']})", part_of(r)) for r in rows
            ]
            parts.append(f"## {title}\n\n{ABOUT[title].strip()}\n\n" + pages.table((*COLUMNS, *MORE), body))
    outside = done[done["verdict"] != "hit"].to_dict("records")
    why = [(r["id"], r["outcome"], r["verdict"], r["missed"] or "not known") for r in outside]
    parts.append("## Why rows lie outside their band\n\n" + pages.table(("row", "outcome", "", "cause"), why))
    untested = [(r["id"], r["statement"], r["reason"]) for r in left.to_dict("records")]
    parts.append("## Not tested\n\n" + pages.table(("row", "finding", "why"), untested))
    options = [f"--seeds {args.seeds}", f"--trial-seeds {args.trial_seeds}"]
    if args.trial_people is not None:
        options.append(f"--trial-people {args.trial_people}")
    command = " ".join(["uv run sim validate evidence", *words, *options, "--out docs/explanation/evidence.md"])
    intro = INTRO.format(n=args.seeds, trials=args.trial_seeds, command=command)
    text = pages.page("Published findings and the model", intro, *parts)
    return text.replace("`sim docs`", "`sim validate evidence --out`")


def part_of(r: dict[str, Any]) -> str:
    """What the row had to do with the making of the model, and what stands in for its measure."""
    parts = [r["fitted"] and f"fitted: {r['fitted']}", r["nearest"] and f"nearest: {r['nearest']}"]
    return "; ".join(p for p in parts if p)


INTRO = """
Findings of the literature, each with a band fixed beforehand, beside what the model shows. *Off by* is the
distance from the band in half-widths of it, or in the row's own unit where one end is open; a row is near within one
half-width. A miss stays a miss: it says what not to conclude from the model, and what is known of its cause stands
below the tables. Rows that took part in the making of the model say how, and are left out of a score of their own.

```text
{command}
```

A stylised fact is read where it was measured: one of a country of ours in that country; one of Africa, or of poor
countries, in Ethiopia, Ghana, Malawi, Senegal and Tanzania; one of rich countries in Lebanon before the crisis, the
richest of ours; one of the world in all six. The figure is the mean over these countries, which count alike, and *by
country* tells each. Means are over {n} worlds of 144 months a country, and over {trials} for each trial. Rows S01 to
S07 and S36 are read in two worlds eight times as large where demand in all sectors goes up and down by ten per cent
every five years; S39, S40 and I41 in worlds with a levy that firms claim back; S44 compares countries as they start.
"""
ABOUT = {
    "Stylised facts": """
Read with the operators of the source: the same regressions, filters and definitions as on survey data.
""",
    "Trials": """
Each is randomised inside the model: eligible people are drawn by lottery as the trial drew them, and the two arms are
compared at the trial's horizon ([Run a trial](../how-to/run-a-trial.md)). The scenarios `trial_*` say who, what, when
and where: Ethiopia for trials of Addis Ababa and other Ethiopian towns, Tanzania for those of its neighbours Uganda and
Kenya, Ghana for all others. I01 to I06 are averages over all of these trials. I42 to I44 are published data through
the same estimators.
""",
}
