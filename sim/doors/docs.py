"""``sim docs``: write pages from the code, say which are out of date, build the site, or draw the first figure."""

from pathlib import Path
from typing import Any

from sim.core.errors import CheckError, InputError
from sim.doors import console

FOLDER = "docs"


def docs(args: Any) -> int:
    """Write, compare, build, or draw."""
    if args.figure:
        from sim.doors.figure import write

        console.say(str(write(args.figure)))
        return 0
    if args.site:
        return site(Path(args.out or FOLDER), Path(args.site), args.quiet)
    from sim.doors.pages import all_pages

    folder, pages = Path(args.out or FOLDER), all_pages(args.parser)
    if args.check:
        old = stale(folder, pages)
        if old:
            raise CheckError(f"{folder}: out of date: {', '.join(old)}. `sim docs` writes them anew.")
        console.note(f"{len(pages)} pages in {folder}/ are up to date.", args.quiet)
        return 0
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        console.say(str(folder / name))
    return 0


def stale(folder: Path, pages: dict[str, str]) -> list[str]:
    """Pages that differ from what the code says, or are missing."""
    return [name for name, text in pages.items() if not _same(folder / name, text)]


def _same(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text("utf-8") == text


def site(folder: Path, to: Path, quiet: bool) -> int:
    """Build the pages as HTML, without a network; a link that leads nowhere is an error."""
    try:
        from sphinx.cmd.build import build_main
    except ModuleNotFoundError:
        raise InputError("sim docs --site needs the group docs: uv sync --group docs.") from None
    if not (folder / "conf.py").is_file():
        raise InputError(f"{folder}/conf.py not found: run this in a checkout of the repository.")
    strict = ["-q", "-E", "-n", "-W", "--keep-going", "-b", "html"]
    if build_main([*strict, "-d", str(to / ".doctrees"), str(folder), str(to)]):
        raise CheckError(f"{to}: the site was built with the warnings above; each is an error.")
    console.note(f"Open {to / 'index.html'} in a browser.", quiet)
    return 0
