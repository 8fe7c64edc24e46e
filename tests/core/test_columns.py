"""People in columns are genuine Mesa agents: nobody is mixed up with a stranger, and Mesa's tools work on them."""

import copy
import gc
import pickle
from enum import IntEnum

import mesa
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sim.agents.base import ColumnAgent
from sim.core.agentset import ColumnAgentSet, ColumnModel, UnionAgentSet
from sim.core.columns import Column, ColumnStore, columns_of


class State(IntEnum):
    OUT = 0
    UNEMPLOYED = 1
    EMPLOYED = 2


class Person(ColumnAgent):
    age = Column("i2", 15, unit="years", doc="Age.")
    state = Column("u1", enum=State)
    wage = Column("f8")
    skill = Column("u2", width=3)

    def step(self):
        self.wage += 1.0

    def die(self):
        self.remove()


class Apprentice(Person):
    master = Column("i4", -1)


class Inspector(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.visits = 0

    def step(self):
        self.visits += 1


class Market(ColumnModel):
    def step(self):
        self.agents_by_type[Person].shuffle_do("step")


def mean_wage(model):
    return float(model.agents_by_type[Person].col("wage").mean())


def wage_of(agent):
    return agent.wage


def market(n=10, **columns):
    model = Market(rng=1)
    return model, Person.create_agents(model, n, **columns)


# -- rows and ids ------------------------------------------------------------------------------------------------


class Turnover(RuleBasedStateMachine):
    """Whatever comes and goes: rows never move, ids never repeat, and a view reads its own agent or nothing."""

    def __init__(self):
        super().__init__()
        self.model = Market(rng=1)
        self.store = self.model.store(Person, 2)
        self.alive: dict[int, tuple[Person, int]] = {}  # uid -> view, its age
        self.dead: list[Person] = []
        self.seen: set[int] = set()
        self.cohort, self.cohort_uids = self.model.agents_by_type[Person].copy(), set()

    @rule(ages=st.lists(st.integers(0, 99), max_size=6))
    def enter(self, ages):
        free = np.flatnonzero(self.store.uid[: self.store.n] == 0)
        rows = self.store.allocate(len(ages), age=np.array(ages, int))
        reused = rows[: len(free)]
        assert reused.tolist() == free[: len(reused)].tolist()  # lowest free row first
        for row, age in zip(rows.tolist(), ages):
            view = self.store.view(row)
            assert view.unique_id not in self.seen
            assert (view.wage, view.state, view.skill) == (0.0, State.OUT, [0, 0, 0])
            view.wage = 1.0  # leave something behind that must not reach the next agent of this row
            self.seen.add(view.unique_id)
            self.alive[view.unique_id] = (view, age)

    @precondition(lambda self: self.alive)
    @rule(data=st.data())
    def leave(self, data):
        gone = data.draw(st.lists(st.sampled_from(sorted(self.alive)), unique=True))
        views = [self.alive.pop(uid)[0] for uid in gone]
        self.store.release([view.row for view in views])
        self.dead += views
        self.cohort_uids -= set(gone)

    @rule()
    def an_ordinary_agent_enters(self):
        uid = Inspector(self.model).unique_id
        assert uid not in self.seen  # Mesa's counter is shared
        self.seen.add(uid)

    @rule()
    def remember_cohort(self):
        self.cohort, self.cohort_uids = self.model.agents_by_type[Person].select(), set(self.alive)

    @invariant()
    def views_read_their_own_agent_or_nothing(self):
        for view, age in self.alive.values():
            assert view.age == age
        for view in self.dead:
            assert not view.alive
            with pytest.raises(LookupError, match="has left the model"):
                _ = view.age

    @invariant()
    def sets_hold_the_living(self):
        registered = self.model.agents_by_type[Person]
        assert {a.unique_id for a in registered} == set(self.alive)
        assert {a.unique_id for a in self.cohort} == self.cohort_uids == set(self.cohort.get("unique_id"))
        assert np.all(np.diff(registered.rows) > 0)


TestTurnover = Turnover.TestCase
TestTurnover.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_reserved_capacity_keeps_the_arrays_in_place():
    store = ColumnStore(Market(rng=1), Person, capacity=4)
    store.reserve(100)
    wages = store.arrays["wage"]
    store.allocate(100, wage=2.0)
    assert store.arrays["wage"] is wages and store.capacity == 100
    store.allocate(1)
    assert store.arrays["wage"] is not wages and store.capacity > 100


def test_kernels_see_the_rows_used_so_far():
    model, _ = market(5, wage=3.0)
    people = model.store(Person).columns
    assert people.wage.tolist() == [3.0] * 5 and people.skill.shape == (5, 3)
    people.wage[2] = 9.0
    assert model.store(Person).view(2).wage == 9.0
    assert type(people)._fields == tuple(columns_of(Person))
    assert Apprentice.Columns._fields == (*columns_of(Person), "master")


@pytest.mark.parametrize("rows", [[3], [0, 0], [-1], [99], [True, False], [0.5]])
def test_only_living_rows_can_be_released_and_only_once(rows):
    model, people = market(5)
    people.to_list()[3].remove()
    with pytest.raises((LookupError, TypeError)):
        model.store(Person).release(rows)
    assert len(model.store(Person)) == 4


def test_thousands_can_come_and_go_among_many():
    store = ColumnStore(Market(rng=1), Person, 200_000)
    store.allocate(200_000)
    leavers = np.random.default_rng(1).choice(200_000, 5_000, replace=False)
    store.release(leavers)
    assert store.allocate(4_000).tolist() == sorted(leavers.tolist())[:4_000]
    assert len(store) == 199_000


# -- values ------------------------------------------------------------------------------------------------------


def test_an_agent_gives_plain_python_values():
    _, people = market(1, age=30, state=State.EMPLOYED, wage=1.5, skill=np.array([[1, 2, 3]]))
    person = people.to_list()[0]
    assert (type(person.age), type(person.wage), type(person.state)) == (int, float, State)
    assert person.skill == [1, 2, 3]
    assert Person.age.unit == "years" and Person.age.__doc__ == "Age."


def test_one_agent_is_made_the_mesa_way():
    model = Market(rng=1)
    person = Person(model, age=40, skill=[1, 2, 3])
    assert person.unique_id == 1 and person in model.agents_by_type[Person]
    assert person == model.store(Person).view(person.row) and person is not model.store(Person).view(person.row)
    assert isinstance(person, mesa.Agent) and person.model is model and person.rng is model.rng


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"age": np.arange(4)}, ValueError, r"shape \(5,\); got shape \(4,\)"),
        ({"age": [1, 2]}, ValueError, "one value an agent"),
        ({"skill": np.arange(3)}, ValueError, r"shape \(5, 3\)"),
        ({"state": 256}, OverflowError, "holds 0 to 255"),
        ({"age": np.array([1, 2, 3, 4, 40_000])}, OverflowError, "values 1 to 40000"),
        ({"age": 1.5}, TypeError, "whole numbers"),
        ({"age": np.nan}, TypeError, "whole numbers"),
        ({"age": "old"}, TypeError, "holds numbers"),
        ({"wgae": 1.0}, AttributeError, "Did you mean 'wage'"),
    ],
)
def test_values_that_do_not_fit_are_refused_and_nobody_enters(wrong, error, says):
    model = Market(rng=1)
    with pytest.raises(error, match=says):
        Person.create_agents(model, 5, **wrong)
    assert len(model.agents) == 0 and model.agent_id_counter == 1


