"""Figure 4: two rates of young people over time."""

from functools import partial
from typing import Any

import numpy as np

from sim.experiments.compare.effects import levels
from sim.experiments.compare.plan import BASELINE
from sim.report.compare.look import BASE, colour, dash, how
from sim.report.drawing import Canvas, Figure, Table, drawings

RATES = (("neet", "people", "Neither in work nor learning"), ("informal", "employed", "Informal, of those in work"))
SEXES = {"sex=female": "Women", "sex=male": "Men"}
Paths = dict[tuple[str, str, str], np.ndarray]
"""Percent by month, of a rate, a group and a world."""


def rates(c: Any) -> Figure | None:
    """Figure 4: two rates of young people over time, with and without, by sex."""
    arms = [BASELINE, *(p.name for p in c.packages)]
    names = ["Without", *(p.label for p in c.packages)]
    path = {}
    for top, bottom, _ in RATES:
        for who in SEXES:
            for arm in arms:
                a, b = levels(c.worlds, arm, top, who).sum(axis=0), levels(c.worlds, arm, bottom, who).sum(axis=0)
                window = np.ones(12)
                path[top, who, arm] = (
                    100 * np.convolve(a, window, "valid") / np.maximum(np.convolve(b, window, "valid"), 1)
                )
    rows, said = [], []
    for top, _, label in RATES:
        for who, word in SEXES.items():
            last = [path[top, who, a][-1] for a in arms]
            rows.append([f"{label}: {word.lower()}", *(f"{v:.1f} %" for v in last)])
            said.append(
                f"{label}, {word.lower()}: "
                f"{', '.join(f'{n.lower()} {v:.1f}' for n, v in zip(names, last, strict=True))}"
            )
    return how(
        Figure(
            key="rates", title="Young people out of work and learning, and informal jobs",
            measure="Percent of people of 15 to 29, means of twelve months. The axes do not start at zero, and are "
            "the same for women and men.",
            alt="Lines. In the last twelve months: " + "; ".join(said) + ".",
            table=Table(["Last twelve months", *names], rows),
            **drawings("rates", partial(_draw, c=c, arms=arms, names=names, path=path),
                       5.0, 7.5),
        ),
        "Sum over twelve months and all pairs of the people counted, over the sum of those among whom they are "
        "counted.",
    )  # fmt: skip


def _draw(canvas: Canvas, narrow: bool, c: Any, arms: list[str], names: list[str], path: Paths) -> None:
    """Two rates by two sexes; the axes of one rate are the same for both."""
    grid = canvas.subplots(4, 1, sharex=True) if narrow else canvas.subplots(2, 2, sharex=True)
    cells = [(r, g) for r in RATES for g in SEXES]
    for axes, ((top, _, label), who) in zip(np.ravel(grid), cells, strict=True):
        for k, arm in enumerate(arms):
            y = path[top, who, arm]
            look = (
                {"color": BASE, "linewidth": 2.4}
                if k == 0
                else {"color": colour(k - 1), "linestyle": dash(k), "linewidth": 1.8}
            )
            axes.plot(np.arange(len(y)) + 11, y, label=names[k], **look)
        axes.set_title(f"{label}: {SEXES[who].lower()}", fontsize=9.5)
        axes.grid(axis="y")
        axes.axvline(c.plan.start, color="#8c8c8c", linewidth=0.8, linestyle=(0, (1, 2)))
    for row, (top, _, _) in enumerate(RATES):
        high = max(path[top, w, a].max() for w in SEXES for a in arms)
        low = min(path[top, w, a].min() for w in SEXES for a in arms)
        for axes in np.ravel(grid)[2 * row : 2 * row + 2]:
            axes.set_ylim(low - 0.15 * (high - low) - 0.5, high + 0.15 * (high - low) + 0.5)
    for axes in np.ravel(grid)[-2:] if not narrow else np.ravel(grid)[-1:]:
        axes.set_xlabel("Month of the run")
    handles, labels = np.ravel(grid)[0].get_legend_handles_labels()
    canvas.legend(handles, labels, loc="outside upper left", ncols=1 if narrow else 3, frameon=False)
