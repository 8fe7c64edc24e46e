"""Figures of the effect: each package with its interval, the path over time, and how long the way to work takes."""

from typing import Any

import numpy as np

from sim.experiments.compare import tables
from sim.experiments.compare.answer import interval, signed
from sim.experiments.compare.outcomes import HEADLINE
from sim.experiments.compare.plan import BASELINE
from sim.experiments.compare.world import CURVES, DATES
from sim.indicators.durations import survival_curves
from sim.report import words
from sim.report.compare.look import BASE, colour, dash, how, ink, marker, thousands, wrapped
from sim.report.drawing import GREY, Canvas, Figure, Table, drawings, end_labels


def effect(c: Any) -> Figure | None:
    """Figure 1: the headline of every package with its interval, against zero."""
    shown = [(k, p) for k, p in enumerate(c.packages) if not c.effect(p.name).refused]
    if not shown:
        return None
    found = [c.effect(p.name).difference for _, p in shown]

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        for row, ((k, _), e) in enumerate(zip(shown, found, strict=True)):
            axes.plot([e.low, e.high], [row, row], color=colour(k), linewidth=3, solid_capstyle="butt")
            axes.plot([e.mean], [row], marker(k), color=colour(k), markersize=10, markeredgecolor="white")
            text = interval(e) if not narrow else signed(e.mean)
            axes.annotate(text, (e.mean, row), xytext=(0, 11), textcoords="offset points", ha="center", color=ink(k))
        axes.axvline(0, color=BASE, linewidth=1.2)
        axes.set_yticks(range(len(shown)), [wrapped(p.label, 18) for _, p in shown])
        axes.set_ylim(len(shown) - 0.4, -0.7)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("Additional person-years in decent work" if not narrow else "Additional person-years")
        axes.margins(x=0.18)
        axes.locator_params(axis="x", nbins=4 if narrow else 7)
        thousands(axes, "x")
        axes.grid(axis="x")

    said = [f"{p.label}: {interval(e)}" for (_, p), e in zip(shown, found, strict=True)]
    rows = [
        [p.label, signed(e.mean), signed(e.low), signed(e.high), str(e.pairs)]
        for (_, p), e in zip(shown, found, strict=True)
    ]
    return how(
        Figure(
            key="effect", title=_title(c, [p for _, p in shown]),
            measure=f"Additional person-years of people of 15 to 29 in decent work within {c.years}, whole country; "
            "dot: mean of "
            f"{c.replicates} pairs of worlds, line: 95 % interval.",
            alt="Dots with intervals. " + ". ".join(said) + ".",
            table=Table(["Package", "Mean", "Low", "High", "Pairs"], rows),
            **drawings("effect", plot, 0.9 + 0.85 * len(shown), 1.0 + 0.85 * len(shown)),
        ),
        "In every pair the same people live through the same luck, once with the package and once without. A month "
        "of a "
        "young person in a decent job counts a twelfth. A job is decent when it meets four of five: pay at the "
        "minimum wage, pay at two thirds of the median, decent hours, social insurance, stability. The interval is "
        "that of the mean over "
        "pairs (Student's t); it tells the luck of the simulation, not the doubt about the model.",
    )  # fmt: skip


def _title(c: Any, shown: list[Any]) -> str:
    sure = [p for p in shown if c.effect(p.name).difference.established and c.adjusted[p.name] <= 0.05]
    if not sure:
        return "No clear difference in decent work"
    up = [p.label for p in sure if c.effect(p.name).difference.mean > 0]
    down = [p.label for p in sure if c.effect(p.name).difference.mean < 0]
    said = [f"{words.listed(up)}: more decent work"] if up else []
    said += [f"{words.listed(down)}: less decent work"] if down else []
    return "; ".join(said)


