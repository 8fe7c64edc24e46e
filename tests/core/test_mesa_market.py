"""Mesa's tools on the labour market itself: collectors, events, agents who leave, one rule in two styles."""

import functools
import gc
import pickle

import mesa
import numpy as np
import pytest

import sim
from sim.agents.firm import Firm
from sim.agents.transitions import convert_contract, new_moves, stop_working
from sim.agents.worker import Worker
from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose
from sim.core.states import Contract, Job, Level, Sector, Sex, Tier
from sim.markets.separations import base_hazard, separate_people, separation_hazard, separation_limits


@pytest.fixture(scope="module")
def lived():
    """Bytes of a market of 1,000 people after three months; every test makes its own from them."""
    model = sim.LabourMarket(sim.configure("people=1000", "months=12", "checks=on"))
    model.run_for(3)
    return pickle.dumps(model)


@pytest.fixture
def model(lived):
    return pickle.loads(lived)


def registers(model):
    """Every column of every kind of agent."""
    return {
        f"{kind.__name__}.{name}": array[: store.n].copy()
        for kind, store in model._stores.items()
        for name, array in {**store.arrays, "uid": store.uid}.items()
    }


def differing(a, b):
    left, right = registers(a), registers(b)
    wrong = [name for name in left if left[name].tobytes() != right[name].tobytes()]
    wrong += [] if a.recorder.panel().equals(b.recorder.panel()) else ["panel"]
    wrong += [] if a.ledger.table().equals(b.ledger.table()) else ["ledger"]
    return wrong


# -- one rule, written for one agent and for all ------------------------------------------------------------------


def separate_one(worker, model):
    """Step 9 of the month for one person, the Mesa way."""
    p, month, i = model.parameters.separation, model.month, worker.row
    if worker.job != Job.EMPLOYEE:
        return 0
    if worker.contract_end == month:
        if model.draw(Purpose.CONTRACT, worker.pid) < p.conversion:
            regular = worker.tier == Tier.REGULAR
            contract, end = (Contract.PERMANENT, NEVER) if regular else (Contract.FIXED_12PLUS, month + 12)
            convert_contract(model.people, model.firms, model.moves, i, month, int(Tier.REGULAR), int(contract), end)
            return 0
        stop_working(model.people, model.firms, model.moves, i, month)
        return 1
    firm = model.store(Firm).view(worker.employer)
    base = base_hazard(int(worker.tier), int(worker.contract), firm.sector == Sector.GOVERNMENT, firm.formal == 1, p)
    young = age_years(worker.birth, month) < 25
    if model.draw(Purpose.SEPARATION, worker.pid) < separation_hazard(base, float(month - worker.job_since), young, p):
        stop_working(model.people, model.firms, model.moves, i, month)
        return 1
    return 0


def test_separation_by_agent_and_by_kernel_gives_the_same_bits(model, lived):
    other = pickle.loads(lived)
    for m in (model, other):
        # hazards ten times as high, so that hundreds of a thousand people leave
        p = m.parameters.separation
        m.parameters.separation = p._replace(
            casual_informal=10 * p.casual_informal, informal_regular=0.3, permanent=0.2
        )
    p = other.parameters.separation
    keys = (other.key(Purpose.SEPARATION), other.key(Purpose.CONTRACT))
    limits = separation_limits(p)  # the kernel looks closely only at those whom a bound lets through
    by_kernel = separate_people(other.people, other.firms, other.moves, limits, p, *keys, other.month)
    by_agent = sum(model.workers.shuffle().map(separate_one, model))  # the order of people does not matter
    assert by_agent == by_kernel.sum() > 20
    assert differing(model, other) == [] and np.array_equal(model.moves, other.moves)


# -- data collector -----------------------------------------------------------------------------------------------


def share_of_women_at_work(model):
    women = model.people.sex == Sex.FEMALE
    return float(((model.people.job != Job.NONE) & women).sum() / (women & (model.people.pid != 0)).sum())


def hours_and(worker, more):
    return worker.hours + more


