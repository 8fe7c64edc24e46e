"""``sim robustness [SCENARIO] context=none,crisis …``: which package does well whatever comes?"""

from typing import Any

from sim.core.errors import InputError
from sim.doors import analyses, console
from sim.doors.compare import words_of

SHOCKS = "context=none,crisis,technology_shift,refugee_inflow"
"""Futures, where the words name none."""


def robustness(args: Any) -> int:
    """Live every package in every future, print the table, write page and tables."""
    analyses.at_least(args, points=1, seeds=2, workers=1)
    from sim.experiments.compare.plan import plan
    from sim.experiments.ensemble import taken
    from sim.experiments.factors import factor
    from sim.experiments.robustness import futures, judge
    from sim.report.analyses import robustness as page

    ranges, rest = factor.split(args.words)
    rest, ensemble = taken(rest)
    many, rest = futures.split(rest)
    if ensemble is not None and (ranges or any(word.startswith("country=") for word in many)):
        raise InputError("ensemble=: its sets hold all numbers of one country; leave out ranges and other countries.")
    if not many and not ranges and ensemble is None:
        many = [SHOCKS]
    words = analyses.sized(words_of(rest))
    base = plan(*words)
    if args.shock is not None and not 0 <= args.shock < base.baseline.months:
        raise InputError(
            f"--shock: must lie in 0 to {base.baseline.months - 1}, the months of the run, got {args.shock}."
        )
    moving = factor.factors(ranges, base.packages[0].config)
    points = points_of(moving, args.points)
    if ensemble is not None:
        points = futures.members(ensemble, base.baseline.country.option, args.points)
    found = futures.sampled(futures.crossed(many), points)
    console.note(
        f"{', '.join(p.label for p in base.packages)} · {len(found)} futures · {args.seeds} pairs · "
        f"{len(found) * args.seeds * (1 + len(base.packages)):,} worlds of {base.baseline.people:,} people and "
        f"{base.baseline.months} months",
        args.quiet,
    )
    with console.progress("worlds", args.quiet) as told:
        result = judge.robustness(
            words, found, moving, seeds=args.seeds, least=args.least, shock=args.shock, workers=args.workers,
            on_world=told,
        )  # fmt: skip
    show(result, args)
    command = analyses.command_of("robustness", args, {
        "--points": args.points if points else None, "--seeds": args.seeds, "--least": args.least,
        "--shock": args.shock,
    })  # fmt: skip
    about = [
        ("Country", base.baseline.country.name), ("Packages", ", ".join(p.label for p in base.packages)),
        ("Futures", str(len(found))), ("Pairs a future", str(args.seeds)),
    ]  # fmt: skip
    tables = {"regret": result.table(), "futures": result.by_future()}
    analyses.write(
        "robustness",
        args,
        base.baseline,
        command,
        page.page(result, base.baseline, about, command),
        tables,
        page.draw(result),
    )
    return 0


def points_of(moving: list[Any], points: int) -> list[dict[str, float]]:
    """Sets of numbers, spread evenly over their ranges; none where no range is given."""
    from sim.experiments.discovery.discover import design
    from sim.experiments.factors.factor import values

    return values(moving, design(len(moving), points, 1)) if moving else []


def show(result: Any, args: Any) -> None:
    """The answer and the table of regret on stdout, or everything as JSON."""
    from sim.report.analyses.robustness import CAPTION, HEADER, cells

    for note in result.notes:
        console.note(f"Warning: {note}")
    if args.json:
        console.as_json({
            "answer": result.answer(), "packages": result.table().to_dict("records"),
            "futures": result.by_future().to_dict("records"), "least": result.least,
            "pairs": int(result.effects.shape[2]),
        })  # fmt: skip
        return
    for sentence in result.answer():
        console.say(sentence)
    console.say()
    console.table(HEADER, cells(result), f"Regret over {len(result.futures)} futures", HEADER[1:4])
    console.say(CAPTION)
