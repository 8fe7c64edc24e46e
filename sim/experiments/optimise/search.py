"""Six measures and more: too many combinations to try, so an optimiser proposes them from what it has seen.

Below six a sample that fills the space does as well, and can be enlarged and used for other questions.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sim.core import extras
from sim.experiments.optimise.levers import Candidate, Menu

FROM = 6
"""Levers from which on the optimiser is used."""
BATCH = 8
"""Candidates proposed at a time."""
Judge = Callable[[Sequence[Candidate]], np.ndarray]
"""Candidates -> candidates × objectives (means of the pilot pairs)."""


def library() -> Any:
    return extras.load("optuna", "analysis", "a search among many measures")


def search(made: Menu, intensities: Sequence[float], count: int, seed: int, judge: Judge) -> list[Candidate]:
    """``count`` different candidates proposed by optuna's NSGA-II with decent work, equity and cost as objectives."""
    optuna = library()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = optuna.samplers.NSGAIISampler(population_size=BATCH, seed=seed)
    study = optuna.create_study(directions=("maximize", "maximize", "minimize"), sampler=sampler)
    seen: dict[Candidate, np.ndarray] = {}
    for _ in range(20 * count):
        if len(seen) >= count:
            break
        trials = [study.ask() for _ in range(BATCH)]
        proposed = [_candidate(made, trial, intensities) for trial in trials]
        new = [c for c in dict.fromkeys(proposed) if c not in seen][: count - len(seen)]
        if new:
            seen |= dict(zip(new, judge(new), strict=True))
        for trial, c in zip(trials, proposed, strict=True):
            if c in seen:
                study.tell(trial, [float(v) for v in seen[c]])
            else:
                study.tell(trial, state=optuna.trial.TrialState.PRUNED)
    return list(seen)


def _candidate(made: Menu, trial: object, intensities: Sequence[float]) -> Candidate:
    """At most ``most`` levers: which ones, and how strongly, are the variables, so that every proposal is allowed."""
    suggest = trial.suggest_categorical  # type: ignore[attr-defined]
    strengths = [0.0] * len(made.levers)
    for slot in range(made.most):
        j = suggest(f"measure {slot}", list(range(-1 if slot else 0, len(made.levers))))
        x = suggest(f"intensity {slot}", list(intensities))
        if j >= 0:
            strengths[j] = x
    return Candidate(made.levers, tuple(strengths))
