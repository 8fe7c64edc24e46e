"""The facts of Mesa that agents in columns lean on, by name. A new Mesa that breaks one fails here first.

Needs only the ground floor, so it also runs against a Mesa that is not released yet (``.ci/mesa-pre``).
"""

import inspect
import pickle
import random

import mesa
import numpy as np
import pytest
from mesa.agentset import AbstractAgentSet, GroupBy
from mesa.time import Event, Priority, Schedule

from sim.agents.base import ColumnAgent
from sim.core.agentset import ColumnAgentSet, ColumnModel
from sim.core.columns import Column


class Person(ColumnAgent):
    wage = Column("f8")

    def step(self):
        self.wage += 1.0


class Visitor(mesa.Agent):
    visits = 0

    def step(self):
        self.visits += 1


class Town(ColumnModel):
    def __init__(self, rng=None):
        super().__init__(rng=rng)
        self.months = 0

    def step(self):
        self.months += 1
        self.agents.do("step")


def town(n=3):
    model = Town(rng=1)
    return model, Person.create_agents(model, n)


def test_the_abstract_set_asks_for_twelve_methods():
    assert AbstractAgentSet.__abstractmethods__ == {
        "__contains__", "__iter__", "__len__", "_update", "add", "discard", "do", "map", "remove", "shuffle",
        "shuffle_do", "sort",
    }  # fmt: skip
    inherited = ("get", "set", "agg", "select", "groupby", "to_list")
    assert all(hasattr(AbstractAgentSet, name) for name in inherited)
    assert issubclass(ColumnAgentSet, AbstractAgentSet)


def test_groups_are_made_of_a_dictionary():
    groups = GroupBy({"a": [1, 2], "b": [3]})
    assert groups.count() == {"a": 2, "b": 1} and dict(iter(groups)) == groups.groups and len(groups) == 2


def test_the_sets_by_type_are_the_live_dictionary():
    model, people = town()
    assert model.agents_by_type is model.agents_by_type
    assert model.agents_by_type[Person] == people and Person in model.agent_types


def test_the_counter_of_unique_ids_is_shared():
    model, people = town()
    visitor = Visitor(model)
    assert [*people.get("unique_id"), visitor.unique_id] == [1, 2, 3, 4]
    assert model.agent_id_counter == 5


def test_a_model_has_a_generator_of_numpy_and_one_of_python():
    model, _ = town()
    assert isinstance(model.rng, np.random.Generator) and isinstance(model.random, random.Random)
    assert Town(rng=1).rng.random() == Town(rng=1).rng.random() != Town(rng=2).rng.random()


def test_an_agent_leaves_through_the_model():
    model, people = town()
    assert callable(mesa.Model.register_agent) and callable(mesa.Model.deregister_agent)
    visitor = Visitor(model)
    visitor.remove()
    people.to_list()[0].remove()
    assert len(model.agents) == 2 and visitor not in model.agents


def test_a_step_is_one_unit_of_time_and_events_of_that_time_come_after_it():
    model, people = town(1)
    seen = []

    def look():
        seen.append((model.time, model.months))

    model.schedule_event(look, at=1.0)
    model.step()
    model.run_for(1)
    model.run_until(3)
    assert (model.time, model.months, seen) == (3.0, 3, [(1.0, 1)]) and people.get("wage") == [3.0]


def test_events_hold_their_callable_weakly_and_take_other_attributes():
    def callback():
        pass

    event = Event(1.0, callback)
    event.anything = callback
    assert event.fn() is callback and event.anything is callback
    assert Event(1.0, callback).unique_id == event.unique_id + 1 and Priority.HIGH < Priority.DEFAULT
    assert Schedule(interval=2.0, start=1.0).interval == 2.0


def test_waiting_events_can_be_listed_in_their_order():
    model, _ = town()
    for at in (3.0, 2.0):
        model.schedule_event(model.remove_all_agents, at=at)
    model._event_list.compact()
    waiting = model._event_list.peek_ahead(len(model._event_list))
    assert [event.time for event in waiting] == [1.0, 2.0, 3.0] and not model._event_list.is_empty()


def test_the_data_collector_keeps_reporters_by_name_and_says_what_they_are_made_of():
    collector = mesa.DataCollector(
        agent_reporters={"wage": "wage"},
        agenttype_reporters={Person: {"own": "wage", "more": [wage_and, [1]]}},
    )
    made_of = inspect.getclosurevars(collector.agent_reporters["wage"]).nonlocals
    assert made_of["attribute_name"] == "wage"
    assert {"func", "params"} <= set(inspect.getclosurevars(collector.agenttype_reporters[Person]["more"]).nonlocals)
    assert collector.agent_reporters["wage"].__module__ == mesa.DataCollector.__module__


def wage_and(agent, more):
    return agent.wage + more


def test_a_model_goes_through_pickle():
    model, _ = town()
    model.step()
    other = pickle.loads(pickle.dumps(model))
    for m in (model, other):
        m.step()
    assert other.time == model.time == 2.0 and other.agents_by_type[Person].get("wage") == [2.0] * 3


def test_a_set_of_mesa_would_lose_views_at_once():
    model, people = town()
    with pytest.warns(UserWarning):
        plain = mesa.agentset.AgentSet((model.store(Person).view(r) for r in range(3)), random=None)
    assert len(plain) == 0 and len(people.select()) == 3