def path(c: Any) -> Figure | None:
    """Figure 2: additional young people in decent work month by month, with 50 and 90 % of the pairs."""
    shown = [(k, p) for k, p in enumerate(c.packages) if c.reach[p.name].enough]
    if not shown:
        return None
    table = tables.paths(c, (HEADLINE,))
    parts = {p.name: table[table["scenario"] == p.name] for _, p in shown}
    start = c.plan.start

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes, labels = canvas.add_subplot(), []
        for k, p in shown:
            part = parts[p.name]
            smooth = part.set_index("month").drop(columns=["scenario", "outcome"]).rolling(3, min_periods=1).mean()
            axes.fill_between(smooth.index, smooth["q05"], smooth["q95"], color=colour(k), alpha=0.13, linewidth=0)
            axes.fill_between(smooth.index, smooth["q25"], smooth["q75"], color=colour(k), alpha=0.25, linewidth=0)
            axes.plot(smooth.index, smooth["difference"], color=colour(k), linewidth=2.2, linestyle=dash(k))
            labels.append((float(smooth["difference"].iloc[-1]), wrapped(p.label, 14), ink(k)))
        axes.axhline(0, color=BASE, linewidth=1.2)
        axes.axvline(start, color=GREY, linewidth=1, linestyle=(0, (1, 2)))
        low, high = axes.get_ylim()
        axes.text(start, high, " policy begins", va="top", color=GREY, fontsize=9)
        last = int(table["month"].max())
        step = 12 if last <= 96 else 24
        axes.set_xticks(range(start, last + 2, step), [str((m - start) // 12) for m in range(start, last + 2, step)])
        axes.set_xlim(max(0, start - 6), last)
        axes.set_xlabel("Years of policy")
        axes.set_ylabel("Additional people")
        thousands(axes)
        axes.grid(axis="y")
        end_labels(axes, labels, last, gap=(high - low) * 0.17)

    rows, said = [], []
    for year in range(c.plan.horizon // 12):
        months = range(start + 12 * year, start + 12 * year + 12)
        cells = [float(parts[p.name].loc[parts[p.name]["month"].isin(months), "difference"].mean()) for _, p in shown]
        rows.append([f"Year {year + 1}", *(signed(v) for v in cells)])
    for _, p in shown:
        said.append(f"{p.label}: {signed(float(parts[p.name]['difference'].tail(12).mean()))} in the last year")
    return how(
        Figure(
            key="path", title="Decent work of young people over time",
            measure="Additional people of 15 to 29 in decent work in a month, whole country, means of three months. "
            "Line: mean of the pairs; "
            "dark band: half of the pairs, light band: nine of ten.",
            alt="Lines with bands. " + ". ".join(said) + ".", table=Table(["", *(p.label for _, p in shown)], rows),
            **drawings("path", plot, 3.8, 3.4),
        ),
        "Difference of head counts between the two worlds of a pair, month by month. The bands are quantiles over "
        "single pairs: "
        "how different two equally likely courses of events can be. The mean is known much better than that.",
    )  # fmt: skip


PANELS = {"first_job": "First job", "first_stable": "First stable job"}


def waiting(c: Any) -> Figure | None:
    """Figure 13: how many leavers still wait, baseline and packages (Kaplan–Meier)."""
    arms = [BASELINE, *(p.name for p in c.packages)]
    total = {arm: np.sum([w[arm]["spells"] for w in c.worlds], axis=0) for arm in arms}
    everybody = CURVES.index("all")
    if total[BASELINE][0, everybody].sum() == 0:
        return None
    curves = {
        (date, arm): survival_curves(total[arm][DATES.index(date)])[0][everybody] for date in PANELS for arm in arms
    }
    longest = min(48, c.plan.horizon)

    def plot(canvas: Canvas, narrow: bool) -> None:
        grid = canvas.subplots(2, 1, sharex=True) if narrow else canvas.subplots(1, 2, sharey=True)
        for axes, (date, label) in zip(grid, PANELS.items(), strict=True):
            for k, arm in enumerate(arms):
                look = {"color": BASE, "linestyle": "-", "linewidth": 2.6} if k == 0 else {
                    "color": colour(k - 1), "linestyle": dash(k), "linewidth": 1.9}  # fmt: skip
                name = "Without" if k == 0 else c.packages[k - 1].label
                axes.step(range(longest + 1), 100 * curves[date, arm][: longest + 1], where="post", label=name, **look)
            axes.set_title(label)
            axes.set_ylim(0, 100)
            axes.set_xlim(0, longest)
            axes.grid(axis="y")
            axes.set_xlabel("Months since leaving school" if axes is grid[-1] or not narrow else "")
        grid[0].set_ylabel("Of 100, still waiting")
        handles, names = grid[0].get_legend_handles_labels()
        canvas.legend(handles, names, loc="outside upper left", ncols=1 if narrow else 3, frameon=False)

    rows, said = [], []
    for month in (0, 3, 6, 12, 24, 36, 48):
        if month <= longest:
            cells = [f"{100 * curves[d, a][month]:.1f} %" for d in PANELS for a in arms]
            rows.append([f"{month} months", *cells])
    at = min(12, longest)
    for k, arm in enumerate(arms):
        name = "without a package" if k == 0 else c.packages[k - 1].label
        said.append(f"{name} {100 * curves['first_stable', arm][at]:.0f}")
    names = ["without", *(p.label for p in c.packages)]
    return how(
        Figure(
            key="waiting", title="How long the way from school to work takes",
            measure="Of 100 who left school since policy began, how many still wait for a job; all pairs together.",
            alt=f"Falling steps. Of 100 leavers, waiting for a stable job after {at} months: " + ", ".join(said) + ".",
            table=Table(["", *(f"{label}: {n}" for label in PANELS.values() for n in names)], rows),
            **drawings("waiting", plot, 3.7, 5.6),
        ),
        "Kaplan–Meier curves over the leavers of all pairs; who has not found a job by the end of the run, or turns "
        "30, is cut off. A job held "
        "when leaving school counts as no wait.",
    )  # fmt: skip


def expected_cells(row: Any) -> str:
    """Point and interval of an expectation in the unit of its outcome."""
    if row.difference != row.difference:
        return "–"
    digits = 4 if abs(row.difference) < 1 else 0
    if digits == 0:
        return f"{signed(row.difference)} [{signed(row.low)} to {signed(row.high)}]"
    return f"{row.difference:+.4f} [{row.low:+.4f} to {row.high:+.4f}]".replace("-", "−")
