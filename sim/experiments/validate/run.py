"""Run the worlds and trials that tests of evidence need, and set what they show beside the bands."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.config.configure import configure
from sim.experiments.pool import OnDone, each, quietly
from sim.experiments.validate import trials as tried
from sim.experiments.validate.notes import Note, notes
from sim.experiments.validate.rows import Row, evidence
from sim.experiments.validate.seen import Seen, about, by_country, mean, read_in
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
    chosen = {i: r for i, r in evidence().items() if not only or i in only}
    countries = read_in(words)
    jobs = list(_worlds(words, seeds, chosen, countries))
    names = _trials(chosen, countries) if trial_seeds else []
    total, done = len(jobs) + len(names), 0
    seen: dict[str, Seen] = {}
    for done, (job, values) in enumerate(zip(jobs, each(read, [job[1] for job in jobs], workers), strict=True), 1):
        for row, value in values.items():
            seen.setdefault(row, {}).setdefault(job[0], []).append(value)
        on_world(done, total)
    found = {row: mean(values) for row, values in seen.items()}
    count = iter(range(done + 1, total + 1))
    lived = tried.live(
        names, _plain(words), trial_people, trial_seeds, workers, lambda name: on_world(next(count), total)
    )
    found |= {row: f for row, f in _of_trials(lived).items() if row in chosen and names}
    known = notes()
    return pd.DataFrame([
        _verdict(r, found.get(i), known.get(i, Note()), countries, bool(trial_seeds))
        | {"read_in": by_country(seen.get(i, {}))}
        for i, r in chosen.items()
    ])  # fmt: skip


def _worlds(
    words: Sequence[str], seeds: Sequence[int], chosen: dict[str, Row], countries: dict[str, str]
) -> Iterator[tuple[str, Any]]:
    """Worlds to live: country and (words, world, rows read from it), for every seed.

    Countries side by side and published data are read once, and belong to no country.
    """
    tests, plain = all_tests(), [w for w in words if not w.startswith("country=")]
    for world in WORLDS:
        once = world in (COUNTRIES, DATA)
        for iso3, name in {"": ""}.items() if once else countries.items():
            ids = [i for i, r in chosen.items() if i in tests and tests[i].world == world and (once or r.applies(iso3))]
            if not ids or (world == DATA and not _has_data()):
                continue
            own = [*words] if once else [*plain, f"country={name}"]
            for seed in seeds[: 1 if once else CYCLE_SEEDS if world == CYCLE else len(seeds)]:
                yield iso3, ([*own, f"seed={seed}", f"population_seed={seed}"], world, ids)


def _has_data() -> bool:
    from sim.experiments.replication.nsw import installed

    return installed()


def _plain(words: Sequence[str]) -> list[str]:
    """The words that trials share with the other worlds: their number of people is their own."""
    return [w for w in words if not w.startswith("people=")]


def _trials(chosen: dict[str, Row], countries: dict[str, str]) -> list[str]:
    """Scenarios to run: those that answer a chosen row, and all of them where a row is about several trials."""
    tests = all_tests()
    several = any(i in tests and tests[i].world == TRIALS and about(r, countries) for i, r in chosen.items())
    return [n for n, rows in tried.scenarios().items() if several or any(r in chosen for r in rows)]


def _of_trials(lived: tried.Trials) -> dict[str, tuple[float, float]]:
    if not lived:
        return {}
    across = {i: t.read(lived) for i, t in all_tests().items() if t.world == TRIALS}
    return across | tried.answers(lived)


def answered() -> set[str]:
    """Rows that have a test: of their own, or as the band of a trial."""
    return set(all_tests()) | {row for rows in tried.scenarios().values() for row in rows}


def _verdict(
    row: Row, found: tuple[float, float] | None, note: Note, countries: dict[str, str], with_trials: bool
) -> dict[str, Any]:
    given = {
        "id": row.id, "kind": row.kind, "outcome": row.outcome, "low": row.low, "high": row.high, "unit": row.unit,
        "source": row.source, "status": row.status, "statement": row.statement, "fitted": note.fitted,
        "nearest": note.nearest, "missed": note.missed,
    }  # fmt: skip
    if found is None:
        nothing = {"value": np.nan, "half": np.nan, "verdict": "not tested", "distance": np.nan}
        return given | nothing | {"reason": _reason(row, note, countries, with_trials)}
    value, half = found
    distance = row.distance(value) if not math.isnan(value) else np.nan
    return given | {"value": value, "half": half, "verdict": row.verdict(value), "distance": distance, "reason": ""}


def _reason(row: Row, note: Note, countries: dict[str, str], with_trials: bool) -> str:
    if note.untested:
        return note.untested
    tests = all_tests()
    if row.id in tests and tests[row.id].world == DATA and not _has_data():
        return "needs the package causaldata (extra validation)"
    is_trial = row.id not in tests or tests[row.id].world == TRIALS
    if is_trial and row.id in answered() and not with_trials:
        return "trials were not run"
    return f"not about {', '.join(countries)}"


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
