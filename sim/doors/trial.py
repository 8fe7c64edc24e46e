"""``sim trial [SCENARIO] [key=value …]``: a randomised trial inside the model, and what it cannot see beside it."""

from pathlib import Path
from typing import Any

from sim.core.errors import InputError
from sim.doors import console
from sim.doors.words import overrides


def trial(args: Any) -> int:
    """Live the worlds, print the contrasts, and write page and tables."""
    from sim.experiments.trial import estimate, saturation

    made = read_design(args)
    console.note(plan(made), args.quiet)
    with console.progress("replicates", args.quiet) as told:
        result = estimate.run(made, args.workers, told)
    with console.progress("replicates by share", args.quiet) as told:
        by_share = saturation.run(made, args.workers, told) if made.saturation else None
    if args.json:
        console.as_json(as_data(result, by_share))
    else:
        show(result, by_share)
    if args.csv:
        write_tables(Path(args.csv), result, by_share)
        console.note(f"Tables in {args.csv}/", args.quiet)
    file = write_page(args, result, by_share)
    console.note(f"Page with charts: {file}", args.quiet)
    return 0


def read_design(args: Any) -> Any:
    """The design that the words, the scenario and the options ask for."""
    from sim.config.configure import configure
    from sim.experiments.trial.design import design, written_in

    if args.workers < 1:
        raise InputError(f"--workers must be at least 1, got {args.workers}.")
    config = configure(*overrides(args.words))
    names = [w for w in args.words if "=" not in w and w[:1] not in "~+"]
    named = names or [w.partition("=")[2].strip("'\"") for w in args.words if w.startswith("scenarios=")]
    written = written_in(named[0]) if named else {}
    shares = numbers("--saturation", args.saturation, float)
    return design(
        config, written, instrument=args.of, share=args.share, seeds=args.seeds,
        horizons=numbers("--horizons", args.horizons, int),
        saturation=None if shares is None else [s / 100.0 for s in shares],
    )  # fmt: skip


def numbers(option: str, text: str | None, kind: Any) -> list[Any] | None:
    """``6,12,24`` as numbers."""
    if text is None:
        return None
    try:
        return [kind(part) for part in text.split(",")]
    except ValueError:
        raise InputError(f"{option}: numbers with commas between them, got '{text}'. Example: {option} 6,12.") from None


def plan(made: Any) -> str:
    """One line before the work: what is tried, on whom, how often."""
    worlds = made.seeds * (5 if made.saturation else 3)
    return (
        f"{made.config.country.name} · {made.name} from month {made.start} · offered to {100 * made.share:.0f} % of "
        f"{{{made.instrument.target.describe()}}} · {made.config.people:,} people · {made.seeds} replicates, "
        f"{worlds} worlds of {made.start + max(made.horizons)} months"
    )


# ---- tables in the terminal


def show(result: Any, by_share: Any) -> None:
    """All tables on stdout."""
    from sim.report import trial_words as say

    records = result.everybody().to_dict("records")
    console.table(say.COLUMNS, [say.cells(r) for r in records], say.title(result), say.COLUMNS[1:])
    for line in say.remarks(result):
        console.say(line)
    if len(result.evidence):
        console.say()
        rows = [say.band_cells(r) for r in result.evidence.to_dict("records")]
        console.table(say.EVIDENCE, rows, "Published trials beside it", say.EVIDENCE[2:5])
    if by_share is not None:
        console.say()
        for outcome, horizon in shown_pairs(by_share):
            about = f"{say.label(outcome)} after {horizon} months, by share of the eligible offered in a local market"
            rows = [say.share_cells(r) for r in by_share.rows(outcome, horizon)]
            console.table(say.SATURATION, rows, about, say.SATURATION)
        console.say(say.BY_SHARE)


def shown_pairs(by_share: Any) -> list[tuple[str, int]]:
    """Outcomes and horizons of the saturation tables in the terminal; all of them are in the tables and the page."""
    last = max(by_share.design.horizons)
    return [(outcome, last) for outcome in ("employment", "wage_employment", "income")]


# ---- files


def as_data(result: Any, by_share: Any) -> dict[str, Any]:
    """Everything as plain data."""
    design = result.design
    month, low, half = result.lock_in()
    return {
        "run_key": design.config.run_key,
        "instrument": design.name,
        "share": design.share,
        "horizons": list(design.horizons),
        "seeds": design.seeds,
        "people": design.config.people,
        "eligible": result.eligible,
        "left_the_model": result.gone,
        "treated_from_log": result.logged,
        "lock_in": {"month": month, "effect": low, "half": half},
        "effects": result.table.to_dict("records"),
        "evidence": result.evidence.to_dict("records"),
        "saturation": by_share.table.to_dict("records") if by_share is not None else [],
    }


def write_tables(folder: Path, result: Any, by_share: Any) -> None:
    """One CSV a table."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"effects": result.table, "replicates": result.seeds, "evidence": result.evidence}
    if by_share is not None:
        tables |= {"saturation": by_share.table, "saturation_replicates": by_share.seeds}
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)


def write_page(args: Any, result: Any, by_share: Any) -> Path:
    """The page with charts, in one file that needs nothing else."""
    from sim.experiments.store import runs_folder
    from sim.report.trial import page

    design = result.design
    file = (
        Path(args.out) if args.out else runs_folder(design.config).parent / "trials" / f"{design.config.run_key}.html"
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(result, by_share, command(args)), "utf-8")
    return file


def command(args: Any) -> str:
    """The command that makes the same page again."""
    import shlex

    given = [("--of", args.of), ("--share", args.share), ("--horizons", args.horizons),
             ("--saturation", args.saturation), ("--seeds", args.seeds)]  # fmt: skip
    options = [part for name, value in given if value is not None for part in (name, str(value))]
    return shlex.join(["uv", "run", "sim", "trial", *args.words, *options])
