"""A hand-made world of jobseekers for the rules of the services."""

from types import SimpleNamespace

import numpy as np

from sim.agents.averages import Averages
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.draws import key
from sim.core.policy import LeverTable
from sim.core.states import Level
from sim.finance.ledger import Ledger
from sim.services.parameters import AnticipationParameters, BeliefsParameters, ExchangeParameters

ANTICIPATION = AnticipationParameters(error=0.5, lag=18, interval=12)
BELIEFS = BeliefsParameters(learning=0.05, evidence=1.0, peers=0.25, peers_limit=0.5, limit=1.5, highest_chance=0.99)
EXCHANGE = ExchangeParameters(registration=0.1, caseworkers=0.75, caseload=500, caseworker_cost=3.0)
MARKETS = 4


def services_world(n=1000, month=20, seed=1, **traits):
    """``n`` people who have searched for one to twelve months, spread over four local markets, two of them towns."""
    arrays = {name: column.empty(n) for name, column in columns_of(Worker).items()}
    rows = np.arange(n)
    start = {
        "pid": rows + 1,
        "birth": month - 25 * 12,
        "sex": rows % 2,
        "market": rows % MARKETS,
        "level": Level.PRIMARY,
    }
    start |= {"area": rows % MARKETS // 2, "seeking": 1, "available": 1, "search_since": month - 1 - rows % 12}
    for name, value in (start | traits).items():
        arrays[name][:] = value
    ledger = Ledger()
    m = SimpleNamespace(
        month=month, seed=seed, events={}, levers=LeverTable(), ledger=ledger, flows=ledger.flows, memory={}
    )
    m.people, m.averages = Worker.Columns(**arrays), Averages.new(MARKETS)
    m.territory = SimpleNamespace(area=np.array([0, 0, 1, 1], np.uint8), weight=np.full(MARKETS, 1 / MARKETS))
    m.parameters = SimpleNamespace(anticipation=ANTICIPATION, beliefs=BELIEFS, exchange=EXCHANGE)
    m.store = lambda kind: m.people.pid[m.people.pid != 0]
    m.key = lambda purpose: key(m.seed, purpose, m.month)
    return m
