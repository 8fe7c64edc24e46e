"""What a trial finds: contrasts inside a world, the same contrast without a policy, and what everybody's total says.

Intervals of the mean over seeds: each seed has people and luck of its own, so seeds are the clusters. Beside it the
error within a world, from persons, as a single published trial would print it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.core.errors import InputError
from sim.core.hits import Offer
from sim.experiments.compare.statistics import POWER, estimate, t_quantile
from sim.experiments.pool import OnDone, each, quietly
from sim.experiments.trial.design import LEAST_TREATED, Design
from sim.experiments.trial.evidence import beside
from sim.experiments.trial.outcomes import OUTCOMES
from sim.experiments.trial.worlds import Lived, follow, mean


class Contrast(NamedTuple):
    """Offered minus not offered, by outcome: under the policy, without it, and the first minus the second."""

    control: np.ndarray
    offered: np.ndarray
    raw: np.ndarray
    placebo: np.ndarray
    itt: np.ndarray
    error: np.ndarray


def contrast(with_it: np.ndarray, without: np.ndarray, offered: np.ndarray) -> Contrast:
    """Of persons × outcomes in two worlds; ``error`` of the adjusted contrast from persons, who are their own twins."""
    arms = [offered, ~offered]
    means = [[mean(y[arm]) for arm in arms] for y in (with_it, without)]
    raw, placebo = means[0][0] - means[0][1], means[1][0] - means[1][1]
    variance = np.zeros(with_it.shape[1])
    for a, arm in enumerate(arms):
        pulls = [_influence(y[arm], centre[a]) for y, centre in zip((with_it, without), means, strict=True)]
        variance += ((pulls[0] - pulls[1]) ** 2).sum(axis=0)
    return Contrast(means[0][1], means[0][0], raw, placebo, raw - placebo, np.sqrt(variance))


def _influence(y: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """How far each person pulls the mean: (y − mean)/n for those with a value, 0 for the rest."""
    known = ~np.isnan(y)
    found: np.ndarray = np.where(known, y - centre, 0.0) / np.maximum(known.sum(axis=0), 1)
    return found


def one_seed(design: Design, seed: int) -> dict[str, Any]:
    """Three worlds of one replicate: nobody, the drawn share, and everybody offered."""
    config, arms = design.world(seed), Offer(design.share)
    trial = lived(design, config, arms, arms)
    if seed == 1:
        refuse_few(design, seed, trial)
    nobody = lived(design, config, Offer(0.0), arms)
    everybody = lived(design, config, Offer(1.0), arms) if design.economy else None
    return {"seed": seed, "rows": rows_of(design, seed, trial, nobody, everybody), "path": path_of(trial, nobody)} | {
        "gone": int(np.isnan(trial.y[-1, :, 0]).sum()),
        "eligible": len(trial.cohort.pid),
        "offered": int(trial.cohort.offered.sum()),
        "logged": trial.logged,
    }


def lived(design: Design, config: Any, offer: Offer, arms: Offer) -> Lived:
    """One world of the design."""
    return follow(
        config, design.name, design.start, design.horizons, offer, arms, recruit=design.recruit, groups=design.groups
    )


def refuse_few(design: Design, seed: int, trial: Lived) -> None:
    """Refuse a contrast of too few treated agents as soon as it is known, which is in the first replicate."""
    treated = int(trial.treated[-1][trial.cohort.offered].sum())
    control = int((~trial.cohort.offered).sum())
    if min(treated, control) >= LEAST_TREATED:
        return
    few, who = (treated, "treated") if treated < LEAST_TREATED else (control, "control")
    raise InputError(
        f"trial: {few} {who} agents in a world of {design.config.people:,} people (seed {seed}; "
        f"{len(trial.cohort.pid):,} eligible, {int(trial.cohort.offered.sum()):,} offered). Nothing is printed below "
        f"{LEAST_TREATED}: take more people (people=100000), a sample of markets at a lower weight "
        f"(zoom={{markets: 4, weight: 20}}), or a wider target."
    )


def rows_of(design: Design, seed: int, trial: Lived, nobody: Lived, everybody: Lived | None) -> list[dict[str, Any]]:
    """One row a group of the cohort, outcome and horizon; the economy-wide effect stands with the whole cohort."""
    found = []
    whole = np.full((len(design.horizons), len(OUTCOMES)), np.nan)
    pilot = (trial.totals() - nobody.totals()) / max(1, int(trial.cohort.offered.sum()))
    if everybody is not None:
        whole = (everybody.totals() - nobody.totals()) / max(1, len(trial.cohort.pid))
    for number, (group, within) in enumerate(trial.groups.items()):
        for h, horizon in enumerate(design.horizons):
            for k, row in enumerate(group_rows(trial, nobody, within, h)):
                counted = number == 0 and list(OUTCOMES.values())[k].additive
                economy = (whole[h, k], pilot[h, k]) if counted else (np.nan, np.nan)
                row |= {"seed": seed, "group": group, "horizon": horizon}
                found.append(row | {"economy": economy[0], "economy_pilot": economy[1]})
    return found


def group_rows(trial: Lived, nobody: Lived, within: np.ndarray, h: int) -> list[dict[str, Any]]:
    """The contrasts inside a group, one row an outcome.

    ``spill``: what happens to those not offered, by their twins in the world without the policy; ``spread``: standard
    deviation among them; ``error_raw``: error of the raw contrast, as a trial without twins has it.
    """
    offered = trial.cohort.offered[within]
    y, without = trial.y[h][within], nobody.y[h][within]
    c, usual = contrast(y, without, offered), mean(without)
    spill, spread = mean((y - without)[~offered]), deviation(y[~offered])
    alone = contrast(y, np.zeros_like(y), offered).error
    treated = trial.treated[h][within]
    took = mean(treated[offered, None])[0] - mean(treated[~offered, None])[0]
    sizes = {
        "treated": int(treated[offered].sum()),
        "n_offered": int(offered.sum()),
        "n_control": int((~offered).sum()),
    }
    return [
        {
            "outcome": outcome, "control": c.control[k], "offered": c.offered[k], "raw": c.raw[k],
            "placebo": c.placebo[k], "without": usual[k], "itt": c.itt[k], "error_within": c.error[k],
            "take_up": took, "spill": spill[k], "spread": spread[k], "error_raw": alone[k], **sizes,
        }
        for k, outcome in enumerate(OUTCOMES)
    ]  # fmt: skip


def deviation(values: np.ndarray) -> np.ndarray:
    """Standard deviations of columns over those with a value."""
    found: np.ndarray = np.sqrt(np.maximum(mean(values**2) - mean(values) ** 2, 0.0))
    return found


def path_of(trial: Lived, nobody: Lived) -> np.ndarray:
    """Months × outcomes: the contrast of every month, placebo subtracted."""
    found: np.ndarray = (trial.path[:, 1] - trial.path[:, 0]) - (nobody.path[:, 1] - nobody.path[:, 0])
    return found


def half_width(values: np.ndarray) -> float:
    """Half the t interval of a mean over seeds; unknown from one seed."""
    return estimate(values).half_width


def least_effect(error: float, degrees: float) -> float:
    """Smallest true effect that the trial finds significant at 5 % with probability ``POWER``."""
    return float((t_quantile(0.975, degrees) + t_quantile(POWER, degrees)) * error)


def summarise(seeds: pd.DataFrame) -> pd.DataFrame:
    """One row a group, outcome and horizon: means over seeds, half 95 % intervals, smallest effect that can be seen."""
    rows = []
    for (who, outcome, horizon), group in seeds.groupby(["group", "outcome", "horizon"], sort=False):
        n = len(group)
        names = (
            "without", "control", "offered", "raw", "placebo", "itt", "take_up", "spill", "economy", "economy_pilot",
        )  # fmt: skip
        row: dict[str, Any] = {"group": who, "outcome": outcome, "horizon": int(horizon)}
        row |= {name: float(group[name].mean()) for name in names}
        within = float(np.sqrt((group["error_within"] ** 2).sum()) / n)
        halves = {f"{name}half": half_width(group[key].to_numpy()) for name, key in HALVES.items()}
        row |= halves | {"half_within": 1.959964 * within}
        error = float(np.std(group["itt"], ddof=1) / np.sqrt(n)) if n > 1 else within
        row["least"] = least_effect(error, n - 1 if n > 1 else 1e6)
        row["tot"], row["tot_half"] = wald(group["itt"].to_numpy(), group["take_up"].to_numpy())
        row |= {name: float(group[name].mean()) for name in ("treated", "n_offered", "n_control")}
        if min(row["treated"], row["n_control"]) < LEAST_TREATED:
            row |= {name: float("nan") for name in ("itt", "raw", "spill", "tot")}
        rows.append(row)
    return pd.DataFrame(rows)


def wald(itt: np.ndarray, take_up: np.ndarray) -> tuple[float, float]:
    """Effect on the treated, mean ITT / mean take-up, and half its interval (delta method over seeds)."""
    took = float(take_up.mean())
    if took <= 0.0:
        return float("nan"), float("nan")
    ratio = float(itt.mean()) / took
    return ratio, half_width(itt - ratio * take_up) / took


HALVES = {
    "": "itt", "raw_": "raw", "placebo_": "placebo", "spill_": "spill", "economy_": "economy",
    "economy_pilot_": "economy_pilot",
}  # fmt: skip


@dataclass
class Trial:
    """A trial that has been lived: what was found, seed by seed and in the mean."""

    design: Design
    seeds: pd.DataFrame
    table: pd.DataFrame
    path: np.ndarray
    evidence: pd.DataFrame
    eligible: float
    gone: float
    logged: bool

    def row(self, outcome: str, horizon: int, group: str = "") -> Any:
        """The figures of one outcome at one horizon, of everybody or of a group."""
        t = self.table
        chosen = (t["outcome"] == outcome) & (t["horizon"] == horizon) & (t["group"] == (group or self.groups[0]))
        return t[chosen].iloc[0]

    @property
    def groups(self) -> list[str]:
        """Names of the groups, everybody first."""
        return [g.describe() for g in self.design.groups]

    def everybody(self) -> pd.DataFrame:
        """The table of the whole cohort."""
        return self.table[self.table["group"] == self.groups[0]]

    def monthly(self, outcome: str) -> tuple[np.ndarray, np.ndarray]:
        """Contrast on ``outcome`` in every month, and half its interval over seeds."""
        k = list(OUTCOMES).index(outcome)
        halves = [half_width(self.path[:, month, k]) for month in range(self.path.shape[1])]
        return self.path[:, :, k].mean(axis=0), np.array(halves)

    def lock_in(self) -> tuple[int, float, float]:
        """Month, size and half interval of the lowest contrast on employment."""
        means, halves = self.monthly("employment")
        at = int(np.argmin(means))
        return at + 1, float(means[at]), float(halves[at])


def live(work: Callable[[Design, int], Any], design: Design, workers: int = 1, on_seed: OnDone = quietly) -> list[Any]:
    """``work`` for every seed, one after the other or in ``workers`` processes; the order is that of the seeds."""
    found = []
    first = each(work, [(design, 1)], 1)  # here, so that a refusal comes at once
    rest = each(work, [(design, seed) for seed in range(2, design.seeds + 1)], workers)
    for result in chain(first, rest):
        found.append(result)
        on_seed(len(found), design.seeds)
    return found


def run(design: Design, workers: int = 1, on_seed: OnDone = quietly) -> Trial:
    """Live the trial in all its worlds."""
    found = live(one_seed, design, workers, on_seed)
    seeds = pd.DataFrame([row for result in found for row in result["rows"]])
    table = summarise(seeds)
    return Trial(
        design=design, seeds=seeds, table=table, path=np.stack([result["path"] for result in found]),
        evidence=beside(design.bands, table),
        eligible=float(np.mean([result["eligible"] for result in found])),
        gone=float(np.mean([result["gone"] for result in found])),
        logged=bool(found[0]["logged"]),
    )  # fmt: skip
