"""Every process of the month seen working: its main parameter halved and doubled, everything else the same.

Worlds are paired: the same people and the same luck, so what differs is caused by the parameter. The difference and
its standard error come from several seeds, each with people of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
import pandas as pd

from sim.config.configure import configure

YEAR = 12
FACTORS = (0.5, 1.0, 2.0)
TIMES_ERROR = 2.0
"""A figure has moved when its difference exceeds so many standard errors of the paired difference."""


@dataclass(frozen=True)
class Figure:
    """Something to look at in a world that has lived: label, unit, and how it is read from the model."""

    label: str
    unit: str
    read: Callable[[Any], float]


def rate(name: str, label: str, group: str = "all") -> Figure:
    """An indicator of the register over the last year; shares in percent."""
    return Figure(label, "%", lambda m: 100.0 * float(m.recorder.rate(name, group, YEAR)))


def level(name: str, label: str, unit: str, group: str = "all") -> Figure:
    """An indicator in its own unit over the last year."""
    return Figure(label, unit, lambda m: float(m.recorder.rate(name, group, YEAR)))


def people_alive(m: Any) -> int:
    return int((m.people.pid != 0).sum())


def count(name: str, label: str) -> Figure:
    """A monthly count of the model, for each thousand people, over the last year."""
    return Figure(label, "per 1,000 and month", lambda m: 1000.0 * float(np.mean(m.series[name][-YEAR:])) / people_alive(m))


def payment(purpose: str, label: str) -> Figure:
    """Payments for a purpose over the last year, thousandths of W a person and month."""

    def read(m: Any) -> float:
        table = m.ledger.table()
        recent = table[(table["month"] >= m.month - YEAR) & (table["purpose"] == purpose)]
        return 1000.0 * float(recent["amount"].sum()) / YEAR / people_alive(m)

    return Figure(label, "W/1,000 a person and month", read)


def belief_of_jobseekers(m: Any) -> float:
    """Mean log of believed over true finding rate of those who search without a job."""
    people = m.people
    searching = (people.pid != 0) & (people.seeking == 1) & (people.job == 0)
    return float(np.mean(people.belief[searching])) if searching.any() else float("nan")


def seasonal_swing(m: Any) -> float:
    """Highest less lowest month of rural self-employment income in the last year, percent of its mean."""
    months = [_month(m, "self_employment_income", "area=rural", back) for back in range(YEAR)]
    return 100.0 * (max(months) - min(months)) / float(np.mean(months))


def _month(m: Any, name: str, group: str, back: int) -> float:
    from sim.indicators.groups import GROUPS

    g, at = GROUPS.index(group), -1 - back
    return float(m.recorder.numerator(name)[at, g] / max(m.recorder.denominator(name)[at, g], 1e-12))


@dataclass(frozen=True)
class Process:
    """One process of the month: its phases, what it reads and changes in words, main parameter, figures to watch."""

    name: str
    phases: tuple[str, ...]
    reads: str
    changes: str
    keys: tuple[str, ...]
    figures: tuple[Figure, ...]


PROCESSES = (
    Process(
        "Demography",
        ("turn_over_population",),
        "age, sex, union, youngest child, disability; life tables and the joint distribution of fifteen-year-olds",
        "who is in the model; unions, births, disability, households",
        ("economy.lifecycle.birth_union",),
        (
            rate("neet_care_share", "Women of 15-24 neither in work nor learning: because of care", "sex=female"),
            rate("participation_rate", "Labour force participation of women", "sex=female"),
        ),
    ),
    Process(
        "Sector demand",
        ("set_sector_demand",),
        "household income by local market, people at work by sector, calendar month",
        "relative demand by market and sector, prices, season",
        ("economy.demand.season_amplitude",),
        (
            Figure("Seasonal swing of rural self-employment income", "% of mean", seasonal_swing),
            level("self_employment_income", "Rural self-employment income", "W a month", "area=rural"),
        ),
    ),
    Process(
        "Forecasts and beliefs",
        ("publish_forecasts", "update_beliefs"),
        "vacancies by occupation family; own and neighbours' results of search",
        "published forecast; belief about the chance of finding a job",
        ("economy.beliefs.learning",),
        (
            Figure("Belief of jobseekers, log of believed over true rate", "log points", belief_of_jobseekers),
            rate("unemployment_rate", "Unemployment rate"),
        ),
    ),
    Process(
        "School",
        ("go_through_school",),
        "planned level and age of leaving, wealth, cash of the household, births",
        "level completed, leaving school, work beside school",
        ("economy.school.drop_out",),
        (
            count("school_drop_outs", "Pupils who drop out"),
            rate("enrolment_rate", "In education or training, 15-24"),
        ),
    ),
    Process(
        "Places of providers and firms",
        ("set_places",),
        "funds, queues, margins, forecast; in firms the gain from training, retention, grants",
        "places, fees, quality, teaching of masters; courses for staff",
        ("economy.places.organising_cost",),
        (
            rate("firms_training_share", "Formal firms of five or more that train staff"),
            count("staff_trained", "Staff sent to a course"),
        ),
    ),
    Process(
        "Training choice, queue and admission",
        ("choose_training", "admit"),
        "awareness, distance, expected gain, fees, cash on hand; vacant places and budgets",
        "queues, admissions, commitments of the budgets, fees paid",
        ("economy.choice.hazard",),
        (
            count("applied", "Applications for a place"),
            count("admitted", "Admitted to a course or apprenticeship"),
            rate("training_participation_12m", "In education or training in the last 12 months, 15-24"),
        ),
    ),
    Process(
        "Delivery and apprenticeship",
        ("deliver_training",),
        "teaching quality, costs left to the learner, care; the master's rivals",
        "technical and core skill, drop-out, certificates, apprentices' pay, reputation of programmes",
        (
            "economy.delivery.drop_out_m",
            "economy.delivery.drop_out_f",
            "economy.apprenticeship.drop_out_m",
            "economy.apprenticeship.drop_out_f",
        ),
        (
            rate("completion_rate", "Completed among those who ended a course"),
            count("completed", "Completed a course or apprenticeship"),
        ),
    ),
    Process(
        "Separations",
        ("separate",),
        "tier, contract, tenure, age; survival of firms",
        "ends of jobs and contracts, conversions, openings and closures of firms",
        ("economy.separation.casual_informal",),
        (
            rate("separation_rate", "Employed who left work within the month"),
            count("separations", "Separations from wage jobs"),
        ),
    ),
    Process(
        "Labour demand and vacancies",
        ("set_labour_demand",),
        "relative demand, labour cost with levy and subsidy, productivity, quality of recent hires",
        "desired posts, lay-offs, vacancies",
        ("economy.labour_demand.up",),
        (
            rate("vacancy_rate", "Vacancies over vacancies and employees"),
            count("vacancies", "Vacancies"),
            rate("wage_employment_share", "Employees in employment"),
        ),
    ),
    Process(
        "Participation, own-account and family work",
        ("participate",),
        "income in a trade, chance and value of a wage job, care, wealth, taste; crowding of trades",
        "who works for themselves, in the family, searches, waits or stays at home; their income",
        ("economy.participation.hazard_own_account",),
        (
            rate("separation_rate", "Employed who left work within the month"),
            rate("own_account_share", "Own-account workers in employment"),
        ),
    ),
    Process(
        "Search and matching",
        ("register_jobseekers", "search_and_match"),
        "vacancies, skills, certificates, time out of work, networks, the exchange's capacity",
        "applications, offers, hires, pay at hire, prospects by group and market",
        ("economy.search.applications",),
        (
            rate("job_finding_rate", "Unemployed who found work within the month"),
            count("applications", "Applications for jobs"),
            count("unfilled", "Posts left open"),
        ),
    ),
    Process(
        "Pay and human capital",
        ("set_pay_and_learn",),
        "expected productivity, outside option, wage floor, levy; kind of work",
        "pay of employees, employers' knowledge, experience, specific skill, decay when idle",
        ("economy.pay.bargaining",),
        (level("hourly_pay", "Mean hourly pay of employees", "W an hour"),),
    ),
    Process(
        "Taxes, levies and payments",
        ("pay_and_tax",),
        "pay, profits, the law's rates, levies, instruments' financing",
        "every payment of the month, cash of households, budgets and the training fund",
        ("country.institutions.tax_rate",),
        (
            payment("income_tax", "Income tax"),
            payment("consumption", "Household consumption"),
        ),
    ),
)


def leaf(config: Any, key: str) -> Any:
    """The number behind a dotted key: value, unit, low, high."""
    room, section, name = key.split(".")
    if room == "economy":
        return config.economy[section][name]
    return getattr(config.country, f"{section}_table")[name]


def clipped(value: float, low: float | None, high: float | None) -> float:
    """``value`` inside its range.

    >>> clipped(0.075, 0.1, 0.25), clipped(0.2, 0.1, None)
    (0.1, 0.2)
    """
    return min(value if low is None else max(value, low), float("inf") if high is None else high)


def overrides(process: Process, factor: float, words: Sequence[str]) -> dict[str, float]:
    """Key -> value of a process's main parameter times ``factor``, within its own range."""
    config = configure(*words)
    found = {}
    for key in process.keys:
        about = leaf(config, key)
        found[key] = clipped(about.value * factor, about.low, about.high)
    return found


