"""``sim calibrate COUNTRY``: fit the level constants of a country, or search the behaviour that its figures allow."""

import re
from typing import Any

from sim.core.errors import INTERRUPTED, InputError
from sim.doors import console
from sim.doors.words import split_country

SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0}


def calibrate(args: Any) -> int:
    """Configure the country, let its constants settle, and print the moments reached; then behaviour, where asked."""
    from sim.config.configure import configure

    words = split_country(args.words)
    budget = seconds(args.budget) if args.budget else None
    if args.workers < 1:
        raise InputError(f"--workers: must be at least 1, got {args.workers}.")
    config = configure(*words)
    if args.behaviour or args.borrow:
        from sim.doors.behaviour import behaviour

        return behaviour(args, config, words, budget)
    return level(args, config, budget)


def level(args: Any, config: Any, budget: float | None) -> int:
    """Fit the level constants and save them."""
    from sim.config import places
    from sim.experiments.calibrate import MONTHS
    from sim.experiments.calibrate import calibrate as fit

    about, saved = config.country, False
    console.note(f"Calibrating {about.name} on the figures of {about.anchor_year}.", args.quiet)
    console.note_compiling(args.quiet)

    def on_fit(number: int, one: Any, took: float) -> None:
        nonlocal saved
        saved = saved or one.enough
        console.note(f"Fit {number}: {one.score()}; {took:.0f} s.", args.quiet)

    try:
        with console.progress("months", args.quiet) as told:
            outcome = fit(config, lambda n: told(n, 2 * MONTHS), gain=args.gain, budget=budget or 0.0, on_fit=on_fit)
    except KeyboardInterrupt:
        kept = "the best fit so far was saved" if saved else "no fit was complete, nothing was saved"
        console.note(f"Interrupted: {kept}.")
        return INTERRUPTED
    console.say(outcome)
    file = places.country_file(about.option)
    console.note(f"Saved in {file} and {file.parent / 'state'}.", args.quiet)
    return 0


def seconds(text: str) -> float:
    """
    >>> seconds("30m"), seconds("90s"), seconds("1.5h")
    (1800.0, 90.0, 5400.0)
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh])", text.strip())
    if not found or float(found[1]) <= 0:
        raise InputError(f"--budget: a time such as 90s, 30m or 2h is expected, got '{text}'.")
    return float(found[1]) * SECONDS[found[2]]


def command(args: Any, country: str) -> str:
    """The command line that does this again."""
    parts = ["sim calibrate", country, *(w for w in args.words if "=" in w)]
    parts += ["--behaviour"] if args.behaviour else []
    parts += ["--trials"] if args.trials else []
    parts += [f"--borrow {args.borrow}"] if args.borrow else []
    parts += [f"--budget {args.budget}"] if args.budget else []
    parts += [f"--workers {args.workers}"] if args.workers != 2 else []
    return " ".join(parts)
