"""Where people of 15 to 29 stand on the way from school to work, over time."""

import numpy as np
import pandas as pd

from sim.experiments.result import Result
from sim.report import words
from sim.report.drawing import BLUE, INK, Canvas, Figure, Table, drawings, years_axis
from sim.report.rates import monthly, yearly

STAGES = {
    "transited": ("Arrived", BLUE, "white", ""),
    "in_transition": ("On the way", "#7fcbb6", INK, ""),
    "not_started": ("Not started", "#eeeeee", INK, "////"),
}
"""Indicator -> words, colour, colour of the words on it, hatch (so that the stages differ in print too)."""


def stages(result: Result) -> Figure | None:
    """Three stages that add up to 100, as a stacked area."""
    shares = {name: monthly(result.panel, name, "all") for name in STAGES}
    if any(s.notna().sum() == 0 for s in shares.values()):
        return None
    table = pd.DataFrame(shares).ffill().bfill()

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        x, base = table.index.to_numpy() + 1, np.zeros(len(table))
        for name, (label, colour, ink, hatch) in STAGES.items():
            top = base + table[name].to_numpy()
            edge = "#8c8c8c" if hatch else "white"
            axes.fill_between(x, base, top, facecolor=colour, edgecolor=edge, hatch=hatch, linewidth=0.8)
            middle = len(x) // 2
            text = f"{label}  {words.number(top[-1] - base[-1], 0)}"
            box = {"facecolor": colour, "edgecolor": "none", "pad": 2}
            if top[middle] - base[middle] > 6:
                centred = {"ha": "center", "va": "center", "fontweight": "bold"}
                axes.text(x[middle], (base + top)[middle] / 2, text, color=ink, bbox=box, **centred)
            base = top
        axes.set_ylim(0, 100)
        years_axis(axes, int(table.index.max()) + 1, narrow)
        axes.set_xlim(1, max(len(x), 2))
        axes.set_ylabel("Of 100 people aged 15–29")

    by_year = pd.DataFrame({name: yearly(result.panel, name, "all") for name in STAGES})
    ends = sorted({1, int(by_year.index[-1])})
    said = [
        f"{label} " + " and ".join(f"{words.number(by_year.loc[y, name])} in year {y}" for y in ends)
        for name, (label, *_) in STAGES.items()
    ]
    rows = [[f"Year {y}", *(f"{words.number(row[name])} %" for name in STAGES)] for y, row in by_year.iterrows()]
    return Figure(
        key="stages",
        title="From school to work: where people of 15 to 29 stand",
        measure="Of 100 people aged 15–29; the figure in each band is the last month.",
        alt="Stacked area chart, of 100 people aged 15–29. " + "; ".join(said) + ".",
        table=Table(["", *(label for label, *_ in STAGES.values())], rows),
        note="Arrived: out of school and in a stable job, or in temporary work or work for oneself that satisfies. "
        "On the way: looking or willing to work later, or in work that does not satisfy and is not stable. "
        "Not started: in school and not in the labour force, or without plans to work.",
        **drawings("stages", plot, 3.6, 3.4),
    )
