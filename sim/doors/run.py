"""``sim run [SCENARIO] [key=value …]``: one world, its table of figures, and the folder that keeps it."""

import json
import re
from pathlib import Path
from typing import Any

from sim.core.errors import INTERRUPTED
from sim.doors import console
from sim.doors.words import overrides

COLUMNS = ("figure", "who", "simulated", "published", "year", "source")
NUMBERS = ("simulated", "published", "year")


def run(args: Any) -> int:
    """Simulate, print, save."""
    from sim.config.configure import configure

    config = configure(*overrides(args.words, args.out))
    from sim.experiments.store import runs_folder

    folder = (Path(args.out) if args.out else runs_folder(config)) / config.run_key
    _refuse_early(folder)
    console.note(_plan(config), args.quiet)
    console.note_compiling(args.quiet)
    from sim.experiments.runs import run as simulate

    try:
        with console.progress("months", args.quiet) as told:
            result = simulate(config, on_month=lambda month: told(month, config.months))
    except KeyboardInterrupt:
        console.note("Interrupted before the first month was complete: nothing was kept.")
        return INTERRUPTED
    interrupted = bool(result.partial())
    if interrupted and is_complete(folder):
        console.note(f"Interrupted. The complete run of the same settings in {folder}/ was kept, this one was not.")
        return INTERRUPTED
    saved = result.save(folder)
    _print(result, config, args.json, args.all)
    for warning in result.manifest.get("warnings", []):
        console.note(f"Warning: {warning}")
    if interrupted:
        done = result.manifest.get("months_done")
        console.note(f"Interrupted: the first {done} of {config.months} months were kept in {saved}/.")
        return INTERRUPTED
    more = "" if args.all or args.json else "; all figures: --all"
    console.note(f"Saved in {saved}/ (page of figures: report.html{more})", args.quiet)
    return 0


def _refuse_early(folder: Path) -> None:
    """A folder that holds something else is refused before the run and not after it."""
    from sim.core.errors import InputError

    if folder.exists() and not (folder / "manifest.json").is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} exists and is not a run folder: left untouched; choose another one with --out.")


def is_complete(folder: Path) -> bool:
    """Whether the folder holds a run that reached its last month."""
    file = folder / "manifest.json"
    try:
        return bool(json.loads(file.read_text("utf-8")).get("status") == "complete")
    except (OSError, ValueError):
        return False


def _plan(config: Any) -> str:
    people = f"{config.people:,} people" if config.zoom is None else f"people of {config.zoom.markets} local markets"
    return (
        f"{config.country.name} · {config.scenario} · {people} (each stands for "
        f"{config.weight:,.0f}) · {config.months} months · seed {config.seed} · {config.run_key}"
    )


def _print(result: Any, config: Any, json_wanted: bool, everything: bool) -> None:
    if json_wanted:
        console.as_json(
            {
                "run_key": config.run_key,
                "scenario": config.scenario,
                "country": config.country.option,
                "people": int(result.manifest.get("people") or config.people),
                "months": int(result.manifest.get("months_done", config.months)),
                "seed": config.seed,
                "indicators": result.indicators(),
            }
        )
        return
    shown = result.table(everything=everything)
    months = min(12, int(result.manifest.get("months_done", 12)))
    of = {1: "The last month", 12: "Mean of the last twelve months"}.get(months, f"Mean of the last {months} months")
    console.table(COLUMNS, [_row(r) for r in shown.to_dict("records")], f"{of} beside the published figure", NUMBERS)


def _row(r: dict[str, Any]) -> tuple[Any, ...]:
    """A line of the table in the words of the page."""
    from sim.report import words

    published = r.get("target") is not None and r["target"] == r["target"]
    unit = r["unit"] if isinstance(r.get("unit"), str) else ""
    return (
        r["label"] if isinstance(r.get("label"), str) else r["indicator"],
        words.group(str(r.get("group") or "all")),
        words.in_unit(r["value"], unit),
        words.in_unit(r["target"], unit) if published else "",
        int(r["target_year"]) if published else "",
        short_source(str(r["target_source"])) if published else "",
    )


def short_source(source: str) -> str:
    """A source without series codes and snapshots, which stand in the page and the tables.

    >>> short_source("Survey (mirror) [code_a]; Survey (mirror) [code_b]")
    'Survey'
    """
    parts = [re.sub(r"\s*(\[[^]]*\]|\([^)]*\))", "", part).strip() for part in source.split(";")]
    return "; ".join(dict.fromkeys(parts))
