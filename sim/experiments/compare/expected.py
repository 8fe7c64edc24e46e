"""What the evidence makes us expect of a package, written down in the scenario before the run: hit or miss."""

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiments.compare.effects import differences, person_years, rates
from sim.experiments.compare.outcomes import NAMES
from sim.experiments.compare.plan import BASELINE, Package
from sim.experiments.compare.statistics import Estimate, estimate
from sim.experiments.compare.worth import series
from sim.indicators.groups import GROUPS

if TYPE_CHECKING:
    from sim.experiments.compare.comparison import Comparison

SIGNS = {"+": 1, "1": 1, "-": -1, "-1": -1, "0": 0}


def expectation(c: "Comparison", row: dict[str, Any]) -> dict[str, Any]:
    package, who = c.plan.package(str(row["policy"])), str(row.get("group") or "all")
    wanted = SIGNS[str(row["sign"])]
    e = asked(c, package, str(row["outcome"]), who)
    found = "unknown outcome or group"
    if e is not None:
        found = "hit" if e.sign == wanted else "miss" if e.established else "not established"
    return {
        "policy": package.name, "outcome": row["outcome"], "group": who,
        "sign": {1: "+", -1: "−", 0: "0"}[wanted], "difference": e.mean if e else np.nan,
        "low": e.low if e else np.nan, "high": e.high if e else np.nan, "found": found,
        "source": str(row.get("source") or ""),
    }  # fmt: skip


def asked(c: "Comparison", package: Package, outcome: str, who: str) -> Estimate | None:
    """Difference of an indicator, of a monthly figure of the model, or of what is counted among young people."""
    found = rates(c.plan, c.worlds, package, outcome, who, "window")
    if found is not None:
        return estimate(found[:, 1] - found[:, 0])

    if outcome in NAMES and who in GROUPS:
        return estimate(person_years(c.plan, differences(c.worlds, package.name, outcome, who)) * c.weight)
    both = [(series(w[BASELINE], outcome), series(w[package.name], outcome)) for w in c.worlds]
    if all(p is not None for _, p in both):
        start = c.plan.start
        return estimate([np.nansum(p[start:]) - (0 if b is None else np.nansum(b[start:])) for b, p in both])
    return None
