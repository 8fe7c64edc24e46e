"""What was seen of a finding: a value for each country and seed, and the countries in which findings are read."""

import math
from collections.abc import Sequence

import numpy as np

from sim.config.configure import configure
from sim.experiments.compare.statistics import estimate
from sim.experiments.validate.about_countries import OWN
from sim.experiments.validate.rows import Row

Seen = dict[str, list[float]]
"""Country -> value of each seed."""


def read_in(words: Sequence[str]) -> dict[str, str]:
    """Code -> name of the countries in which findings are read: the one that ``words`` names, else all of ours."""
    named = [w for w in words if w.startswith("country=")]
    every = named or [f"country={name}" for name in OWN]
    return {configure(w).country.iso3: w.partition("=")[2] for w in every}


def by_country(seen: Seen) -> str:
    """Means by country, in words; empty where a finding is read in one world of several countries.

    >>> by_country({"GHA": [1.0, 2.0], "ETH": [0.25]})
    'GHA 1.5, ETH 0.25'
    """
    return ", ".join(f"{iso3} {np.nanmean(values):.3g}" for iso3, values in seen.items() if iso3 and any_of(values))


def about(row: Row, countries: dict[str, str]) -> bool:
    """Whether a finding is about one of the countries."""
    return any(map(row.applies, countries))


def mean(seen: Seen) -> tuple[float, float]:
    """Mean over countries, each alike, and half of its interval, from seeds; what was not seen is left out.

    >>> mean({"GHA": [1.0, 2.0], "ETH": [3.0, 2.0]})[0]
    2.0
    """
    worlds = np.array([values for values in seen.values() if any_of(values)])
    if not len(worlds):
        return math.nan, math.nan
    means = np.array([w[np.isfinite(w)].mean() for w in worlds.T if np.isfinite(w).any()])
    kept = estimate(means)
    return kept.mean, kept.half_width


def any_of(values: Sequence[float]) -> bool:
    """Whether anything was seen."""
    return bool(np.isfinite(values).any())
