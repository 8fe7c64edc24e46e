"""Bands of published trials beside the simulated figures: hit or miss, never a target to be met by tuning."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.core.errors import InputError, unknown
from sim.core.groups import Target
from sim.experiments.trial.outcomes import OUTCOMES

KEYS = ("evidence", "outcome", "horizon", "low", "high", "unit", "source", "note", "group")
UNITS = {"pp": "points", "pct": "percent of the control mean", "sign": "sign", "years": "years"}
EVERYBODY = Target()


@dataclass(frozen=True)
class Band:
    """What a published trial found: ``low`` to ``high`` in points, years, percent of the control mean, or a sign."""

    evidence: str
    outcome: str
    horizon: int
    low: float
    high: float
    unit: str
    source: str
    note: str = ""
    group: Target = EVERYBODY
    """Part of the cohort, by traits at the start."""


def read_bands(written: Any, where: str) -> tuple[Band, ...]:
    """The rows of ``band:`` checked."""
    if not isinstance(written, list):
        raise InputError(f"{where}: band must be a list of {{{', '.join(KEYS)}}}.")
    return tuple(_band(row, f"{where}: band[{k}]") for k, row in enumerate(written))


def _band(row: Any, here: str) -> Band:
    if not isinstance(row, dict):
        raise InputError(f"{here}: must be a mapping of {', '.join(KEYS)}.")
    for word in row:
        if word not in KEYS:
            raise unknown("key", str(word), KEYS, here)
    for word in ("evidence", "outcome", "horizon", "unit", "source"):
        if word not in row:
            raise InputError(f"{here}: '{word}' is missing.")
    if row["outcome"] not in OUTCOMES:
        raise unknown("outcome", str(row["outcome"]), OUTCOMES, here)
    if row["unit"] not in UNITS:
        raise unknown("unit", str(row["unit"]), UNITS, here)
    horizon = row["horizon"]
    if isinstance(horizon, bool) or not isinstance(horizon, int) or horizon < 1:
        raise InputError(f"{here}: horizon must be a whole number of months from 1, got '{horizon}'.")
    low, high = float(row.get("low", "-inf")), float(row.get("high", "inf"))
    if not low < high:
        raise InputError(f"{here}: low must be below high, got {low:g} and {high:g}.")
    words = {word: str(row.get(word, "")) for word in ("evidence", "outcome", "unit", "source", "note")}
    group = Target.parse(row["group"]) if "group" in row else EVERYBODY
    return Band(horizon=horizon, low=low, high=high, group=group, **words)


def beside(bands: tuple[Band, ...], table: pd.DataFrame) -> pd.DataFrame:
    """One row a band with the simulated figure, its interval and whether it lies in the band.

    ``table``: one row an outcome and horizon with ``itt``, ``half`` and ``control`` in the outcome's own unit.
    """
    rows = []
    for band in bands:
        chosen = (table["outcome"] == band.outcome) & (table["horizon"] == band.horizon)
        if "group" in table:
            chosen &= table["group"] == band.group.describe()
        found = table[chosen].iloc[0]
        scale = 1.0 if band.unit in ("sign", "years") else 100.0
        if band.unit == "pct":
            scale /= float(found["control"]) if found["control"] > 0 else float("nan")
        value, half = scale * float(found["itt"]), scale * float(found["half"])
        hit = band.low <= value <= band.high
        touches = (value - half <= band.high) and (value + half >= band.low)
        rows.append(
            {
                "evidence": band.evidence, "group": band.group.describe(), "outcome": band.outcome,
                "horizon": band.horizon, "unit": band.unit,
                "low": band.low, "high": band.high, "simulated": value, "half": half, "hit": bool(hit),
                "interval_touches": bool(touches), "source": band.source, "note": band.note,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)
