"""Commands that ask at many points: which numbers matter, where a package fails, which is best, and whatever comes."""

from sim.doors.commands.parser import Command, Parser, one_of, words

RANGES = "[SCENARIO] key=low..high … [key=value …]"


def add(command: Command) -> None:
    """Commands that ask at many points: which numbers matter, where a package fails, which is best, whatever comes."""
    _sensitivity(command)
    _discover(command)
    _robustness(command)
    _optimise(command)


def _sensitivity(command: Command) -> None:
    made = command("sensitivity", "sensitivity:sensitivity", "which numbers matter, and which cannot be told from luck")
    words(made, RANGES, "run_words")
    one_of(made, "--method", ("morris", "sobol", "pawn"), "screen, share out the variance, compare distributions")
    _outcome(made)
    made.add_argument("--effect", action="store_true", help="of the package, in paired worlds, instead of the level")
    made.add_argument("--points", type=int, metavar="N", help="trajectories (10), base points (64) or points (150)")
    _seeds(made, 2, "worlds a point, with the same luck at all points")
    _design(made)
    _files(made)


def _discover(command: Command) -> None:
    made = command("discover", "discover:discover", "in which part of some ranges a package fails")
    words(made, RANGES, "run_words")
    _outcome(made)
    made.add_argument("--below", type=float, default=0.0, metavar="X", help="what counts as a failure: below X (0)")
    made.add_argument("--level", action="store_true", help="of the outcome itself, instead of the effect on it")
    made.add_argument("--points", type=int, default=100, metavar="N", help="points of the design (100)")
    made.add_argument("--fresh", type=int, metavar="N", help="points at which boxes are checked (half as many)")
    _seeds(made, 2, "pairs of worlds a point")
    _design(made)
    _files(made)


def _robustness(command: Command) -> None:
    made = command("robustness", "robustness:robustness", "which package does well whatever comes: regret over futures")
    words(made, "[SCENARIO] key=a,b … key=low..high … [key=value …]", "run_words")
    made.add_argument(
        "--points", type=int, default=5, metavar="N", help="sets of numbers, of ranges or an ensemble (5)"
    )
    _seeds(made, 6, "pairs of worlds a package and future")
    made.add_argument(
        "--least", type=float, default=0.0, metavar="X",
        help="effect that is enough, person-years per 1,000 young people (0)",
    )  # fmt: skip
    made.add_argument("--shock", type=int, metavar="MONTH", help="month in which shocks begin (when policy begins)")
    _files(made)


def _optimise(command: Command) -> None:
    made = command("optimise", "optimise:optimise", "the best package under a budget: a race, and a second look")
    words(made, "[SCENARIO] [key=value …]", "run_words")
    made.add_argument("--among", action="append", metavar="GROUP=a,b", help="measures to choose among; again for more")
    made.add_argument("--most", type=int, default=2, metavar="N", help="measures at once (2)")
    made.add_argument("--intensities", default="0.5,1,2", metavar="X,X", help="how strongly each may act (0.5,1,2)")
    made.add_argument(
        "--budget", type=float, metavar="M",
        help="millions of the country's money, all payers, discounted, since the start of policy",
    )  # fmt: skip
    made.add_argument("--equity", metavar="GROUP|gap:SPLIT", help="whose gain is equity (the group that is worst off)")
    made.add_argument("--candidates", type=int, default=40, metavar="N", help="combinations at most (40)")
    _seeds(made, 16, "pairs of worlds in the last round")
    made.add_argument("--fresh", type=int, default=16, metavar="N", help="fresh pairs for those who are left (16)")
    _files(made)


def _outcome(made: Parser) -> None:
    made.add_argument(
        "--outcome", metavar="NAME[:GROUP]", help="indicator, mean of the last 12 months, or decent_person_years"
    )


def _seeds(made: Parser, default: int, text: str) -> None:
    made.add_argument("--seeds", type=int, default=default, metavar="N", help=f"{text} ({default})")


def _design(made: Parser) -> None:
    made.add_argument("--seed", type=int, default=1, metavar="N", help="luck of the design itself (1)")


def _files(made: Parser) -> None:
    made.add_argument("--workers", type=int, default=2, metavar="N", help="worlds at a time (2)")
    made.add_argument("--json", action="store_true", help="print everything as JSON")
    made.add_argument("--csv", metavar="DIR", help="also write the tables as CSV into this folder")
    made.add_argument("--figure", metavar="FILE", help="also write the figure as an SVG file")
    made.add_argument("--out", metavar="FILE", help="page with the figure (outputs/COMMAND/KEY.html)")
