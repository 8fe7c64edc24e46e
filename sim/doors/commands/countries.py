"""Commands about countries."""

from sim.doors.commands.parser import Command, choice, word, words


def add(command: Command) -> None:
    """Commands about countries."""
    _calibrate(command)
    _country(command)
    _uncertainty(command)


def _calibrate(command: Command) -> None:
    calibrate = command("calibrate", "calibrate:calibrate", "fit a country to its facts: level constants, or behaviour")
    words(calibrate, "COUNTRY [key=value …]", "calibrate_words")
    calibrate.add_argument("--gain", type=float, default=0.5, help="how far constants move; 0.2 where they swing (0.5)")
    calibrate.add_argument("--behaviour", action="store_true", help="search the behaviour that its figures allow")
    calibrate.add_argument("--borrow", metavar="NAME", help="take the sets of this ensemble, and solve the levels anew")
    calibrate.add_argument("--budget", metavar="TIME", help="time to spend, such as 30m or 2h: the best so far is kept")
    calibrate.add_argument(
        "--trials", action="store_true", help="behaviour: fit published trials too, three times as long"
    )
    calibrate.add_argument("--workers", type=int, default=2, metavar="N", help="behaviour: processes (2)")
    calibrate.add_argument("--name", metavar="NAME", help="behaviour: name of the ensemble (that of the country)")
    calibrate.add_argument("--out", metavar="DIR", help="behaviour: folder of the ensemble (ensemble/ by the country)")


def _country(command: Command) -> None:
    country = command("country", "country:country", "the countries and what is known of them")
    choice(country, "action", ("list", "show", "new"), default="list")
    word(country, "name", "NAME", "country_words")
    words(country, "[key=value …]", "run_words")
    country.add_argument("--facts", metavar="FILE", help="new: table of published figures (CSV)")
    country.add_argument("--out", metavar="DIR", help="new: folder of your own countries (conf)")
    country.add_argument("--json", action="store_true", help="print as JSON")


def _uncertainty(command: Command) -> None:
    said = "what is measured, borrowed, assumed, and what hangs on it"
    uncertain = command("uncertainty", "uncertainty:uncertainty", said)
    words(uncertain, "COUNTRY [key=value …]", "calibrate_words")
    uncertain.add_argument("--no-compare", action="store_true", help="leave out the comparison over the ensemble")
    uncertain.add_argument("--workers", type=int, default=2, metavar="N", help="processes (2)")
    uncertain.add_argument("--out", metavar="DIR", help="folder to write into (docs/countries)")
