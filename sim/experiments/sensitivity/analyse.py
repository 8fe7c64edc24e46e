"""From factors and a question to the numbers that matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sim.experiments.factors.factor import Factor, values
from sim.experiments.factors.question import Evaluate
from sim.experiments.sensitivity.design import METHODS, sample
from sim.experiments.sensitivity.indices import Index, Luck, indices, luck

UNTOLD = "cannot be told from noise"


@dataclass(frozen=True)
class Sensitivity:
    """What every factor does to the answers at the points of a design."""

    method: str
    factors: tuple[Factor, ...]
    shares: np.ndarray
    answers: np.ndarray
    seed: int = 1

    @cached_property
    def luck(self) -> Luck:
        return luck(self.answers)

    @cached_property
    def indices(self) -> list[Index]:
        return indices(self.method, self.shares, self.answers, self.seed)

    @property
    def ranked(self) -> list[tuple[Factor, Index]]:
        """Factors and their indices, the most influential first."""
        return sorted(zip(self.factors, self.indices, strict=True), key=lambda pair: -pair[1].value)

    def table(self) -> pd.DataFrame:
        """One row a factor: the index with its interval, the floor of luck, the second index, the direction."""
        rows: list[dict[str, Any]] = []
        for f, i in self.ranked:
            told = i.established if self.answers.shape[1] > 1 or self.method == "pawn" else i.low > 0
            said = "" if told else UNTOLD
            ends = {"factor": f.key, "from": f.low, "to": f.high, "unit": f.unit}
            rows.append(ends | i._asdict() | {"established": told, "said": said})
        return pd.DataFrame(rows)

    def points(self) -> pd.DataFrame:
        """One row a point: the numbers of its factors, and the answer with every seed."""
        table = pd.DataFrame(values(self.factors, self.shares))
        for k in range(self.answers.shape[1]):
            table[f"answer_{k + 1}"] = self.answers[:, k]
        return table

    def answer(self) -> list[str]:
        """The result in two or three sentences."""
        table = self.table()
        clear = [f.label for f, row in zip([f for f, _ in self.ranked], table["established"], strict=True) if row]
        lost = [f.label for f, row in zip([f for f, _ in self.ranked], table["established"], strict=True) if not row]
        said = [f"It matters most: {clear[0]}." if clear else "No factor can be told from noise."]
        if len(clear) > 1:
            said.append(f"After it, in this order: {', '.join(clear[1:])}.")
        if lost and clear:
            said.append(f"Cannot be told from noise: {', '.join(lost)}.")
        return [*said, self.about_luck()]

    def about_luck(self) -> str:
        """How much of what is seen is luck."""
        found = self.luck
        if np.isnan(found.noise):
            return "With one world a point nobody can say how much of this is luck: take --seeds 2 or more."
        share, one = 100 * found.share, 100 * found.share_of_one
        return (
            f"Luck makes {share:.0f} % of the variance between points (means of {found.replicates} worlds with common "
            f"seeds; {one:.0f} % with one world a point)."
        )


def analyse(
    method: str, factors: Sequence[Factor], evaluate: Evaluate, points: int | None = None, seed: int = 1
) -> Sensitivity:
    """Ask at every point of the method's design, and work out the indices."""
    shares = sample(method, len(factors), points or METHODS[method].points, seed)
    answers = np.asarray(evaluate(values(factors, shares)), np.float64)
    return Sensitivity(method, tuple(factors), shares, answers, seed)
