"""Small worlds for the tests of the indicators: a handful of people written as registers."""

import hashlib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import yaml

from sim.agents.firm import Firm, Firms
from sim.agents.provider import Providers, TrainingProvider
from sim.agents.worker import People, Worker
from sim.core.columns import columns_of
from sim.finance.ledger import Ledger
from sim.indicators.bits import WIDTH
from sim.indicators.groups import EVERYBODY, MARGINS
from sim.indicators.panel import Recorder
from sim.indicators.parameters import IndicatorsParameters
from sim.indicators.pay import thresholds
from sim.indicators.survey import new_memory, observe_people

_PART = Path(__file__).parents[2] / "conf/economy/parts/indicators.yaml"
PARAMETERS = IndicatorsParameters(**{k: float(v["value"]) for k, v in yaml.safe_load(_PART.read_text("utf-8")).items()})


def columns(kind, tuple_class, n, **values):
    arrays = {name: column.empty(n) for name, column in columns_of(kind).items()}
    for name, value in values.items():
        arrays[name][:] = value
    return tuple_class(**arrays)


def persons(*registers, age=20, month=0):
    """People of one ``age``, one for every dictionary of registers."""
    people = columns(Worker, People, len(registers), pid=np.arange(1, len(registers) + 1), birth=month - age * 12)
    for i, person in enumerate(registers):
        for name, value in person.items():
            getattr(people, name)[i] = value
    return people


def crowd(n, seed=1):
    """``n`` people with registers drawn at random within their vocabularies (numpy's generator, for tests only)."""
    r = np.random.default_rng(seed)
    sizes = {
        "sex": 2, "area": 2, "level": 6, "disability": 3, "wealth": 5, "job": 11, "education": 3,
        "contract": 5, "unit": 5, "family": 8, "benefits": 16, "hours": 70, "seeking": 2, "available": 2,
        "wants_work": 2, "wants_more_hours": 2, "outside_reason": 7, "plans_to_work": 2, "market_share":
        101, "certificates": 256,
    }  # fmt: skip
    values = {name: r.integers(0, size, n) for name, size in sizes.items()}
    return columns(
        Worker, People, n, pid=np.arange(1, n + 1), birth=-r.integers(180, 780, n), pay=r.gamma(2, 0.5, n),
        reservation=r.gamma(2, 0.3, n), left_school=-r.integers(0, 200, n), job_since=-r.integers(0, 99, n),
        search_since=-r.integers(0, 30, n), last_enrolled=-r.integers(0, 60, n), **values,
    )  # fmt: skip


def observed(people, month=0, parameters=PARAMETERS, minimum_wage=0.3):
    """Observe ``people``; returns counts of parts that together hold everybody."""
    margins = np.zeros((len(MARGINS), WIDTH), np.int64)
    limits = thresholds(people, parameters.standard_hours, minimum_wage)
    fees = np.full(1, 0.2, np.float32)
    observe_people(people, np.zeros(1, np.uint8), fees, limits, parameters, month, new_memory(), margins)
    return margins[:EVERYBODY]


def holds(people, op):
    """For each person, does the bit hold?"""
    return ((people.status >> np.uint64(op)) & np.uint64(1)).astype(bool).tolist()


def world(people, months=24):
    """What the recorder reads of a model."""
    ledger = Ledger()
    m = SimpleNamespace(
        people=people, firms=columns(Firm, Firms, 3), providers=columns(TrainingProvider, Providers, 3), month=0,
        parameters=SimpleNamespace(indicators=PARAMETERS), events={}, ledger=ledger, flows=ledger.flows,
        country=SimpleNamespace(institutions=SimpleNamespace(minimum_wage=0.3)), config=SimpleNamespace(months=months),
    )  # fmt: skip
    m.recorder = Recorder(m)
    return m


def fingerprint():
    """Hash of 300 people after two observations, and of the counts."""
    people, digest = crowd(300), hashlib.sha256()
    for month in (0, 1):
        digest.update(observed(people, month).tobytes())
    for column in people:
        digest.update(column.tobytes())
    return digest.hexdigest()
