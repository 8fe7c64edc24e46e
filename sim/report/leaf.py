"""A page of one experiment: a few sections, each with a drawing, its numbers in a table, and words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from sim.report.drawing import Figure

HERE = Path(__file__).parent


@dataclass
class Numbers:
    """A table of a section; ``words``: columns (1 the second) whose cells are words."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: Sequence[int] = ()
    note: str = ""
    broad: bool = False


@dataclass
class Section:
    """A heading, paragraphs, a drawing, ready HTML and tables, each of which may be missing."""

    key: str
    title: str
    text: Sequence[str] = ()
    figure: Figure | None = None
    html: str = ""
    tables: Sequence[Numbers] = field(default_factory=list)
    open: bool = True


def leaf(
    title: str,
    about: Sequence[tuple[str, str]],
    brief: Sequence[str],
    sections: Sequence[Section],
    command: str,
    *,
    care: str = "",
    provenance: Sequence[tuple[str, str]] = (),
    more_css: str = "",
) -> str:
    """The page in one file that needs nothing else."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    return environment.get_template("leaf.html.j2").render(
        css=(HERE / "page.css").read_text("utf-8"), more_css=more_css, title=title, about=about, brief=brief,
        care=care, sections=sections, command=command, provenance=provenance,
    )  # fmt: skip
