"""A hand-made world: the columns and names that the rooms of money ask for, without a model."""

from types import SimpleNamespace

import numpy as np

from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.provider import TrainingProvider
from sim.agents.worker import Worker
from sim.core import draws
from sim.core.columns import columns_of
from sim.core.policy import LeverTable
from sim.core.states import Benefit, Job, Sector, Unit
from sim.core.treated import Treated
from sim.finance.budget import new_budgets
from sim.finance.ledger import Ledger
from sim.finance.parameters import TaxParameters
from sim.markets.parameters import PayParameters

PAY = PayParameters(*[0.0] * len(PayParameters._fields))._replace(passing_months=3.0)
TAX = TaxParameters(0.6, 0.3, 2.0, 0.1, 0.25, 0.1, 0.1, 0.25, 1.0)
LAW = {
    "levy_rate": 0.0,
    "levy_threshold": 1,
    "levy_compliance": 1.0,
    "levy_earmark": 0.0,
    "public_training_budget": 0.002,
    "donor_training_budget": 0.0003,
    "tax_allowance": 0.25,
    "tax_rate": 0.16,
    "contribution_worker": 0.055,
    "contribution_employer": 0.13,
}


def rows_of(agent_type, n):
    return agent_type.Columns(*(c.empty(n) for c in columns_of(agent_type).values()))


def small_world(n=60, firms=6, seed=1, **law):
    """``n`` people in n/3 households: a third employees (the last firm is the state), a third on their own account."""
    people, employers = rows_of(Worker, n), rows_of(Firm, firms)
    households, providers = rows_of(Household, n // 3), rows_of(TrainingProvider, 2)
    people.pid[:] = np.arange(n) + 1
    people.sex[:] = np.arange(n) % 2
    people.birth[:] = -12 * (16 + np.arange(n) % 40)
    people.household[:] = np.arange(n) // 3
    hired = np.flatnonzero(np.arange(n) % 3 == 0)
    people.job[hired], people.pay[hired] = Job.EMPLOYEE, 0.4 + 0.02 * np.arange(len(hired))
    people.employer[hired] = np.arange(len(hired)) % firms
    people.job_since[hired] = -5
    people.job[1::3], people.pay[1::3] = Job.OWN_ACCOUNT, 0.3
    employers.fid[:] = np.arange(firms) + 1
    employers.formal[: firms // 2] = 1
    employers.sector[:] = Sector.SERVICES
    employers.sector[-1], employers.formal[-1] = Sector.GOVERNMENT, 1
    employers.staff_regular[:] = np.bincount(people.employer[hired], minlength=firms)
    formal = employers.formal[people.employer[hired]] == 1
    people.unit[hired] = np.where(formal, Unit.FORMAL, Unit.INFORMAL)
    people.unit[hired[people.employer[hired] == firms - 1]] = Unit.GOVERNMENT
    people.benefits[hired[formal]] = int(Benefit.SOCIAL_INSURANCE)
    people.unit[1::3] = Unit.HOUSEHOLD
    households.hid[:] = np.arange(len(households.hid)) + 1
    households.members[:], households.cash[:] = 3, 250_000
    households.wealth[:] = np.arange(len(households.hid)) % 5
    providers.rid[:], providers.running_cost[:], providers.public_share[:] = [1, 2], 0.5, [0.8, 0.0]
    ledger = Ledger()
    m = SimpleNamespace(
        month=0, seed=seed, people=people, firms=employers, households=households, providers=providers,
        territory=None, ledger=ledger, flows=ledger.flows, budgets=new_budgets(), levers=LeverTable(), events={},
        treated=Treated(), memory={},
        parameters=SimpleNamespace(tax=TAX, pay=PAY),
        country=SimpleNamespace(institutions=SimpleNamespace(**(LAW | law))),
    )  # fmt: skip
    m.store = lambda agent_type: m.people.pid[m.people.pid != 0]
    m.key = lambda purpose: draws.key(seed, purpose, m.month)
    return m
