"""A column set behaves as Mesa's own set of the same people, whatever is asked of it."""

import math
import pickle

import mesa
import numpy as np
import pytest
from column_people import Person, State, market
from hypothesis import given, settings
from hypothesis import strategies as st
from mesa.agentset import AgentSet

LIMITS = st.one_of(st.just(math.inf), st.integers(-1, 9), st.floats(-0.5, 1.0), st.floats(1.0, 9.0))
AGES = st.lists(st.integers(15, 20), max_size=9)
KEYS = st.sampled_from(["age", "state", "skill", "unique_id", "wage"])
QUICK = settings(max_examples=25, deadline=None)


def both(ages):
    """The same people as a column set and as Mesa's set; the list keeps the views that Mesa holds weakly."""
    n = len(ages)
    model, people = market(
        n,
        age=np.array(ages, int),
        state=np.arange(n) % 3,
        wage=np.round(np.sin(np.arange(n) + sum(ages)), 1),
        skill=np.array([[a % 3, a % 2, i % 4] for i, a in enumerate(ages)], int).reshape(n, 3),
    )
    views = people.to_list()
    return people, AgentSet(views, random=model.random), views


def ids(agents):
    return [a.unique_id for a in agents]


@given(AGES, LIMITS, st.sampled_from([None, Person, mesa.Agent, mesa.Model]), st.booleans())
@QUICK
def test_select(ages, limit, kind, filtered):
    people, plain, _views = both(ages)
    test = (lambda p: p.age > 16) if filtered else None
    expected = ids(plain.select(test, at_most=limit, agent_type=kind))
    assert ids(people.select(test, at_most=limit, agent_type=kind)) == expected
    copy = people.copy()
    assert ids(copy.select(test, at_most=limit, agent_type=kind, inplace=True)) == ids(copy) == expected
    if filtered and kind is None:
        assert ids(people.select(people.col("age") > 16, at_most=limit)) == expected


@given(AGES, KEYS, st.booleans())
@QUICK
def test_sort(ages, key, ascending):
    people, plain, _views = both(ages)
    expected = ids(plain.sort(key, ascending))
    assert ids(people.sort(key, ascending)) == expected
    assert ids(people.sort(lambda p: getattr(p, key), ascending)) == expected
    copy = people.copy()
    assert ids(copy.sort(key, ascending, inplace=True)) == ids(copy) == expected


@given(AGES, st.sampled_from(["age", "state", "unique_id", "wage"]), st.sampled_from(["agentset", "list"]))
@QUICK
def test_groupby(ages, key, kind):
    people, plain, _views = both(ages)
    for by in (key, lambda p: getattr(p, key)):
        ours, theirs = people.groupby(by, kind), plain.groupby(by, kind)
        assert [(k, ids(g)) for k, g in ours] == [(k, ids(g)) for k, g in theirs]
        assert ours.count() == theirs.count() and len(ours) == len(theirs)
        assert ours.map(len) == theirs.map(len)
        if kind == "agentset":
            assert ours.agg("wage", sum) == theirs.agg("wage", sum)
            assert ours.map("get", "age") == theirs.map("get", "age")


@given(AGES, st.lists(KEYS, max_size=3), st.sampled_from(["error", "default"]))
@QUICK
def test_get_and_agg(ages, keys, missing):
    people, plain, _views = both(ages)
    for key in keys:
        assert people.get(key, missing) == plain.get(key, missing)
    assert people.get(keys, missing) == plain.get(keys, missing)
    assert people.get("none", "default", 7) == plain.get("none", "default", 7)
    assert people.get(["age", "none"], "default") == plain.get(["age", "none"], "default")
    assert people.agg("age", len) == plain.agg("age", len)
    assert people.agg("wage", [sum, len]) == plain.agg("wage", [sum, len])
    with pytest.raises(ValueError, match="handle_missing"):
        people.get("age", "perhaps")
    if ages:
        with pytest.raises(AttributeError):
            people.get("none")


