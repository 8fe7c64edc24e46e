"""A question put to the simulator at every point of a design: which worlds it needs, and the number each answers."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.core.errors import InputError
from sim.experiments.bench.figures import treated
from sim.experiments.bench.worlds import bench_folder
from sim.experiments.compare.effects import LEAST_TREATED
from sim.experiments.factors.factor import moved
from sim.experiments.factors.kept import Kept, name, question_key
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
    def key(self) -> str:
        """Name of the question, whatever its seeds."""
        worlds = [c.changed(seed=0, population_seed=0).digest() for c in (self.config, self.without) if c is not None]
        return question_key({"worlds": worlds, "start": self.start, "measure": list(self.measure)})

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
    """Points × seeds: the answer of every point, worlds of one seed being paired across all points.

    What was answered before is read, and every new answer is kept at once: Ctrl-C loses none.
    """
    before = Kept(bench_folder(asked.config) / f"{asked.key}.txt")
    wanted = [(name(point, seed), dict(point), seed) for point in points for seed in asked.seeds]
    jobs = {key: (asked, point, seed) for key, point, seed in wanted if key not in before.known}
    done = len(wanted) - len(jobs)
    on_world(done, len(wanted))
    for number, (key, found) in enumerate(zip(jobs, each(answer, list(jobs.values()), workers), strict=True), 1):
        before.keep(key, found)
        on_world(done + number, len(wanted))
    answers = np.array([before.known[key] for key, *_ in wanted], np.float64)
    if asked.without is not None and answers[:, 1].sum() < LEAST_TREATED:
        raise InputError(
            f"only {answers[:, 1].sum():.0f} treated agents in {len(wanted)} worlds, and no effect is shown below "
            f"{LEAST_TREATED}: take more people, or more points."
        )
    return finite(answers[:, 0].reshape(len(points), len(asked.seeds)), asked.measure)


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
