"""Rows of evidence: a published finding, its band, its source, and the countries to which it applies."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from sim.config import places

LOW_INCOME = "low income"
RICHER = frozenset({"LBN"})
"""Countries to which findings on low-income countries do not apply."""


@dataclass(frozen=True)
class Row:
    """One finding. ``low`` and ``high``: the band; an open end is infinite, so that a sign is a band from 0."""

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
        if self.applies_to == LOW_INCOME:
            return iso3 not in RICHER
        return self.applies_to in ("any", iso3)

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
