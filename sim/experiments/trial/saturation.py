"""Saturation by local market: the same offer at rising shares, so that a pilot and a scale-up stand side by side.

Local markets are dealt out to the shares by a keyed lottery within towns and countryside. Everybody is compared with
his or her own twin in the world without the policy, so what differs between markets at the start does not matter. A
market of share 0 shows what reaches it from the others.
"""

from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from sim.core.draws import Purpose, key, uniforms
from sim.core.errors import InputError
from sim.core.hits import Offer
from sim.experiments.pool import OnDone, quietly
from sim.experiments.trial.design import LEAST_TREATED, Design
from sim.experiments.trial.estimate import half_width, live
from sim.experiments.trial.outcomes import OUTCOMES
from sim.experiments.trial.worlds import Lived, follow

ROLES = ("treated", "untreated", "others", "total")
"""Offered; eligible and not offered; everybody else in the market; all of them."""


def deal(seed: int, area: np.ndarray, shares: tuple[float, ...]) -> dict[int, float]:
    """Share of each local market: markets of an area in keyed order, dealt out to the shares in turn."""
    lots = uniforms(key(seed, Purpose.OFFER, crc32(b"saturation")), np.arange(len(area)))
    found, turn = {}, 0
    for kind in np.unique(area):
        markets = np.flatnonzero(area == kind)
        for market in markets[np.argsort(lots[markets], kind="stable")]:
            found[int(market)] = shares[turn % len(shares)]
            turn += 1
    return found


def areas_of(config: Any) -> np.ndarray:
    """Area of each local market of a configuration."""
    from sim.population.territory import territory

    return np.asarray(territory(config, config.parameters.population).area)


def one_seed(design: Design, seed: int) -> list[dict[str, Any]]:
    """The world in which markets have different shares against the world without the policy."""
    config = design.world(seed)
    dealt = deal(seed, areas_of(config), design.saturation)
    offer = Offer(0.0, tuple(dealt.items()))
    mixed = follow(config, design.name, design.start, design.horizons, offer)
    nobody = follow(config, design.name, design.start, design.horizons, Offer(0.0), offer)
    share = np.array([dealt[k] for k in range(len(dealt))])
    found = []
    for h, horizon in enumerate(design.horizons):
        for value in design.saturation:
            sums = differences(mixed, nobody, h, share == value)
            for k, outcome in enumerate(OUTCOMES.values()):
                if outcome.additive:
                    by_role = {role: sums[role][k] for role in ROLES}
                    found.append(
                        {"seed": seed, "outcome": outcome.name, "horizon": horizon, "share": value}
                        | by_role
                        | {name: sums[name] for name in ("eligible", "offered")}
                    )
    return found


def differences(mixed: Lived, nobody: Lived, h: int, chosen: np.ndarray) -> dict[str, Any]:
    """Sums over the ``chosen`` markets of with less without, by role, with the number of eligible and offered."""
    cohort = mixed.cohort
    here = chosen[cohort.market]
    change = np.nan_to_num(mixed.y[h]) - np.nan_to_num(nobody.y[h])
    found: dict[str, Any] = {
        "treated": change[here & cohort.offered].sum(axis=0),
        "untreated": change[here & ~cohort.offered].sum(axis=0),
        "others": (mixed.others[h] - nobody.others[h])[chosen].sum(axis=0),
        "eligible": int(here.sum()),
        "offered": int((here & cohort.offered).sum()),
    }
    return found | {"total": found["treated"] + found["untreated"] + found["others"]}


@dataclass
class Saturation:
    """Effects by share offered: ``table`` has one row an outcome, horizon and share."""

    design: Design
    seeds: pd.DataFrame
    table: pd.DataFrame

    def rows(self, outcome: str, horizon: int) -> list[dict[str, Any]]:
        """Figures by share, the smallest first."""
        chosen = (self.table["outcome"] == outcome) & (self.table["horizon"] == horizon)
        return [dict(row) for row in self.table[chosen].to_dict("records")]


def run(design: Design, workers: int = 1, on_seed: OnDone = quietly) -> Saturation:
    """Live the saturation design in all its worlds."""
    markets = len(areas_of(design.config))
    if markets < len(design.saturation):
        raise InputError(
            f"trial: {len(design.saturation)} shares need as many local markets, and this world has {markets}. "
            "Ask for fewer shares, or a zoom with more markets."
        )
    found = live(one_seed, design, workers, on_seed)
    seeds = pd.DataFrame([row for rows in found for row in rows])
    return Saturation(design, seeds, summarise(seeds))


def summarise(seeds: pd.DataFrame) -> pd.DataFrame:
    """Means over seeds with half 95 % intervals, in the outcome's own unit.

    ``treated``: per person offered; ``untreated``: per eligible person not offered; ``others`` and ``total``: per
    eligible person of the market; ``per_offered``: total per person offered, beside what a trial would see there,
    ``seen`` (treated less untreated). NaN where there are fewer than the least number of agents in a world.
    """
    rows = []
    for (outcome, horizon, share), group in seeds.groupby(["outcome", "horizon", "share"], sort=False):
        eligible, offered = group["eligible"].to_numpy(float), group["offered"].to_numpy(float)
        each = {
            "treated": _per(group["treated"], offered),
            "untreated": _per(group["untreated"], eligible - offered),
            "others": _per(group["others"], eligible),
            "total": _per(group["total"], eligible),
            "per_offered": _per(group["total"], offered),
        }
        each["seen"] = each["treated"] - each["untreated"]
        row: dict[str, Any] = {"outcome": outcome, "horizon": int(horizon), "share": float(share)}
        row |= {"eligible": eligible.mean(), "n_offered": offered.mean()}
        for name, values in each.items():
            row |= {name: float(values.mean()), f"{name}_half": half_width(values)}
        rows.append(row)
    return pd.DataFrame(rows)


def _per(sums: pd.Series, number: np.ndarray) -> np.ndarray:
    few = number.mean() < LEAST_TREATED
    found: np.ndarray = np.full(len(number), np.nan) if few else sums.to_numpy(float) / np.maximum(number, 1.0)
    return found
