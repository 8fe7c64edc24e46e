"""Tables on stdout and notes on stderr."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

WIDE = 160
"""Characters a line where stdout is a file or a pipe."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "", right: Sequence[str] = ()) -> None:
    """Print a table to stdout; ``right`` names the columns of numbers."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(title=Text(title) if title else None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for i, name in enumerate(columns):
        made.add_column(name, justify="right" if name in right else "left", overflow="fold", no_wrap=i == 0)
    for row in rows:
        made.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDE, highlight=False).print(made)


def say(text: str = "") -> None:
    """A line of data on stdout."""
    print(text)


def note(text: str, quiet: bool = False) -> None:
    """A message for the person at the keyboard: stderr."""
    if not quiet:
        print(text, file=sys.stderr, flush=True)


def note_compiling(quiet: bool = False) -> None:
    """Say that the first run on a machine compiles, where this is the first."""
    from sim.experiments.compiled import first_time

    if first_time():
        note("First run: compiling, one or two minutes; later ones start at once.", quiet)


@contextmanager
def progress(word: str, quiet: bool = False) -> Iterator[Callable[[int, int], Any]]:
    """A bar on stderr that follows ``word`` done, of all; nothing where stderr is not a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(word), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(word, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def as_json(content: Any) -> None:
    """Print content as JSON to stdout; what is not a number becomes null."""
    print(json.dumps(_finite(content), indent=2, ensure_ascii=False, default=str))


def _finite(content: Any) -> Any:
    if isinstance(content, dict):
        return {k: _finite(v) for k, v in content.items()}
    if isinstance(content, list | tuple):
        return [_finite(v) for v in content]
    if isinstance(content, float) and (content != content or abs(content) == float("inf")):
        return None
    return content


def number(value: Any) -> str:
    """A figure as short as it can be read.

    >>> number(0.123456), number(19443687.2), number(None), number(2), number(12.34)
    ('0.1235', '19,443,687', '', '2', '12.34')
    """
    if value is None or value != value:
        return ""
    size = abs(value)
    if size >= 10_000:
        return f"{value:,.0f}"
    return f"{value:.4g}"
