"""A world that is watched while it lives: monthly totals, totals by local market, and people seen a year apart."""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.agents.capital import SCHOOL_YEARS
from sim.agents.transitions import Activity
from sim.core.groups import Target, employees_of
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.core.states import Job, Sex
from sim.experiments.validate.reported import reported_hourly
from sim.indicators.earnings import SCHOOL_START, earners
from sim.indicators.pay import WEEKS_A_MONTH
from sim.instruments.base import Instrument
from sim.training.apprenticeship import apprentices

MONTHS = 144
SETTLED = 24
"""Months before anything is read."""
HIRED = slice(int(Activity.REGULAR), int(Activity.CASUAL) + 1)
"""Activities of employees."""
PERIOD, SWING = 60, 0.1
"""The cycle: months from peak to peak and amplitude of demand in all sectors, both assumptions."""


@dataclass
class Snapshot:
    """Employees and others at one time, by person id: main activity, pay, occupation family, sector, employer.

    ``residual``: reported log hourly pay of employees net of sex, schooling and experience, NaN for the others.
    """

    month: int
    pid: np.ndarray
    activity: np.ndarray
    log_pay: np.ndarray
    residual: np.ndarray
    family: np.ndarray
    sector: np.ndarray
    since: np.ndarray
    staff: np.ndarray
    fid: np.ndarray


