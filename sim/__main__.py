# PYTHON_ARGCOMPLETE_OK
"""The command line: ``sim run``, ``sim options`` and their kin. ``python -m sim`` is the same.

Exit codes: 0 ok, 1 unexpected, 2 wrong input, 3 a calibration or data check failed, 4 some runs of
a sweep failed, 130 interrupted.
"""

import argparse
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Any

from sim.core.errors import INTERRUPTED, PasserelleError, unknown
from sim.doors.commands import build
from sim.doors.commands.parser import Parser

MULTIRUN = ("-m", "--multirun")
"""What one types with Hydra for several runs: here ``sim sweep``."""


def read(parser: Parser, argv: Sequence[str]) -> argparse.Namespace:
    """Parse; words after an option belong to the command too (``sim run --json people=500``)."""
    commands = next(a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    if argv[0] not in commands and any(word in MULTIRUN for word in argv):
        argv = ["sweep", *(word for word in argv if word not in MULTIRUN)]
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
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt) or _struck:
            print("Interrupted: nothing was kept.", file=sys.stderr)
            return INTERRUPTED
        return report(error, "--debug" in argv)
    except SystemExit as stop:  # --help and --version
        return int(stop.code or 0)


def program() -> int:
    """``main`` as a program of its own: after Ctrl-C it ends with 130 in every case.

    Python itself ends by signal instead where Ctrl-C struck inside certain calls, although it was handled; and
    libraries that are being loaded or compiled may make another error of it.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _strike)
    code = main()
    if code == INTERRUPTED:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


_struck: list[int] = []
"""Ctrl-C, as often as it was heard."""


def _strike(number: int, frame: Any) -> None:
    _struck.append(number)
    signal.default_int_handler(number, frame)


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
