"""The months of one world of a trial: the same people and luck in all of them, only the offers differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np

from sim.core.draws import Purpose, key, uniforms
from sim.core.groups import Target
from sim.core.hits import Offer
from sim.experiments.trial.cohort import ALL, Cohort, Offered, enrol
from sim.experiments.trial.evidence import EVERYBODY
from sim.experiments.trial.outcomes import OUTCOMES, Since, read_additive, read_all


@dataclass
class Lived:
    """What was seen in one world.

    ``y`` horizons × persons × outcomes, NaN for who has left the model; ``path`` months × persons offered or not ×
    outcomes, means; ``others`` horizons × local markets × outcomes, sums over everybody outside the cohort;
    ``treated`` horizons × persons, who has taken the offer up; ``groups`` name -> persons, as of the start.
    """

    cohort: Cohort
    y: np.ndarray
    path: np.ndarray
    others: np.ndarray
    treated: np.ndarray
    logged: bool
    groups: dict[str, np.ndarray]

    def totals(self) -> np.ndarray:
        """Horizons × outcomes: sums over everybody, the cohort included."""
        everybody: np.ndarray = self.others.sum(axis=1) + np.nansum(self.y, axis=1)
        return everybody


def months_of(start: int, horizons: tuple[int, ...]) -> int:
    return start + max(horizons)


def follow(
    config: Any, name: str, start: int, horizons: tuple[int, ...], offer: Offer, arms: Offer | None = None,
    recruit: str = ALL, groups: Sequence[Target] = (EVERYBODY,),
) -> Lived:  # fmt: skip
    """Live the world of ``config`` in which the instrument ``name`` is offered to a cohort by lottery ``offer``.

    ``arms``: the lottery by which the cohort is told apart in ``path``, the same in all worlds that are compared.
    """
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    m = LabourMarket(config)
    m.run_for(start)
    cohort = enrol(m, name, m.instruments[name], offer, recruit)
    told = enrol(m, name, m.instruments[name], arms or offer, recruit).offered
    within = {g.describe(): g.mask(m.people, m.month, cohort.row, territory=m.territory) for g in groups}
    m.instruments = m.instruments | {name: Offered(m.instruments[name], cohort.pid[cohort.offered])}
    since, outcomes = Since(m.people, cohort.row), len(OUTCOMES)
    path = np.full((max(horizons), 2, outcomes), np.nan)
    y = np.full((len(horizons), len(cohort.pid), outcomes), np.nan)
    others = np.zeros((len(horizons), len(m.territory.area), outcomes))
    for month in range(1, max(horizons) + 1):
        m.step()
        since.see(m.people, cohort.row)
        seen = read_all(m.people, cohort.row, since)
        seen[~cohort.present(m.people)] = np.nan
        path[month - 1] = [mean(seen[~told]), mean(seen[told])]
        if month in horizons:
            h = horizons.index(month)
            y[h], others[h] = seen, sums_of_others(m, cohort)
    treated, logged = taken_up(m, name, start, horizons, cohort)
    return Lived(cohort, y, path, others, treated, logged, within)


def mean(values: np.ndarray) -> np.ndarray:
    """Column means over those with a value; NaN where nobody has one."""
    known = ~np.isnan(values)
    n = known.sum(axis=0)
    found: np.ndarray = np.where(known, values, 0.0).sum(axis=0) / np.where(n > 0, n, np.nan)
    return found


def sums_of_others(m: Any, cohort: Cohort) -> np.ndarray:
    """Local markets × outcomes: sums over everybody outside the cohort, where they live now."""
    outside = m.people.pid != 0
    outside[cohort.row[cohort.present(m.people)]] = False
    rows = np.flatnonzero(outside)
    found = np.zeros((len(m.territory.area), len(OUTCOMES)))
    np.add.at(found, m.people.market[rows].astype(np.int64), read_additive(m.people, rows))
    return found


def taken_up(m: Any, name: str, start: int, horizons: tuple[int, ...], cohort: Cohort) -> tuple[np.ndarray, bool]:
    """Horizons × persons: treated so far by the log of the instrument's kind; and whether there is such a log.

    Without a log, an offer that a person can simply use counts as taken up by the keyed lottery of take-up.
    """
    instrument = m.instruments[name]
    log = m.treated.table()
    log = log[(log["by"] == instrument.kind) & (log["month"] >= start) & ~log["held_out"].astype(bool)]
    if len(log) == 0:
        lots = uniforms(key(m.seed, Purpose.TAKE_UP, crc32(name.encode())), cohort.pid)
        took = cohort.offered & (lots < instrument.take_up)
        return np.repeat(took[None], len(horizons), axis=0), False
    rows = [np.isin(cohort.pid, log["pid"][log["month"] < start + h]) for h in horizons]
    return np.stack(rows), True
