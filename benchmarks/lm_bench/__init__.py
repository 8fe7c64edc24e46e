"""LM-bench: a small labour market, the same in two forms, that tells what the engine is worth.

N workers of 15 to 64 and N/20 firms, by the month:

1. Age. At 65 a worker is replaced by one of 15, inactive, with skills drawn anew.
2. Moves. Employed: .018 to unemployed, .004 to inactive. Unemployed: .03 to inactive, .02 to training in one of four
   skills. Inactive: .03 to unemployed. Training ends after six months with .15 more of its skill. Pay grows by .001.
3. Firms. log demand x = .9 x + .05 normal; vacancies = floor(base · e^x − staff + uniform), at least 0. Posted pay
   rises by .008 where a vacancy stayed open last month and falls by .002 elsewhere, within .8 to 1.3 of productivity.
4. Search. Skills of the unemployed shrink by .005. Each draws three vacancies and applies where posted pay reaches
   pay · max(.4, .9 − .02 · months); score = .3 uniform − Σ max(0, requirement − skill).
5. Matching, two rounds. Every open vacancy makes an offer to its best applicant, who takes the best paid offer:
   pay = posted · (.8 + .1 Σ skills).
6. Counts by state and group, pay of the employed by group, vacancies, hires, separations, entries into training.

``columns`` runs it on the column agents, structs and keyed draws of this package, ``objects`` on ordinary Mesa agents.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

INACTIVE, EMPLOYED, UNEMPLOYED, TRAINING = range(4)
GROUPS, SKILLS, FIRM_SIZE = 4, 4, 20
LAST_AGE, FIRST_AGE, COURSE = 780, 180, 6
LOSE_JOB, LEAVE_JOB, GIVE_UP, TRAIN, BEGIN = 0.018, 0.004, 0.03, 0.02, 0.03
"""Chances a month: employed to unemployed, employed to inactive, unemployed to inactive, to training, inactive to
unemployed."""


def base_sizes(firms: int, rng: np.random.Generator) -> np.ndarray:
    """Usual staff of each firm: lognormal, mean 13; its quantiles in random order, which leave the sum alone."""
    z = np.array([NormalDist().inv_cdf((k + 0.5) / firms) for k in range(firms)])
    return rng.permutation(np.exp(np.log(13) - 0.32 + 0.8 * z))


@dataclass(frozen=True)
class Month:
    """What LM-bench reports of a month."""

    counts: tuple[int, ...]  # by state × group
    pay: float  # of all employed
    vacancies: int
    hires: int
    separations: int
    trainees: int

    def share(self, state: int) -> float:
        """Share of all workers in a state."""
        return sum(self.counts[state * GROUPS : (state + 1) * GROUPS]) / sum(self.counts)

    def mean_pay(self) -> float:
        """Mean pay of the employed."""
        return self.pay / max(1, sum(self.counts[EMPLOYED * GROUPS : UNEMPLOYED * GROUPS]))


CHECKS = {
    "employed": 0.6886,
    "unemployed": 0.0828,
    "inactive": 0.2190,
    "training": 0.0097,
    "hires": 0.0160,
    "vacancies": 0.0247,
    "mean pay": 1.106,
}
"""Month 42 of any correct form, a share of all workers but for pay: means of three runs of a million workers. A third
form, written in numpy alone from the definition above, gives the same."""
SPREAD = {"employed": 0.5, "unemployed": 0.4, "inactive": 0.42, "training": 0.1, "hires": 0.13, "vacancies": 0.5,
          "mean pay": 1.5}  # fmt: skip
"""Standard error of each figure times √N, from runs with many seeds."""
ERRORS = 4
"""Standard errors by which a figure may be off."""


def figures(month: Month) -> dict[str, float]:
    """The figures of ``CHECKS`` in a month."""
    n = sum(month.counts)
    return {
        "employed": month.share(EMPLOYED),
        "unemployed": month.share(UNEMPLOYED),
        "inactive": month.share(INACTIVE),
        "training": month.share(TRAINING),
        "hires": month.hires / n,
        "vacancies": month.vacancies / n,
        "mean pay": month.mean_pay(),
    }


def wrong(month: Month) -> list[str]:
    """Figures further from ``CHECKS`` than chance allows."""
    n = sum(month.counts)
    slack = {name: ERRORS * SPREAD[name] / n**0.5 for name in CHECKS}
    return [
        f"{name} {value:.4f}, expected {CHECKS[name]:.4f} ± {slack[name]:.4f}"
        for name, value in figures(month).items()
        if abs(value - CHECKS[name]) > slack[name]
    ]
