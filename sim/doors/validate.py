"""``sim validate evidence [ID …] [key=value …]``: published findings beside what the model shows, hit, near or miss."""

from pathlib import Path
from typing import Any

from sim.core.errors import InputError, unknown
from sim.doors import console

SEEDS = 4
COLUMNS = ("row", "outcome", "band", "model (± 95 %)", "", "off by")


def validate(args: Any) -> int:
    """Run the worlds and trials that the rows need, print the score, and write the page where a file is named."""
    if args.what == "countries":
        from sim.doors.validate_countries import countries

        return countries(args)
    if args.what != "evidence":
        raise unknown("comparison", str(args.what), ("evidence", "countries"), "sim validate")
    args.seeds = SEEDS if args.seeds is None else args.seeds
    for name in ("seeds", "workers"):
        if getattr(args, name) < 1:
            raise InputError(f"--{name} must be at least 1, got {getattr(args, name)}.")
    if args.trial_seeds < 0:
        raise InputError(f"--trial-seeds must be at least 0, got {args.trial_seeds}.")
    from sim.experiments.validate.rows import evidence
    from sim.experiments.validate.run import scores
    from sim.experiments.validate.run import validate as compare

    only = [w for w in args.words if "=" not in w]
    known = evidence()
    for name in only:
        if name not in known:
            raise unknown("row of evidence", name, known, "sim validate evidence")
    words = [w for w in args.words if "=" in w]
    with console.progress("worlds", args.quiet) as told:
        table = compare(
            words, range(1, args.seeds + 1), args.workers, only, told, args.trial_seeds, args.trial_people
        )  # fmt: skip
    if args.json:
        console.as_json(table.astype(object).where(table.notna(), None).to_dict("records"))
    else:
        rows = [cells(r) for r in table.to_dict("records") if r["verdict"] != "not tested"]
        console.table(COLUMNS, rows, "Published findings and the model")
        for line in summary(scores(table)):
            console.say(line)
    if args.out:
        from sim.doors.validate_page import write_page

        Path(args.out).write_text(write_page(table, words, args), "utf-8")
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
    value = "–" if r["value"] != r["value"] else value
    off = "" if not r["distance"] or r["distance"] != r["distance"] else f"{r['distance']:.2g}"
    return (r["id"], f"{r['outcome']} ({r['unit']})", band(r), value, r["verdict"], off)


def summary(scores: dict[str, dict[str, int]]) -> list[str]:
    """The score, one line for stylised facts, for trials and for each of the two without the fitted rows."""
    return [line for name, counts in scores.items() if (line := _line(name, counts))]


def _line(name: str, counts: dict[str, int]) -> str:
    """One score in a sentence.

    >>> _line("trials", {"hit": 3, "near": 1, "miss": 2, "not seen": 0, "not tested": 4})
    'Trials: 3 of 6 inside their band (50 %), 1 near, 2 missed, 0 not seen; 4 not tested.'
    """
    tested = sum(n for verdict, n in counts.items() if verdict != "not tested")
    if not tested:
        return ""
    return (
        f"{name[0].upper()}{name[1:]}: {counts['hit']} of {tested} inside their band "
        f"({100 * counts['hit'] / tested:.0f} %), {counts['near']} near, {counts['miss']} missed, "
        f"{counts['not seen']} not seen; {counts['not tested']} not tested."
    )