def test_agents_come_from_a_data_frame():
    model = Market(rng=1)
    people = Person.from_dataframe(model, pd.DataFrame({"age": [20, 30], "wage": [1.0, 2.0]}, index=[7, 8]), state=2)
    assert people.get(["age", "wage", "state"]) == [[20, 1.0, State.EMPLOYED], [30, 2.0, State.EMPLOYED]]
    with pytest.raises(TypeError, match="'age' must be one scalar"):
        Person.from_dataframe(model, pd.DataFrame({"wage": [1.0]}), age=[20])


@pytest.mark.parametrize("name", ["wgae", "pos", "step", "unique_id", "model", "random"])
def test_only_columns_can_be_set_on_an_agent(name):
    _, people = market(1)
    with pytest.raises(AttributeError):
        setattr(people.to_list()[0], name, 1)


def test_a_column_cannot_take_a_name_of_mesa():
    with pytest.raises(TypeError, match="cannot be called 'model'"):
        type("Bad", (ColumnAgent,), {"model": Column("i4")})


def test_a_type_with_its_own_start_is_not_filled_past_it():
    class Careful(Person):
        def __init__(self, model):
            super().__init__(model, age=50)

    model = Market(rng=1)
    assert Careful(model).age == 50
    with pytest.raises(TypeError, match="its own __init__"):
        Careful.create_agents(model, 3)


