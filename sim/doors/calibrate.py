"""``sim calibrate COUNTRY``: fit the level constants of a country to its published moments."""

from typing import Any

from sim.doors import console
from sim.doors.words import split_country


def calibrate(args: Any) -> int:
    """Configure the country and hand over to the calibration."""
    from sim.config.configure import configure

    config = configure(*split_country(args.words))
    console.note(f"Calibrating {config.country.name} on the figures of {config.country.anchor_year}.", args.quiet)
    from sim.experiments.calibrate import calibrate as fit

    outcome = fit(config)
    if isinstance(outcome, str):
        console.say(outcome)
    return 0
