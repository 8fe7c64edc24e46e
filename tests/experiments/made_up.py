"""A small made-up result, so that storing and showing can be tested without a model."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from sim.agents.worker import People, Worker
from sim.core.calendar import NEVER
from sim.core.columns import columns_of
from sim.experiments import durations
from sim.experiments.flows import NAMES, flow_table
from sim.experiments.provenance import manifest
from sim.experiments.result import Result
from sim.experiments.summary import summarise

PARAMETERS = SimpleNamespace(indicators=SimpleNamespace(spell_window=120, spell_age=30))
GROUPS = ("all", "sex=female", "sex=male")
RATES = {
    "neet_rate": ("NEET rate, 15–24", 0.26, 0.03),
    "informality_rate": ("Informal employment", 0.78, 0.05),
    "employment_rate": ("Employed, of people of 15–64", 0.62, -0.02),
    "unemployment_rate": ("Unemployment rate (LU1)", 0.029, 0.002),
    "transited": ("Transition completed, 15–29", 0.31, -0.04),
    "in_transition": ("In transition, 15–29", 0.42, 0.03),
    "not_started": ("Transition not started, 15–29", 0.27, 0.01),
}


def config(seed: int = 1, months: int = 120) -> SimpleNamespace:
    number = {"value": 2.4, "unit": "years", "low": 0, "high": 10, "status": "assumption", "source": ""}
    country = SimpleNamespace(name="Ghana", iso3="GHA", anchor_year=2022, currency="GHS", lcu_per_w=1950.0)
    economy = {"school": {"delay": number, "return": number | {"status": "fitted", "source": "Survey of 2022"}}}
    return SimpleNamespace(
        scenario="baseline", country=country, economy=economy, people=20_000, weight=980.0, months=months, seed=seed
    )


def panel(months: int = 120) -> pd.DataFrame:
    noise = np.random.default_rng(3)
    rows = [{"month": t, "group": g} for t in range(months) for g in GROUPS]
    table = pd.DataFrame(rows)
    side = table["group"].map({"all": 0.0, "sex=female": 1.0, "sex=male": -1.0})
    for name, (_, level, gap) in RATES.items():
        season = 0.01 * np.sin(table["month"] / 12 * 2 * np.pi)
        table[f"{name}_num"] = np.round(
            5_000 * (level + gap * side + season * 0.5 + noise.normal(0, 0.004, len(table)))
        )
        table[f"{name}_den"] = 5_000
    rest = 5_000 - table["transited_num"] - table["in_transition_num"]
    table["not_started_num"] = rest
    return table


def flows(months: int = 120) -> pd.DataFrame:
    n = len(NAMES)
    one = np.round(np.full((n, n), 3.0) + np.eye(n) * 900).astype(int)
    one[1, 4:9] = [40, 60, 50, 10, 4]
    one[0, 1], one[0, 6], one[n - 1, 0], one[n - 1, n - 1], one[4, 9] = 30, 20, 60, 0, 0
    return flow_table([one] * months)


def model(n: int = 3_000, month: int = 119) -> SimpleNamespace:
    """Registers of ``n`` people who left school during the run, with dates of first jobs."""
    luck = np.random.default_rng(5)
    people = People(*(column.empty(n) for column in columns_of(Worker).values()))
    left, sex = luck.integers(0, month + 1, n), luck.integers(0, 2, n)
    first = left + luck.geometric(np.where(sex == 1, 0.05, 0.08)) - 1
    stable = left + luck.geometric(np.where(sex == 1, 0.008, 0.014)) + 3
    dates = {"first_job": first, "first_stable": stable, "first_good": np.minimum(stable, first + 10)}
    known = {name: np.where(date <= month, date, NEVER) for name, date in dates.items()}
    registers = {"pid": np.arange(1, n + 1), "birth": left - 12 * 18, "left_school": left, "sex": sex} | known
    for name, values in registers.items():
        getattr(people, name)[:] = values
    return SimpleNamespace(people=people, parameters=PARAMETERS)


def ledger(months: int = 120) -> pd.DataFrame:
    lines = [
        ("levy", "enterprises", "training_fund", 30.0),
        ("donor_budget", "donors", "training_fund", 10.0),
        ("grant", "training_fund", "enterprises", 12.0),
        ("public_places", "training_fund", "providers", 20.0),
        ("public_places", "government", "providers", 45.0),
        ("donor_places", "donors", "providers", 8.0),
        ("staff_training", "enterprises", "providers", 25.0),
        ("fee", "households", "providers", 33.0),
        ("apprentice_fee", "households", "enterprises", 21.0),
        ("stipend", "government", "households", 6.0),
        ("pay", "enterprises", "households", 9_000.0),
    ]
    rows = [(t, p, a, b, "sex=female|age=15-19", w * (1 + t / 240)) for t in range(months) for p, a, b, w in lines]
    return pd.DataFrame(rows, columns=["month", "purpose", "payer", "payee", "group", "amount"])


def targets() -> list[SimpleNamespace]:
    source = "ILOSTAT, harmonised microdata"
    given = [
        ("neet_rate", "all", 27.6, True), ("neet_rate", "sex=female", 29.8, True),
        ("neet_rate", "sex=male", 25.2, True),
        ("informality_rate", "all", 78.1, True), ("informality_rate", "sex=female", 78.8, False),
        ("informality_rate", "sex=male", 77.2, False), ("employment_rate", "all", 66.0, False),
        ("unemployment_rate", "all", 2.9, True),
    ]  # fmt: skip
    return [
        SimpleNamespace(indicator=i, group=g, value=v, unit="percent", year=2022, source=source, label=i, fitted=f,
                        own=True, tolerance=2.0)
        for i, g, v, f in given
    ]  # fmt: skip


def result(months: int = 120, asked: int = 120, seed: int = 1) -> Result:
    settings = config(seed, asked)
    indicators = [SimpleNamespace(name=n, label=label, unit="share") for n, (label, *_) in RATES.items()]
    curves = durations.curves(model(month=months - 1), months - 1)
    spells = durations.medians(curves)
    times = {"status": "complete" if months == asked else "interrupted", "months_done": months, "seconds": 1.5}
    facts = manifest(settings, **times, worker_months_per_second=2_400_000)
    made = panel(months)
    made.insert(0, "run_key", facts["run_key"])
    series = pd.DataFrame({"month": range(months), "name": "vacancies", "value": 1.0})
    return Result(
        config=settings, panel=made, summary=summarise(made, spells, indicators, targets()), ledger=ledger(months),
        flows=flows(months), spells=spells, curves=curves, series=series, manifest=facts,
    )  # fmt: skip