def test_agents_of_two_models_are_strangers():
    (a, first), (b, second) = market(1), market(1)
    x, y = first.to_list()[0], second.to_list()[0]
    assert x.unique_id == y.unique_id and x != y
    assert x not in b.agents_by_type[Person] and x in a.agents_by_type[Person]


# -- sets --------------------------------------------------------------------------------------------------------


@given(ages=st.lists(st.integers(0, 99), max_size=12), limit=st.one_of(st.integers(0, 12), st.floats(0, 1)))
@settings(max_examples=40, deadline=None)
def test_a_mask_and_a_function_choose_the_same_people(ages, limit):
    _, people = market(len(ages), age=np.array(ages, int))
    count = int(len(ages) * limit) if isinstance(limit, float) else limit
    chosen = people.select(lambda p: p.age < 25, at_most=limit)
    assert chosen == people.select(people.col("age") < 25, at_most=limit)
    assert chosen == people.where(age=range(25)).select(at_most=count)


@given(ages=st.lists(st.integers(0, 5), max_size=12), ascending=st.booleans())
@settings(max_examples=40, deadline=None)
def test_sets_sort_and_group_as_mesa_does(ages, ascending):
    model, people = market(len(ages), age=np.array(ages, int))
    plain = mesa.agent.AgentSet(views := people.to_list(), random=model.random)
    assert people.sort("age", ascending).get("unique_id") == plain.sort("age", ascending).get("unique_id")
    assert people.sort(lambda p: p.age, ascending).to_list() == people.sort("age", ascending).to_list()
    expected = {k: [a.unique_id for a in g] for k, g in plain.groupby("age")}
    for by in ("age", lambda p: p.age):
        groups = people.groupby(by)
        assert {k: g.get("unique_id") for k, g in groups} == expected
        assert list(groups.groups) == list(expected)
        assert groups.count() == plain.groupby("age").count()
        assert groups.agg("age", sum) == plain.groupby("age").agg("age", sum)
    del views


def test_where_takes_a_value_several_values_or_a_function():
    _, people = market(4, age=np.array([15, 20, 25, 30]), state=np.array([0, 1, 1, 2]))
    assert people.where(state=State.UNEMPLOYED).get("age") == [20, 25]
    assert people.where(state=[State.OUT, State.EMPLOYED], age=lambda age: age > 20).get("age") == [30]
    with pytest.raises(AttributeError, match="Did you mean 'age'"):
        people.where(aeg=3)


def test_sets_read_and_write_whole_columns():
    model, people = market(3, state=np.array([0, 1, 2]))
    assert people.get("state") == list(State) and people.col("state").tolist() == [0, 1, 2]
    people.set("wage", np.array([1.0, 2.0, 4.0])).set("age", 50)
    assert people.agg("wage", sum) == 7.0 and people.agg("wage", [min, max]) == [1.0, 4.0]
    assert people.get("missing", handle_missing="default", default_value=0) == [0, 0, 0]
    frame = people.to_frame()
    assert frame.index.tolist() == [1, 2, 3] and frame["skill_2"].tolist() == [0, 0, 0]
    with pytest.raises(AttributeError):
        people.set("wgae", 1.0)
    with pytest.raises(ValueError, match="a mask has one"):
        people.select(np.array([True]))
    assert len(people.sample(2)) == 2 and set(people.sample(3)) == set(people)
    assert len(model.agents_by_type[Person].copy()) == 3


