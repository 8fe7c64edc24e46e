"""``sim optimise [SCENARIO] --among GROUP=a,b``: which of these measures, how strongly, under this budget?"""

from typing import Any

from sim.core.errors import InputError
from sim.doors import analyses, console
from sim.doors.compare import words_of


def optimise(args: Any) -> int:
    """Race the candidates, look again, print the table, write page and tables."""
    analyses.at_least(args, most=1, candidates=2, seeds=2, fresh=2, workers=1)
    if args.budget is not None and not args.budget > 0:
        raise InputError(f"--budget: must be above 0, got {args.budget:g}.")
    from sim.experiments.bench.worlds import bench_folder
    from sim.experiments.optimise import choose, levers, score, search
    from sim.report.compare.money_words import Money

    score.known(args.equity)
    intensities = levers.strengths(args.intensities)
    among = [word for given in args.among or () for word in given.split()]
    made = levers.menu(analyses.sized(args.words if among else words_of_scenario(args.words)), among, args.most)
    combinations = levers.how_many(len(made.levers), len(intensities), made.most)
    if combinations > args.candidates and len(made.levers) >= search.FROM:
        search.library()
    config, money = made.baseline, Money(made.baseline)
    field = min(combinations, args.candidates)
    console.note(
        f"{config.country.name} · {len(made.levers)} measures, {combinations:,} combinations, {field} of them race · "
        f"up to {args.seeds} pairs, then {args.fresh} fresh ones · worlds of {config.people:,} people and "
        f"{config.months} months",
        args.quiet,
    )
    with console.progress("worlds", args.quiet) as told:
        result = choose.choose(
            made, intensities, fair=args.equity, most=args.candidates, pairs=args.seeds, fresh=args.fresh,
            budget=None if args.budget is None else args.budget * 1e6 / money.factor, workers=args.workers,
            folder=bench_folder(config), on_world=told,
        )  # fmt: skip
    show(result, money, args)
    command = analyses.command_of("optimise", args, {
        "--among": among, "--most": args.most, "--intensities": args.intensities, "--budget": args.budget,
        "--equity": args.equity, "--candidates": args.candidates, "--seeds": args.seeds, "--fresh": args.fresh,
    })  # fmt: skip
    budget = "none" if args.budget is None else f"{args.budget:,.0f} m {money.unit}"
    about = [
        ("Country", config.country.name), ("Budget", budget), ("Equity", result.fair.label),
        ("Candidates", str(len(result.candidates))),
    ]  # fmt: skip
    from sim.report.analyses import optimise as page

    analyses.write(
        "optimise", args, config, command, page.page(result, config, about, command),
        {"candidates": result.table()}, page.draw(result, config),
    )  # fmt: skip
    return 0


def words_of_scenario(words: list[str]) -> list[str]:
    """Without ``--among`` the packages of a scenario are the candidates: the illustrative ones, where none is named."""
    from sim.experiments.compare.comparison import SCENARIO

    return words if words_of(words) == words or any("=" not in w for w in words) else [SCENARIO, *words]


def show(result: Any, money: Any, args: Any) -> None:
    """The answer and the candidates on stdout, or everything as JSON."""
    from sim.report.analyses.optimise import CAPTION, HEADER, cells

    if args.json:
        best = result.best
        console.as_json({
            "answer": result.answer(), "best": None if best is None else result.candidates[best].name,
            "cannot_be_told_apart": [result.candidates[k].name for k in result.near()],
            "equity": result.fair.written, "budget": None if result.budget is None else result.budget * result.weight,
            "curse": None if result.curse is None else result.curse._asdict(),
            "candidates": result.table().to_dict("records"),
        })  # fmt: skip
        return
    for sentence in result.answer():
        console.say(sentence)
    console.say()
    console.table(HEADER, cells(result, money), "Candidates", HEADER[1:5])
    console.say(CAPTION.format(equity=result.fair.label))
