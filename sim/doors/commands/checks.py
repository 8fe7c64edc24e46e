"""Commands that hold the model against theory, evidence and itself."""

from sim.doors.commands.parser import Command, choice, completer, words


def add(command: Command) -> None:
    """Commands that hold the model against theory, evidence and itself."""
    _check(command)
    _processes(command)
    _validate(command)
    _replicate(command)
    _exact(command)


def _check(command: Command) -> None:
    check = command("check", "check:check", "check the configuration, the facts and the installation")
    choice(check, "what", ("conf", "data", "install"))


def _processes(command: Command) -> None:
    processes = command("processes", "processes:processes", "halve and double the main number of every process")
    words(processes, "[key=value …]", "run_words")
    processes.add_argument("--seeds", type=int, default=5, metavar="N", help="paired worlds a row (5)")
    processes.add_argument("--workers", type=int, default=1, metavar="N", help="worlds at a time (1)")
    processes.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")


def _validate(command: Command) -> None:
    validate = command("validate", "validate:validate", "published findings beside what the model shows")
    choice(validate, "what", ("evidence", "countries"), default="evidence")
    words(validate, "[ROW or COUNTRY …] [key=value …]", "validate_words")
    validate.add_argument(
        "--seeds",
        type=int,
        metavar="N",
        help="evidence: worlds of each kind and country (4); countries: worlds of each (20)",
    )
    validate.add_argument("--workers", type=int, default=1, metavar="N", help="worlds at a time (1)")
    validate.add_argument("--trial-seeds", type=int, default=4, metavar="N", help="worlds of each trial, 0 none (4)")
    validate.add_argument("--trial-people", type=int, metavar="N", help="people of the trials (those of each scenario)")
    validate.add_argument("--json", action="store_true", help="print as JSON")
    validate.add_argument("--out", metavar="PATH", help="file of the page; countries: folder (docs/countries)")


def _replicate(command: Command) -> None:
    replicate = command("replicate", "replicate:replicate", "published work with the simulator's own rules")
    choice(replicate, "what", ("mobility", "nsw"))
    replicate.add_argument("--network", metavar="FILE", help="mobility: table of moves between occupations, or one-way")
    replicate.add_argument("--people", type=int, default=1_000_000, metavar="N", help="mobility: agents (1,000,000)")
    replicate.add_argument("--seed", type=int, default=1, metavar="N", help="mobility: luck of the agents (1)")
    replicate.add_argument("--json", action="store_true", help="print as JSON")
    replicate.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")


def _exact(command: Command) -> None:
    exact = command("exact", "exact:exact", "compare theory in closed form with what the simulator gives")
    exact.add_argument("cases", nargs="*", metavar="[CASE …]").completer = completer("exact_words")  # type: ignore[attr-defined]
    exact.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")
