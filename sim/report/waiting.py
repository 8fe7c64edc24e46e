"""How long it takes from leaving school to a first job and to a first stable job (Kaplan–Meier)."""

from typing import Any

import numpy as np
import pandas as pd

from sim.experiments.result import Result
from sim.report import words
from sim.report.drawing import GREY, SEXES, Canvas, Figure, Table, drawings

PANELS = {"months_to_first_job": "First job", "months_to_stable_job": "First stable job"}
LONGEST = 60
"""Months shown."""
FEWEST_AT_RISK = 10
"""A curve ends where fewer persons than this still wait."""


def curve_of(curves: pd.DataFrame, indicator: str, group: str) -> pd.DataFrame:
    rows = curves[(curves["indicator"] == indicator) & (curves["group"] == group)]
    return rows[(rows["at_risk"] >= FEWEST_AT_RISK) & (rows["months"] <= LONGEST)]


def median_of(result: Result, indicator: str, group: str) -> float:
    rows = result.spells[(result.spells["indicator"] == indicator) & (result.spells["group"] == group)]
    return float(rows["months"].iloc[0]) if len(rows) else float("nan")


def waiting(result: Result) -> Figure | None:
    """Share still waiting by months since leaving school, women and men, with the median."""
    drawn = {i: {g: curve_of(result.curves, i, g) for g in SEXES} for i in PANELS}
    if all(c.empty for by in drawn.values() for c in by.values()):
        return None

    def plot(canvas: Canvas, narrow: bool) -> None:
        grid = canvas.subplots(len(PANELS), 1, sharex=True) if narrow else canvas.subplots(1, len(PANELS), sharey=True)
        for axes, (indicator, by_group) in zip(np.atleast_1d(grid), drawn.items(), strict=True):
            _panel(axes, result, indicator, by_group)
        for axes in grid if narrow else grid[:1]:
            axes.set_ylabel("Of 100, still waiting")
        for axes in grid[-1:] if narrow else grid:
            axes.set_xlabel("Months since leaving school")

    medians = {i: {g: median_of(result, i, g) for g in ("all", *SEXES)} for i in PANELS}
    said = [
        f"{title}, half have it after: "
        + ", ".join(f"{words.group(g).lower()} {words.in_unit(m, 'months')}" for g, m in medians[i].items())
        for i, title in PANELS.items()
    ]
    return Figure(
        key="waiting",
        title="Time from leaving school to work",
        measure="Of 100 who left school in the last ten years, how many still wait; the dot marks the month by which "
        "half no longer do.",
        alt="Falling step curves. " + ". ".join(said) + ".",
        table=_table(drawn, medians),
        note="People who had not found a job by the end of the run, or by age 30, count for as long as they were seen. "
        f"Curves end where fewer than {FEWEST_AT_RISK} people still wait.",
        **drawings("waiting", plot, 3.9, 6.4),
    )


def _panel(axes: Any, result: Result, indicator: str, by_group: dict[str, pd.DataFrame]) -> None:
    for i, (g, curve) in enumerate(by_group.items()):
        if curve.empty:
            continue
        name, colour, dash = SEXES[g]
        axes.step(curve["months"], 100 * curve["survival"], where="post", color=colour, linewidth=2.2, linestyle=dash)
        middle = median_of(result, indicator, g)
        if middle <= LONGEST:
            dot = {"marker": "oD"[i], "markersize": 7, "markeredgecolor": "white", "zorder": 5}
            axes.plot([middle], [50], color=colour, **dot)
        text = f"{name}: half {'after ' if np.isfinite(middle) else ''}{words.in_unit(middle, 'months')}"
        above = {"xytext": (0, 19 - 15 * i), "textcoords": "offset points", "va": "bottom"}
        axes.annotate(text, (0, 1), xycoords="axes fraction", color=colour, fontweight="bold", **above)
    axes.axhline(50, color=GREY, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.set_title(PANELS[indicator], pad=40)
    axes.set_ylim(0, 100)
    axes.set_xlim(left=0)
    axes.grid(axis="y")


def _table(drawn: dict[str, dict[str, pd.DataFrame]], medians: dict[str, dict[str, float]]) -> Table:
    header = ["Still waiting after", *(f"{t}: {SEXES[g][0].lower()}" for t in PANELS.values() for g in SEXES)]
    rows = []
    for month in (0, 3, 6, 12, 24, 36, 48, 60):
        cells = [c.loc[c["months"] == month, "survival"] for by in drawn.values() for c in by.values()]
        if any(len(c) for c in cells):
            rows.append([f"{month} months", *(f"{words.number(100 * c.iloc[0])} %" if len(c) else "–" for c in cells)])
    rows.append(["Half have it after", *(words.in_unit(medians[i][g], "months") for i in PANELS for g in SEXES)])
    return Table(header, rows)
