"""Figure 3: of 100 young people, how many have arrived, are on the way, have not started."""

from functools import partial
from typing import Any

import numpy as np

from sim.experiments.compare.effects import levels
from sim.experiments.compare.plan import BASELINE
from sim.report.compare.look import how, wrapped
from sim.report.drawing import INK, Canvas, Figure, Table, drawings

STAGES = {
    "transited": ("Arrived", "#12436D", "white", ""),
    "in_transition": ("On the way", "#28A197", INK, ""),
    "not_started": ("Not started", "#eeeeee", INK, "////"),
}
WHO = {"sex=female": "Women", "sex=male": "Men", "area=rural": "Rural", "area=urban": "Urban"}
Shares = dict[tuple[str, str], np.ndarray]
"""Percent of young people by stage, for a group and a world."""


def stages(c: Any) -> Figure | None:
    """Figure 3: of 100 young people, the three stages in the last year, with and without."""
    arms = [BASELINE, *(p.name for p in c.packages)]
    names = ["Without", *(p.label for p in c.packages)]
    share = {}
    for who in WHO:
        for arm in arms:
            counts = np.array([levels(c.worlds, arm, s, who)[:, -12:].sum() for s in STAGES])
            share[who, arm] = 100.0 * counts / max(counts.sum(), 1)
    rows = [
        [f"{said}, {name.lower()}", *(f"{v:.1f}" for v in share[who, arm])]
        for who, said in WHO.items() for arm, name in zip(arms, names, strict=True)
    ]  # fmt: skip
    women = share["sex=female", BASELINE]
    return how(
        Figure(
            key="stages", title="Stages of the way from school to work",
            measure="Of 100 people of 15 to 29, mean of the last twelve months and of all pairs.",
            alt=f"Stacked bars. Women without a package: {women[0]:.1f} arrived, {women[1]:.1f} on the way, "
            f"{women[2]:.1f} not started. "
            "The table gives all groups and packages.",
            table=Table(["", *(label for label, *_ in STAGES.values())], rows),
            note="Arrived: out of school and in a stable job, or in temporary work or work for oneself that "
            "satisfies. On the way: looking or "
            "willing to work later, or in work that does not satisfy. Not started: in school and not in the labour "
            "force, or without plans.",
            **drawings("stages", partial(_draw, arms=arms, names=names, share=share),
                       0.9 + 0.27 * len(rows), 1.0 + 0.42 * len(rows)),
        ),
        "Counts of the last twelve months of all pairs added up, then divided. ILOSTAT's definition of the stages.",
    )  # fmt: skip


def _draw(canvas: Canvas, narrow: bool, arms: list[str], names: list[str], share: Shares) -> None:
    """Stacked bars: groups one under the other, and within a group the worlds."""
    axes, y, ticks = canvas.add_subplot(), 0.0, []
    for who, said in WHO.items():
        for arm, name in zip(arms, names, strict=True):
            base = 0.0
            for value, (_, face, text, mark) in zip(share[who, arm], STAGES.values(), strict=True):
                axes.barh(
                    y,
                    value,
                    left=base,
                    color=face,
                    hatch=mark,
                    edgecolor="white" if not mark else "#8c8c8c",
                    height=0.8,
                )
                if value > 7:
                    box = {"facecolor": face, "edgecolor": "none", "pad": 1}
                    axes.text(
                        base + value / 2,
                        y,
                        f"{value:.1f}",
                        ha="center",
                        va="center",
                        color=text,
                        fontsize=9,
                        bbox=box,
                    )
                base += value
            ticks.append((y, f"{said}, {name.lower()}" if not narrow else f"{said}:\n{wrapped(name, 14)}"))
            y += 1.0
        y += 0.5
    axes.set_yticks([t for t, _ in ticks], [n for _, n in ticks], fontsize=8 if narrow else 9.5)
    axes.set_ylim(y - 0.8, -0.7)
    axes.set_xlim(0, 100)
    axes.set_xlabel("Of 100 people of 15 to 29")
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=f, hatch=m, edgecolor="#8c8c8c", label=label) for label, f, _, m in STAGES.values()]
    canvas.legend(
        handles=handles, loc="outside upper left", ncols=3, frameon=False, handlelength=1.2, columnspacing=1.0
    )
