"""Commands about countries."""

from sim.doors.commands.parser import Command, choice, word, words


def add(command: Command) -> None:
    """Commands about countries."""
    _calibrate(command)
    _country(command)


def _calibrate(command: Command) -> None:
    calibrate = command("calibrate", "calibrate:calibrate", "fit the level constants of a country to its facts")
    words(calibrate, "COUNTRY [key=value …]", "calibrate_words")
    calibrate.add_argument("--gain", type=float, default=0.5, help="how far constants move; 0.2 where they swing (0.5)")


def _country(command: Command) -> None:
    country = command("country", "country:country", "the countries and what is known of them")
    choice(country, "action", ("list", "show", "new"), default="list")
    word(country, "name", "NAME", "country_words")
    words(country, "[key=value …]", "run_words")
    country.add_argument("--facts", metavar="FILE", help="new: table of published figures (CSV)")
    country.add_argument("--out", metavar="DIR", help="new: folder of your own countries (conf)")
    country.add_argument("--json", action="store_true", help="print as JSON")
