"""A race: all candidates in the same few worlds, then those that are left in more, until none is surely beaten.

A candidate leaves when it surely breaks the budget, or when another one is surely not worse in anything and surely
better in something. Surely: a paired t interval that allows for all comparisons of the race (Bonferroni).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.experiments.compare.statistics import Estimate, estimate
from sim.experiments.optimise.score import SIGNS

ERROR = 0.05
"""Chance that the race drops any candidate that should have stayed."""
Scores = np.ndarray
"""Seeds × objectives of one candidate."""
Evaluate = Callable[[Sequence[int], int], dict[int, Scores]]
"""Candidates and a number of pairs -> their scores with so many pairs."""


@dataclass
class Course:
    """How the race went: scores by candidate, and when and why each one left."""

    scores: dict[int, Scores] = field(default_factory=dict)
    left: dict[int, tuple[int, str]] = field(default_factory=dict)
    alive: list[int] = field(default_factory=list)


def level(comparisons: int) -> float:
    """Level of one interval, so that all together err with probability ``ERROR`` at most.

    >>> round(level(10), 4)
    0.995
    """
    return 1.0 - ERROR / max(1, comparisons)


def rounds(first: int, last: int) -> list[int]:
    """Pairs of each round: twice as many as before.

    >>> rounds(3, 16)
    [3, 6, 12, 16]
    """
    found = [min(first, last)]
    while found[-1] < last:
        found.append(min(last, 2 * found[-1]))
    return found


def beats(a: Scores, b: Scores, slack: np.ndarray, sure: float) -> bool:
    """Whether ``a`` is surely no worse than ``b`` in anything and surely better in one, by more than ``slack``."""
    gaps = [estimate((a[:, k] - b[:, k]) * SIGNS[k], sure) for k in range(len(SIGNS))]
    not_worse = all(g.low >= -slack[k] for k, g in enumerate(gaps))
    return not_worse and any(_surely_above(g, slack[k]) for k, g in enumerate(gaps))


def _surely_above(gap: Estimate, slack: float) -> bool:
    return gap.low > slack


def over_budget(scores: Scores, budget: float | None, sure: float) -> bool:
    """Whether the cost surely exceeds the budget."""
    return budget is not None and estimate(scores[:, 2], sure).low > budget


def run(
    candidates: int,
    evaluate: Evaluate,
    pairs: Sequence[int],
    budget: float | None,
    slack: np.ndarray,
    out: Mapping[int, str] | None = None,
) -> Course:
    """Race ``candidates`` through rounds of so many pairs; ``out``: those who may not start, and why."""
    course = Course(alive=[k for k in range(candidates) if k not in (out or {})])
    course.left = {k: (0, why) for k, why in (out or {}).items()}
    sure = level(max(1, candidates - 1) * len(pairs))
    for number, n in enumerate(pairs, 1):
        course.scores |= evaluate(course.alive, n)
        for k in list(course.alive):
            if over_budget(course.scores[k], budget, sure):
                course.left[k] = (number, "over the budget")
        within = [k for k in course.alive if k not in course.left]
        for k in within:
            rival = next((j for j in within if j != k and beats(course.scores[j], course.scores[k], slack, sure)), None)
            if rival is not None:
                course.left[k] = (number, f"beaten by {rival}")
        course.alive = [k for k in within if k not in course.left]
        if len(course.alive) <= 1:
            break
    return course


def front(means: np.ndarray) -> list[int]:
    """Rows that no other row beats in all objectives at once; means are candidates × objectives.

    >>> front(np.array([[3.0, 1.0, 5.0], [2.0, 1.0, 6.0], [1.0, 0.0, 1.0]]))
    [0, 2]
    """
    better = means * SIGNS
    return [
        k for k in range(len(better))
        if not any((row >= better[k]).all() and (row > better[k]).any() for row in better)
    ]  # fmt: skip