@given(AGES, st.sampled_from([("wage", 2.5), ("age", 40), ("state", State.EMPLOYED), ("skill", [1, 2, 3])]))
@QUICK
def test_set(ages, change):
    name, value = change
    people, _plain, _views = both(ages)
    others, plain, _kept = both(ages)
    assert people.set(name, value) is people
    plain.set(name, value)
    assert people.get(name) == others.get(name) == [value] * len(ages)


@given(AGES, AGES, st.sampled_from(["&", "|", "-", "^"]), st.booleans())
@QUICK
def test_sets_combine_with_each_other_and_with_pythons_sets(ages, chosen, operator, mirrored):
    people, _plain, _views = both(ages)
    left = people.select(lambda p: p.age in chosen)
    right = people.select(lambda p: p.unique_id % 2 == 0)
    apply = {"&": lambda a, b: a & b, "|": lambda a, b: a | b, "-": lambda a, b: a - b, "^": lambda a, b: a ^ b}[
        operator
    ]
    expected = apply(set(left), set(right))
    for result in (apply(left, right), apply(set(left), right) if mirrored else apply(left, set(right))):
        assert set(result) == expected and len(result) == len(expected)
    assert left.isdisjoint(right) == set(left).isdisjoint(set(right))
    assert (left <= right) == (set(left) <= set(right)) and (left == right) == (set(left) == set(right))
    changed = left.copy()
    {"&": changed.__iand__, "|": changed.__ior__, "-": changed.__isub__, "^": changed.__ixor__}[operator](right)
    assert set(changed) == expected


@given(AGES, st.data())
@QUICK
def test_places_and_membership(ages, data):
    people, plain, views = both(ages)
    if ages:
        place = data.draw(st.integers(-len(ages), len(ages) - 1))
        assert people[place] == views[place]
        assert people.store.model.random.choice(people) in views
        copy = people.copy()
        gone = copy.pop()
        assert gone not in copy and gone in people and len(copy) == len(ages) - 1
    start, stop = data.draw(st.integers(-9, 9)), data.draw(st.integers(-9, 9))
    assert people[start:stop] == views[start:stop]
    assert people.to_list() == views == list(people) and len(people) == len(plain) == len(ages)
    assert all(v in people for v in views) and "somebody" not in people and None not in people
    copy = people.copy()
    copy.clear()
    assert len(copy) == 0 and len(people) == len(ages)


@given(AGES)
@QUICK
def test_do_map_and_shuffles(ages):
    people, plain, views = both(ages)
    assert people.map("older", 2) == plain.map("older", 2) == [a + 2 for a in ages]
    assert people.map(lambda p, more: p.age + more, more=3) == plain.map(lambda p, more: p.age + more, more=3)
    assert people.do("step") is people and people.shuffle_do(lambda p: p.step()) is people
    assert people.get("wage") == [v.wage for v in views]
    assert sorted(ids(people.shuffle())) == sorted(ids(people)) == ids(views)
    copy = people.copy()
    assert copy.shuffle(inplace=True) is copy and set(copy) == set(views)


@given(AGES)
@QUICK
def test_pickled_sets_know_their_members(ages):
    people, _plain, _views = both(ages)
    some = people.select(lambda p: p.age > 16)
    registered, kept = pickle.loads(pickle.dumps((people.store.model.agents_by_type[Person], some)))
    assert ids(registered) == ids(people) and ids(kept) == ids(some) and kept.store is registered.store
    assert ids(pickle.loads(pickle.dumps(people.store.model.agents))) == ids(people)


def test_what_a_column_cannot_hold_is_refused_by_sets_and_by_agents():
    model, people = market(2)
    with pytest.raises(ValueError, match="1 UNEMPLOYED"):
        people.set("state", 9)
    for refused, name, value in ((ValueError, "state", 9), (TypeError, "age", 1.5), (OverflowError, "age", 40_000)):
        with pytest.raises(refused):
            people.set(name, value)
        with pytest.raises(refused):
            setattr(people[0], name, value)
    assert people.get("age") == [15, 15]
    stranger = market(1)[1][0]
    for refuse in (people.copy().add, model.agents.copy().add, lambda s: people | [s]):
        with pytest.raises(TypeError):
            refuse(stranger)
    assert stranger not in model.agents | [stranger]  # a union of all types passes strangers over
