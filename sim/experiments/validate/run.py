"""Run the worlds and trials that tests of evidence need, and set what they show beside the bands."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.config.configure import configure
from sim.experiments.compare.statistics import estimate
from sim.experiments.pool import OnDone, each, quietly
from sim.experiments.validate import trials as tried
from sim.experiments.validate.notes import Note, notes
from sim.experiments.validate.rows import Row, evidence
from sim.experiments.validate.tests import COUNTRIES, CYCLE, DATA, POLICY, TRIALS, WORLDS, all_tests

CYCLE_PEOPLE, CYCLE_SEEDS = 8, 2
"""How many times as many people live in a world with a cycle, and how many such worlds at most: the months of a few
hundred jobseekers are too noisy to correlate."""
FACT, EFFECT = "stylised fact", "trial"


def read(words: Sequence[str], world: str, ids: Sequence[str]) -> dict[str, float]:
    """Live one world and read the outcomes of the rows ``ids``."""
    tests = all_tests()
    lived = _world(words, world)
    return {row: float(tests[row].read(lived)) for row in ids}


def _world(words: Sequence[str], world: str) -> Any:
    from sim.experiments.validate.lived import MONTHS, live

    if world in (COUNTRIES, DATA):
        return list(words)
    if world == POLICY:
        from sim.experiments.validate.about_levies import live_levies

        return live_levies(words)
    config = configure(*words, f"months={MONTHS}")
    if world == CYCLE:
        config = config.changed(people=CYCLE_PEOPLE * config.people)
    return live(config, cycle=world == CYCLE)


def validate(
    words: Sequence[str],
    seeds: Sequence[int],
    workers: int = 1,
    only: Sequence[str] = (),
    on_world: OnDone = quietly,
    trial_seeds: int = 0,
    trial_people: int | None = None,
) -> pd.DataFrame:
    """One row a finding: band, mean over seeds with half-width of its 95 % interval, verdict, distance.

    Rows without a test, and rows about other countries, are kept with the reason. Trials are run with ``trial_seeds``
    worlds each, none with 0.
    """
    config = configure(*words)
    chosen = {i: r for i, r in evidence().items() if not only or i in only}
    jobs = list(_worlds(words, seeds, chosen, config.country.iso3))
    names = _trials(chosen, config.country.iso3) if trial_seeds else []
    total, done = len(jobs) + len(names), 0
    seen: dict[str, list[float]] = {}
    for done, values in enumerate(each(read, jobs, workers), 1):
        for row, value in values.items():
            seen.setdefault(row, []).append(value)
        on_world(done, total)
    found = {row: _mean(values) for row, values in seen.items()}
    count = iter(range(done + 1, total + 1))
    lived = tried.live(
        names, _plain(words), trial_people, trial_seeds, workers, lambda name: on_world(next(count), total)
    )
    found |= {row: f for row, f in _of_trials(lived).items() if row in chosen and names}
    known = notes()
    return pd.DataFrame([
        _verdict(r, found.get(i), known.get(i, Note()), config.country.iso3, bool(trial_seeds))
        for i, r in chosen.items()
    ])  # fmt: skip


def _worlds(words: Sequence[str], seeds: Sequence[int], chosen: dict[str, Row], iso3: str) -> Iterator[Any]:
    """Worlds to live: (words, world, rows read from it); data and countries once, the others for every seed."""
    tests = all_tests()
    for world in WORLDS:
        ids = [
            i for i, r in chosen.items()
            if i in tests and tests[i].world == world and (r.applies(iso3) or world in (COUNTRIES, DATA))
        ]  # fmt: skip
        if not ids or (world == DATA and not _has_data()):
            continue
        most = {COUNTRIES: 1, DATA: 1, CYCLE: CYCLE_SEEDS}.get(world, len(seeds))
        for seed in seeds[:most]:
            yield [*words, f"seed={seed}", f"population_seed={seed}"], world, ids


def _has_data() -> bool:
    from sim.experiments.replication.nsw import installed

    return installed()


def _plain(words: Sequence[str]) -> list[str]:
    """The words that trials share with the other worlds: their number of people is their own."""
    return [w for w in words if not w.startswith("people=")]


def _trials(chosen: dict[str, Row], iso3: str) -> list[str]:
    """Scenarios to run: those that answer a chosen row, and all of them where a row is about several trials."""
    tests = all_tests()
    several = any(i in tests and tests[i].world == TRIALS and r.applies(iso3) for i, r in chosen.items())
    return [n for n, rows in tried.scenarios().items() if several or any(r in chosen for r in rows)]


def _of_trials(lived: tried.Trials) -> dict[str, tuple[float, float]]:
    if not lived:
        return {}
    across = {i: t.read(lived) for i, t in all_tests().items() if t.world == TRIALS}
    return across | tried.answers(lived)


def _mean(values: Sequence[float]) -> tuple[float, float]:
    kept = estimate(np.array(values)[np.isfinite(values)])
    return kept.mean, kept.half_width


def answered() -> set[str]:
    """Rows that have a test: of their own, or as the band of a trial."""
    return set(all_tests()) | {row for rows in tried.scenarios().values() for row in rows}


def _verdict(row: Row, found: tuple[float, float] | None, note: Note, iso3: str, with_trials: bool) -> dict[str, Any]:
    given = {
        "id": row.id, "kind": row.kind, "outcome": row.outcome, "low": row.low, "high": row.high, "unit": row.unit,
        "source": row.source, "status": row.status, "statement": row.statement, "fitted": note.fitted,
        "nearest": note.nearest, "missed": note.missed,
    }  # fmt: skip
    if found is None:
        nothing = {"value": np.nan, "half": np.nan, "verdict": "not tested", "distance": np.nan}
        return given | nothing | {"reason": _reason(row, note, iso3, with_trials)}
    value, half = found
    distance = row.distance(value) if not math.isnan(value) else np.nan
    return given | {"value": value, "half": half, "verdict": row.verdict(value), "distance": distance, "reason": ""}


def _reason(row: Row, note: Note, iso3: str, with_trials: bool) -> str:
    if note.untested:
        return note.untested
    tests = all_tests()
    if row.id in tests and tests[row.id].world == DATA and not _has_data():
        return "needs the package causaldata (extra validation)"
    is_trial = row.id not in tests or tests[row.id].world == TRIALS
    if is_trial and row.id in answered() and not with_trials:
        return "trials were not run"
    return f"not about {iso3}"


VERDICTS = ("hit", "near", "miss", "not seen", "not tested")


def score(table: pd.DataFrame) -> dict[str, int]:
    """How many rows are hit, near, missed, not seen, not tested."""
    counts = table["verdict"].value_counts()
    return {name: int(counts.get(name, 0)) for name in VERDICTS}


def scores(table: pd.DataFrame) -> dict[str, dict[str, int]]:
    """The score of stylised facts and of trials, each in all and of the rows that took no part in any fit."""
    free = table["fitted"] == ""
    replicated = table["id"].map({i: t.world == DATA for i, t in all_tests().items()}).fillna(False).astype(bool)
    parts = {"stylised facts": table["kind"] == FACT, "trials": (table["kind"] == EFFECT) & ~replicated}
    found = {}
    for name, rows in parts.items():
        found[name] = score(table[rows])
        found[f"{name} that took no part in any fit"] = score(table[rows & free])
    return found | {"estimators on published data": score(table[replicated])}
