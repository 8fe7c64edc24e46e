"""What a candidate is worth, one number a pair of worlds: decent work, the worst off or a gap, and money."""

from dataclasses import dataclass

import numpy as np

from sim.core.errors import InputError, unknown
from sim.experiments.bench import figures
from sim.experiments.compare.outcomes import SPLITS

OBJECTIVES = ("decent work", "equity", "cost")
SIGNS = np.array([1.0, 1.0, -1.0])
"""More decent work and more equity are better, more cost is worse."""
GAP = "gap:"


@dataclass(frozen=True)
class Equity:
    """Whose gain counts as equity: a group, or the gap between the groups of a split becoming smaller."""

    written: str

    @property
    def label(self) -> str:
        if self.written.startswith(GAP):
            return f"smaller gap by {self.written.removeprefix(GAP)}"
        return f"gain of {self.written}"

    def read(self, policy: np.ndarray, baseline: np.ndarray) -> np.ndarray:
        """Seeds: additional person-years of 1,000 of the group; or by how many of 1,000 the gap is smaller."""
        if not self.written.startswith(GAP):
            return figures.years(policy, baseline, self.written)
        groups = SPLITS[self.written.removeprefix(GAP)]
        totals = {g: baseline[:, figures.column(f"years:{g}")].sum() for g in groups}
        heads = {g: baseline[:, figures.column(f"people:{g}")].sum() for g in groups}
        order = sorted(groups, key=lambda g: totals[g] / heads[g])
        return figures.years(policy, baseline, order[0]) - figures.years(policy, baseline, order[-1])


def equity(written: str | None, baseline: np.ndarray) -> Equity:
    """What ``--equity`` says; without it, the gain of the group that is worst off in the world without a package."""
    if written is None:
        return Equity(figures.worst_off(baseline))
    if written.startswith(GAP):
        split = written.removeprefix(GAP)
        if split not in SPLITS:
            raise unknown("split", split, SPLITS, f"--equity {written}")
        return Equity(written)
    if written not in figures.GROUPS[1:]:
        raise unknown("group", written, figures.GROUPS[1:], f"--equity {written}")
    return Equity(written)


def known(written: str | None) -> None:
    """Refuse a wrong ``--equity`` before any world is lived."""
    if written is not None:
        equity(written, np.zeros((1, len(figures.NAMES))))
    if written == "":
        raise InputError("--equity: name a group such as sex=female, or gap:sex.")


def score(policy: np.ndarray, baseline: np.ndarray, fair: Equity) -> np.ndarray:
    """Seeds × objectives."""
    return np.stack([figures.years(policy, baseline), fair.read(policy, baseline), figures.cost(policy, baseline)], -1)
