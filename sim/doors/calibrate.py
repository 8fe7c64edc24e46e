"""``sim calibrate COUNTRY``: fit the level constants of a country to its published moments."""

from typing import Any

from sim.doors import console
from sim.doors.words import split_country


def calibrate(args: Any) -> int:
    """Configure the country, let its constants settle, and print the moments reached."""
    from sim.config.configure import configure

    config = configure(*split_country(args.words))
    console.note(f"Calibrating {config.country.name} on the figures of {config.country.anchor_year}.", args.quiet)
    from sim.experiments.calibrate import MONTHS
    from sim.experiments.calibrate import calibrate as fit

    with console.progress("months", args.quiet) as told:
        outcome = fit(config, lambda month: told(month, 2 * MONTHS), gain=args.gain)
    console.say(outcome)
    console.note(f"Saved in conf/country/{config.country.option}.yaml and conf/country/state.", args.quiet)
    return 0
