"""Rates of young people and of jobs over time, by sex, with the published figure."""

import numpy as np
import pandas as pd

from sim.experiments.result import Result
from sim.experiments.summary import indicators_in, ratios
from sim.report import words
from sim.report.drawing import SEXES, Canvas, Figure, Table, drawings, end_labels, years_axis


def monthly(panel: pd.DataFrame, indicator: str, group: str) -> pd.Series:
    """Percent by month of one group; empty when the panel does not have it."""
    if indicator not in indicators_in(panel):
        return pd.Series(dtype=float)
    rows = panel[panel["group"] == group].sort_values("month")
    return pd.Series(100 * ratios(rows, indicator).to_numpy(), index=rows["month"].to_numpy())


def yearly(panel: pd.DataFrame, indicator: str, group: str) -> pd.Series:
    """Percent by year of the run (1, 2, …): sum of numerators over sum of denominators."""
    rows = panel[panel["group"] == group]
    sums = rows.groupby(rows["month"] // 12 + 1)[[f"{indicator}_num", f"{indicator}_den"]].sum()
    return 100 * ratios(sums, indicator)


def target_of(summary: pd.DataFrame, indicator: str, group: str) -> tuple[float, str]:
    """Published figure in percent and its year; NaN when there is none."""
    row = summary[(summary["indicator"] == indicator) & (summary["group"] == group) & summary["target"].notna()]
    if row.empty:
        return float("nan"), ""
    first = row.iloc[0]
    scale = 1 if str(first["unit"]).startswith("percent") else 100
    return float(first["target"]) * scale, str(first["target_year"])


def by_sex(result: Result, key: str, indicator: str, title: str, of_whom: str) -> Figure | None:
    """Women and men over time: thin line the month, thick line the mean of twelve months, dots what is published."""
    lines = {g: monthly(result.panel, indicator, g) for g in SEXES}
    lines = {g: s for g, s in lines.items() if s.notna().any()}
    if not lines:
        return None
    targets = {g: target_of(result.summary, indicator, g) for g in lines}
    highest = max([s.max() for s in lines.values()] + [t for t, _ in targets.values() if np.isfinite(t)])

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        months, labels = int(max(s.index.max() for s in lines.values())) + 1, []
        for g, series in lines.items():
            name, colour, dash = SEXES[g]
            mean = series.rolling(12, min_periods=min(6, int(series.notna().sum()))).mean()
            axes.plot(series.index + 1, series, color=colour, linewidth=0.7, alpha=0.45)
            axes.plot(mean.index + 1, mean, color=colour, linewidth=2.4, linestyle=dash)
            labels.append((float(mean.dropna().iloc[-1]), f"{name} {words.number(mean.dropna().iloc[-1])}", colour))
        for g, (level, _) in targets.items():
            if np.isfinite(level):
                axes.axhline(level, color=SEXES[g][1], linewidth=1.5, linestyle=(0, (1, 2)))
        top = min(100.0, max(5.0, highest * 1.25))
        axes.set_ylim(0, top)
        axes.grid(axis="y")
        years_axis(axes, months, narrow)
        axes.set_ylabel(f"Of 100 {of_whom}")
        end_labels(axes, labels, months, gap=top * 0.075)

    return Figure(
        key=key, title=title,
        measure=f"Of 100 {of_whom}. Thin line: each month; thick line: mean of twelve months." + _dotted(targets),
        alt=_spoken(result, indicator, targets, of_whom), table=_table(result, indicator, targets),
        **drawings(key, plot, 3.6, 3.3),
    )  # fmt: skip


def _dotted(targets: dict[str, tuple[float, str]]) -> str:
    """What the dotted lines are, with their values."""
    known = [f"{SEXES[g][0].lower()} {words.number(t)} ({year})" for g, (t, year) in targets.items() if np.isfinite(t)]
    return f" Dotted line: published figure, {words.listed(known)}." if known else ""


def _spoken(result: Result, indicator: str, targets: dict[str, tuple[float, str]], of_whom: str) -> str:
    said = []
    for g, (target, year) in targets.items():
        by_year = yearly(result.panel, indicator, g)
        first, last = by_year.iloc[0], by_year.iloc[-1]
        then = f" and {words.number(last)} in year {by_year.index[-1]}" if len(by_year) > 1 else ""
        text = f"{SEXES[g][0]}: {words.number(first)} in year 1{then}"
        said.append(text + (f"; published in {year}: {words.number(target)}" if np.isfinite(target) else ""))
    return f"Line chart, of 100 {of_whom}. " + ". ".join(said) + "."


def _table(result: Result, indicator: str, targets: dict[str, tuple[float, str]]) -> Table:
    columns = {g: yearly(result.panel, indicator, g) for g in targets}
    years = next(iter(columns.values())).index
    rows = [[f"Year {y}", *(f"{words.number(c.get(y))} %" for c in columns.values())] for y in years]
    if any(np.isfinite(t) for t, _ in targets.values()):
        shown = [f"{words.number(t)} % ({y})" if np.isfinite(t) else "–" for t, y in targets.values()]
        rows.append(["Published", *shown])
    return Table(["", *(SEXES[g][0] for g in columns)], rows)


def neet(result: Result) -> Figure | None:
    return by_sex(
        result, "neet", "neet_rate", "Young people neither in work nor in education or training", "people aged 15–24"
    )


def informality(result: Result) -> Figure | None:
    return by_sex(result, "informality", "informality_rate", "Informal jobs", "people in work")
