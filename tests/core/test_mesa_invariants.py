"""What must never happen to agents in columns, whatever comes and goes: one property a test."""

import copy
import pickle

import mesa
import numpy as np
import pytest
from column_people import Person, State, Town, market
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.columns import columns_of
from sim.core.draws import key, uniforms

QUICK = settings(max_examples=30, deadline=None)
COMINGS_AND_GOINGS = st.lists(st.tuples(st.integers(0, 4), st.lists(st.integers(0, 30), max_size=4)), max_size=8)
"""Months: how many enter, and the places (modulo the number alive) of those who leave."""


class Visitor(mesa.Agent):
    """An ordinary Mesa agent, who shares the counter of ids."""


def live(model, months):
    """Let people come and go; yields after every month."""
    registered = model.agents_by_type[Person]
    for enter, leave in months:
        people = registered.to_list()
        for place in {place % len(people) for place in leave} if people else ():
            people[place].remove()
        Person.create_agents(model, enter, age=20 + np.arange(enter))
        yield registered


@given(COMINGS_AND_GOINGS)
@QUICK
def test_rows_never_move_and_are_used_again_only_after_release(months):
    model, people = market(5)
    rows = {p.unique_id: p.row for p in people}
    for registered in live(model, months):
        for person in registered:
            assert rows.setdefault(person.unique_id, person.row) == person.row
        assert len(set(registered.rows.tolist())) == len(registered)
        store = model.store(Person)
        free = np.flatnonzero(store.uid[: store.n] == 0)
        assert len(free) + len(registered) == store.n
        for name, column in columns_of(Person).items():  # nothing is left behind in a free row
            assert (store.arrays[name][free] == column.default).all()


@given(COMINGS_AND_GOINGS)
@QUICK
def test_unique_ids_never_repeat_and_are_shared_with_mesa(months):
    model, people = market(3)
    seen = set(people.get("unique_id"))
    for registered in live(model, months):
        visitor = Visitor(model).unique_id
        fresh = {p.unique_id for p in registered} - seen
        assert visitor not in seen | fresh and all(uid > max(seen) or uid in seen for uid in fresh)
        seen |= fresh | {visitor}
    assert model.agent_id_counter == max(seen) + 1


@given(COMINGS_AND_GOINGS)
@QUICK
def test_a_stale_view_raises_and_never_reads_or_writes_a_stranger(months):
    model, people = market(5)
    views = people.to_list()
    for registered in live(model, months):
        views += [p for p in registered if p not in views]
        alive = set(registered.get("unique_id"))
        for view in views:
            assert view.alive == (view.unique_id in alive)
            if not view.alive:
                for access in (lambda v=view: v.age, lambda v=view: setattr(v, "age", 3), view.remove, view.step):
                    with pytest.raises(LookupError, match="has left the model"):
                        access()
                assert "left the model" in repr(view) and view not in registered


@given(COMINGS_AND_GOINGS, st.sampled_from(["select", "shuffle", "sort", "copy", "groupby", "slice"]))
@QUICK
def test_a_derived_set_only_shrinks_by_death_and_gains_no_stranger(months, way):
    model, _ = market(6, age=np.arange(6))
    registered = model.agents_by_type[Person]
    derived = {
        "select": lambda: registered.select(lambda p: True), "shuffle": registered.shuffle, "copy": registered.copy,
        "sort": lambda: registered.sort("age"), "groupby": lambda: registered.groupby("state").groups[State.OUT],
        "slice": lambda: registered.select(at_most=4),
    }[way]()  # fmt: skip
    members = {p.unique_id for p in derived}
    order = [p.unique_id for p in derived]
    for alive in live(model, months):
        members &= set(alive.get("unique_id"))
        assert [p.unique_id for p in derived] == [uid for uid in order if uid in members]
        assert len(derived) == len(members) == len(derived.get("age")) == len(derived.col("wage"))


