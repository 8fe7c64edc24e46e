"""The thirteen processes that have parameters: what each reads and changes, and what shows it at work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

YEAR = 12


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
    return Figure(
        label, "per 1,000 and month", lambda m: 1000.0 * float(np.mean(m.series[name][-YEAR:])) / people_alive(m)
    )


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
        ("choose_training", "admit", "offer_seats"),
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
        ("participate", "offer_public_works"),
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