def read_figures(words: Sequence[str], names: Sequence[str]) -> dict[tuple[str, int], float]:
    """Live one world and read the figures of the processes ``names``: (process, place of the figure) -> value."""
    from sim.model import LabourMarket

    config = configure(*words)
    model = LabourMarket(config)
    model.run_for(config.months)
    chosen = [p for p in PROCESSES if p.name in names]
    return {(p.name, k): figure.read(model) for p in chosen for k, figure in enumerate(p.figures)}


def _job(job: tuple[tuple[str, float, int], list[str], list[str]]) -> tuple[tuple[str, float, int], dict[Any, float]]:
    label, words, names = job
    return label, read_figures(words, names)


def plan(processes: Iterable[Process], words: Sequence[str], seeds: Sequence[int]) -> list[Any]:
    """Worlds to live: the baseline once a seed, and each process's parameter halved and doubled."""
    processes = list(processes)
    jobs = []
    for seed in seeds:
        own = [*words, f"seed={seed}", f"population_seed={seed}"]
        jobs.append((("", 1.0, seed), own, [p.name for p in processes]))
        for process in processes:
            for factor in (0.5, 2.0):
                changed = [f"{key}={value!r}" for key, value in overrides(process, factor, words).items()]
                jobs.append(((process.name, factor, seed), [*own, *changed], [process.name]))
    return jobs


