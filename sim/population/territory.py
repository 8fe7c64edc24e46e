"""Local markets: areas, sizes, positions and access, drawn for a country; or a sample of them to zoom in."""

from typing import Any

import numpy as np

from sim.agents.parameters import PopulationParameters
from sim.agents.territory import Territory
from sim.core.draws import Purpose, key
from sim.core.elementary import exps, logs
from sim.core.states import Area
from sim.population.keyed import apportion, trait_uniforms

_X, _Y, _SAMPLE, _RANK = 1, 2, 3, 4


def territory(config: Any, par: PopulationParameters) -> Territory:
    """The local markets of ``config.country``, all of them or the sample that ``config.zoom`` asks for."""
    facts = config.country.facts
    urban = facts.value("urban_population_share").value / 100.0
    whole = draw_territory(urban, par, config.population_seed)
    zoom = getattr(config, "zoom", None)
    return whole if zoom is None else sample(whole, zoom.markets, config.population_seed, par.access_scale)


def draw_territory(urban_share: float, par: PopulationParameters, seed: int) -> Territory:
    """``par.markets`` markets; within an area sizes fall with rank^-exponent, positions are uniform on a square."""
    count = int(par.markets)
    towns = round(par.urban_markets * count)
    area = np.zeros(count, np.uint8)
    area[count - towns :] = Area.URBAN
    weight = np.empty(count)
    for kind, share, power in ((0, 1.0 - urban_share, par.rural_rank), (1, urban_share, par.urban_rank)):
        rank = exps(-power * logs(np.arange(1, (area == kind).sum() + 1)))
        weight[area == kind] = share * rank / rank.sum()
    k = key(seed, Purpose.MARKET_TRAITS)
    ids = np.arange(count)
    x, y = (par.country_side * trait_uniforms(k, ids, j) for j in (_X, _Y))
    return Territory(area, weight, x, y, reach(x, y, par.access_scale))


def reach(x: np.ndarray, y: np.ndarray, scale: float) -> np.ndarray:
    """Access of each market to each: exp(−distance / scale), 1 at home."""
    return exps(-np.sqrt((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2) / scale)


def sample(whole: Territory, markets: int, seed: int, scale: float) -> Territory:
    """A keyed sample of ``markets`` markets, in each area in proportion to its number; ``weight`` stays national.

    At least one market of each area where two or more are asked for. A larger sample holds the smaller one's areas.
    """
    count = min(markets, len(whole))
    split = apportion(count, np.bincount(whole.area, minlength=2))
    if count >= 2:
        split = np.clip(split, 1, count - 1)
    u = trait_uniforms(key(seed, Purpose.MARKET_TRAITS), np.arange(len(whole)), _SAMPLE)
    taken = []
    for kind in (0, 1):
        mine = np.flatnonzero(whole.area == kind)
        taken.append(mine[np.argsort(u[mine], kind="stable")][: split[kind]])
    rows = np.sort(np.concatenate(taken))
    x, y = whole.x[rows], whole.y[rows]
    return Territory(whole.area[rows], whole.weight[rows], x, y, reach(x, y, scale))


def size(config: Any, land: Territory) -> tuple[int, float]:
    """(people in the model, people that each stands for).

    National: ``config.people`` agents share out the population of 15–64. Zoom: the sampled markets at its weight.
    """
    population = config.country.population
    zoom = getattr(config, "zoom", None)
    if zoom is None:
        return int(config.people), population / config.people
    return max(1, round(population * float(land.weight.sum()) / zoom.weight)), float(zoom.weight)
