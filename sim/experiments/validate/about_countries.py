"""Countries side by side: sizes of firms along incomes."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.config.configure import configure
from sim.core.groups import employees_of
from sim.core.states import Sector
from sim.experiments.validate.tests import COUNTRIES, tested

OWN = ("ethiopia", "ghana", "lebanon", "malawi", "senegal", "tanzania")
"""Countries in which findings are read."""
LEAST = 5_000
"""People of these worlds at least: every local market needs households."""


@tested("S44", COUNTRIES)
def size_along_incomes(words: Sequence[str]) -> float:
    """Slope of log mean employees of firms in industry on log product a head, over our countries as they start."""
    from sim.model import LabourMarket

    points = []
    for name in OWN:
        m = LabourMarket(world(words, name, 1))
        rows = np.flatnonzero((m.firms.fid != 0) & (m.firms.sector == Sector.INDUSTRY))
        product = m.config.country.facts.near("gdp_per_capita_constant_2015_usd", m.config.country.anchor_year).value
        points.append((np.log(product), np.log(employees_of(m.firms, rows).mean())))
    x, y = np.array(points).T
    return float(np.polyfit(x, y, 1)[0])


def world(words: Sequence[str], country: str, months: int) -> Any:
    """Configuration of a world of a country, in place of the country of ``words``."""
    own = [w for w in words if not w.startswith("country=")]
    config = configure(*own, f"country={country}", f"months={months}")
    return config.changed(people=max(config.people, LEAST))
