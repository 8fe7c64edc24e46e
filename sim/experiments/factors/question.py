"""A question put to the simulator at every point of a design: which worlds it needs, and the number each answers."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.core.errors import InputError
from sim.experiments.bench.figures import treated
from sim.experiments.compare.effects import LEAST_TREATED
from sim.experiments.factors.factor import moved
from sim.experiments.factors.measure import Measure, finite
from sim.experiments.pool import OnDone, each, quietly

FAR = 100_000
"""Between seeds of a search and seeds of its check, so that they never meet."""
Evaluate = Callable[[Sequence[Mapping[str, float]]], np.ndarray]
"""Points -> points × seeds: whatever can be asked, a model or a function."""


@dataclass(frozen=True)
class Question:
    """What is read, from which worlds, with which seeds.

    ``without`` is the world without the package; where it is there, a value is the effect of the package on one and
    the same people with one and the same luck.
    """

    measure: Measure
    config: Any
    seeds: tuple[int, ...]
    without: Any = None
    start: int = 0

    @property
    def worlds_a_point(self) -> int:
        return len(self.seeds) * (2 if self.without is not None else 1)


def question(words: Sequence[str], measure: Measure, seeds: int, *, effect: bool) -> Question:
    """The question that these words of a configuration put; ``effect``: what the package of the world changes."""
    from sim.config.configure import configure
    from sim.experiments.compare.plan import plan

    if not effect:
        config = configure(*words)
        start = min((int(i.get("start", 0)) for i in config.instruments.values()), default=0)
        return Question(measure, checked(config, start), luck(config, seeds), None, start)
    made = plan(*words)
    if len(made.packages) != 1:
        names = ", ".join(p.name for p in made.packages)
        raise InputError(f"policy=…: name the package whose effect is asked for. Packages of the scenario: {names}.")
    return Question(measure, made.packages[0].config, luck(made.baseline, seeds), made.baseline, made.start)


def checked(config: Any, start: int) -> Any:
    """A world that counts people, and lives long enough after the start."""
    if not config.limit.record:
        raise InputError(f"theory={config.theory}: this world keeps no indicators, so nothing can be read from it.")
    if start >= config.months:
        raise InputError(
            f"policies start in month {start}, but the run ends after {config.months} months: raise months."
        )
    return config


def luck(config: Any, seeds: int) -> tuple[int, ...]:
    """Seeds of ``seeds`` replicates, the same at every point: people and luck both vary from one to the next."""
    return tuple(range(int(config.seed), int(config.seed) + seeds))


def fresh(asked: Question) -> Question:
    """The same question to worlds of other people with other luck."""
    return replace(asked, seeds=tuple(seed + FAR for seed in asked.seeds))


def ask(
    asked: Question, points: Sequence[Mapping[str, float]], workers: int = 1, on_world: OnDone = quietly
) -> np.ndarray:
    """Points × seeds: the answer of every point, worlds of one seed being paired across all points."""
    jobs = [(asked, dict(point), seed) for point in points for seed in asked.seeds]
    found, agents = [], 0.0
    for value, treated_there in each(answer, jobs, workers):
        found.append(value)
        agents += treated_there
        on_world(len(found), len(jobs))
    if asked.without is not None and agents < LEAST_TREATED:
        raise InputError(
            f"only {agents:.0f} treated agents in {len(jobs)} worlds, and no effect is shown below {LEAST_TREATED}: "
            "take more people, or more points."
        )
    return finite(np.array(found, np.float64).reshape(len(points), len(asked.seeds)), asked.measure)


def answer(asked: Question, point: Mapping[str, float], seed: int) -> tuple[float, float]:
    """One world, or a pair of worlds, lived at one point with one seed; and the agents treated (∞: no persons are)."""
    from sim.experiments.compare.world import live

    def lived(config: Any) -> Any:
        return live(moved(config, point).changed(seed=seed, population_seed=seed), asked.start)

    policy = lived(asked.config)
    if asked.without is None:
        return asked.measure.level(policy, asked.start), 0.0
    agents = treated(asked.config, policy)
    effect = asked.measure.effect(policy, lived(asked.without), asked.start)
    return effect, math.inf if math.isnan(agents) else agents
