"""The figure on the first page of the documentation, drawn from a saved run: on the way to work, by age and sex."""

from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure as Canvas

from sim.experiments.saved import open_run
from sim.experiments.summary import recent_means
from sim.report.drawing import INK, STYLE
from sim.report.stages import STAGES

FILE = "docs/figures/stages.svg"
AGES = ("15-19", "20-24", "25-29")
SEXES = {"female": "Women", "male": "Men"}


def write(run: str, file: str = FILE) -> Path:
    """Draw the figure of the run in folder ``run``."""
    made = Path(file)
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text(draw(shares(open_run(run))), "utf-8")
    return made


def shares(result: Any) -> pd.DataFrame:
    """Percent by stage (columns), sex and age (rows): mean of the last twelve months."""
    table = recent_means(result.panel)
    table = table[table["indicator"].isin(STAGES)].pivot(index="group", columns="indicator", values="ratio")
    rows = [(sex, age) for sex in SEXES for age in AGES]
    found = table.loc[[f"sex={sex}|age={age}" for sex, age in rows], list(STAGES)] * 100
    return found.set_axis(pd.MultiIndex.from_tuples(rows), axis="index")


def draw(table: pd.DataFrame) -> str:
    """Bars of a hundred people each, as an SVG file whose text stays text."""
    with mpl.rc_context(STYLE):
        canvas = Canvas(figsize=(7.6, 2.5))
        for axes, sex in zip(canvas.subplots(1, 2, sharey=True), SEXES, strict=True):
            _bars(axes, table.loc[sex])
            axes.set_title(SEXES[sex])
        _key(canvas)
        out = StringIO()
        canvas.savefig(out, format="svg", facecolor="white", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _bars(axes: Any, table: pd.DataFrame) -> None:
    left = pd.Series(0.0, index=table.index)
    for name, (_, colour, ink, hatch) in STAGES.items():
        axes.barh(table.index, table[name], left=left, color=colour, hatch=hatch, edgecolor="white", height=0.72)
        for age, width in table[name].items():
            if width > 7:
                box = {"facecolor": colour, "edgecolor": "none", "pad": 1.5}
                middle = left[age] + width / 2
                axes.text(middle, age, f"{width:.0f}", color=ink, ha="center", va="center", fontweight="bold", bbox=box)
        left = left + table[name]
    axes.invert_yaxis() if not axes.yaxis_inverted() else None
    axes.set_xlim(0, 100)
    axes.set_xticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(left=False)


def _key(canvas: Any) -> None:
    patches = [
        mpl.patches.Patch(facecolor=colour, hatch=hatch, edgecolor="#8c8c8c" if hatch else colour, label=label)
        for label, colour, _, hatch in STAGES.values()
    ]
    canvas.legend(handles=patches, loc="outside lower center", ncols=len(patches), frameon=False, labelcolor=INK)
