"""``sim discover [SCENARIO] key=low..high …``: in which part of these ranges does a package fail?"""

from typing import Any

from sim.core.errors import InputError
from sim.doors import analyses, console


def discover(args: Any) -> int:
    """Ask at the points of the design, find the boxes, look at them again, print and write."""
    analyses.at_least(args, points=20, fresh=0, seeds=1, workers=1)
    from sim.experiments.discovery import discover as room
    from sim.experiments.factors.factor import factors, split
    from sim.experiments.factors.measure import YEARS, measure
    from sim.experiments.factors.question import ask, fresh, question
    from sim.report.analyses import discovery as page

    ranges, rest = split(args.words)
    if len(ranges) < 2:
        raise InputError(f"name two factors or more as key=low..high, got {len(ranges)}. `sim options` shows the keys.")
    read = measure(args.outcome or YEARS)
    asked = question(analyses.sized(rest), read, args.seeds, effect=not args.level)
    found = factors(ranges, asked.config)
    points, again = args.points, args.points // 2 if args.fresh is None else args.fresh
    most = (points + again) * asked.worlds_a_point
    console.note(
        f"{asked.config.country.name} · {points} points over {len(found)} factors, then {again} fresh ones · {most:,} "
        f"worlds of {asked.config.people:,} people and {asked.config.months} months",
        args.quiet,
    )
    with console.progress("worlds", args.quiet) as told:
        result = room.discover(
            found,
            lambda p: ask(asked, p, args.workers, told),
            lambda p: ask(fresh(asked), p, args.workers, told),
            below=args.below, points=points, fresh=again, seed=args.seed,
        )  # fmt: skip
    outcome = f"{'' if args.level else 'effect of the package on '}{read.label}"
    show(result, outcome, args)
    command = analyses.command_of("discover", args, {
        "--outcome": args.outcome, "--below": args.below, "--level": args.level, "--points": args.points,
        "--fresh": args.fresh, "--seeds": args.seeds, "--seed": args.seed if args.seed != 1 else None,
    })  # fmt: skip
    about = [
        ("Country", asked.config.country.name), ("Outcome", outcome), ("Failure", f"below {args.below:g}"),
        ("Points", f"{points}, fresh {again if result.boxes else 0}"),
    ]  # fmt: skip
    tables = {"boxes": result.table(), "points": result.points()}
    analyses.write(
        "discover", args, asked.config, command, page.page(result, outcome, about, command), tables, page.draw(result)
    )
    return 0


def show(result: Any, outcome: str, args: Any) -> None:
    """The answer and the boxes on stdout, or everything as JSON."""
    from sim.report.analyses.discovery import CAPTION, HEADER, cells

    if args.json:
        console.as_json({
            "outcome": outcome, "below": result.below, "points": len(result.cases), "failures": int(result.cases.sum()),
            "torn_between_seeds": result.torn, "answer": result.answer(), "boxes": result.table().to_dict("records"),
        })  # fmt: skip
        return
    console.say(f"Failure: {outcome} below {result.below:g}.")
    for sentence in result.answer():
        console.say(sentence)
    if result.boxes:
        console.say()
        console.table(HEADER, cells(result), "Where it fails", HEADER[3:])
        console.say(CAPTION)
