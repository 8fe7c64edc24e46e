"""Gross to net: how many of those whom a package places would have worked anyway, and whom they replace.

Worlds 1 (policy) and F (the same financing, nothing delivered) share people and luck; one in ten winners of a place is
held out in both. With h the last year, sums over people, P participants, e their own effect:

    N = Σ Y1 − Σ YF                                   net, paired, all people
    e = mean Y of the admitted − mean Y of the held out         in each world, by kind of training
    A = P1·e1 − PF·eF                                 own effect of the additional places
    D = A − N                                         substitution and displacement; below zero: others gain
    P1·Y1(admitted) = P1·Y1(held out) + PF·eF + D + N     gross = deadweight + delivered anyway + displacement + net

Intervals: bootstrap over pairs. The last line holds by construction; the check is the net change of the never trained.
Only for packages that give places, and only with 200 people held out, over all pairs and both worlds.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.core.draws import Purpose, key, uniforms
from sim.experiments.compare.pairs import Worlds
from sim.experiments.compare.persons import GROUPS, OUTCOMES, Persons, Watch, flips, lottery, net
from sim.experiments.compare.plan import BASELINE, Package, Plan
from sim.experiments.compare.statistics import Estimate, estimate
from sim.experiments.compare.world import World, live

HOLDOUT = 0.1
"""Share of winners who are held out in every world (usual 5 to 10 %)."""
LEAST_HELD_OUT = 200
DRAWS = 2000
FINANCING, ACCOUNTS = "~financing", "~accounts"
"""Endings of the names under which the third world and the sums over persons are kept."""


def financing_only(config: Any) -> Any:
    """The same instruments with nothing delivered: levies stay, money for places is not there."""
    made = {n: {**fields, "delivers": False, "budget": 0.0} for n, fields in config.instruments.items()}
    return config.changed(instruments=made)


def live_accounts(arms: dict[str, Any], start: int, seed: int) -> Worlds:
    """All arms of one seed, the third world of each package, and the sums over persons."""
    found: Worlds = {}
    own = {name: config.changed(seed=seed, population_seed=seed) for name, config in arms.items()}
    found[BASELINE], nobody = watched(own.pop(BASELINE), start)
    for name, config in own.items():
        found[name], policy = watched(config, start)
        found[name + FINANCING], without = watched(financing_only(config), start, found[name]["recovered"])
        found[name + ACCOUNTS] = {
            "lottery": np.stack([lottery(without), lottery(policy)]),
            "net": net(policy, without, start),
            "financing": net(without, nobody, start),
            "flips": np.stack([flips(without, nobody), flips(policy, without)]),
        }
    return found


def watched(config: Any, start: int, imposed: np.ndarray | None = None) -> tuple[World, Persons]:
    """A world with its people at the end."""
    watch = Watch(config.months, start)
    kept: list[Persons] = []
    world = live(config, start, watch=watch, imposed=imposed, at_end=lambda m: kept.append(watch.persons(m)))
    return world, kept[0]


@dataclass
class Account:
    """Gross to net of one package and outcome, people of the whole country in the last year."""

    policy: str
    outcome: str
    held_out: int
    parts: dict[str, Estimate]
    groups: dict[str, Estimate]
    financing: Estimate
    flips: dict[str, float]
    refused: str = ""


PARTS = ("gross", "deadweight", "delivered_anyway", "own_effect", "displacement", "net", "never_trained")


def terms(lotteries: np.ndarray, nets: np.ndarray, outcome: int) -> np.ndarray:
    """``PARTS`` for some pairs: means of a pair. ``lotteries`` (pairs × world F, 1 × kind × admitted, held × sums)."""
    sums = lotteries.sum(axis=0)
    count = np.maximum(sums[..., 0], 1e-12)
    mean = sums[..., 1 + outcome] / count
    places = sums[:, :, 0, 0] / len(lotteries)
    effect = np.where(sums[:, :, 1, 0] > 0, mean[:, :, 0] - mean[:, :, 1], 0.0)
    gross = float((places[1] * mean[1, :, 0]).sum())
    delivered = float((places[0] * effect[0]).sum())
    own = float((places[1] * effect[1]).sum())
    whole = float(nets[:, GROUPS.index("all"), outcome].mean())
    never = float(nets[:, GROUPS.index("never trained"), outcome].mean())
    added = own - delivered
    return np.array([gross, gross - own, delivered, added, added - whole, whole, never])


def account(plan: Plan, package: Package, worlds: list[Worlds], outcome: int) -> Account:
    """Gross to net of one package."""
    kept = [w[package.name + ACCOUNTS] for w in worlds]
    lotteries, nets = np.stack([k["lottery"] for k in kept]), np.stack([k["net"] for k in kept])
    weight, held = float(plan.baseline.weight), int(lotteries[:, :, :, 1, 0].sum())
    n = len(kept)
    picks = (n * uniforms(key(0, Purpose.RESAMPLE), np.arange(DRAWS * n))).astype(np.int64).reshape(DRAWS, n)
    draws = np.array([terms(lotteries[pick], nets[pick], outcome) for pick in picks])
    point, low, high = terms(lotteries, nets, outcome), *np.quantile(draws, (0.025, 0.975), axis=0)
    error = draws.std(axis=0)
    parts = {name: Estimate(point[k], low[k], high[k], error[k], n).times(weight) for k, name in enumerate(PARTS)}
    parts["net"], parts["never_trained"] = (
        estimate(nets[:, GROUPS.index(g), outcome] * weight) for g in ("all", "never trained")
    )
    moved = np.stack([k["flips"] for k in kept])[:, :, outcome].mean(axis=0) * weight
    return Account(
        package.name, OUTCOMES[outcome][0], held, parts,
        {g: estimate(nets[:, k, outcome] * weight) for k, g in enumerate(GROUPS)},
        estimate(np.stack([k["financing"] for k in kept])[:, 0, outcome] * weight),
        {"noise_lost": moved[0, 0], "noise_gained": moved[0, 1], "lost": moved[1, 0], "gained": moved[1, 1]},
        refusal(package, held),
    )  # fmt: skip


def refusal(package: Package, held: int) -> str:
    """Why only the net is printed, if so."""
    if not package.trains:
        return "gives no places in training: only the net effect can be told"
    return f"only {held} people held out, {LEAST_HELD_OUT} are needed" if held < LEAST_HELD_OUT else ""


def _rows(a: Account) -> list[tuple[Any, ...]]:
    """Parts, the effect of the financing, and the net change of every group."""
    made = []
    net = {f"net: {g}": e for g, e in a.groups.items()}
    for name, e in (a.parts | {"financing": a.financing} | net).items():
        hidden = bool(a.refused) and name in PARTS and name not in ("net", "never_trained")
        values = (np.nan,) * 3 if hidden else (e.mean, e.low, e.high)
        made.append((a.policy, a.outcome, name, *values, a.held_out))
    return made


@dataclass
class Accounting:
    """Gross to net of every package, for decent work and for work."""

    found: dict[tuple[str, str], Account]

    def table(self) -> pd.DataFrame:
        rows = [row for a in self.found.values() for row in _rows(a)]
        return pd.DataFrame(rows, columns=["scenario", "outcome", "part", "mean", "low", "high", "held_out"])

    def tables(self) -> dict[str, pd.DataFrame]:
        return {"gross_to_net": self.table()}

    def as_json(self) -> list[dict[str, Any]]:
        return [{str(k): v for k, v in row.items()} for row in self.table().to_dict("records")]


def accounting(plan: Plan, worlds: list[Worlds]) -> Accounting:
    """From the worlds of ``live_accounts``."""
    return Accounting({
        (p.name, name): account(plan, p, worlds, k) for p in plan.packages for k, (name, _) in enumerate(OUTCOMES)
    })  # fmt: skip
