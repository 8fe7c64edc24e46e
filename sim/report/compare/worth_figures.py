"""Figures 8 and 9: what a package costs and what that buys."""

from functools import partial
from typing import Any

import numpy as np

from sim.experiments.compare import money
from sim.experiments.compare.effects import DISCOUNT, headline
from sim.report import words
from sim.report.compare.look import BASE, Shown, colour, how, ink, marker, thousands, wrapped
from sim.report.compare.money_words import Money
from sim.report.drawing import Canvas, Figure, Table, drawings


def plane(c: Any) -> Figure | None:
    """Figure 8: cost against additional person-years, a mark a pair, an ellipse a package."""
    shown = [(k, p) for k, p in enumerate(c.packages) if c.reach[p.name].enough]
    if not shown:
        return None
    m = Money(c.plan.baseline)
    points = {}
    for _, p in shown:
        cost = money.total_cost(c.changes[p.name]) * c.weight * m.factor
        points[p.name] = (headline(c.plan, c.worlds, p.name, rate=DISCOUNT) * c.weight, cost)
    rows = [
        [p.label, m.amount(c.worth[p.name].total.mean), words.number(points[p.name][0].mean(), 0)] for _, p in shown
    ]
    said = [
        f"{p.label}: mean cost {m.amount(c.worth[p.name].total.mean)}, {words.number(points[p.name][0].mean(), 0)} "
        "person-years"
        for _, p in shown
    ]
    return how(
        Figure(
            key="plane", title="What each package costs and what it brings",
            measure=f"Small marks: single pairs; large mark: their mean; ellipse: nine of ten pairs. Both "
            f"discounted at 5 % a year over {c.years}.",
            alt="Scatter. " + ". ".join(said) + ".", table=Table(["Package", "Cost", "Person-years, discounted"], rows),
            note="Below and to the right is better.",
            **drawings("plane", partial(_draw_plane, m=m, shown=shown, points=points),
                       4.2, 3.9),
        ),
        "Cost: what all payers together spend more on training and measures. The ellipse is that of a normal "
        "distribution with the spread of the pairs.",
    )  # fmt: skip


def _draw_plane(canvas: Canvas, narrow: bool, m: Money, shown: Shown, points: dict[str, Any]) -> None:
    """A mark a pair, the mean, and an ellipse, in the colour of the package."""
    axes = canvas.add_subplot()
    for k, p in shown:
        x, y = points[p.name]
        axes.plot(x, y, marker(k), color=colour(k), markersize=4, alpha=0.45, linestyle="")
        axes.plot(*ellipse(x, y), color=colour(k), linewidth=1.3)
        axes.plot(
            [x.mean()],
            [y.mean()],
            marker(k),
            color=colour(k),
            markersize=10,
            markeredgecolor="white",
            label=p.label,
        )
    axes.axvline(0, color=BASE, linewidth=1)
    axes.axhline(0, color=BASE, linewidth=1)
    axes.set_xlabel("Additional person-years in decent work" if not narrow else "Additional person-years")
    axes.set_ylabel(f"Cost, {m.unit}")
    thousands(axes)
    thousands(axes, "x")
    axes.locator_params(axis="x", nbins=4 if narrow else 7)
    axes.grid()
    canvas.legend(loc="outside upper left", ncols=1 if narrow else 3, frameon=False)


def ellipse(x: np.ndarray, y: np.ndarray, radius: float = 2.146) -> tuple[np.ndarray, np.ndarray]:
    """Outline that holds nine of ten of a normal cloud: radius² = χ²(0.9, 2)."""
    angle = np.linspace(0, 2 * np.pi, 90)
    scale = np.array([max(x.std(), 1e-12), max(y.std(), 1e-12)])
    cov = np.cov(x / scale[0], y / scale[1]) if len(x) > 1 else np.eye(2)
    values, vectors = np.linalg.eigh(cov)
    circle = np.stack([np.cos(angle), np.sin(angle)]) * radius
    out = vectors @ (np.sqrt(np.maximum(values, 0))[:, None] * circle)
    return x.mean() + out[0] * scale[0], y.mean() + out[1] * scale[1]


def unit_cost(c: Any) -> Figure | None:
    """Figure 9: cost of an additional person-year, cheapest first, and in words where it is not established."""
    m = Money(c.plan.baseline)
    found = sorted(((k, p, c.worth[p.name].per_person_year) for k, p in enumerate(c.packages)),
                   key=lambda row: row[2].value if not row[2].said else np.inf)  # fmt: skip
    if all(r.said for _, _, r in found):
        return None
    rows = [[p.label, m.ratio(r), m.ratio(c.worth[p.name].public_per_person_year)] for _, p, r in found]
    return how(
        Figure(
            key="unit_cost", title="What an additional year in decent work costs",
            measure=f"Cost of all payers over additional person-years of young people in decent work, both "
            f"discounted, with 95 % interval. {m.explained}",
            alt="Dots with intervals. " + ". ".join(f"{p.label}: {m.ratio(r)}" for _, p, r in found) + ".",
            table=Table(["Package", "All payers", "Government and training fund"], rows),
            **drawings("unit_cost", partial(_draw_unit_cost, m=m, found=found),
                       0.9 + 0.85 * len(found), 1.0 + 0.85 * len(found)),
        ),
        "Mean cost over mean effect with Fieller's interval. Where the interval of the effect contains zero there "
        "is no ratio: cost and effect are then read separately.",
    )  # fmt: skip


def _draw_unit_cost(canvas: Canvas, narrow: bool, m: Money, found: list[tuple[int, Any, Any]]) -> None:
    """A dot with its interval, or the words that say why there is none."""
    axes = canvas.add_subplot()
    for row, (k, _, r) in enumerate(found):
        if r.said:
            axes.text(0.02, row, f"  {r.said}", transform=axes.get_yaxis_transform(), va="center", color=ink(k))
            continue
        axes.plot([r.low * m.factor, r.high * m.factor], [row, row], color=colour(k), linewidth=3)
        axes.plot([r.value * m.factor], [row], marker(k), color=colour(k), markersize=10, markeredgecolor="white")
        at = (r.value * m.factor, row)
        axes.annotate(m.amount(r.value), at, xytext=(0, 11), textcoords="offset points", ha="center", color=ink(k))
    axes.set_yticks(range(len(found)), [wrapped(p.label, 18) for _, p, _ in found])
    axes.set_ylim(len(found) - 0.4, -0.7)
    axes.set_xlim(left=0)
    axes.margins(x=0.15)
    axes.set_xlabel(f"{m.unit} a person-year" if narrow else f"{m.unit} for a person-year in decent work")
    thousands(axes, "x")
    axes.locator_params(axis="x", nbins=4 if narrow else 7)
    axes.grid(axis="x")