def test_sets_add_drop_and_combine():
    model, people = market(4)
    first, second, *_ = people
    some = people.select(at_most=1)
    some.add(second)
    some.add(second)
    assert some.to_list() == [first, second]
    some.remove(first)
    some.discard(first)
    with pytest.raises(KeyError):
        some.remove(first)
    assert (people - some) | some == people and (people & some) == some and some < people
    with pytest.raises(TypeError, match="another type or model"):
        _ = people | [Inspector(model)]


def test_nobody_changes_the_register_but_by_birth_and_death():
    model, people = market(2)
    person = people.to_list()[0]
    for registered in (model.agents_by_type[Person], model.agents):
        for change in (
            lambda s=registered: s.discard(person),
            lambda s=registered: s.remove(person),
            lambda s=registered: s.shuffle(inplace=True),
            lambda s=registered: s.sort("age", inplace=True),
            lambda s=registered: s.select(lambda p: True, inplace=True),
        ):
            with pytest.raises(TypeError, match="read-only"):
                change()
    assert len(people.shuffle(inplace=True).select(at_most=1, inplace=True)) == 1


def test_random_order_comes_from_the_model_generator():
    orders = [market(50)[1].shuffle().get("unique_id") for _ in range(2)]
    assert orders[0] == orders[1] != sorted(orders[0])


@pytest.mark.parametrize("whose", ["registered", "derived", "all"])
@pytest.mark.parametrize("way", ["do", "map", "shuffle_do"])
def test_a_loop_skips_who_leaves_and_does_not_visit_who_comes(whose, way):
    model, people = market(20)
    agents = {"registered": model.agents_by_type[Person], "derived": people, "all": model.agents}[whose]
    visited, left = [], []

    def visit(person):
        assert person.unique_id not in left
        visited.append(person.unique_id)
        victim = next((p for p in people if p.unique_id not in visited), None)
        if victim is not None:
            left.append(victim.unique_id)
            victim.remove()
            Person(model)  # moves into the freed row

    getattr(agents, way)(visit)
    assert sorted(visited + left) == list(range(1, 21)) and len(visited) == len(left) == 10


def test_methods_are_called_by_name():
    _, people = market(3)
    assert people.do("step").get("wage") == [1.0, 1.0, 1.0]
    assert people.map("die") == [None] * 3 and len(people) == 0


@given(wages=st.lists(st.floats(0, 10), min_size=1, max_size=8))
@settings(max_examples=20, deadline=None)
def test_one_rule_written_for_agents_and_for_columns_agrees(wages):
    by_agent, by_column = market(len(wages), wage=np.array(wages))[1], market(len(wages), wage=np.array(wages))[1]
    by_agent.do(lambda p: setattr(p, "wage", p.wage * 2 if p.wage < 5 else p.wage))
    poor = by_column.where(wage=lambda w: w < 5)
    poor.set("wage", poor.col("wage") * 2)
    assert by_agent.get("wage") == by_column.get("wage")


# -- the model ---------------------------------------------------------------------------------------------------


