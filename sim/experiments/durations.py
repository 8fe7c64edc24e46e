"""How long the way to work takes: the curves of the duration indicators at the end of a run, and their medians."""

from typing import Any

import numpy as np
import pandas as pd

from sim.indicators.durations import spells

COLUMNS = ["indicator", "group", "months", "at_risk", "events"]


def curves(model: Any, month: int) -> pd.DataFrame:
    """``indicator, group, months, survival, at_risk, events``; ``month`` is the last one that has been simulated.

    Window of leavers and age limit are those of the indicators, so that medians agree with the panel.
    """
    p = model.parameters.indicators
    return spells(model.people, month, window=int(p.spell_window), age_limit=int(p.spell_age))


def median(months: np.ndarray, survival: np.ndarray) -> float:
    """First month in which no more than half still wait; NaN when that is not reached.

    >>> median(np.arange(4), np.array([1.0, 0.7, 0.5, 0.2]))
    2.0
    """
    below = np.flatnonzero(np.asarray(survival) <= 0.5 + 1e-12)
    return float(np.asarray(months)[below[0]]) if len(below) else float("nan")


def medians(curve: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator and group: median months, persons followed, and how many of them reached it."""
    made = [
        (indicator, group, median(part["months"], part["survival"]), part["at_risk"].max(), part["events"].sum())
        for (indicator, group), part in curve.groupby(["indicator", "group"], sort=False)
    ]
    return pd.DataFrame(made, columns=COLUMNS)
