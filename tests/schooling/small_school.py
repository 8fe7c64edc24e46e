"""Small tables of people, firms and households for the rules of schooling."""

from types import SimpleNamespace

import numpy as np

from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.transitions import new_moves
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.draws import key
from sim.core.states import Education, Outside


def table(agent_type, n, **values):
    """Columns of ``n`` agents, at their defaults but for ``values``."""
    arrays = {name: column.empty(n) for name, column in columns_of(agent_type).items()}
    for name, value in values.items():
        arrays[name][:] = value
    return agent_type.Columns(**arrays)


def school_world(p, n=1000, month=0, shares=(0.0, 0.0), seed=1, **traits):
    """``n`` pupils ten months before the end of school, half of them with a farm, as a rule sees a model."""
    start = {"pid": np.arange(1, n + 1), "birth": month - 16 * 12, "sex": np.arange(n) % 2, "household": np.arange(n)}
    start |= {"wealth": 2, "education": Education.SCHOOL, "outside_reason": Outside.STUDY, "plans_to_work": 1}
    start |= {"ultimate": 3, "level": 1, "school_end": month + 10, "last_enrolled": month - 1}
    people = table(Worker, n, **(start | traits))
    households = table(Household, n, hid=np.arange(1, n + 1), farm=np.arange(n) // 2 % 2, members=3, cash=10**9)
    m = SimpleNamespace(month=month, seed=seed, population_seed=1, events={}, moves=new_moves())
    m.people, m.firms, m.households = people, table(Firm, 1), households
    m.parameters = SimpleNamespace(school=p)
    constants = SimpleNamespace(student_work_m=shares[0], student_work_f=shares[1])
    m.country = SimpleNamespace(constants=constants)
    m.key = lambda purpose: key(m.seed, purpose, m.month)
    return m
