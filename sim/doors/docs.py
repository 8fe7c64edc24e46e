"""``sim docs``: write the reference from the code, say which of its pages are out of date, or draw the first figure."""

from pathlib import Path
from typing import Any

from sim.core.errors import CheckError
from sim.doors import console

REFERENCE = "docs/reference"


def docs(args: Any) -> int:
    """Write, compare, or draw."""
    if args.figure:
        from sim.doors.figure import write

        console.say(str(write(args.figure)))
        return 0
    from sim.doors.pages import all_pages

    folder, pages = Path(args.out or REFERENCE), all_pages(args.parser)
    if args.check:
        old = stale(folder, pages)
        if old:
            raise CheckError(f"{folder}: out of date: {', '.join(old)}. `sim docs` writes them anew.")
        console.note(f"{len(pages)} pages in {folder}/ are up to date.", args.quiet)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")
        console.say(str(folder / name))
    return 0


def stale(folder: Path, pages: dict[str, str]) -> list[str]:
    """Pages that differ from what the code says, or are missing."""
    return [name for name, text in pages.items() if not _same(folder / name, text)]


def _same(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text("utf-8") == text
