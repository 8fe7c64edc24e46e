"""``sim sweep [DESIGN] [key=a,b …]``: many worlds, on many processes, each exactly once."""

import os
from pathlib import Path
from typing import Any

from sim.core.errors import INTERRUPTED, InputError
from sim.doors import console
from sim.experiments.compiled import first_time

SOME_FAILED = 4
SHOWN = 5
"""Messages of failed runs that are shown."""


def sweep(args: Any) -> int:
    """Plan and check everything, live what is missing, say what came of it."""
    if not args.words:
        return show_designs(args)
    check(args)
    from sim.experiments.sweep.opened import sweeps_folder
    from sim.experiments.sweep.planning import plan
    from sim.experiments.sweep.run import missing, sweep

    with console.progress("runs planned", args.quiet) as told:
        made = plan(*args.words, name=args.name, told=told, keep=args.keep, design=args.sample, points=args.points)
    folder = Path(args.out) if args.out else sweeps_folder() / made.name
    shard = shard_of(args.shard)
    mine = made if shard is None else made.shard(*shard)
    if args.dry_run:
        return show_forecast(mine, missing(mine.specs, folder, made.design.keep, args.retry_failed), folder, args)
    console.note(about(made, mine, folder), args.quiet)
    if first_time():
        console.note("First run: one process compiles, some minutes; then all start.", args.quiet)
    with console.progress("runs", args.quiet) as told:
        found = sweep(
            made, workers=args.workers, shard=shard, out=folder, engine=args.engine, address=args.address,
            retry_failed=args.retry_failed, on_run=told,
        )  # fmt: skip
    return finish(found, args)


def check(args: Any) -> None:
    if args.workers is not None and args.workers < 0:
        raise InputError(f"--workers: must be at least 1 (or 0: in this process), got {args.workers}.")
    if args.engine != "ray" and args.address:
        raise InputError("--address: only with --engine ray.")


def shard_of(text: str | None) -> tuple[int, int] | None:
    """``2/4`` as (2, 4)."""
    if text is None:
        return None
    from sim.experiments.sweep.run import checked_shard

    try:
        k, n = (int(part) for part in text.split("/"))
    except ValueError:
        raise InputError(f"--shard: k/n is expected, such as 2/4, got '{text}'.") from None
    return checked_shard(k, n)


def about(made: Any, mine: Any, folder: Path) -> str:
    """One line before the work."""
    part = f"{len(mine):,} of {len(made):,} runs" if len(mine) < len(made) else f"{len(made):,} runs"
    several = f" · {len(made.bases)} combinations of options" if len(made.bases) > 1 else ""
    return f"{made.name} · {part}{several} · {folder}/"


# ---- what is printed


def show_designs(args: Any) -> int:
    """The designs that are shipped, with their question."""
    from sim.experiments.sweep.design import names, read

    rows = [(name, " ".join(read(name)[1].question.split())) for name in names()]
    if args.json:
        console.as_json([{"design": name, "question": question} for name, question in rows])
    else:
        console.table(("design", "question"), rows, "sim sweep DESIGN, or key=a,b seed=range(10)")
    return 0


def show_forecast(mine: Any, todo: list[Any], folder: Path, args: Any) -> int:
    """``--dry-run``: nothing is written."""
    from sim.experiments.sweep.forecast import forecast

    workers = os.cpu_count() or 1 if args.workers is None else max(1, args.workers)
    said = forecast(mine, todo, folder, workers)
    facts = {
        "sweep": mine.name, "folder": str(folder), "runs": said.runs, "there": said.there,
        "combinations_of_options": len(mine.bases), "workers": workers,
        "seconds": round(said.seconds, 1), "bytes": said.bytes, "known_from": said.by,
    }  # fmt: skip
    if args.json:
        console.as_json(facts)
        return 0
    rows = [
        ("runs", f"{said.runs:,}"),
        ("already there", f"{said.there:,}"),
        ("combinations of options", f"{len(mine.bases):,}"),
        (f"time on {workers} process{'es' if workers > 1 else ''}, about", duration(said.seconds)),
        ("to be written, about", size(said.bytes)),
        ("folder", f"{folder}/"),
    ]
    console.table(("sweep", mine.name), rows, right=(mine.name,))
    console.note(f"Time is known from {said.by}.", args.quiet)
    return 0


def duration(seconds: float) -> str:
    """
    >>> duration(40), duration(400), duration(40_000)
    ('40 s', '7 min', '11.1 h')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def size(count: int) -> str:
    """
    >>> size(12_000), size(3_400_000), size(5_000_000_000)
    ('12 kB', '3 MB', '5.0 GB')
    """
    if count < 1e6:
        return f"{count / 1e3:.0f} kB"
    return f"{count / 1e6:.0f} MB" if count < 1e9 else f"{count / 1e9:.1f} GB"


def finish(found: Any, args: Any) -> int:
    """The table of what came of the runs, and the exit code."""
    job = found.job
    runs = {name: job["counts"].get(name, 0) for name in ("ok", "failed", "crashed", "skipped", "waiting")}
    failures = job["failures"]
    if args.json:
        facts = {"sweep": found.name, "folder": str(found.folder), "runs": job["runs"], **runs}
        console.as_json(facts | {"seconds": job["seconds"], "interrupted": found.interrupted, "failures": failures})
    else:
        rows = [(name, f"{runs[name]:,}", MEANING[name]) for name in runs if runs[name] or name == "ok"]
        console.table(("", "runs", ""), rows, f"{found.name}: {job['runs']:,} runs", ("runs",))
    for failure in failures[:SHOWN]:
        console.note(f"{failure['run_key']} {failure['status']}: {failure['message']}")
    if len(failures) > SHOWN:
        console.note(f'… and {len(failures) - SHOWN} more: column message of sim.open("{found.folder}").runs')
    if failures:
        console.note(f"Tracebacks in {found.folder}/failures/; --retry-failed lives these runs again.")
    if found.interrupted:
        console.note(f"Interrupted: what is complete is kept in {found.folder}/; the same command goes on from there.")
        return INTERRUPTED
    console.note(f'Results in {found.folder}/: sim.open("{found.folder}").summary', args.quiet)
    return SOME_FAILED if failures else 0


MEANING = {
    "ok": "lived and kept",
    "failed": "ended with an error",
    "crashed": "ended their process twice",
    "skipped": "there before",
    "waiting": "not yet lived",
}
