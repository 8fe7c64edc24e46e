"""Rows of evidence: a published finding, its band, its source, and the countries to which it applies."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from sim.config import places

LOW_INCOME, RICHER = "low income", "richer"
"""Where a finding was measured: in poor countries, or in rich ones, to which the richest of ours are nearest."""
RICHEST = frozenset({"LBN"})
"""The countries to which findings on rich countries apply, and those on poor ones do not."""


@dataclass(frozen=True)
class Row:
    """One finding. ``low`` and ``high``: the band; an open end is infinite, so that a sign is a band from 0.

    ``applies_to``: any country, countries with low income, richer ones, or codes of countries with a blank between.
    """

    id: str
    kind: str
    applies_to: str
    statement: str
    outcome: str
    low: float
    high: float
    unit: str
    horizon_months: str
    source: str
    status: str

    def applies(self, iso3: str) -> bool:
        """Whether the finding is about countries like ``iso3``."""
        if self.applies_to in (LOW_INCOME, RICHER):
            return (iso3 in RICHEST) == (self.applies_to == RICHER)
        return self.applies_to == "any" or iso3 in self.applies_to.split()

    def distance(self, value: float) -> float:
        """How far ``value`` lies outside the band, in half-widths of it; in its own unit where an end is open.

        >>> row = Row("S", "", "any", "", "", 2.0, 4.0, "", "", "", "")
        >>> row.distance(3.5), row.distance(4.5), row.distance(0.0)
        (0.0, 0.5, 2.0)
        """
        outside = max(self.low - value, value - self.high, 0.0)
        half = (self.high - self.low) / 2
        return outside / half if 0 < half < math.inf else outside

    def verdict(self, value: float) -> str:
        """``hit`` inside the band, ``near`` within half a width of it, else ``miss``; a wrong sign is a miss."""
        if math.isnan(value):
            return "not seen"
        distance = self.distance(value)
        if distance == 0.0:
            return "hit"
        return "near" if math.isfinite(self.high - self.low) and distance <= 1.0 else "miss"


def evidence(file: Path | None = None) -> dict[str, Row]:
    """Id -> row of the shipped table, or of ``file``."""
    with (file or places.conf() / "evidence" / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        found = [_row(given) for given in csv.DictReader(lines)]
    return {row.id: row for row in found}


def _row(given: dict[str, str]) -> Row:
    low = float(given.pop("low") or -math.inf)
    high = float(given.pop("high") or math.inf)
    return Row(low=low, high=high, **given)
