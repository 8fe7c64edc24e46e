"""What the doors of the analyses share: sizes that are small unless said, files, and the command line."""

import hashlib
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.core.errors import InputError
from sim.doors import console
from sim.doors.words import overrides

SMALL = {"people": "5000", "months": "48"}
"""Size of the many worlds of an analysis, where the words do not say another."""


def sized(words: Sequence[str]) -> list[str]:
    """Words as overrides, with the small size where none is given."""
    given = overrides(list(words))
    named = [w.partition("=")[0] for w in given]
    return [*(f"{k}={v}" for k, v in SMALL.items() if k not in named and "size" not in named), *given]


def at_least(args: Any, **least: int) -> None:
    """Options below their least value are refused."""
    for name, value in least.items():
        given = getattr(args, name)
        if given is not None and given < value:
            raise InputError(f"--{name.replace('_', '-')}: must be at least {value}, got {given}.")


def command_of(name: str, args: Any, options: Mapping[str, Any]) -> str:
    """The command that makes the same page again."""
    parts: list[str] = []
    for option, value in options.items():
        if value is True:
            parts.append(option)
        elif value is not None and value is not False:
            for one in value if isinstance(value, list | tuple) else [value]:
                parts += [option, str(one)]
    return shlex.join(["uv", "run", "sim", name, *args.words, *parts])


def page_file(name: str, args: Any, config: Any, command: str) -> Path:
    """Where the page lies: as asked, or under the folder of results with a name made of the command."""
    from sim.experiments.store import runs_folder

    if args.out:
        return Path(args.out)
    key = hashlib.sha256(command.encode()).hexdigest()[:12]
    return runs_folder(config).parent / name / f"{key}.html"


def write(name: str, args: Any, config: Any, command: str, page: str, tables: Mapping[str, Any], drawing: str) -> None:
    """The page; the tables as CSV and the drawing where they are asked for; says where they lie."""
    if args.figure:
        Path(args.figure).parent.mkdir(parents=True, exist_ok=True)
        Path(args.figure).write_text(drawing, "utf-8")
    if args.csv:
        folder = Path(args.csv)
        folder.mkdir(parents=True, exist_ok=True)
        for table, frame in tables.items():
            frame.to_csv(folder / f"{table}.csv", index=False)
        console.note(f"Tables in {folder}/", args.quiet)
    file = page_file(name, args, config, command)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, "utf-8")
    console.note(f"Page with the figure: {file}", args.quiet)
