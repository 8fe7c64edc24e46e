"""The page of a sensitivity analysis: every factor with its influence, and the floor that luck alone would reach."""

from typing import Any

from sim.experiments.sensitivity.design import METHODS
from sim.report import words
from sim.report.compare.look import BASE, colour, wrapped
from sim.report.drawing import GREY, INK, WIDE, Canvas, Figure, Plot, Table, drawings, svg_file
from sim.report.leaf import Numbers, Section, leaf

HEADER = ("factor", "range", "influence", "interval", "floor of luck", "second index", "more of it", "")
ARROWS = {1: "raises it", -1: "lowers it", 0: "no one direction"}
SECOND = {
    "morris": "Second index: mean change with its sign.",
    "sobol": "Second index: first-order share, without interactions.",
    "pawn": "PAWN has one index.",
}


def digits(result: Any) -> int:
    return 2 if result.method == "morris" else 3


def cells(result: Any) -> list[tuple[str, ...]]:
    """The table in words, the most influential factor first."""
    n, rows = digits(result), []
    for r in result.table().to_dict("records"):
        number = words.number
        rows.append((
            r["factor"], f"{r['from']:g} to {r['to']:g} {r['unit']}".strip(), number(r["value"], n),
            f"{number(r['low'], n)} to {number(r['high'], n)}", number(r["floor"], n), words.signed(r["first"], n),
            ARROWS[r["sign"]], r["said"],
        ))  # fmt: skip
    return rows


def axis(result: Any) -> str:
    if result.method == "morris":
        return "Change over the whole range of the factor, in the unit of the outcome"
    return {"sobol": "Total share of the variance", "pawn": "PAWN index (0 none, 1 most)"}[result.method]


def plot_of(result: Any) -> Plot:
    """Dots with intervals, one row a factor, and the floor of luck as a grey field."""
    ranked = result.ranked[::-1]
    told = dict(zip(result.table()["factor"], result.table()["established"], strict=True))

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        floor = max(i.floor for _, i in ranked)
        if floor > 0:
            axes.axvspan(0, floor, color="#e8e8e8", linewidth=0)
            axes.text(floor, len(ranked) - 0.42, " luck alone", color=GREY, fontsize=9, va="bottom", ha="left")
        for row, (f, i) in enumerate(ranked):
            ink = colour(0) if told[f.key] else GREY
            axes.plot([max(0.0, i.low), i.high], [row, row], color=ink, linewidth=3, solid_capstyle="butt")
            face = ink if told[f.key] else "white"
            axes.plot([i.value], [row], "o", color=ink, markerfacecolor=face, markersize=9, markeredgewidth=1.6)
            sign = {1: "more raises it", -1: "more lowers it", 0: ""}[i.sign] if told[f.key] else "not told from noise"
            if not narrow:
                axes.annotate(sign, (i.high, row), xytext=(8, 0), textcoords="offset points", va="center", color=INK)
        axes.set_yticks(range(len(ranked)), [wrapped(f.label, 18 if narrow else 26) for f, _ in ranked])
        axes.set_ylim(-0.6, len(ranked) - 0.2)
        axes.set_xlim(left=0)
        axes.margins(x=0.25)
        axes.tick_params(axis="y", length=0)
        axes.axvline(0, color=BASE, linewidth=1.2)
        axes.set_xlabel(wrapped(axis(result), 36 if narrow else 90))
        axes.grid(axis="x")

    return plot


def height(result: Any) -> float:
    return 1.2 + 0.55 * len(result.factors)


def figure(result: Any, outcome: str) -> Figure:
    """The drawing in both widths, with words and numbers."""
    shown = cells(result)
    said = [f"{r[0]} {r[2]} ({r[3]}){', ' + r[7] if r[7] else ''}" for r in shown]
    return Figure(
        key="influence", title="What matters",
        measure=f"Influence on: {outcome}. Dot: {METHODS[result.method].index}; line: 95 % interval (bootstrap over "
        "the design). Grey field: as far as luck alone would reach; a hollow dot cannot be told from it.",
        alt=f"Dots with intervals, floor of luck {shown[0][4]}. " + ". ".join(said) + ".",
        table=Table(list(HEADER), [list(r) for r in shown]),
        **drawings("influence", plot_of(result), height(result), height(result) + 0.4),
    )  # fmt: skip


def draw(result: Any) -> str:
    """The drawing as an SVG file."""
    return svg_file(plot_of(result), (WIDE, height(result)))


def page(result: Any, outcome: str, about: list[tuple[str, str]], command: str) -> str:
    """The page as HTML."""
    method = METHODS[result.method]
    numbers = Numbers(f"{method.name}: {method.index}", HEADER, cells(result), words=(1, 6, 7),
                      note=SECOND[result.method], broad=True)  # fmt: skip
    return leaf(
        "Which numbers matter", about, result.answer(),
        [Section("influence", "Influence of every factor", figure=figure(result, outcome), tables=[numbers])],
        command,
        care="Influence holds for these ranges and this world only: a factor with a narrow range looks harmless. "
        "It says what moves the model, not what moves the country.",
        provenance=[("Worlds", words.number(result.answers.size, 0)), ("Method", method.name)],
    )  # fmt: skip
