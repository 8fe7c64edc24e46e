"""How figures are drawn: one style, one palette that the colour-blind can read, inline SVG in two widths.

Text stays text. A figure comes in a wide and in a narrow drawing; the page shows the one that fits, so that letters
have the same size on a screen, a telephone and paper. Palette: Okabe & Ito (2008), dark enough on white for lines.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9"
INK, GREY, PALE = "#1a1a1a", "#595959", "#d9d9d9"
SEXES = {"sex=female": ("Women", VERMILLION, "-"), "sex=male": ("Men", BLUE, (0, (6, 2)))}

STYLE: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "passerelle",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": "#e6e6e6",
    "hatch.linewidth": 0.6,
    "figure.constrained_layout.use": True,
}
WIDE, NARROW = 7.4, 3.7
"""Widths of the two drawings, inches at 96 pixels."""


@dataclass
class Table:
    """The numbers behind a figure, already in words."""

    header: list[str]
    rows: list[list[str]]


@dataclass
class Figure:
    """A figure of the page: what it shows, its drawings, what a reader who cannot see it is told, its numbers."""

    key: str
    title: str
    measure: str
    alt: str
    table: Table
    wide: str = ""
    narrow: str = ""
    note: str = ""
    html: str = field(default="", repr=False)


Plot = Callable[[Canvas, bool], None]


def drawings(key: str, plot: Plot, height: float, narrow_height: float | None = None) -> dict[str, str]:
    """The wide and the narrow drawing of ``plot(canvas, narrow)``."""
    sizes = {"wide": (WIDE, height), "narrow": (NARROW, narrow_height or height)}
    return {name: svg(f"{key}-{name}", plot, size, name == "narrow") for name, size in sizes.items()}


def svg(key: str, plot: Plot, size: tuple[float, float], narrow: bool) -> str:
    with mpl.rc_context(STYLE):
        canvas = Canvas(figsize=size)
        plot(canvas, narrow)
        out = StringIO()
        canvas.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return inline(out.getvalue(), key)


def svg_file(plot: Plot, size: tuple[float, float]) -> str:
    """A drawing as an SVG file of its own, on white."""
    with mpl.rc_context(STYLE):
        canvas = Canvas(figsize=size)
        plot(canvas, False)
        out = StringIO()
        canvas.savefig(out, format="svg", facecolor="white", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def inline(text: str, key: str) -> str:
    """An SVG file as a part of a page: no prolog, no namespaces, ids of its own, hidden from screen readers.

    The text alternative stands in the page, once for both drawings.
    """
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", text).replace("xlink:href", "href")
    text = re.sub(r'\bid="([^"]+)"', rf'id="{key}-\1"', text)
    text = re.sub(r"url\(#([^)]+)\)", rf"url(#{key}-\1)", text)
    text = re.sub(r'href="#([^"]+)"', rf'href="#{key}-\1"', text)
    text = re.sub(r'(<svg[^>]*?) width="[\d.]+pt"', r"\1", text, count=1)
    text = re.sub(r'(<svg[^>]*?) height="[\d.]+pt"', r"\1", text, count=1)
    return text.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


def end_labels(axes: Any, labels: list[tuple[float, str, str]], x: float, gap: float) -> None:
    """Write labels right of the lines at ``x``, at least ``gap`` apart in units of the axis, in place of a legend."""
    placed: list[float] = []
    for y, text, colour in sorted(labels, key=lambda label: label[0]):
        at = max(y, placed[-1] + gap) if placed else y
        placed.append(at)
        axes.annotate(
            text, (x, at), xytext=(6, 0), textcoords="offset points", va="center", color=colour, fontweight="bold"
        )


def years_axis(axes: Any, months: int, narrow: bool) -> None:
    """Ticks at full years of the run; months when it is shorter than two years."""
    if months < 24:
        axes.set_xlabel("Months since the start")
        axes.set_xlim(0, max(months, 1))
        return
    years = months // 12
    step = 1 if years <= 6 else 2 if years <= (8 if narrow else 14) else 5 if years <= 40 else 10
    axes.set_xticks([12 * y for y in range(0, years + 1, step)], [str(y) for y in range(0, years + 1, step)])
    axes.set_xlim(0, months)
    axes.set_xlabel("Years since the start")
