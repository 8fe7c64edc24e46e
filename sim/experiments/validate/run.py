"""Run the worlds that tests of evidence need, and set what they show beside the bands."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.config.configure import configure
from sim.experiments.compare.statistics import estimate
from sim.experiments.pool import OnDone, each, quietly
from sim.experiments.validate.rows import Row, evidence
from sim.experiments.validate.tests import NOT_TESTED, all_tests


def read(words: Sequence[str], world: str, ids: Sequence[str]) -> dict[str, float]:
    """Live one world and read the outcomes of the rows ``ids``."""
    from sim.experiments.validate.lived import MONTHS, live

    lived, tests = live(configure(*words, f"months={MONTHS}"), cycle=world == "cycle"), all_tests()
    return {row: float(tests[row].read(lived)) for row in ids}


def validate(
    words: Sequence[str],
    seeds: Sequence[int],
    workers: int = 1,
    only: Sequence[str] = (),
    on_world: OnDone = quietly,
) -> pd.DataFrame:
    """One row a finding: band, mean over seeds with half-width of its 95 % interval, verdict, distance.

    Rows without a test, and rows about other countries, are kept with the reason in ``verdict``.
    """
    config = configure(*words)
    rows, tests = evidence(), all_tests()
    chosen = {i: r for i, r in rows.items() if not only or i in only}
    asked = [i for i, r in chosen.items() if i in tests and r.applies(config.country.iso3)]
    jobs = []
    for seed in seeds:
        own = [*words, f"seed={seed}", f"population_seed={seed}"]
        for world in dict.fromkeys(tests[i].world for i in asked):
            jobs.append((own, world, [i for i in asked if tests[i].world == world]))
    seen: dict[str, list[float]] = {}
    for done, values in enumerate(each(read, jobs, workers), 1):
        for row, value in values.items():
            seen.setdefault(row, []).append(value)
        on_world(done, len(jobs))
    return pd.DataFrame([_verdict(r, seen.get(i), config.country.iso3, i in tests) for i, r in chosen.items()])


def _verdict(row: Row, values: list[float] | None, iso3: str, has_test: bool) -> dict[str, Any]:
    given = {
        "id": row.id, "kind": row.kind, "outcome": row.outcome, "low": row.low, "high": row.high, "unit": row.unit,
        "source": row.source, "status": row.status, "statement": row.statement,
    }  # fmt: skip
    if values is None:
        reason = NOT_TESTED.get(row.id, "no test yet") if not has_test else f"not about {iso3}"
        return given | {"value": np.nan, "half": np.nan, "verdict": "not tested", "distance": np.nan, "reason": reason}
    seen = estimate(np.array(values)[np.isfinite(values)])
    mean = seen.mean
    found = {"value": mean, "half": seen.half_width, "verdict": row.verdict(mean), "reason": ""}
    return given | found | {"distance": row.distance(mean) if mean == mean else np.nan}


def score(table: pd.DataFrame) -> dict[str, int]:
    """How many rows are hit, near, missed, not tested."""
    counts = table["verdict"].value_counts()
    return {name: int(counts.get(name, 0)) for name in ("hit", "near", "miss", "not seen", "not tested")}
