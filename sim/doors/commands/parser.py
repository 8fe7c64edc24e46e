"""The parser of the command line, and how words of a command are declared."""

import argparse
import importlib
from collections.abc import Callable
from typing import NoReturn

from sim.core.errors import InputError


class Parser(argparse.ArgumentParser):
    """Reports a wrong command line as any other wrong input: one message, exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{self.prog}: {message}. See {self.prog} --help.")


def completer(name: str) -> Callable[..., list[str]]:
    """A function of ``sim.doors.completion``, loaded when TAB is pressed."""
    return lambda **given: list(getattr(importlib.import_module("sim.doors.completion"), name)(**given))


Command = Callable[[str, str, str], Parser]
"""Makes a command of its name, its function as ``module:function`` under ``sim.doors``, and a sentence about it."""


def words(parser: Parser, metavar: str, complete: str) -> None:
    """Any number of words; ``complete`` names the function that completes them."""
    parser.add_argument("words", nargs="*", metavar=metavar).completer = completer(complete)  # type: ignore[attr-defined]


def word(parser: Parser, name: str, metavar: str, complete: str) -> None:
    """One word, or none."""
    parser.add_argument(name, nargs="?", metavar=metavar).completer = completer(complete)  # type: ignore[attr-defined]


def one_of(parser: Parser, name: str, words: tuple[str, ...], text: str) -> None:
    """An option with few values; the first is the default."""
    parser.add_argument(name, choices=words, default=words[0], metavar="|".join(words), help=text)


def choice(parser: Parser, name: str, words: tuple[str, ...], default: str | None = None) -> None:
    """A word out of few."""
    made = parser.add_argument(name, metavar="|".join(words), nargs="?", default=default)
    made.completer = lambda **_: list(words)  # type: ignore[attr-defined]
