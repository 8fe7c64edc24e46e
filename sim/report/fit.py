"""The run beside published figures: a table of key figures and a figure that shows hits and misses at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import pandas as pd

from sim.experiments.result import Result
from sim.report import words
from sim.report.drawing import BLUE, GREY, INK, PALE, Canvas, Figure, Table, drawings

LETTERS_NARROW = 42
"""Letters of a line in the narrow drawing."""


@dataclass
class Row:
    """A line of the table of key figures."""

    label: str
    group: str
    value: str
    published: str
    gap: str
    year: str
    source: str
    role: str


def records(table: pd.DataFrame) -> Iterator[Any]:
    """Rows with their columns as attributes."""
    return iter(table.itertuples())


def with_targets(result: Result) -> pd.DataFrame:
    """Key figures for which there is a published one, in the order of the summary."""
    return result.summary[result.summary["target"].notna() & result.summary["value"].notna()]


def hits(table: pd.DataFrame) -> pd.Series:
    """True where the run is within the tolerance; where none is given, 2 points for percentages, 10 % for others."""
    percent = table["unit"].str.startswith("percent")
    usual = (0.1 * table["target"].abs()).where(~percent, 2.0)
    return table["gap"].abs() <= table["tolerance"].astype(float).fillna(usual)


def role(fitted: object) -> str:
    """Whether the published figure set the model or only tests it."""
    if fitted is None or pd.isna(fitted):
        return ""
    return "used to set the model" if bool(fitted) else "not used: a test"


def key_figures(result: Result, others: bool = False) -> list[Row]:
    """All published figures and the main national ones without; or all ``others``."""
    table = result.table()
    if others:
        known = result.table(everything=True)
        table = known[known["target"].isna() & ~known["indicator"].isin(table["indicator"])]
    return [
        Row(
            label=r.label,
            group=words.group(r.group),
            value=words.in_unit(r.value, r.unit),
            published=words.in_unit(r.target, r.unit) if pd.notna(r.target) else "",
            gap=words.difference(r.gap, r.unit) if pd.notna(r.target) else "",
            year="" if pd.isna(r.target_year) else str(int(r.target_year)),
            source="" if pd.isna(r.target_source) else str(r.target_source),
            role=role(r.fitted),
        )
        for r in records(table)
    ]


def of_whom(label: str, group: str) -> str:
    """A figure and the group it is of, without saying an age twice.

    >>> of_whom("NEET rate, 15-24", "sex=female|age=15-24")
    'NEET rate, 15-24, women'
    >>> of_whom("Employment-to-population ratio", "sex=male")
    'Employment-to-population ratio, men'
    """
    if group == "all":
        return label
    parts = [p for p in words.group(group).lower().split(", ") if not (p[0].isdigit() and p.replace("–", "-") in label)]
    return ", ".join([label, *parts])


def fit(result: Result) -> Figure | None:
    """Simulated against published percentages, one line each."""
    table = with_targets(result)
    table = table[table["unit"].str.startswith("percent")]
    if len(table) < 2:
        return None
    table = table.iloc[::-1].reset_index(drop=True)
    names = [of_whom(r.label, r.group) for r in records(table)]

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes, y = canvas.add_subplot(), range(len(table))
        both = table[["value", "target"]]
        axes.hlines(y, both.min(axis=1), both.max(axis=1), color=PALE, linewidth=4)
        axes.plot(table["target"], y, "|", color=INK, markersize=13, markeredgewidth=2.4, label="published")
        axes.plot(table["value"], y, "o", color=BLUE, markersize=7, label="simulated")
        if narrow:
            axes.set_yticks([])
            for i, name in enumerate(names):
                lines = "\n".join(wrap(name, LETTERS_NARROW))
                axes.text(0, i + 0.3, lines, fontsize=9.5, color=INK, va="bottom", linespacing=1.05)
        else:
            axes.set_yticks(y, names)
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(-0.7, len(table) - (0.1 if narrow else 0.4))
        axes.set_xlim(0, min(100.0, float(both.max().max()) * 1.08))
        axes.set_xlabel("Percent")
        axes.grid(axis="x")
        axes.spines["left"].set_color(GREY if not narrow else "none")
        canvas.legend(loc="outside upper left", ncols=2, frameon=False)

    met = hits(table)
    widest: Any = table.iloc[int(table["gap"].abs().argmax())]
    rows = [
        [name, f"{words.number(value)} %", f"{words.number(target)} %", words.difference(value - target, "percent")]
        for name, value, target in zip(names, table["value"], table["target"], strict=True)
    ]
    return Figure(
        key="fit",
        title="The run beside published figures",
        measure="Percent; mean of the last 12 months. A dot on its bar is a hit; the grey line is the miss.",
        alt=f"Dot chart of {len(table)} figures: {int(met.sum())} are within their tolerance. "
        f"The widest miss is {widest['label']}, {words.group(widest['group']).lower()}: "
        f"{words.difference(widest['gap'], 'percent')}.",
        table=Table(["Figure", "Simulated", "Published", "Difference"], rows[::-1]),
        **drawings("fit", plot, 1.1 + 0.3 * len(table), 1.2 + 0.57 * len(table)),
    )
