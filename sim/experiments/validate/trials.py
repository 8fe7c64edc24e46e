"""Trials inside the model that answer rows of evidence: scenarios with bands, run with people and seeds as asked.

A row that a scenario names under ``band:`` is read as that trial prints it. Rows about several trials (a ranking, an
average over programmes) are functions of ``about_trials``.
"""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from sim.config import places
from sim.config.configure import configure
from sim.experiments.trial.design import Design, design, written_in
from sim.experiments.trial.estimate import Trial, run
from sim.experiments.trial.evidence import Band

Trials = dict[str, Trial]


def scenarios() -> dict[str, tuple[str, ...]]:
    """Scenario with bands -> rows of evidence that it answers."""
    found = {}
    for name in places.options("scenarios"):
        if name.startswith("trial_"):
            rows = [str(band["evidence"]) for band in written_in(name).get("band", ())]
            if rows:
                found[name] = tuple(rows)
    return found


def made(name: str, words: Sequence[str], people: int | None, seeds: int) -> Design:
    """The design of a scenario; the people of the scenario unless others are asked for."""
    own = [] if people is None else [f"people={people}"]
    config = configure(f"scenarios={name}", *words, *own)
    return dataclasses.replace(design(config, written_in(name), seeds=seeds), economy=False)


def live(
    names: Sequence[str], words: Sequence[str], people: int | None, seeds: int, workers: int = 1,
    on_trial: Callable[[str], Any] = lambda name: None,
) -> Trials:  # fmt: skip
    """Run the trials ``names``."""
    found = {}
    for name in names:
        found[name] = run(made(name, words, people, seeds), workers)
        on_trial(name)
    return found


def seen(trial: Trial, band: Band) -> tuple[float, float]:
    """Simulated figure of a band and half of its interval, in the band's unit."""
    row = next(
        r for r in trial.evidence.to_dict("records")
        if (r["evidence"], r["group"], r["horizon"]) == (band.evidence, band.group.describe(), band.horizon)
    )  # fmt: skip
    return float(row["simulated"]), float(row["half"])


def answers(trials: Trials) -> dict[str, tuple[float, float]]:
    """Row of evidence -> figure and half of its interval, for all bands of the trials that were run."""
    return {band.evidence: seen(trial, band) for trial in trials.values() for band in trial.design.bands}
