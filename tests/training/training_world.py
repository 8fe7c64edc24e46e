"""A tiny world for the training room: columns, a budget and a ledger, without the rest of the model."""

from types import SimpleNamespace

import numpy as np
import yaml

from sim.agents.averages import Averages
from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.provider import TrainingProvider
from sim.agents.territory import Territory
from sim.agents.transitions import new_moves
from sim.agents.worker import Worker
from sim.config.places import conf
from sim.core import draws
from sim.core.columns import ColumnStore
from sim.core.policy import LeverTable
from sim.core.states import Education, ProviderKind
from sim.core.treated import Treated
from sim.finance.budget import new_budgets
from sim.finance.ledger import MILLION, Account, Ledger
from sim.markets.parameters import AccessParameters
from sim.training import parameters as declared


def section(name, tuple_class):
    text = yaml.safe_load((conf() / "economy" / "parts" / f"{name}.yaml").read_text())
    return tuple_class(**{key: float(leaf["value"]) for key, leaf in text.items()})


def all_parameters():
    return SimpleNamespace(
        places=section("places", declared.PlacesParameters),
        choice=section("choice", declared.ChoiceParameters),
        delivery=section("delivery", declared.DeliveryParameters),
        apprenticeship=section("apprenticeship", declared.ApprenticeshipParameters),
        workplace=section("workplace", declared.WorkplaceParameters),
        access=section("access", AccessParameters),
    )


class World:
    """What the rules see of the model."""

    def __init__(self, seed=1, markets=2):
        self.seed, self.population_seed, self.month, self.agent_id_counter = seed, 7, 0, 1
        self.stores = {kind: ColumnStore(self, kind, 64) for kind in (Worker, Firm, TrainingProvider, Household)}
        access = np.full((markets, markets), 0.3) + 0.7 * np.eye(markets)
        self.territory = Territory(
            np.ones(markets, np.uint8), np.ones(markets) / markets, np.zeros(markets), np.zeros(markets), access
        )
        self.averages = Averages.new(markets)
        self.parameters = all_parameters()
        self.country = SimpleNamespace(institutions=SimpleNamespace(population_growth=0.0))
        self.levers, self.budgets, self.ledger = LeverTable(), new_budgets(), Ledger()
        self.treated, self.memory = Treated(), {}
        self.config = SimpleNamespace(holdout=0.0)
        self.flows, self.moves, self.events = self.ledger.flows, new_moves(), {}
        self.budgets.public.credit(10**15)
        self.budgets.donor.credit(10**15)

    people = property(lambda self: self.stores[Worker].columns)
    firms = property(lambda self: self.stores[Firm].columns)
    providers = property(lambda self: self.stores[TrainingProvider].columns)
    households = property(lambda self: self.stores[Household].columns)

    def store(self, kind):
        return self.stores[kind]

    def key(self, purpose):
        return draws.key(self.seed, purpose, self.month)

    def set(self, name, **values):
        setattr(self.parameters, name, getattr(self.parameters, name)._replace(**values))

    def add_people(self, n, cash=5.0, **values):
        first = len(self.people.pid) + 1
        ids = np.arange(first, first + n) * 7919
        rows = self.stores[Household].allocate(n, hid=ids, cash=int(cash * MILLION))
        values = {"birth": -12 * 18, "household": rows, **values}
        return self.stores[Worker].allocate(n, pid=ids, **values)

    def add_provider(self, **values):
        rid = len(self.providers.rid) + 101
        common = {
            "rid": rid,
            "kind": ProviderKind.PUBLIC_COLLEGE,
            "family": 1,
            "places": 10,
            "running_cost": 0.2,
            "public_share": 1.0,
            "recognised": 1,
        }
        return int(self.stores[TrainingProvider].allocate(1, **{**common, **values})[0])

    def put_in_course(self, rows, provider, since=0):
        people, duration = self.people, int(self.providers.duration[provider])
        people.education[rows], people.provider[rows] = Education.COURSE, provider
        people.course_end[rows] = since + duration
        self.providers.enrolled[provider] += len(rows)

    def queue_up(self, rows, provider, since=0):
        self.people.waiting_for[rows], self.people.waiting_since[rows] = provider, since
        self.providers.queue[provider] += len(rows)

    def paid(self, purpose, payer=slice(None), payee=slice(None)):
        return int(self.flows[purpose, payer, payee].sum())

    def check_cash(self, households_before, providers_before):
        """Cash moved by exactly what the ledger says."""
        for account, held, before in (
            (Account.HOUSEHOLDS, self.households.cash, households_before),
            (Account.PROVIDERS, self.providers.balance, providers_before),
        ):
            net = self.ledger.received(account) - self.ledger.paid(account)
            assert int(held.sum()) - before == net


def rotate_to_intake(world, provider):
    """Move the world to the first month in which ``provider`` takes in learners."""
    from sim.core.draws import Purpose, key
    from sim.training.admission import takes_in

    p = world.providers
    interval = int(world.parameters.choice.intake)
    while takes_in(p.rid, p.kind, key(world.population_seed, Purpose.ADMISSION), interval, world.month)[provider] == 0:
        world.month += 1