@dataclass
class Lived:
    """``monthly``: name -> one number a month; ``markets``: name -> months × markets; ``yearly``: snapshots.

    ``apprenticed``: ids of all who were apprenticed to a master in any month.
    """

    model: Any
    monthly: dict[str, list[float]] = field(default_factory=dict)
    markets: dict[str, list[np.ndarray]] = field(default_factory=dict)
    yearly: list[Snapshot] = field(default_factory=list)
    apprenticed: set[int] = field(default_factory=set)

    def rate(self, indicator: str, group: str = "all", months: int = 60) -> float:
        """An indicator over the last five years."""
        return float(self.model.recorder.rate(indicator, group, months))

    def series(self, name: str, every: int = 3) -> np.ndarray:
        """A monthly series after settling, in means over ``every`` months."""
        kept = np.array(self.monthly[name][SETTLED:], float)
        kept = kept[: len(kept) // every * every]
        return kept.reshape(-1, every).mean(axis=1)


class Cycle(Instrument):
    """Demand of all sectors goes up and down: ``level`` is this month's deviation."""

    kind: str = "cycle"
    level: float = 0.0

    def changes(self) -> list[Change]:
        return [Change(Lever.DEMAND_PATH, self.level, how="scale", target=Target())]


def live(config: Any, cycle: bool = False) -> Lived:
    """Live ``MONTHS`` months of a world, with a cycle of demand where asked, and watch it."""
    from sim.model import LabourMarket

    model = LabourMarket(config)
    world = Lived(model)
    for month in range(MONTHS):
        if cycle and month >= SETTLED:
            phase = 2.0 * math.pi * (month - SETTLED) / PERIOD
            model.instruments = {"cycle": Cycle(level=SWING * math.sin(phase))}
        model.step()
        _watch_month(world)
        if month >= SETTLED and month % 12 == 11:
            world.yearly.append(snapshot(model))
    return world


def _watch_month(world: Lived) -> None:
    """Totals of the month, of the economy and of each local market."""
    m = world.model
    people, n = m.people, len(m.territory)
    alive, employed = people.pid != 0, (people.pid != 0) & (people.job != Job.NONE)
    searching = alive & ~employed & (people.seeking == 1) & (people.available == 1)
    flows = m.flow_history[-1]
    totals = {
        "employed": employed.sum(), "unemployed": searching.sum(), "vacancies": m.series["vacancies"][-1],
        "seeking": (alive & (people.seeking == 1)).sum(), "hires": m.series["hires"][-1],
        "income": m.series["household_income"][-1],
        "found": flows[Activity.UNEMPLOYED, HIRED].sum(), "left": _moved(flows[Activity.UNEMPLOYED]),
        "came": _moved(flows[:, Activity.UNEMPLOYED]),
    }  # fmt: skip
    world.apprenticed.update(people.pid[apprentices(people)].tolist())
    for name, value in totals.items():
        world.monthly.setdefault(name, []).append(float(value))
    rows = earners(people)
    at, hired = people.market[rows], (people.job == Job.EMPLOYEE) & (people.job_since == m.month - 1)
    by_market = {
        "unemployed": np.bincount(people.market[searching], minlength=n),
        "employed": np.bincount(people.market[employed], minlength=n),
        "earners": np.bincount(at, minlength=n),
        "log_pay": np.bincount(at, np.log(people.pay[rows] + people.pay_kind[rows]), minlength=n),
        "seeking": np.bincount(people.market[alive & (people.seeking == 1)], minlength=n),
        "vacancies": np.bincount(m.firms.market, m.firms.vacancies_regular + m.firms.vacancies_casual, minlength=n),
        "hires": np.bincount(m.firms.market[people.employer[hired]], minlength=n),
    }
    for name, values in by_market.items():
        world.markets.setdefault(name, []).append(values)


def _moved(counts: np.ndarray) -> int:
    """People who left unemployment, or came to it, whatever they do else."""
    return int(counts.sum() - counts[Activity.UNEMPLOYED])


def snapshot(m: Any) -> Snapshot:
    """The people and firms of this month."""
    people, firms = m.people, m.firms
    alive = np.flatnonzero(people.pid != 0)
    employee = people.job[alive] == Job.EMPLOYEE
    hours = np.maximum(people.hours[alive].astype(float), 1.0) * WEEKS_A_MONTH
    pay = np.maximum((people.pay[alive] + people.pay_kind[alive]).astype(float), 1e-6) / hours
    at = np.maximum(people.employer[alive], 0)
    residual = np.full(len(people.pid), np.nan)
    rows = earners(people)
    residual[rows] = net_of_traits(m, rows)
    return Snapshot(
        month=m.month, pid=people.pid[alive].copy(), activity=_standing(people, alive),
        log_pay=np.where(employee, np.log(pay), np.nan), residual=residual[alive], family=people.family[alive].copy(),
        sector=np.where(employee, firms.sector[at], 255), since=people.job_since[alive].astype(np.int64),
        staff=employees_of(firms, firms.fid != 0), fid=firms.fid[firms.fid != 0].copy(),
    )  # fmt: skip


def traits(people: Any, month: int, rows: np.ndarray) -> np.ndarray:
    """Constant, schooling, experience and its square, and sex of people ``rows``: what a Mincer regression knows."""
    years = SCHOOL_YEARS[people.level[rows]]
    past = np.maximum((month - people.birth[rows].astype(float)) / 12 - years - SCHOOL_START, 0)
    female = (people.sex[rows] == Sex.FEMALE).astype(float)
    return np.column_stack([np.ones(len(rows)), years, past, past**2, female])


def net_of_traits(m: Any, rows: np.ndarray) -> np.ndarray:
    """Log hourly pay as employees ``rows`` report it, less what a Mincer regression over them expects."""
    x, y = traits(m.people, m.month, rows), np.log(reported_hourly(m, rows))
    found: np.ndarray = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return found


def by_year(months: np.ndarray) -> np.ndarray:
    """Sums over years of a table of months × markets."""
    found: np.ndarray = months[: len(months) // 12 * 12].reshape(-1, 12, months.shape[1]).sum(axis=1)
    return found


NOT_AT_WORK, SELF_EMPLOYED, EMPLOYEE, LEARNER = range(4)


def _standing(people: Any, rows: np.ndarray) -> np.ndarray:
    """Not at work, self-employed or helping, employee, apprentice or in training."""
    job = people.job[rows]
    own = np.isin(job, (Job.EMPLOYER, Job.OWN_ACCOUNT, Job.FAMILY_WORKER, Job.OWN_USE_PRODUCER))
    kinds = np.select([job == Job.NONE, own, job == Job.EMPLOYEE], [NOT_AT_WORK, SELF_EMPLOYED, EMPLOYEE], LEARNER)
    return kinds.astype(np.uint8)


def both(earlier: Snapshot, later: Snapshot) -> tuple[np.ndarray, np.ndarray]:
    """Places of the same persons in two snapshots."""
    _, a, b = np.intersect1d(earlier.pid, later.pid, assume_unique=True, return_indices=True)
    return a, b
