"""Who goes from what to what in a month, and where new workers come from."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.experiments.flows import NAMES, monthly_rates
from sim.experiments.result import Result
from sim.report import words
from sim.report.drawing import BLUE, GREEN, INK, ORANGE, Canvas, Figure, Table, drawings

WITHOUT_WORK = ("student", "unemployed", "available", "outside", "elsewhere")
KINDS = {
    "Employee": (("regular", "casual"), BLUE, ""),
    "For oneself or family": (("own_account", "family_work"), ORANGE, "///"),
    "Apprentice or other": (("apprentice", "other_work"), GREEN, "--"),
}
"""Kind of work entered -> activities, colour, hatch."""
ORIGINS = words.ACTIVITIES | {"elsewhere": "New in the model (turned 15, came)"}


@dataclass
class Cell:
    """One cell of the table of moves: its words, and the class of its shade."""

    text: str
    shade: str


def shade(rate: float, stays: bool) -> str:
    """Class of a cell: who stays is grey; moves darken at 0.5, 2, 5 and 15 of 100 a month."""
    if stays:
        return "stay"
    return f"heat{int(np.searchsorted([0.5, 2, 5, 15], rate, side='right'))}" if np.isfinite(rate) else "heat0"


def matrix(result: Result) -> tuple[list[str], list[tuple[str, list[Cell]]]]:
    """Header and rows of the table of monthly moves; activities in which nobody is are left out."""
    if result.flows.empty:
        return [], []
    rates = monthly_rates(result.flows)
    alive = [a for a in NAMES if a != "elsewhere" and rates.loc[a].notna().all()]
    columns = [*alive, "elsewhere"]
    rows = [(words.ACTIVITIES[a], [_cell(float(rates.at[a, b]), a == b) for b in columns]) for a in alive]
    return [words.SHORT_ACTIVITIES[c] for c in columns], rows


def _cell(rate: float, stays: bool) -> Cell:
    return Cell(_rate(rate), shade(rate, stays))


def _rate(rate: float) -> str:
    return "·" if rate == 0 else "<0.1" if rate < 0.05 else words.number(rate)


def entries(flows: pd.DataFrame, last_months: int = 12) -> pd.DataFrame:
    """Persons a month who enter work, by origin and kind of work: mean of the last months."""
    recent = flows[flows["month"] > flows["month"].max() - last_months]
    months = max(recent["month"].nunique(), 1)
    into = {kind: recent[recent["destination"].isin(activities)] for kind, (activities, *_) in KINDS.items()}
    counts = {kind: rows.groupby("origin")["persons"].sum() / months for kind, rows in into.items()}
    return pd.DataFrame(counts).reindex(list(WITHOUT_WORK)).fillna(0.0)


def entry_bars(result: Result) -> Figure | None:
    """Of 100 people who start to work after a month without work: where they were."""
    if result.flows.empty:
        return None
    persons = entries(result.flows)
    total = persons.to_numpy().sum()
    if total == 0:
        return None
    shares = 100 * persons / total
    shares = shares.loc[shares.sum(axis=1).sort_values().index]

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        left, y = np.zeros(len(shares)), np.arange(len(shares))
        for kind, (_, colour, hatch) in KINDS.items():
            axes.barh(y, shares[kind], left=left, color=colour, hatch=hatch, edgecolor="white", label=kind, height=0.66)
            left = left + shares[kind].to_numpy()
        for at, value in zip(y, left, strict=True):
            axes.text(value + 1, at, words.number(value, 0), va="center", color=INK, fontweight="bold")
        names = [words.SHORT_ACTIVITIES[o] if o != "elsewhere" else "New in the model" for o in shares.index]
        axes.set_yticks(y, [n.replace(" ", "\n", 1) if narrow and len(n) > 12 else n for n in names])
        axes.set_xlim(0, left.max() * 1.15)
        axes.set_xlabel("Of 100 who start to work")
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        canvas.legend(loc="outside upper left", ncols=1 if narrow else 3, frameon=False, handlelength=1.6)

    shares["All"] = shares.sum(axis=1)
    rows = [
        [ORIGINS[o], *(f"{words.number(shares.at[o, kind])} %" for kind in shares.columns)]
        for o in reversed(shares.index)
    ]
    said = "; ".join(f"{row[0]} {row[-1]}" for row in rows)
    return Figure(
        key="entries",
        title="Where new workers come from",
        measure="Of 100 people who are in work at the end of a month and were not at its start, by what they did "
        "before and the kind of work they entered; mean of the last 12 months.",
        alt=f"Bar chart, origin of those who start to work: {said}.",
        table=Table(["Before", *KINDS, "All"], rows),
        **drawings("entries", plot, 3.3, 4.2),
    )
