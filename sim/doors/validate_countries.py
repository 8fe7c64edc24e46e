"""``sim validate countries [NAME …] [key=value …]``: countries over many seeds beside their published figures."""

from functools import partial
from pathlib import Path
from typing import Any

from sim.config import places
from sim.core.errors import InputError, unknown
from sim.doors import console
from sim.doors.words import is_change

PAGES, SEEDS = Path("docs/countries"), 20
OVERVIEW = "overview.md"


def countries(args: Any) -> int:
    """Run the countries, write a page each and the table of all that were run so far; print their rows."""
    from sim.config.configure import configure
    from sim.experiments.country_overview import overview, remember
    from sim.experiments.country_page import page
    from sim.experiments.standing import stand

    known, seeds = places.options("country"), SEEDS if args.seeds is None else args.seeds
    names, changes = [w for w in args.words if not is_change(w)], [w for w in args.words if is_change(w)]
    for name in names:
        if name not in known:
            raise unknown("country", name, known, "sim validate countries")
    if seeds < 2 or args.workers < 1:
        raise InputError(f"sim validate countries: two seeds and one worker at least, got {seeds} and {args.workers}.")
    configs = [configure(f"country={name}", *changes) for name in names or known]
    folder = Path(args.out) if args.out else PAGES
    folder.mkdir(parents=True, exist_ok=True)
    standings = []
    with console.progress("worlds", args.quiet) as told:
        for n, config in enumerate(configs):
            console.note(f"{config.country.name}: {seeds} seeds of {config.people:,} people.", args.quiet)
            before, of = n * seeds, len(configs) * seeds
            standings.append(stand(config, seeds, args.workers, partial(_tell, told, before, of)))
            option = config.country.option
            (folder / f"{option}.md").write_text(page(standings[-1], _command([option], changes, seeds)), "utf-8")
            rows = remember(folder, standings[-1:])
            (folder / OVERVIEW).write_text(overview(rows, _command([], changes, seeds)), "utf-8")
    _print(standings, args.json)
    console.note(f"Pages in {folder}.", args.quiet)
    return 0


def _command(names: list[str], changes: list[str], seeds: int) -> str:
    return " ".join(["sim validate countries", *names, *changes, f"--seeds {seeds}"])


def _print(standings: list[Any], json_wanted: bool) -> None:
    """The rows of the countries; as JSON with every moment."""
    from sim.experiments.country_overview import HEAD, overview_row
    from sim.experiments.country_page import grade

    if not json_wanted:
        console.table(HEAD, [overview_row(s) for s in standings], "Countries against their published figures")
        return
    console.as_json([
        {"country": s.config.country.option, "grade": grade(s), "seeds": len(s.runs), "moments": [
            {**t._asdict(), "mean": s.moment(t).mean, "low": s.moment(t).low, "high": s.moment(t).high, "hit": s.hit(t)}
            for t in s.targets
        ]} for s in standings
    ])  # fmt: skip


def _tell(told: Any, before: int, of: int, done: int, _: int) -> None:
    """Worlds of this country as worlds of all."""
    told(before + done, of)
