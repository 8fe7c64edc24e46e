"""A model without a schedule: stores, territory and books, enough to populate and to turn over."""

from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import yaml

from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.parameters import Constants, Institutions, LifecycleParameters, PopulationParameters
from sim.agents.provider import TrainingProvider
from sim.agents.transitions import new_moves
from sim.agents.worker import Worker
from sim.config.facts import load_facts
from sim.core import draws
from sim.core.columns import ColumnStore
from sim.core.policy import LeverTable
from sim.finance.ledger import Account, Ledger
from sim.population.initial import populate
from sim.schooling.parameters import SchoolParameters

ROOT = Path(__file__).parents[2]


def section(kind: type, name: str) -> Any:
    """Parameters of one section, read from its file."""
    table = yaml.safe_load((ROOT / "conf/economy/parts" / f"{name}.yaml").read_text())
    return kind(**{field: table[field]["value"] for field in kind._fields})


@lru_cache
def ghana() -> SimpleNamespace:
    """Ghana's facts with the level constants that matter for the first population."""
    constants = Constants(*[0.0] * len(Constants._fields))._replace(formal_jobs=0.14, informal_jobs=0.037)
    institutions = Institutions(*[0.0] * len(Institutions._fields))
    institutions = institutions._replace(government_jobs=0.05, population_growth=0.026)
    facts = load_facts(ROOT / "conf/country/facts/GHA.csv")
    return SimpleNamespace(
        name="Ghana", iso3="GHA", anchor_year=2022, facts=facts, constants=constants, institutions=institutions,
        population=facts.people(15, 64, 2022),
    )  # fmt: skip


class Small:
    """The part of the model that the population rooms ask for."""

    def __init__(self, people: int = 20_000, seed: int = 1, population_seed: int = 1, zoom: Any = None) -> None:
        self.country, self.seed, self.population_seed, self.month = ghana(), seed, population_seed, 0
        self.config = SimpleNamespace(
            country=self.country, people=people, population_seed=population_seed, seed=seed, zoom=zoom
        )
        self.parameters = SimpleNamespace(
            population=section(PopulationParameters, "population"),
            lifecycle=section(LifecycleParameters, "lifecycle"),
            school=section(SchoolParameters, "school"),
        )
        self.agent_id_counter, self.stores, self.state_file, self.settling = 1, {}, None, False
        self.ledger, self.moves, self.events, self.memory = Ledger(), new_moves(), {}, {}
        self.levers = LeverTable()

    def store(self, kind: type) -> ColumnStore:
        if kind not in self.stores:
            self.stores[kind] = ColumnStore(self, kind)
        return self.stores[kind]

    def key(self, purpose: draws.Purpose) -> np.uint64:
        return draws.key(self.seed, purpose, self.month)

    people = property(lambda self: self.store(Worker).columns)
    households = property(lambda self: self.store(Household).columns)
    firms = property(lambda self: self.store(Firm).columns)
    providers = property(lambda self: self.store(TrainingProvider).columns)
    flows = property(lambda self: self.ledger.flows)


def populated(fill: Any = populate, **config: Any) -> Small:
    """A small model after ``fill``, with the cash of households booked as the model's first month does."""
    m = Small(**config)
    fill(m)
    m.ledger.open_with(Account.HOUSEHOLDS, int(m.households.cash.sum()))
    return m
