"""What a point is held against: published figures, how well each is known, and which of them take part in the fit.

Moments that the level constants chase are always fitted; of all others half, chosen by a hash of the name before
anything was looked at, stay out of any fit and are reported apart.
"""

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.config import places
from sim.config.facts import Facts
from sim.experiments.country_page import BANDS, FACTOR, FLOWS, published_flows
from sim.experiments.plausible.space import rows
from sim.experiments.targets import Target, targets


class Moment(NamedTuple):
    """One figure, in the unit in which it is compared (flows: logs of ratios).

    ``tolerance``: what counts as met. ``observed`` and ``discrepancy``: variance of the figure itself, and of the
    model's own making. ``weight``: in the distance, 1 for a figure of full quality.
    """

    name: str
    label: str
    kind: str
    value: float
    tolerance: float
    observed: float
    discrepancy: float
    weight: float
    fitted: bool

    @property
    def spread(self) -> float:
        """Standard deviation of the gap that is nobody's fault: figure and model together, luck apart."""
        return math.sqrt(self.observed + self.discrepancy)


def in_fit(name: str) -> bool:
    """Whether a moment takes part in the fit: half of all names do.

    >>> in_fit("long_term_unemployment all"), in_fit("mincer")
    (True, False)
    """
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2 == 0


def moment(
    name: str, label: str, kind: str, value: float, tolerance: float, quality: float, fitted: bool | None = None
) -> Moment:
    """A moment with its declared variances; the hash decides on its part where ``fitted`` does not.

    The figure: (tolerance / 2)², over its quality. The model: (share × tolerance)², share of ``moments.csv``.
    """
    share = discrepancies()[kind]
    observed = (tolerance / 2.0) ** 2 / quality
    own = in_fit(name) if fitted is None else fitted
    return Moment(name, label, kind, value, tolerance, observed, (share * tolerance) ** 2, quality, own)


def discrepancies(file: Path | None = None) -> dict[str, float]:
    """Kind of moment -> standard deviation of the model's own error, a share of the tolerance."""
    return {r["kind"]: float(r["discrepancy"]) for r in rows(file or places.conf() / "calibration" / "moments.csv")}


def quality(source: str, years: float, facts: Facts) -> float:
    """1 for a figure of about the anchor year; ½ from three years away, ¼ from seven and for figures filled in.

    A figure counts as filled in where one of its sources brings nothing but such figures to the country.
    """
    parts = {part.strip() for part in source.split(";")}
    known = {f.source for f in facts.all if f.published}
    if not parts <= known:
        return 0.25
    return 1.0 if years <= 3 else 0.5 if years <= 7 else 0.25


def of_panel(config: Any) -> list[tuple[Target, Moment]]:
    """Stocks of the panel: those that constants chase, and the others."""
    made = []
    for t in targets(config):
        name, kind = f"{t.indicator} {t.group}", "level" if t.fitted else "stock"
        good = quality(t.source, abs(t.year - config.country.anchor_year), config.country.facts)
        made.append((t, moment(name, t.label, kind, t.value, t.tolerance, good, t.fitted or not t.held_out)))
    return made


def of_flows(config: Any) -> list[Moment]:
    """Quarterly flows as logs; met within the factor of the country's page."""
    return [
        moment(name, FLOWS[name][0], "flow", math.log(value), math.log(FACTOR), 1.0)
        for name, (value, _, _) in published_flows(config.country.facts).items()
    ]


def of_pay() -> list[Moment]:
    """Bands of pay: middle and half-width; found in other countries, so of half quality."""
    return [moment(b.field, b.label, "pay", (b.low + b.high) / 2, (b.high - b.low) / 2, 0.5) for b in BANDS]


def of_trials(bands: Sequence[Any]) -> list[Moment]:
    """Bands of published trials with both ends; found in another country, so of half quality."""
    return [
        moment(
            b.evidence, f"{b.evidence}: {b.outcome.replace('_', ' ')} after {b.horizon} months, {b.source}", "trial",
            (b.low + b.high) / 2, (b.high - b.low) / 2, 0.5,
        )
        for b in bands
        if math.isfinite(b.high - b.low)
    ]  # fmt: skip


def distance(moments: Sequence[Moment], values: dict[str, float]) -> float:
    """Root of the weighted mean of squared gaps, each in standard deviations of figure and model together.

    1: as far away as the declared errors let one expect. Moments without a value are left out.
    """
    known = [m for m in moments if math.isfinite(values.get(m.name, math.nan))]
    if not known:
        return math.nan
    gaps = np.array([(values[m.name] - m.value) / m.spread for m in known])
    weights = np.array([m.weight for m in known])
    return float(np.sqrt((weights * gaps**2).sum() / weights.sum()))


def met(moments: Sequence[Moment], values: dict[str, float]) -> int:
    """How many moments lie within their tolerance."""
    return sum(abs(values.get(m.name, math.nan) - m.value) <= m.tolerance for m in moments)
