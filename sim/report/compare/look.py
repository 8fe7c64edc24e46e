"""How packages look in every figure: colour, marker and dash together, so that none of them is needed alone."""

from typing import Any

from sim.report.drawing import Figure

BASE = "#3D3D3D"
COLOURS = ("#12436D", "#F46A25", "#28A197", "#801650", "#A285D1")
"""Dark blue, orange, turquoise, dark pink, light purple; each at least 3 to 1 on white."""
INKS = ("#12436D", "#B3460F", "#1B7069", "#801650", "#5E3D91")
"""The same, dark enough for letters."""
MARKERS = ("o", "s", "D", "^", "v")
DASHES: tuple[Any, ...] = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1, 2)), (0, (1, 1)))
HATCHES = ("", "///", "\\\\\\", "xx", "..")
Shown = list[tuple[int, Any]]
"""Packages with their number, which is that of their colour."""


def colour(k: int) -> str:
    return COLOURS[k % len(COLOURS)]


def ink(k: int) -> str:
    return INKS[k % len(INKS)]


def marker(k: int) -> str:
    return MARKERS[k % len(MARKERS)]


def dash(k: int) -> Any:
    return DASHES[k % len(DASHES)]


def hatch(k: int) -> str:
    return HATCHES[k % len(HATCHES)]


def thousands(axes: Any, which: str = "y") -> None:
    """Ticks as people write them: 12,000, 1.5 m."""
    from matplotlib.ticker import FuncFormatter

    axis = axes.yaxis if which == "y" else axes.xaxis
    axis.set_major_formatter(FuncFormatter(lambda v, _: tick(v)))


def tick(value: float) -> str:
    """
    >>> tick(1_500_000), tick(-20_000), tick(0.0), tick(2_000_000_000)
    ('1.5 m', '−20,000', '0', '2 bn')
    """
    size = abs(value)
    for power, word in ((1e9, " bn"), (1e6, " m")):
        if size >= power:
            text = f"{size / power:g}{word}"
            break
    else:
        text = f"{size:,.0f}" if size >= 10 or size == round(size) else f"{size:g}"
    return f"−{text}" if value < 0 and text != "0" else text


def how(figure: Figure, text: str) -> Figure:
    """Say how a figure is computed."""
    figure.html = text
    return figure


def wrapped(label: str, width: int = 16) -> str:
    """A label on several lines."""
    import textwrap

    return "\n".join(textwrap.wrap(label, width))
