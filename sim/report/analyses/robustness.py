"""The page of robustness: every package in every future, with what is regretted, and who is robust."""

from typing import Any

import numpy as np

from sim.experiments.compare.statistics import estimate
from sim.report import words
from sim.report.compare.look import BASE, colour, ink, marker, wrapped
from sim.report.compare.money_words import Money
from sim.report.drawing import GREY, WIDE, Canvas, Figure, Plot, Table, drawings, svg_file
from sim.report.leaf import Numbers, Section, leaf

HEADER = ("choice", "mean effect", "mean regret", "largest regret", "in the future", "best in", "enough in")
CAPTION = (
    "Person-years in decent work per 1,000 young people since the start of policy, with 95 % intervals over seeds. "
    "Regret: how much less than the best choice of that future. Best in, enough in: share of futures; in brackets "
    "where the interval makes it sure. Luck alone makes regret: of equal choices one always looks best."
)
FEW = 14
"""Futures that are drawn one by one."""


def interval(value: float, low: float, high: float) -> str:
    if low != low:
        return words.number(value)
    return f"{words.number(value)} [{words.number(low)} to {words.number(high)}]"


def cells(result: Any) -> list[tuple[str, ...]]:
    """The table in words."""
    rows = []
    for p, r in enumerate(result.table().to_dict("records")):
        three = (interval(r[k], r[f"{k}_low"], r[f"{k}_high"]) for k in ("effect", "mean_regret", "max_regret"))
        where = r["worst_future"] if r["max_regret"] > 0 else "–"
        best = f"{100 * r['best_share']:.0f} % ({100 * r['clearly_best_share']:.0f} %)"
        enough = f"{100 * r['enough_share']:.0f} % ({100 * r['clearly_enough_share']:.0f} %)"
        rows.append((result.label(p), *three, where, best, enough))
    return rows


def future_cells(result: Any, money: Money, weight: float) -> list[list[str]]:
    """One row a future and package."""
    rows = []
    for r in result.by_future().to_dict("records"):
        name = result.label(result.packages.index(r["package"]))
        said = "clearly the best" if r["clearly_best"] else ""
        effect = interval(r["effect"], r["low"], r["high"])
        cost = money.amount(r["cost"] * weight, True) if money is not None else ""
        rows.append([r["future"], name, effect, words.number(r["regret"]), cost, said])
    return rows


def plot_of(result: Any) -> Plot:
    """Effects with intervals, one row a future; where futures are many, their regrets in order."""
    return _effects(result) if len(result.futures) <= FEW else _sorted_regrets(result)


def _effects(result: Any) -> Plot:
    n = len(result.packages)

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        for f in range(len(result.futures)):
            for p in range(1, n):
                e, row = estimate(result.effects[p, f]), f + (p - n / 2) * 0.22
                if e.low == e.low:
                    axes.plot([e.low, e.high], [row, row], color=colour(p - 1), linewidth=2.6, solid_capstyle="butt")
                axes.plot([e.mean], [row], marker(p - 1), color=colour(p - 1), markersize=8, markeredgecolor="white",
                          label=result.label(p) if f == 0 else None)  # fmt: skip
                if not narrow:
                    said = "best" if result.regret[p, f] <= 0 else f"regret {result.regret[p, f]:.1f}"
                    axes.annotate(said, (max(e.mean, e.high if e.high == e.high else e.mean), row), xytext=(6, 0),
                                  textcoords="offset points", va="center", color=ink(p - 1), fontsize=9)  # fmt: skip
        axes.axvline(0, color=BASE, linewidth=1.2)
        axes.text(0, -0.72, " doing nothing", color=GREY, fontsize=9, va="bottom")
        axes.set_yticks(range(len(result.futures)), [wrapped(f.capitalize(), 16) for f in result.futures])
        axes.set_ylim(len(result.futures) - 0.4, -0.75)
        axes.tick_params(axis="y", length=0)
        axes.margins(x=0.16)
        axes.set_xlabel("Person-years per 1,000 young people" if not narrow else "Person-years per 1,000")
        axes.grid(axis="x")
        handles, names = axes.get_legend_handles_labels()
        canvas.legend(handles, names, loc="outside upper left", ncols=1 if narrow else 3, frameon=False)

    return plot


def _sorted_regrets(result: Any) -> Plot:
    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        share = 100.0 * (np.arange(len(result.futures)) + 1) / len(result.futures)
        for p in range(len(result.packages)):
            look = {"color": BASE if p == 0 else colour(p - 1), "marker": "." if p == 0 else marker(p - 1)}
            axes.plot(share, np.sort(result.regret[p]), markersize=5, linewidth=2, label=result.label(p), **look)
        axes.set_xlabel("Percent of futures with so much regret or less")
        axes.set_ylabel("Regret, person-years per 1,000")
        axes.set_xlim(0, 100)
        axes.set_ylim(bottom=0)
        axes.grid(axis="y")
        handles, names = axes.get_legend_handles_labels()
        canvas.legend(handles, names, loc="outside upper left", ncols=1 if narrow else 3, frameon=False)

    return plot


def height(result: Any) -> float:
    return 1.3 + 0.34 * len(result.packages) * len(result.futures) ** 0.9 if len(result.futures) <= FEW else 3.8


def figure(result: Any) -> Figure:
    """The drawing in both widths, with words and numbers."""
    shown = cells(result)
    said = [f"{r[0]}: mean regret {r[2]}, largest {r[3]}" for r in shown]
    what = "Dot: mean of the pairs; line: 95 % interval. Regret: how much less than the best choice of that future."
    return Figure(
        key="futures", title="Every package in every future",
        measure=f"Additional person-years in decent work of 1,000 people of 15 to 29 since the start of policy. {what}",
        alt=f"Dots with intervals, a row a future. {'. '.join(said)}.",
        table=Table(list(HEADER), [list(r) for r in shown]),
        **drawings("futures", plot_of(result), height(result), height(result) + 0.4),
    )  # fmt: skip


def draw(result: Any) -> str:
    """The drawing as an SVG file."""
    return svg_file(plot_of(result), (WIDE, height(result)))


def page(result: Any, config: Any, about: list[tuple[str, str]], command: str) -> str:
    """The page as HTML."""
    money = Money(config)
    numbers = Numbers("Regret", HEADER, cells(result), words=(4,), note=CAPTION, broad=True)
    header = ("future", "choice", "effect", "regret", "cost, all payers", "")
    rows = future_cells(result, money, float(config.weight))
    every = Numbers("Every future", header, rows, words=(1, 5), note="Cost: money of the whole country, discounted.",
                    broad=True)  # fmt: skip
    return leaf(
        "What does well whatever comes?", about, result.answer(),
        [Section("futures", "Every package in every future", figure=figure(result), tables=[numbers, every])],
        command,
        care="Futures count alike: nothing here says how likely each is. Choosing others can change who is robust.",
        provenance=[("Futures", str(len(result.futures))), ("Pairs a future", str(result.effects.shape[2]))],
    )  # fmt: skip
