"""Figures of people: stages of the transition, rates over time, and who gains."""

from typing import Any

import numpy as np

from sim.experiments.compare.answer import signed
from sim.experiments.compare.effects import levels
from sim.experiments.compare.outcomes import SPLITS
from sim.experiments.compare.plan import BASELINE
from sim.report import words
from sim.report.compare.look import BASE, colour, dash, how, marker, thousands, wrapped
from sim.report.drawing import INK, Canvas, Figure, Table, drawings

STAGES = {
    "transited": ("Arrived", "#12436D", "white", ""),
    "in_transition": ("On the way", "#28A197", INK, ""),
    "not_started": ("Not started", "#eeeeee", INK, "////"),
}
WHO = {"sex=female": "Women", "sex=male": "Men", "area=rural": "Rural", "area=urban": "Urban"}


def stages(c: Any) -> Figure | None:
    """Figure 3: of 100 young people, the three stages in the last year, with and without."""
    arms = [BASELINE, *(p.name for p in c.packages)]
    names = ["Without", *(p.label for p in c.packages)]
    share = {}
    for who in WHO:
        for arm in arms:
            counts = np.array([levels(c.worlds, arm, s, who)[:, -12:].sum() for s in STAGES])
            share[who, arm] = 100.0 * counts / max(counts.sum(), 1)

    def plot(canvas: Canvas, narrow: bool) -> None:
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
            **drawings("stages", plot, 0.9 + 0.27 * len(rows), 1.0 + 0.42 * len(rows)),
        ),
        "Counts of the last twelve months of all pairs added up, then divided. ILOSTAT's definition of the stages.",
    )  # fmt: skip


RATES = (("neet", "people", "Neither in work nor learning"), ("informal", "employed", "Informal, of those in work"))


def rates(c: Any) -> Figure | None:
    """Figure 4: two rates of young people over time, with and without, by sex."""
    arms = [BASELINE, *(p.name for p in c.packages)]
    names = ["Without", *(p.label for p in c.packages)]
    groups = {"sex=female": "Women", "sex=male": "Men"}
    path = {}
    for top, bottom, _ in RATES:
        for who in groups:
            for arm in arms:
                a, b = levels(c.worlds, arm, top, who).sum(axis=0), levels(c.worlds, arm, bottom, who).sum(axis=0)
                window = np.ones(12)
                path[top, who, arm] = (
                    100 * np.convolve(a, window, "valid") / np.maximum(np.convolve(b, window, "valid"), 1)
                )

    def plot(canvas: Canvas, narrow: bool) -> None:
        grid = canvas.subplots(4, 1, sharex=True) if narrow else canvas.subplots(2, 2, sharex=True)
        cells = [(r, g) for r in RATES for g in groups]
        for axes, ((top, _, label), who) in zip(np.ravel(grid), cells, strict=True):
            for k, arm in enumerate(arms):
                y = path[top, who, arm]
                look = (
                    {"color": BASE, "linewidth": 2.4}
                    if k == 0
                    else {"color": colour(k - 1), "linestyle": dash(k), "linewidth": 1.8}
                )
                axes.plot(np.arange(len(y)) + 11, y, label=names[k], **look)
            axes.set_title(f"{label}: {groups[who].lower()}", fontsize=9.5)
            axes.grid(axis="y")
            axes.axvline(c.plan.start, color="#8c8c8c", linewidth=0.8, linestyle=(0, (1, 2)))
        for row, (top, _, _) in enumerate(RATES):
            high = max(path[top, w, a].max() for w in groups for a in arms)
            low = min(path[top, w, a].min() for w in groups for a in arms)
            for axes in np.ravel(grid)[2 * row : 2 * row + 2]:
                axes.set_ylim(low - 0.15 * (high - low) - 0.5, high + 0.15 * (high - low) + 0.5)
        for axes in np.ravel(grid)[-2:] if not narrow else np.ravel(grid)[-1:]:
            axes.set_xlabel("Month of the run")
        handles, labels = np.ravel(grid)[0].get_legend_handles_labels()
        canvas.legend(handles, labels, loc="outside upper left", ncols=1 if narrow else 3, frameon=False)

    rows, said = [], []
    for top, _, label in RATES:
        for who, word in groups.items():
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
            table=Table(["Last twelve months", *names], rows), **drawings("rates", plot, 5.0, 7.5),
        ),
        "Sum over twelve months and all pairs of the people counted, over the sum of those among whom they are "
        "counted.",
    )  # fmt: skip


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

    def plot(canvas: Canvas, narrow: bool) -> None:
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
            **drawings("gains", plot, 1.0 + 0.33 * (len(groups) + 4), 1.2 + 0.36 * (len(groups) + 4)),
        ),
        "Difference in person-years of the group between both worlds of a pair, over the young people of that group "
        "without the package. "
        "Groups with fewer than 100 people in a world are left out.",
    )  # fmt: skip


def _cell(e: Any) -> str:
    return f"{e.mean:+.1f} [{e.low:+.1f} to {e.high:+.1f}]".replace("-", "−")