@given(st.integers(1, 40), st.integers(1, 40))
@QUICK
def test_growth_loses_nothing_and_reserved_room_is_never_replaced(before, after):
    model = Town(rng=1)
    store = model.store(Person, capacity=4)
    store.reserve(before)
    first = Person.create_agents(model, before, wage=np.arange(float(before)))
    wages = store.arrays["wage"]
    second = Person.create_agents(model, after, wage=-1.0)
    assert (store.arrays["wage"] is wages) == (before + after <= max(4, before))
    assert first.get("wage") == list(range(before)) and second.get("wage") == [-1.0] * after
    store.columns.wage[0] = 9.0
    assert first[0].wage == 9.0


@given(COMINGS_AND_GOINGS)
@QUICK
def test_order_is_row_order_and_random_order_comes_from_the_model(months):
    model, _ = market(4)
    twin = copy.deepcopy(model)
    for a, b in zip(live(model, months), live(twin, months)):
        assert np.all(np.diff(a.rows) > 0) and [p.row for p in a] == a.rows.tolist()
        assert a.shuffle().get("unique_id") == b.shuffle().get("unique_id")
    assert model.rng.random() == twin.rng.random()
    assert model.random.random() == twin.random.random()  # the stream of the standard library was not touched


@given(st.integers(1, 12), st.sets(st.integers(0, 11)), st.sampled_from(["do", "map", "shuffle_do"]), st.booleans())
@QUICK
def test_loops_pass_over_who_leaves_and_do_not_visit_who_comes(n, killers, way, every_type):
    model, _ = market(n)
    agents = model.agents if every_type else model.agents_by_type[Person]
    order, visited, killed = list(range(1, n + 1)), [], set()

    def visit(person):
        visited.append(person.unique_id)
        assert person.alive and person.unique_id not in killed
        if person.unique_id - 1 in killers:
            victim = next((p for p in model.agents_by_type[Person] if p.unique_id not in visited), None)
            if victim is not None and victim.unique_id <= n:
                killed.add(victim.unique_id)
                victim.remove()
        Person(model)

    getattr(agents, way)(visit)
    assert sorted([*visited, *killed]) == order and len(visited) == len(set(visited))


@given(st.text(min_size=1, max_size=8))
@QUICK
def test_only_columns_can_be_set(name):
    _, people = market(1)
    person = people[0]
    if name not in columns_of(Person):
        with pytest.raises(AttributeError):
            setattr(person, name, 1)
        assert not hasattr(person, name) or hasattr(Person, name)


@given(st.integers(0, 2**32), st.lists(st.integers(15, 64), min_size=1, max_size=12))
@QUICK
def test_a_rule_for_one_agent_and_for_a_column_draws_the_same(seed, ages):
    n = len(ages)
    k = key(seed, 36, 0)
    one, many = (market(n, age=np.array(ages), wage=np.arange(float(n)))[1] for _ in range(2))

    def retire(person):
        if uniforms(k, np.array([person.unique_id]))[0] < person.age / 100:
            person.state = State.OUT
        else:
            person.state, person.wage = State.EMPLOYED, person.wage * 1.1

    one.shuffle_do(retire)
    drawn = uniforms(k, np.array(many.get("unique_id")))
    stay = drawn >= many.col("age") / 100
    many.set("state", stay.astype(int) * int(State.EMPLOYED))
    many.set("wage", np.where(stay, many.col("wage") * 1.1, many.col("wage")))
    assert one.to_frame().equals(many.to_frame())


@given(COMINGS_AND_GOINGS, COMINGS_AND_GOINGS)
@QUICK
def test_a_saved_town_goes_on_as_if_nothing_had_happened(before, after):
    model, _ = market(4)
    for _ in live(model, before):
        model.step()
    kept = {person: person.unique_id for person in model.agents_by_type[Person]}  # views as keys of a dictionary
    model.kept = kept
    other = pickle.loads(pickle.dumps(model))
    for _ in zip(live(model, after), live(other, after)):
        model.step()
        other.step()
        assert model.agents_by_type[Person].to_frame().equals(other.agents_by_type[Person].to_frame())
        assert model.agents_by_type[Person].rows.tolist() == other.agents_by_type[Person].rows.tolist()
    assert [p.unique_id for p in other.kept] == list(other.kept.values())
    if kept:
        first = pickle.loads(pickle.dumps(next(iter(kept))))
        assert first in first.model.kept
