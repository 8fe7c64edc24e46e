"""Commands that set policies beside each other."""

from sim.doors.commands.parser import Command, completer, words


def add(command: Command) -> None:
    """Commands that set policies beside each other."""
    _compare(command)
    _effects(command)


def _compare(command: Command) -> None:
    compare = command("compare", "compare:compare", "compare policies in paired worlds: who gains, who pays, how sure")
    words(compare, "[SCENARIO] [key=value …]", "run_words")
    compare.add_argument("--seeds", type=int, metavar="N", help="pairs of worlds (20, and more until ± 2.5 is reached)")
    compare.add_argument("--most", type=int, default=60, metavar="N", help="at most so many pairs (60)")
    compare.add_argument(
        "--precision", type=float, metavar="X",
        help="go on until the interval of the headline is ± X person-years per 1,000 young people",
    )  # fmt: skip
    compare.add_argument(
        "--accounting", action="store_true", help="gross to net, by holding out winners of places"
    )  # fmt: skip
    compare.add_argument("--no-brackets", action="store_true", help="leave out the two brackets of the demand response")
    compare.add_argument("--json", action="store_true", help="print everything as JSON")
    compare.add_argument("--csv", metavar="DIR", help="also write the tables to this folder")
    compare.add_argument("--workers", type=int, default=2, metavar="N", help="processes (2)")
    compare.add_argument("--out", metavar="DIR", help="folder of comparisons (outputs/compare)")


def _effects(command: Command) -> None:
    effects = command("effects", "effects:effects", "what every ready-made instrument does, in paired worlds")
    effects.add_argument("words", nargs="*", metavar="[INSTRUMENT …] [key=value …]").completer = completer(  # type: ignore[attr-defined]
        "effect_words"
    )
    effects.add_argument("--seeds", type=int, default=5, metavar="N", help="paired worlds an instrument (5)")
    effects.add_argument("--workers", type=int, default=1, metavar="N", help="worlds at a time (1)")
    effects.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")
