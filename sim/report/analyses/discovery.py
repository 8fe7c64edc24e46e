"""The page of a scenario discovery: the points that fail and those that do not, and the boxes drawn around failures."""

from typing import Any

import numpy as np
from matplotlib.patches import Rectangle

from sim.experiments.factors.factor import Factor
from sim.report import words
from sim.report.compare.look import BASE, colour, dash
from sim.report.drawing import GREY, WIDE, Canvas, Figure, Plot, Table, drawings, svg_file
from sim.report.leaf import Numbers, Section, leaf

HEADER = ("box", "factor", "fails where it is", "quasi-p", "density", "coverage", "density, fresh", "coverage, fresh")
CAPTION = (
    "Density: share of the box's points that fail. Coverage: share of all failures that it holds. Fresh: the same at "
    "points and seeds on which the box was not found. Quasi-p: chance of as many failures if this limit did not help."
)
HEIGHT = 4.4


def percent(value: float) -> str:
    return f"{100 * value:.0f} %" if value == value else "–"


def cells(result: Any) -> list[tuple[str, ...]]:
    """The table in words."""
    rows = []
    for r in result.table().to_dict("records"):
        ends = f"{r['from']:.4g} to {r['to']:.4g} {r['unit']}".strip()
        ends += f" (of {r['whole_from']:.4g} to {r['whole_to']:.4g})"
        p = "below 0.001" if r["quasi_p"] < 0.001 else f"{r['quasi_p']:.3f}"
        four = (percent(r[k]) for k in ("density", "coverage", "density_fresh", "coverage_fresh"))
        rows.append((str(r["box"]), r["factor"], ends, p, *four))
    return rows


def shown(result: Any) -> tuple[int, int]:
    """The two factors at the axes: those that the boxes limit, the most restricted first, then any others."""
    order: list[int] = []
    for box in result.boxes:
        order += sorted(box.limited, key=lambda j: box.high[j] - box.low[j])
    order = list(dict.fromkeys([*order, *range(len(result.factors))]))
    return order[0], order[1]


def scaled(f: Factor, share: np.ndarray | float) -> np.ndarray:
    return np.asarray(f.low + (f.high - f.low) * np.asarray(share))


def plot_of(result: Any) -> Plot:
    """Every point at two factors, failures as crosses, and the boxes as frames."""
    x, y = shown(result)
    fx, fy = result.factors[x], result.factors[y]
    bad, points = result.cases, result.first.shares

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        good = ~bad
        places = scaled(fx, points[:, x]), scaled(fy, points[:, y])
        axes.plot(places[0][good], places[1][good], "o", color=GREY, markerfacecolor="none", markersize=5,
                  label="does not fail")  # fmt: skip
        axes.plot(places[0][bad], places[1][bad], "X", color=colour(1), markersize=7, markeredgecolor="white",
                  label="fails")  # fmt: skip
        for k, box in enumerate(result.boxes):
            corner = float(scaled(fx, box.low[x])), float(scaled(fy, box.low[y]))
            wide = float(scaled(fx, box.high[x])) - corner[0]
            high = float(scaled(fy, box.high[y])) - corner[1]
            axes.add_patch(Rectangle(corner, wide, high, fill=False, edgecolor=colour(0) if k == 0 else colour(2 + k),
                                     linewidth=2.4, linestyle=dash(k), zorder=5))  # fmt: skip
            axes.annotate(f"box {k + 1}", (corner[0], corner[1] + high), xytext=(4, -4), textcoords="offset points",
                          va="top", fontweight="bold", color=BASE)  # fmt: skip
        axes.set_xlabel(f"{fx.label} ({fx.unit})" if fx.unit else fx.label)
        axes.set_ylabel(f"{fy.label} ({fy.unit})" if fy.unit else fy.label)
        axes.margins(0.04)
        handles, names = axes.get_legend_handles_labels()
        canvas.legend(handles, names, loc="outside upper left", ncols=2, frameon=False)

    return plot


def figure(result: Any, outcome: str) -> Figure:
    """The drawing in both widths, with words and numbers."""
    x, y = shown(result)
    return Figure(
        key="boxes", title="Where it fails",
        measure=f"Every mark is one point of the design; a cross fails: {outcome} below {result.below:g}. Frames: "
        f"boxes in {result.factors[x].label} and {result.factors[y].label}; other limits are in the table.",
        alt=f"Points with frames around failures. {' '.join(result.answer())}",
        table=Table(list(HEADER), [list(r) for r in cells(result)]),
        **drawings("boxes", plot_of(result), HEIGHT, HEIGHT),
    )  # fmt: skip


def draw(result: Any) -> str:
    """The drawing as an SVG file."""
    return svg_file(plot_of(result), (WIDE, HEIGHT))


def page(result: Any, outcome: str, about: list[tuple[str, str]], command: str) -> str:
    """The page as HTML."""
    numbers = Numbers("Boxes", HEADER, cells(result), words=(1, 2), note=CAPTION, broad=True)
    return leaf(
        "Where does it fail?", about, result.answer(),
        [Section("boxes", f"Failure: {outcome} below {result.below:g}", figure=figure(result, outcome),
                 tables=[numbers] if result.boxes else [])],
        command,
        care="A box is found by searching, so it flatters itself where it was found: trust the fresh points. It says "
        "under which numbers the model fails, not how likely these numbers are.",
        provenance=[("Points", words.number(len(result.cases), 0)), ("Method", "PRIM (Friedman & Fisher 1999)")],
    )  # fmt: skip
