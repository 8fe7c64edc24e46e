"""``sim sensitivity [SCENARIO] key=low..high …``: which of these numbers matter, and which cannot be told from luck."""

from typing import Any

from sim.core.errors import InputError
from sim.doors import analyses, console

LEVEL = "decent_job_population_ratio:age=15-29"
"""Outcome read where none is named; the headline of ``sim compare`` where an effect is asked for."""


def sensitivity(args: Any) -> int:
    """Ask at the points of the design, print the table, write page and tables."""
    analyses.at_least(args, points=1, seeds=1, workers=1)
    from sim.experiments.factors.factor import factors, split
    from sim.experiments.factors.measure import YEARS, measure
    from sim.experiments.factors.question import ask, question
    from sim.experiments.sensitivity import analyse, design
    from sim.report.analyses import sensitivity as page

    ranges, rest = split(args.words)
    if len(ranges) < 2:
        raise InputError(f"name two factors or more as key=low..high, got {len(ranges)}. `sim options` shows the keys.")
    points = design.checked(args.method, args.points or design.METHODS[args.method].points)
    read = measure(args.outcome or (YEARS if args.effect else LEVEL))
    asked = question(analyses.sized(rest), read, args.seeds, effect=args.effect)
    found = factors(ranges, asked.config)
    design.sample(args.method, len(found), design.METHODS[args.method].least, 1)  # so that a missing extra shows now
    total = design.worlds(args.method, len(found), points) * asked.worlds_a_point
    console.note(
        f"{asked.config.country.name} · {design.METHODS[args.method].name} over {len(found)} factors · "
        f"{total:,} worlds of {asked.config.people:,} people and {asked.config.months} months",
        args.quiet,
    )
    with console.progress("worlds", args.quiet) as told:
        result = analyse.analyse(args.method, found, lambda p: ask(asked, p, args.workers, told), points, args.seed)
    outcome = f"{'effect of the package on ' if args.effect else ''}{read.label}"
    show(result, outcome, args)
    command = analyses.command_of("sensitivity", args, {
        "--method": args.method, "--outcome": args.outcome, "--effect": args.effect, "--points": args.points,
        "--seeds": args.seeds, "--seed": args.seed if args.seed != 1 else None,
    })  # fmt: skip
    about = [
        ("Country", asked.config.country.name), ("Outcome", outcome), ("Method", design.METHODS[args.method].name),
        ("Worlds", f"{total:,} of {asked.config.people:,} people"),
    ]  # fmt: skip
    tables = {"indices": result.table(), "points": result.points()}
    analyses.write(
        "sensitivity",
        args,
        asked.config,
        command,
        page.page(result, outcome, about, command),
        tables,
        page.draw(result),
    )
    return 0


def show(result: Any, outcome: str, args: Any) -> None:
    """The table on stdout, or everything as JSON."""
    from sim.report.analyses.sensitivity import HEADER, SECOND, cells

    if args.json:
        console.as_json({
            "method": result.method, "outcome": outcome, "points": len(result.shares),
            "replicates": result.luck.replicates, "share_of_luck": result.luck.share,
            "share_of_luck_with_one_world": result.luck.share_of_one, "answer": result.answer(),
            "factors": result.table().to_dict("records"),
        })  # fmt: skip
        return
    for sentence in result.answer():
        console.say(sentence)
    console.say()
    console.table(HEADER, cells(result), f"Influence on: {outcome}", HEADER[2:6])
    console.say(SECOND[result.method])