def test_the_data_collector_reports_the_model_its_agents_and_types_of_agents(model, lived):
    collector = mesa.DataCollector(
        model_reporters={"women": share_of_women_at_work, "month": "month"},
        agent_reporters={"kind": kind_of},
        agenttype_reporters={Worker: {"pay": "pay", "level": "level", "longer": [hours_and, [2]]}},
    )
    model.datacollector = collector
    collector.collect(model)
    model.step()
    collector.collect(model)
    untouched = pickle.loads(lived)
    untouched.step()
    assert differing(model, untouched) == []  # to look changes nothing
    frame = collector.get_model_vars_dataframe()
    assert frame["month"].tolist() == [3, 4] and frame["women"].between(0.3, 0.8).all()
    people = collector.get_agenttype_vars_dataframe(Worker).loc[4.0]
    assert people["pay"].tolist() == model.workers.get("pay") and people.index.tolist() == model.workers.get(
        "unique_id"
    )
    assert (people["longer"] == np.array(model.workers.get("hours")) + 2).all() and set(people["level"]) <= set(Level)
    kinds = collector.get_agent_vars_dataframe().loc[4.0]["kind"].value_counts()
    assert kinds.to_dict() == {t.__name__: len(s) for t, s in model.agents_by_type.items() if len(s)}


def kind_of(agent):
    return type(agent).__name__


def test_a_model_with_a_collector_is_saved_with_what_was_collected(model):
    model.collector = mesa.DataCollector(agenttype_reporters={Worker: {"pay": "pay", "longer": [hours_and, [2]]}})
    model.schedule_recurring(functools.partial(collect, model), mesa.time.Schedule(interval=1.0))
    model.step()
    other = pickle.loads(pickle.dumps(model))
    for m in (model, other):
        m.step()
    tables = [m.collector.get_agenttype_vars_dataframe(Worker) for m in (model, other)]
    assert tables[0].equals(tables[1]) and set(tables[0].index.get_level_values("Step")) == {4.0, 5.0}


def collect(model):
    model.collector.collect(model)


# -- events -------------------------------------------------------------------------------------------------------


def certify(worker, family, log):
    worker.certificates |= 1 << family
    log.append(worker.unique_id)


def test_events_with_agents_are_kept_and_lapse_when_the_agent_has_left(model):
    log = []
    first, second, third = model.workers.select(lambda w: w.certificates == 0, at_most=3)
    model.schedule_event(functools.partial(certify, first, 2, log), after=1)
    model.schedule_event(functools.partial(certify, second, family=2, log=log), after=1)
    model.schedule_event(model.store(Worker).view(third.row).remove, after=2)  # a method of a view that nobody holds
    model.schedule_recurring(functools.partial(certify, third, 1, log), mesa.time.Schedule(interval=1.0))
    second_id, third_id = second.unique_id, third.unique_id
    second.remove()
    del second
    gc.collect()
    model.run_for(4)
    assert not third.alive and second_id not in log
    assert log.count(first.unique_id) == 1
    assert 1 <= log.count(third_id) <= 2  # at 4.0, and at 5.0 in the order of scheduling, then no more


def test_an_event_with_an_ordinary_agent_beside_the_columns(model):
    visitor = Visitor(model)
    model.schedule_event(visitor.look, after=1)
    model.schedule_recurring(visitor.look, mesa.time.Schedule(interval=1.0, count=2))
    model.run_for(3)
    assert visitor.seen == [4.0, 4.0, 5.0]


class Visitor(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.seen = []

    def look(self):
        self.seen.append(self.model.time)


def test_months_may_be_lived_in_parts_and_events_fall_between(model, lived):
    times = []
    model.schedule_event(functools.partial(note, model, times), at=3.5)
    model.run_for(0.75)
    assert (model.month, model.time, times) == (3, 3.75, [3.5])
    model.run_until(5)
    other = pickle.loads(lived)
    other.run_for(2)
    assert differing(model, other) == [] and model.month == 5


def note(model, times):
    times.append(model.time)


# -- agents who leave ---------------------------------------------------------------------------------------------


def test_people_who_leave_free_their_job_their_seat_and_their_place(model):
    employees = model.workers.where(job=Job.EMPLOYEE)
    chosen = employees.sample(20)
    staff = int(model.firms.staff_regular.sum() + model.firms.staff_casual.sum())
    members = int(model.households.members.sum())
    chosen.do("remove")
    assert len(chosen) == 0 and staff - 20 == model.firms.staff_regular.sum() + model.firms.staff_casual.sum()
    assert model.households.members.sum() == members - 20
    model.run_for(2)  # checks=on: people, links and money hold after every month
    assert model.flow_history[3][:, -1].sum() >= 20 and new_moves().shape == model.flow_history[3].shape


def test_a_firm_cannot_be_taken_out_of_its_market(model):
    firm = model.agents_by_type[Firm][0]
    with pytest.raises(TypeError, match="opens and closes"):
        firm.remove()
    assert firm.alive