def live(jobs: list[Any], workers: int) -> Iterator[Any]:
    """Worlds one after the other, or in ``workers`` processes; results in the order of the jobs."""
    if workers <= 1:
        yield from map(_job, jobs)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_job, jobs)


def halve_and_double(
    words: Sequence[str],
    seeds: Sequence[int],
    processes: Iterable[Process] = PROCESSES,
    workers: int = 1,
    on_world: Callable[[int, int], Any] = lambda done, of: None,
) -> pd.DataFrame:
    """One row a process, figure and seed, with the value at half, full and double main parameter."""
    processes = list(processes)
    jobs = plan(processes, words, seeds)
    found: dict[tuple[str, float, int], dict[Any, float]] = {}
    for label, values in live(jobs, workers):
        found[label] = values
        on_world(len(found), len(jobs))
    rows = []
    for process in processes:
        for k, figure in enumerate(process.figures):
            for seed in seeds:
                worlds = {f: found[(process.name if f != 1.0 else "", f, seed)] for f in FACTORS}
                values = {str(f): worlds[f][process.name, k] for f in FACTORS}
                rows.append({"process": process.name, "figure": figure.label, "unit": figure.unit, "seed": seed} | values)
    return pd.DataFrame(rows)


def paired(table: pd.DataFrame) -> pd.DataFrame:
    """Mean over seeds, difference from full, its paired standard error, and whether it moved."""
    rows = []
    for (process, figure), group in table.groupby(["process", "figure"], sort=False):
        row = {"process": process, "figure": figure, "unit": group["unit"].iloc[0]}
        row |= {str(f): float(group[str(f)].mean()) for f in FACTORS}
        for f in ("0.5", "2.0"):
            difference = (group[f] - group["1.0"]).to_numpy(float)
            error = float(np.std(difference, ddof=1) / np.sqrt(len(difference))) if len(difference) > 1 else np.nan
            mean = float(np.mean(difference))
            row |= {f"difference_{f}": mean, f"error_{f}": error, f"moved_{f}": bool(abs(mean) > TIMES_ERROR * error)}
        rows.append(row)
    return pd.DataFrame(rows)


def touched(words: Sequence[str]) -> dict[str, set[str]]:
    """Phase -> registers (``people.pay``, …) that it changed in some month of a run: seen, not declared."""
    from sim.model import LabourMarket

    seen: dict[str, set[str]] = {}

    def watched(phase: Callable[[Any], None]) -> Callable[[Any], None]:
        def act(m: Any) -> None:
            before = _registers(m)
            phase(m)
            seen.setdefault(phase.__name__, set()).update(_changed(before, _registers(m)))

        return act

    class Watched(LabourMarket):
        MONTH = tuple(watched(phase) for phase in LabourMarket.MONTH)

    config = configure(*words)
    Watched(config).run_for(config.months)
    return seen


STORES = ("people", "households", "firms", "providers")


def _registers(m: Any) -> dict[str, np.ndarray]:
    found = {}
    for store in STORES:
        columns = getattr(m, store)
        found |= {f"{store}.{name}": np.array(getattr(columns, name)) for name in columns._fields}
    return found | {f"averages.{name}": np.array(values) for name, values in m.averages.arrays().items()}


def _changed(before: dict[str, np.ndarray], after: dict[str, np.ndarray]) -> set[str]:
    return {name for name, old in before.items() if not np.array_equal(old, after[name][: len(old)])}
