"""``sim calibrate COUNTRY --behaviour``: search, print, and write the ensemble of what is not ruled out."""

import hashlib
import json
from pathlib import Path
from typing import Any

from sim.core import extras
from sim.core.errors import INTERRUPTED, CheckError, InputError
from sim.doors import console


def behaviour(args: Any, config: Any, words: list[str], budget: float | None) -> int:
    """A search of the country's own, or the sets of another country with this one's levels."""
    if args.behaviour and args.borrow:
        raise InputError("--behaviour searches, --borrow takes another country's sets: choose one of them.")
    _needs_state(config)
    try:
        if args.borrow:
            return _borrow(args, config)
        return _search(args, config, budget)
    except KeyboardInterrupt:
        console.note("Interrupted: every finished point is kept; the same command goes on from there.")
        return INTERRUPTED


def _needs_state(config: Any) -> None:
    if not config.country.state_file.is_file():
        raise InputError(
            f"{config.country.option} has no initial state yet: first fit its level constants with "
            f"`sim calibrate {config.country.option}`."
        )


def _search(args: Any, config: Any, budget: float | None) -> int:
    for library in ("sklearn", "cma"):
        extras.load(library, "calibration", "calibrate --behaviour")
    from sim.doors.calibrate import command
    from sim.experiments.plausible import told
    from sim.experiments.plausible.country import Country, shipped
    from sim.experiments.plausible.identify import identify
    from sim.experiments.plausible.replicas import replicas
    from sim.experiments.plausible.search import search
    from sim.experiments.plausible.space import behaviour as space_of

    country, space = config.country.option, space_of()
    problem = Country(config, space, replicas(country) if args.trials else ())
    folder = folder_of(problem, config)
    console.note(
        f"Searching {len(space)} parameters of behaviour on {len(problem.moments())} moments of {config.country.name}; "
        f"points are kept in {folder}/.", args.quiet,
    )  # fmt: skip
    spent, most = warm(problem, args.quiet), float("inf") if budget is None else budget
    with console.progress("points", args.quiet) as on_point:
        found = search(problem, folder, shipped(config, space), most, args.workers, on_point, spent=spent)
    for sentence in told.sentences(found):
        console.say(sentence)
    known = identify(space, found.region, found.left)
    console.table(told.WAVES, told.wave_rows(found), "Waves")
    console.table(told.KNOWN, told.known_rows(space, known), "What is known of each parameter")
    console.table(told.MOMENTS, told.moment_rows(found), "Moments in fresh worlds")
    if len(found.members) < 2:
        raise CheckError("calibrate: fewer than two sets are left; no ensemble was written. Give more time (--budget).")
    file = told.save(found, config, args.name or country, target(args, country), command(args, country))
    console.note(f"Saved {len(found.members)} sets in {file}", args.quiet)
    return 0


def warm(problem: Any, quiet: bool) -> float:
    """Compile what is not compiled yet, so that the first points tell what a point takes; seconds that it took."""
    from dataclasses import replace
    from time import monotonic

    from sim.experiments.plausible.country import shipped

    console.note_compiling(quiet)
    begun = monotonic()
    replace(problem, replicas=(), people=1000, months=40).point(shipped(problem.config, problem.space), 1, False)
    return monotonic() - begun


def _borrow(args: Any, config: Any) -> int:
    from sim.doors.calibrate import command
    from sim.experiments import ensemble
    from sim.experiments.plausible import told
    from sim.experiments.plausible.borrowed import CHECKS, borrow
    from sim.experiments.plausible.country import Country
    from sim.experiments.plausible.space import behaviour as space_of

    country, space = config.country.option, space_of()
    source = ensemble.read(ensemble.file_of(args.borrow, country))
    problem = Country(config, space)
    folder = folder_of(problem, config)
    console.note(f"Level constants of {config.country.name} for {len(source)} sets of {source.name}.", args.quiet)
    with console.progress("worlds", args.quiet) as on_world:
        found = borrow(problem, source, folder, args.workers, on_world)
    taken = len(found.members) - found.crossed
    console.say(
        f"{taken} of the {len(source)} sets of {source.name} are not ruled out by the figures of {config.country.name}"
        + (f"; {found.crossed} of {found.tried - len(source)} crosses with a Sobol design." if found.crossed else ".")
    )
    if found.beyond:
        console.say(f"Set aside, since no set meets them: {', '.join(found.beyond)}.")
    if len(found.members) < 2:
        raise CheckError("calibrate: fewer than two sets are left; no ensemble was written.")
    near = sorted(s.fresh_near for s in found.members)
    console.say(f"Distance of the fitted moments in fresh worlds: {near[0]:.2f} to {near[-1]:.2f}.")
    about = told.header(config, command(args, country), {
        "behaviour of": f"{source.name}, {taken} sets; crosses of them with a Sobol design, {found.crossed}",
        "sets ruled out": str(found.tried - len(found.members)),
        "set aside, no set meets them": ", ".join(found.beyond) or "nothing",
    }, CHECKS)  # fmt: skip
    made = told.as_ensemble(args.name or country, space, found.members, about)
    file = ensemble.write(made, target(args, country) / f"{made.name}.csv")
    console.note(f"Saved {len(made)} sets in {file}", args.quiet)
    return 0


def target(args: Any, country: str) -> Path:
    """Where the ensemble goes: ``--out``, else ``ensemble/`` beside the country's file."""
    from sim.experiments.ensemble import folder

    return Path(args.out) if args.out else folder(country)


def folder_of(problem: Any, config: Any) -> Path:
    """Folder of the points, named by all that decides them: country, fixed numbers, space, worlds and code."""
    from sim.experiments.compare.plan import code_hash
    from sim.experiments.store import runs_folder

    free = set(problem.space.names)
    told = config.changed(seed=0, population_seed=0).canonical()
    told["economy"] = {
        s: {n: v for n, v in values.items() if f"economy.{s}.{n}" not in free} for s, values in told["economy"].items()
    }
    parts = [told, problem.space.dimensions, problem.people, problem.months, [r.scenario for r in problem.replicas]]
    text = json.dumps([*parts, code_hash()], sort_keys=True, default=str)
    key = hashlib.sha256(text.encode()).hexdigest()[:12]
    return runs_folder(config).parent / "calibrate" / f"{config.country.option}-{key}"
