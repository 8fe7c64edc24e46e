"""Sizes of firms: heavy tails from growth by chance, and from founding or joining.

Played by the estimator of the tail (Hill's), on sizes that months under ``theory=gibrat`` and ``theory=found_or_join``
give. Growth in proportion above a least size: exponent 1/(1 − least/mean). People who found a firm with probability a
or join that of somebody met at random: 1/(1 − a). Sources: Gabaix (1999), Q. J. Econ. 114(3); Simon (1955), Biometrika
42(3/4); Hill (1975), Ann. Stat. 3(5).
"""

from collections.abc import Iterator

import numpy as np

from sim.core.draws import Purpose, key, uniforms
from sim.experiments.exact.contract import Check, within_errors
from sim.experiments.exact.worlds import months, world
from sim.indicators.tails import hill, hill_of_counts
from sim.markets.limits.hiring import informal_firms

CASE = "D09"
LEAST_SHARES = ((0.1, 0.25, 1000), (0.2, 0.25, 1000), (0.4, 0.25, 600))
"""Least size over mean size, SD of monthly log growth, months until sizes are settled."""
FOUNDING = (0.1, 0.2, 0.4)
CHANCE_TAIL, STAFF_TAIL = 5.0, 5
"""Sizes from which the tail counts: five times the least size; a head-count."""


def pareto(exponent: float, n: int = 50_000, least: float = 1.0) -> Check:
    """The estimator on sizes of a known tail."""
    sizes = least * (1.0 - uniforms(key(1, Purpose.FIRM_TRAITS), np.arange(n))) ** (-1.0 / exponent)
    found, error = hill(sizes, least)
    return within_errors(CASE, "exponent of Pareto sizes", "estimator", f"n={n:,}", exponent, found, error)


def by_chance(share: float, spread: float, number: int, firms: int = 20_000) -> Check:
    """Growth in proportion above a least size."""
    model = world(
        "gibrat", 1000, f"limit.numbers.least_share={share}", f"limit.numbers.spread={spread}",
        f"limit.numbers.firms={firms}",
    )  # fmt: skip
    for _ in months(model, number):
        pass
    sizes = model.firms.base_casual[informal_firms(model.firms)[:firms]]
    found, error = hill(sizes, CHANCE_TAIL)
    given = f"least/mean={share}, n={firms:,}, {number:,} months"
    return within_errors(CASE, "exponent, growth by chance", "month", given, 1.0 / (1.0 - share), found, error)


def by_joining(founding: float, people: int = 40_000) -> Check:
    """Founding or joining: sizes are head-counts of the people who work there."""
    model = world("found_or_join", people, f"limit.numbers.founding={founding}")
    for _ in months(model, 1):
        pass
    found, error = hill_of_counts(model.firms.staff_casual, STAFF_TAIL)
    given = f"a={founding}, {people:,} people"
    return within_errors(CASE, "exponent, founding or joining", "month", given, 1.0 / (1.0 - founding), found, error)


def cases() -> Iterator[Check]:
    for exponent in (1.05, 1.25, 2.0):
        yield pareto(exponent)
    for share, spread, number in LEAST_SHARES:
        yield by_chance(share, spread, number)
    for founding in FOUNDING:
        yield by_joining(founding)
