"""What is kept of a world that is one of thousands: person-years in decent work by group, heads, and what is spent."""

from typing import Any

import numpy as np

from sim.core.errors import InputError
from sim.experiments.compare.effects import LEAST_TREATED, reach, weights
from sim.experiments.compare.money import PAYERS, PUBLIC, by_law, flows
from sim.experiments.compare.outcomes import HEADLINE, SPLITS, YOUNG, group, place
from sim.experiments.compare.pairs import Worlds
from sim.experiments.compare.plan import Package
from sim.experiments.compare.world import World, live

GROUPS = ("all", *dict.fromkeys(g for split in SPLITS.values() for g in split))
"""Groups of people of 15 to 29."""
NAMES = (*(f"years:{g}" for g in GROUPS), *(f"people:{g}" for g in GROUPS), "cost", "public", "treated")
"""Person-years in decent work and mean heads by group; outlays of all payers and of the public, W, discounted; treated
agents, not a number where nobody is treated as a person."""


def figures(world: World, config: Any, start: int) -> np.ndarray:
    """The figures of one world, in the order of ``NAMES``, from the start of policy on."""
    counts = world["counts"][start:, YOUNG]
    rows = [group(g) for g in GROUPS]
    years = counts[:, rows, place(HEADLINE)].sum(axis=0) / 12.0
    heads = counts[:, rows, place("people")].mean(axis=0)
    paid = by_law(flows(world, weights(int(config.months), start))[None])[0]
    public = sum(float(paid[PAYERS.index(p)]) for p in PUBLIC)
    return np.array([*years, *heads, float(paid.sum()), public, treated(config, world)], np.float64)


def treated(config: Any, world: World) -> float:
    """Agents whom the measures of a world treat; not a number where they act on nobody as a person."""
    if not config.instruments:
        return 0.0
    found = reach(Package("", "", config), [{"": world}]).agents
    return float("nan") if found is None else float(found)


def enough(found: np.ndarray, who: str) -> None:
    """Refuse a contrast that rests on too few treated agents; ``found``: seeds × figures."""
    agents = float(found[:, column("treated")].sum())
    if agents < LEAST_TREATED:
        raise InputError(
            f"{who}: only {agents:.0f} treated agents in {len(found)} worlds, and no contrast is printed below "
            f"{LEAST_TREATED}. Take more people or more pairs; worlds that were lived are kept."
        )


def lived(arms: dict[str, Any], start: int, seed: int) -> Worlds:
    """The figures of all arms of one seed: what a process sends back."""
    found: Worlds = {}
    for name, config in arms.items():
        world = live(config.changed(seed=seed, population_seed=seed), start)
        found[name] = {"figures": figures(world, config, start)}
    return found


def column(name: str) -> int:
    return NAMES.index(name)


def years(policy: np.ndarray, baseline: np.ndarray, who: str = "all") -> np.ndarray:
    """Additional person-years in decent work of 1,000 young people of a group; a row a seed."""
    k, heads = column(f"years:{who}"), column(f"people:{who}")
    return np.asarray(1000.0 * (policy[:, k] - baseline[:, k]) / baseline[:, heads])


def cost(policy: np.ndarray, baseline: np.ndarray, name: str = "cost") -> np.ndarray:
    """Additional outlays, W of simulated people; a row a seed."""
    return np.asarray(policy[:, column(name)] - baseline[:, column(name)])


def worst_off(baseline: np.ndarray) -> str:
    """The group of young people with the smallest share in decent work in the world without a package.

    Of the groups by sex, area, disability and wealth: who is worst off is settled before any package is looked at.
    """
    wanted = [g for split in ("sex", "area", "disability", "wealth") for g in SPLITS[split]]

    def share(who: str) -> float:
        return float(baseline[:, column(f"years:{who}")].sum() / baseline[:, column(f"people:{who}")].sum())

    return min(wanted, key=share)