def test_all_agents_are_the_agents_of_all_types():
    model, people = market(3)
    Apprentice(model, master=1)
    inspector = Inspector(model)
    assert list(model.agents_by_type) == [Person, Apprentice, Inspector] == model.agent_types
    assert len(model.agents) == 5 and isinstance(model.agents, UnionAgentSet)
    assert [a.unique_id for a in model.agents] == [1, 2, 3, 4, 5] == model.agents.get("unique_id")
    assert inspector in model.agents and people.to_list()[0] in model.agents
    model.agents.do("step")
    assert inspector.visits == 1 and people.get("wage") == [1.0] * 3
    young = model.agents.select(agent_type=Apprentice)
    assert isinstance(young, ColumnAgentSet) and len(young) == 1
    assert len(model.agents.select(agent_type=Person)) == 4
    assert model.agents.groupby(type).count() == {Person: 3, Apprentice: 1, Inspector: 1}
    assert model.agents.sort("unique_id").to_list()[0] is inspector
    some = model.agents.select(lambda a: a.unique_id > 2)
    model.store(Person).release(2)
    assert [a.unique_id for a in some] == [4, 5] and len(some) == 2
    assert len(model.agents.shuffle()) == 4 and len(model.agents.copy()) == 4
    model.remove_all_agents()
    assert len(model.agents) == 0 and not inspector.model.agents_by_type[Inspector]
    assert Person(model).unique_id == 6


def test_mesas_month_and_data_collector_work():
    model, _ = market(4)
    model.datacollector = mesa.DataCollector(
        model_reporters={"wage": mean_wage},
        agent_reporters={"id": "unique_id"},
        agenttype_reporters={Person: {"age": "age", "state": "state"}},
    )
    model.datacollector.collect(model)
    model.run_for(2)
    model.datacollector.collect(model)
    assert model.datacollector.get_model_vars_dataframe()["wage"].tolist() == [0.0, 2.0]
    ages = model.datacollector.get_agenttype_vars_dataframe(Person)
    assert len(ages) == 8 and set(ages["age"]) == {15}
    model = pickle.loads(pickle.dumps(model))
    model.run_for(1)
    model.datacollector.collect(model)
    assert len(model.datacollector.get_agenttype_vars_dataframe(Person)) == 12
    model.datacollector.agent_reporters["local"] = lambda agent: 1
    with pytest.raises(TypeError, match="reporter 'local' of the data collector"):
        pickle.dumps(model)


def test_events_of_agents_are_kept_and_lapse_with_the_agent():
    model, people = market(3)
    for row in range(3):
        model.schedule_event(model.store(Person).view(row).step, at=1.5)
    model.schedule_recurring(model.store(Person).view(1).step, mesa.time.Schedule(interval=10, start=1.5))
    people.to_list()[2].remove()
    newcomer = Person(model)
    gc.collect()
    model = pickle.loads(pickle.dumps(model))
    model.run_until(1.75)
    # all step at 1; at 1.5 the first has one event, the second two; the third left, and who moved into its row has none
    assert model.agents_by_type[Person].get("wage") == [2.0, 3.0, 1.0]
    assert newcomer.row == 2


def test_a_saved_model_continues_as_if_nothing_had_happened():
    model, people = market(30, wage=np.arange(30.0))
    Inspector(model)
    people.select(at_most=5).do("remove")
    kept = people.select(lambda p: p.wage > 20)
    person = kept.to_list()[0]
    for restore in (lambda x: pickle.loads(pickle.dumps(x)), copy.deepcopy):
        other, other_kept, other_person = restore((model, kept, person))
        assert other_person == other_kept.to_list()[0] and other_person != person
        assert hash(other_person) == hash(person) and other_person.model is other
        assert other.store(Person).capacity == model.store(Person).capacity
        assert pickle.loads(pickle.dumps(other_person)).wage == other_person.wage
        for m in (twin := copy.deepcopy(model), other):
            m.run_for(3)
            Person.create_agents(m, 7, wage=m.rng.random(7))
        for name, values in other.store(Person).arrays.items():
            assert values[: other.store(Person).n].tolist() == twin.store(Person).arrays[name][:32].tolist()
        assert other.store(Person).uid[:32].tolist() == twin.store(Person).uid[:32].tolist()
        assert other.agents.get("unique_id") == twin.agents.get("unique_id")
        assert other_kept.get("wage") == [w + 3 for w in kept.get("wage")]


def test_columns_need_no_mesa():
    import subprocess
    import sys

    code = "import sys, sim.core.columns, sim.core.draws, sim.core.states; sys.exit('mesa' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
