"""Rows about several trials: averages over programmes for the young, rankings, and what happens to the others."""

import math

import numpy as np

from sim.experiments.trial.estimate import Trial, half_width
from sim.experiments.validate.tests import TRIALS, tested
from sim.experiments.validate.trials import Trials

Seen = tuple[float, float]
NOT_SEEN = (math.nan, math.nan)
CERTIFIED, AT_WORK = "trial_certified_training", "trial_firm_training"


def by_seed(trial: Trial, outcome: str, horizon: int, what: str = "itt") -> np.ndarray:
    """Contrasts of the whole cohort, one a seed."""
    s = trial.seeds
    chosen = (s["outcome"] == outcome) & (s["horizon"] == horizon) & (s["group"] == trial.groups[0])
    return s[chosen][what].to_numpy(float)


def nearest(trial: Trial, horizon: int) -> int:
    """The horizon of a trial that is nearest to ``horizon``."""
    return min(trial.design.horizons, key=lambda h: (abs(h - horizon), h))


def averaged(trials: Trials, outcome: str, horizon: int, standardised: bool = False) -> Seen:
    """Mean effect over the trials that were followed about so long (within half of it), each with the same weight.

    ``standardised``: over the standard deviation of the outcome among the controls. The interval is that of the
    mean over trials, from the spread over seeds within each.
    """
    means, variances = [], []
    for trial in trials.values():
        h = nearest(trial, horizon)
        if abs(h - horizon) > horizon / 2:
            continue
        values = 100.0 * by_seed(trial, outcome, h)
        if standardised:
            values = values / (100.0 * by_seed(trial, outcome, h, "spread"))
        if np.isfinite(values).all():
            means.append(values.mean())
            variances.append((half_width(values) / 1.96) ** 2 if len(values) > 1 else np.nan)
    if not means:
        return NOT_SEEN
    return float(np.mean(means)), 1.96 * math.sqrt(float(np.sum(variances))) / len(means)


@tested("I01", TRIALS)
def after_one_year(trials: Trials) -> Seen:
    """Mean effect on employment after a year, points."""
    return averaged(trials, "employment", 12)


@tested("I02", TRIALS)
def after_two_years(trials: Trials) -> Seen:
    """Mean effect on employment after two years, points."""
    return averaged(trials, "employment", 24)


@tested("I03", TRIALS)
def after_three_years(trials: Trials) -> Seen:
    """Mean effect on employment after three years, points."""
    return averaged(trials, "employment", 36)


@tested("I04", TRIALS)
def standardised_employment(trials: Trials) -> Seen:
    """Mean effect on employment after two years in standard deviations of the controls."""
    return averaged(trials, "employment", 24, standardised=True)


@tested("I05", TRIALS)
def standardised_income(trials: Trials) -> Seen:
    """Mean effect on income after two years in standard deviations of the controls."""
    return averaged(trials, "income", 24, standardised=True)


@tested("I06", TRIALS)
def share_significant(trials: Trials) -> Seen:
    """Share of estimates (trials × horizons × employment and income) that one trial would call positive and
    significant: above 1.96 standard errors of two means of its persons."""
    rows = [t.seeds[(t.seeds["group"] == t.groups[0]) & t.seeds["outcome"].isin(("employment", "income"))]
            for t in trials.values()]  # fmt: skip
    if not rows:
        return NOT_SEEN
    calls = [float((r["raw"] > 1.96 * r["error_raw"]).mean()) for r in rows]
    return float(np.mean(calls)), half_width(np.array(calls))


@tested("I14", TRIALS)
def certified_beats_at_work(trials: Trials) -> Seen:
    """Effect of certified training on income after three years less that of training in firms, % of controls."""
    if not {CERTIFIED, AT_WORK} <= trials.keys():
        return NOT_SEEN
    both = [100.0 * by_seed(trials[n], "income", 36) / trials[n].row("income", 36)["control"]
            for n in (CERTIFIED, AT_WORK)]  # fmt: skip
    n = min(map(len, both))
    gap = both[0][:n] - both[1][:n]
    return float(gap.mean()), half_width(gap)


@tested("I21", TRIALS)
def women_drop_out_more(trials: Trials) -> Seen:
    """Share of starters who have not completed three years on, women less men, points."""
    if CERTIFIED not in trials:
        return NOT_SEEN
    trial, found = trials[CERTIFIED], []
    s = trial.seeds[trial.seeds["horizon"] == 36]
    for _, world in s.groupby("seed"):
        lost = []
        for group in ("sex: female", "sex: male"):
            of = {o: float(world[(world["group"] == group) & (world["outcome"] == o)]["itt"].iloc[0])
                  for o in ("completed", "trained")}  # fmt: skip
            lost.append(1.0 - of["completed"] / of["trained"] if of["trained"] > 0 else math.nan)
        found.append(100.0 * (lost[0] - lost[1]))
    return float(np.mean(found)), half_width(np.array(found))


@tested("I46", TRIALS)
def others_find_less(trials: Trials) -> Seen:
    """Change in employment of eligible people who are not offered, points: their twins in the world without."""
    name = "trial_search_help"
    if name not in trials:
        return NOT_SEEN
    values = 100.0 * by_seed(trials[name], "employment", nearest(trials[name], 12), "spill")
    return float(values.mean()), half_width(values)
