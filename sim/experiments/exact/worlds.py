"""Worlds for the exact cases: a model under an option of ``conf/theory``, lived month by month, and its statistics."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

import sim
from sim.model import LabourMarket


def world(theory: str, people: int, *words: str) -> LabourMarket:
    """A model of ``people`` under ``theory``; identities are checked every month, indicators are not read.

    ``words`` are the ``key=value`` of the command line; ``limit.record=true`` among them has indicators read.
    """
    quick = [] if any(w.startswith("limit.record=") for w in words) else ["limit.record=false"]
    return LabourMarket(
        sim.configure(f"theory={theory}", f"people={people}", "months=12", "checks=true", *quick, *words)
    )


def months(model: LabourMarket, number: int) -> Iterator[LabourMarket]:
    """Live ``number`` months; yields the model at the end of each."""
    for _ in range(number):
        model.step()
        yield model


def of_people(model: LabourMarket, *activities: Any) -> float:
    """Share of the people in some activities at the end of the last month."""
    return float(model.stock[list(activities)].sum() / model.stock.sum())


def settled(rate: float, left: float = 1e-4) -> int:
    """Months after which ``left`` of a first difference that fades by ``rate`` a month remains."""
    return math.ceil(math.log(left) / math.log(rate))


def error_of_mean(variance: float, persistence: float, number: int) -> float:
    """Standard error of the mean of ``number`` months of an AR(1) with this variance and monthly autocorrelation."""
    return math.sqrt(variance * (1.0 + persistence) / ((1.0 - persistence) * number))


def error_of_sd(variance: float, persistence: float, number: int) -> float:
    """Standard error of the standard deviation of such a series, about its known mean (Bartlett's formula)."""
    square = persistence**2
    return math.sqrt(variance) / 2.0 * math.sqrt(2.0 * (1.0 + square) / ((1.0 - square) * number))


def batch_mean(series: np.ndarray, batches: int = 20) -> tuple[float, float]:
    """Mean of a settled series and its standard error from the means of ``batches`` stretches."""
    parts = np.array([part.mean() for part in np.array_split(np.asarray(series, float), batches)])
    return float(np.mean(series)), float(parts.std(ddof=1) / math.sqrt(batches))
