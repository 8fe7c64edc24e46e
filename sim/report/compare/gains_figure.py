"""Figure 5: who gains decent work, and who loses it."""

from functools import partial
from typing import Any

from sim.experiments.compare.answer import signed
from sim.experiments.compare.outcomes import SPLITS
from sim.report import words
from sim.report.compare.look import BASE, Shown, colour, how, marker, thousands, wrapped
from sim.report.drawing import Canvas, Figure, Table, drawings

GAIN_SPLITS = ("sex", "age", "area", "disability", "wealth", "education", "sex and area")
SAID = {
    "disability=none": "No disability", "disability=moderate_plus": "With a disability",
    "education=below_upper_secondary": "Below upper secondary", "education=upper_secondary": "Upper secondary",
    "education=tertiary": "Tertiary", "wealth=1": "Poorest fifth",
    "wealth=2": "Second fifth", "wealth=3": "Middle fifth",
    "wealth=4": "Fourth fifth", "wealth=5": "Richest fifth",
}  # fmt: skip


def group_name(code: str) -> str:
    return SAID.get(code) or words.group(code)


def gains(c: Any) -> Figure | None:
    """Figure 5: additional decent work of every group, per 1,000 of its young people."""
    shown = [(k, p) for k, p in enumerate(c.packages) if c.reach[p.name].enough]
    if not shown:
        return None
    groups = [g for split in GAIN_SPLITS for g in SPLITS[split]]
    cell = {(p.name, g): c.effect(p.name, group=g) for _, p in shown for g in groups}
    each = {
        key: e.difference.times(1000.0 / (max(e.heads, 1e-9) * c.weight)) for key, e in cell.items() if not e.refused
    }
    rows = []
    for g in groups:
        row = [group_name(g)]
        for _, p in shown:
            e = cell[p.name, g]
            row.append(f"not printed: {e.refused}" if e.refused else _cell(each[p.name, g]))
        rows.append(row)
    sure = [f"{group_name(g)} ({p.label}, {signed(each[p.name, g].mean)})" for _, p in shown for g in groups
            if (p.name, g) in each and each[p.name, g].established]  # fmt: skip
    return how(
        Figure(
            key="gains", title="Who gains decent work, and who loses it",
            measure=f"Additional person-years in decent work within {c.years} per 1,000 young people of the group, "
            "with 95 % interval. "
            "Full mark: the interval does not contain zero.",
            alt="Dots with intervals by group. Clear differences: " + ("; ".join(sure[:8]) or "none") + ".",
            table=Table(["Per 1,000 young people", *(p.label for _, p in shown)], rows),
            note="Groups are those to which people belong in the month; a package that educates also moves people "
            "between groups of education. "
            "Of forty intervals of nothing, two miss zero by chance.",
            **drawings("gains", partial(_draw, shown=shown, each=each),
                       1.0 + 0.33 * (len(groups) + 4), 1.2 + 0.36 * (len(groups) + 4)),
        ),
        "Difference in person-years of the group between both worlds of a pair, over the young people of that group "
        "without the package. "
        "Groups with fewer than 100 people in a world are left out.",
    )  # fmt: skip


def _draw(canvas: Canvas, narrow: bool, shown: Shown, each: dict[tuple[str, str], Any]) -> None:
    """Dots with intervals, one row a group."""
    axes, y, ticks = canvas.add_subplot(), 0.0, []
    for split in GAIN_SPLITS:
        for g in SPLITS[split]:
            for row, (k, p) in enumerate(shown):
                at = y + (row - (len(shown) - 1) / 2) * 0.28
                if (p.name, g) in each:
                    e = each[p.name, g]
                    axes.plot([e.low, e.high], [at, at], color=colour(k), linewidth=2)
                    face = colour(k) if e.established else "white"
                    axes.plot([e.mean], [at], marker(k), color=colour(k), markerfacecolor=face, markersize=6)
            ticks.append((y, group_name(g)))
            y += 1.0
        y += 0.6
    axes.axvline(0, color=BASE, linewidth=1.2)
    axes.set_yticks(
        [t for t, _ in ticks], [wrapped(n, 20) if narrow else n for _, n in ticks], fontsize=8.5 if narrow else 9.5
    )
    axes.set_ylim(y - 0.6, -0.8)
    axes.set_xlabel("Person-years per 1,000" if narrow else "Person-years per 1,000 young people of the group")
    axes.grid(axis="x")
    thousands(axes, "x")
    handles = [axes.plot([], [], marker(k), color=colour(k), label=p.label, linestyle="-")[0] for k, p in shown]
    canvas.legend(handles=handles, loc="outside upper left", ncols=1 if narrow else 3, frameon=False)


def _cell(e: Any) -> str:
    return f"{e.mean:+.1f} [{e.low:+.1f} to {e.high:+.1f}]".replace("-", "−")
