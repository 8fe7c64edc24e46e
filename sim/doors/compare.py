"""``sim compare [SCENARIO] [key=value …]``: paired worlds, the decision table, and the page that keeps them."""

import sys
from typing import Any

from sim.core.errors import INTERRUPTED, InputError
from sim.doors import console
from sim.doors.words import is_change, overrides

WIDTH = 120
BESIDE = 3
"""Packages side by side in the terminal."""
SEEDS = 20
"""Pairs, where the command line does not say how many."""
PRECISION = 2.5
"""Half-width of the interval, person-years per 1,000 young people, that is aimed at then."""
POLICY_GROUPS = ("financing", "workplace", "inclusion", "services", "system", "context", "instruments.")


def compare(args: Any) -> int:
    """Compare, print, save."""
    _check(args)
    from sim.experiments.compare import comparison
    from sim.experiments.compare.plan import plan

    made = plan(*words_of(args.words))
    console.note(_plan(made, args), args.quiet)
    console.note_compiling(args.quiet)
    try:
        with console.progress("pairs", args.quiet) as on_pair:
            found = comparison.compare_plan(
                made, seeds=args.seeds or SEEDS, most=max(args.most, args.seeds or 0), precision=_precision(args),
                workers=args.workers, out=args.out, on_pair=on_pair,
                bracketed=not args.no_brackets, accounted=args.accounting,
            )  # fmt: skip
    except KeyboardInterrupt:
        console.note("Interrupted before the first pair was complete: nothing was kept.")
        return INTERRUPTED
    return _finish(found, args)


def _precision(args: Any) -> float | None:
    """Who names a number of pairs gets that number; else pairs are added until the interval is narrow enough."""
    return args.precision if args.precision is not None or args.seeds is not None else PRECISION


def _check(args: Any) -> None:
    for name, least in (("seeds", 2), ("most", 2), ("workers", 1)):
        if getattr(args, name) is not None and getattr(args, name) < least:
            raise InputError(f"--{name}: must be at least {least}, got {getattr(args, name)}.")
    if args.precision is not None and not args.precision > 0:
        raise InputError(f"--precision: must be above 0, got {args.precision}.")


def words_of(words: list[str]) -> list[str]:
    """Words of the command line as overrides.

    Without a scenario: the illustrative one, or the world without policy where measures are chosen by the words.
    """
    from sim.experiments.compare.comparison import SCENARIO

    named = any(not is_change(w) for w in words) or any(w.startswith("scenarios=") for w in words)
    chosen = any(w.lstrip("+").startswith(POLICY_GROUPS) for w in words)
    return overrides(words if named or chosen else [SCENARIO, *words])


def _plan(made: Any, args: Any) -> str:
    base = made.baseline
    names = ", ".join(p.label.lower() for p in made.packages)
    return (
        f"{base.country.name} · {names} · against the world without · {base.people:,} people · {base.months} months, "
        f"policy from month {made.start} · {args.seeds or SEEDS} pairs{'' if _precision(args) is None else ' or more'}"
    )


def _finish(found: Any, args: Any) -> int:
    if found.replicates < 2:
        console.note(
            f"Interrupted: {found.replicates} pair is kept, and one pair says nothing. The same command goes on."
        )
        return INTERRUPTED
    if args.json:
        console.as_json(found.as_json())
    else:
        print_table(found)
    for note in found.notes:
        console.note(f"Warning: {note}")
    if args.csv:
        console.note(f"Tables in {found.csv(args.csv)}/", args.quiet)
    saved = found.save()
    console.note(f"Saved in {saved}/ (the report: report.html)", args.quiet)
    if found.pairs.interrupted:
        console.note(
            f"Interrupted: the result rests on the {found.replicates} pairs that were complete. "
            "The same command goes on from there."
        )
        return INTERRUPTED
    return 0


def print_table(found: Any) -> None:
    """Answer, decision table, expectations."""
    from sim.report.compare.decision import lines

    for sentence in found.answer():
        console.say(_wrapped(sentence))
    console.say()
    base = found.plan.baseline
    console.say(
        _wrapped(
            f"{base.country.name}, {found.replicates} pairs of worlds of {base.people:,} people (each stands for "
            f"{base.weight:,.0f}). Mean difference to the same world without the package, 95 % interval in brackets; "
            "numbers of the whole country."
        )
    )
    table, names = lines(found), [p.label for p in found.packages]
    for first in range(0, len(names), BESIDE):
        beside = slice(first, first + BESIDE)
        _print_lines(["", *names[beside]], [(line.label, line.cells[beside]) for line in table])
    expected = found.expected()
    if len(expected):
        rows = [(r.policy, r.outcome, r.group, r.sign, r.found, r.source) for r in expected.itertuples()]
        console.table(("policy", "outcome", "group", "expected", "found", "source"), rows, "What was expected")


def _wrapped(text: str) -> str:
    import textwrap

    return textwrap.fill(text, WIDTH)


def _print_lines(header: list[str], rows: list[tuple[str, list[str]]]) -> None:
    """A table that fits the width: the first column stands, cells of the others wrap."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    made.add_column(header[0], width=38)
    for name in header[1:]:
        made.add_column(name, overflow="fold")
    for label, cells in rows:
        if not cells:
            made.add_row(Text(label, style="bold"), *("" for _ in header[1:]))
        else:
            made.add_row(Text(f"  {label}"), *(Text(cell) for cell in cells))
    Console(file=sys.stdout, width=WIDTH, highlight=False).print(made)
