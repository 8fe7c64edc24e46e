# PYTHON_ARGCOMPLETE_OK
"""The command line: ``sim run``, ``sim options`` and their kin. ``python -m sim`` is the same.

Exit codes: 0 ok, 1 unexpected, 2 wrong input, 3 a calibration or data check failed, 130 interrupted.
"""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from sim import __version__
from sim.core.errors import InputError, PasserelleError, unknown

INTERRUPTED = 130
EXAMPLES = """examples:
  sim run                                     Ghana without a policy: 20,000 people, 120 months
  sim run people=5000 months=24 seed=2        key=value changes anything that `sim options` shows
  sim compare                                 Ghana: two packages against the world without, in 20 pairs of worlds
  sim options search                          the numbers of one process, with range and source
  sim exact D01                               theory against simulation, here unemployment in the long run
  sim country show ghana                      what is known of a country, and what is not
"""


class Parser(argparse.ArgumentParser):
    """Reports a wrong command line as any other wrong input: one message, exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{self.prog}: {message}. See {self.prog} --help.")


def completer(name: str) -> Callable[..., list[str]]:
    """A function of ``sim.doors.completion``, loaded when TAB is pressed."""
    return lambda **given: list(getattr(importlib.import_module("sim.doors.completion"), name)(**given))


def build() -> Parser:
    """The parser with all commands; each names its function as ``module:function`` under ``sim.doors``."""
    parser = Parser(
        prog="sim",
        description="Passerelle: who moves from school to work, under which training policy, and who pays.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"passerelle {__version__}")
    shared = Parser(add_help=False)
    shared.add_argument("--debug", action="store_true", help="show the traceback of an error")
    shared.add_argument("--quiet", action="store_true", help="no messages and no progress on stderr")
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)

    def command(name: str, target: str, text: str) -> Parser:
        made = commands.add_parser(name, help=text, description=text, parents=[shared])
        made.set_defaults(target=target)
        return made

    run = command("run", "run:run", "simulate one world")
    _words(run, "[SCENARIO] [key=value …]", "run_words")
    run.add_argument("--json", action="store_true", help="print the indicators as JSON")
    run.add_argument("--all", action="store_true", help="print every figure, not only the main and the published ones")
    run.add_argument("--out", metavar="DIR", help="folder of run folders (outputs/runs)")
    compare = command("compare", "compare:compare", "compare policies in paired worlds: who gains, who pays, how sure")
    _words(compare, "[SCENARIO] [key=value …]", "run_words")
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
    calibrate = command("calibrate", "calibrate:calibrate", "fit the level constants of a country to its facts")
    _words(calibrate, "COUNTRY [key=value …]", "calibrate_words")
    calibrate.add_argument("--gain", type=float, default=0.5, help="how far constants move; 0.2 where they swing (0.5)")
    options = command("options", "options:options", "every option and number: meaning, unit, range, source")
    _word(options, "what", "GROUP|SECTION|KEY", "option_words")
    options.add_argument("--json", action="store_true", help="print as JSON")
    country = command("country", "country:country", "the countries and what is known of them")
    _choice(country, "action", ("list", "show", "page"), default="list")
    _word(country, "name", "NAME", "country_words")
    _words(country, "[key=value …]", "run_words")
    country.add_argument("--seeds", type=int, default=20, help="page: seeds to run (20)")
    country.add_argument("--out", metavar="DIR", help="page: folder to write into (docs/countries)")
    country.add_argument("--json", action="store_true", help="print as JSON")
    check = command("check", "check:check", "check the configuration, the facts and the installation")
    _choice(check, "what", ("conf", "data", "install"))
    processes = command("processes", "processes:processes", "halve and double the main number of every process")
    _words(processes, "[key=value …]", "run_words")
    processes.add_argument("--seeds", type=int, default=5, metavar="N", help="paired worlds a row (5)")
    processes.add_argument("--workers", type=int, default=1, metavar="N", help="worlds at a time (1)")
    processes.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")
    effects = command("effects", "effects:effects", "what every ready-made instrument does, in paired worlds")
    effects.add_argument("words", nargs="*", metavar="[INSTRUMENT …] [key=value …]").completer = completer(  # type: ignore[attr-defined]
        "effect_words"
    )
    effects.add_argument("--seeds", type=int, default=5, metavar="N", help="paired worlds an instrument (5)")
    effects.add_argument("--workers", type=int, default=1, metavar="N", help="worlds at a time (1)")
    effects.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")
    validate = command("validate", "validate:validate", "published findings beside what the model shows")
    _choice(validate, "what", ("evidence",), default="evidence")
    _words(validate, "[ROW …] [key=value …]", "validate_words")
    validate.add_argument("--seeds", type=int, default=4, metavar="N", help="worlds of each kind (4)")
    validate.add_argument("--workers", type=int, default=1, metavar="N", help="worlds at a time (1)")
    validate.add_argument("--json", action="store_true", help="print as JSON")
    validate.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")
    _experiments(command)
    viz = command("viz", "viz:viz", "watch one run in the browser, step by step (extra viz)")
    _words(viz, "[SCENARIO] [key=value …]", "run_words")
    viz.add_argument("--port", type=int, default=8765, metavar="N", help="port of the page (8765)")
    viz.add_argument("--no-browser", action="store_true", help="do not open a browser")
    exact = command("exact", "exact:exact", "compare theory in closed form with what the simulator gives")
    exact.add_argument("cases", nargs="*", metavar="[CASE …]").completer = completer("exact_words")  # type: ignore[attr-defined]
    exact.add_argument("--out", metavar="FILE", help="also write the page to this Markdown file")
    docs = command("docs", "docs:docs", "write pages of the documentation from the code, or build the site")
    docs.add_argument("--figure", metavar="RUN", help="draw docs/figures/stages.svg from a run folder instead")
    docs.set_defaults(parser=parser)
    docs.add_argument("--check", action="store_true", help="write nothing; exit code 3 if a page is out of date")
    docs.add_argument("--out", metavar="DIR", help="folder of the documentation (docs)")
    docs.add_argument("--site", metavar="DIR", nargs="?", const="site", help="build the site in DIR (site) instead")
    completion = command("completion", "completion:completion", "print the code that completes words in a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "powershell"), nargs="?", default="bash")
    return parser


def _experiments(command: Callable[[str, str, str], Parser]) -> None:
    """Commands that look at people one by one: a trial, and a story."""
    trial = command("trial", "trial:trial", "draw people by lottery, and compare those offered with the others")
    _words(trial, "[SCENARIO] [policy=NAME] [key=value …]", "run_words")
    trial.add_argument("--of", metavar="NAME", help="instrument that the lottery offers, where there are several")
    trial.add_argument("--share", type=float, metavar="S", help="share of the eligible to whom it is offered (0.5)")
    trial.add_argument("--horizons", metavar="M,M", help="months after the start at which one looks (6,12,24,48)")
    trial.add_argument("--saturation", metavar="P,P", help="shares offered in different local markets, in percent")
    trial.add_argument("--seeds", type=int, metavar="N", help="replicates, each with people and luck of its own (10)")
    trial.add_argument("--workers", type=int, default=2, metavar="N", help="replicates at a time (2)")
    trial.add_argument("--json", action="store_true", help="print everything as JSON")
    trial.add_argument("--csv", metavar="DIR", help="also write the tables as CSV into this folder")
    trial.add_argument("--out", metavar="FILE", help="page of the trial (outputs/trials/KEY.html)")
    story = command("story", "story:story", "follow one simulated person in two worlds with the same luck")
    _words(story, "[SCENARIO] [policy=NAME] [key=value …]", "run_words")
    story.add_argument("--group", default="age=15-24", metavar="TRAITS", help="sex=female,area=rural,age=15-24 …")
    story.add_argument("--quantile", type=float, default=50.0, metavar="Q", help="0 least lucky to 100 luckiest (50)")
    _option(story, "--outcome", ("income", "decent", "employed"), "what the group is ordered by (income)")
    story.add_argument("--reached", action="store_true", help="only people whom the policy treats")
    story.add_argument("--months", type=int, default=24, metavar="N", help="months of the story (24)")
    story.add_argument("--json", action="store_true", help="print everything as JSON")
    story.add_argument("--out", metavar="FILE", help="page of the story (outputs/stories/KEY.html)")


def _words(parser: Parser, metavar: str, complete: str) -> None:
    parser.add_argument("words", nargs="*", metavar=metavar).completer = completer(complete)  # type: ignore[attr-defined]


def _word(parser: Parser, name: str, metavar: str, complete: str) -> None:
    parser.add_argument(name, nargs="?", metavar=metavar).completer = completer(complete)  # type: ignore[attr-defined]


def _option(parser: Parser, name: str, words: tuple[str, ...], text: str) -> None:
    parser.add_argument(name, choices=words, default=words[0], metavar="|".join(words), help=text)


def _choice(parser: Parser, name: str, words: tuple[str, ...], default: str | None = None) -> None:
    made = parser.add_argument(name, metavar="|".join(words), nargs="?", default=default)
    made.completer = lambda **_: list(words)  # type: ignore[attr-defined]


def read(parser: Parser, argv: Sequence[str]) -> argparse.Namespace:
    """Parse; words after an option belong to the command too (``sim run --json people=500``)."""
    commands = next(a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    first = argv[0]
    if not first.startswith("-") and first not in commands:
        raise unknown("command", first, commands, "sim")
    args, rest = parser.parse_known_args(argv)
    for word in rest:
        if word.startswith("-") or not hasattr(args, "words"):
            known = [o for a in commands[first]._actions for o in a.option_strings] if first in commands else ["--help"]
            raise unknown("argument", word, known, f"sim {first}")
        args.words.append(word)
    return args


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    argv = list(sys.argv[1:] if argv is None else argv)
    parser = build()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(parser)
    if not argv:
        parser.print_help()
        return 0
    try:
        args = read(parser, argv)
        module, function = args.target.split(":")
        return int(getattr(importlib.import_module(f"sim.doors.{module}"), function)(args))
    except Exception as error:
        return report(error, "--debug" in argv)
    except KeyboardInterrupt:
        print("Interrupted: nothing was kept.", file=sys.stderr)
        return INTERRUPTED
    except SystemExit as stop:  # --help and --version
        return int(stop.code or 0)


def program() -> int:
    """``main`` as a program of its own: after Ctrl-C it ends with 130 in every case.

    Python itself ends by signal instead where Ctrl-C struck inside certain calls, although it was handled.
    """
    code = main()
    if code == INTERRUPTED:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def report(error: Any, debug: bool) -> int:
    """One message on stderr; the traceback only with ``--debug``."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if debug:
        traceback.print_exception(error)
    if isinstance(error, PasserelleError):
        print(error, file=sys.stderr)
        return error.exit_code
    said = f"Unexpected error: {type(error).__name__}: {error} (the same command with --debug shows where)"
    print(said, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(program())
