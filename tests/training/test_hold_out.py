"""Hold-outs: a share of the winners is turned away for good, keyed by person, and the next in order get the places."""

import numpy as np
import pytest
from training_world import World, rotate_to_intake

import sim
from sim.core.errors import InputError
from sim.core.states import Education, ProviderKind
from sim.finance.budget import new_budgets
from sim.finance.ledger import MILLION
from sim.training.admission import admit
from sim.training.choice import choose_training


def a_queue(holdout, places=100, applicants=1000, seed=1, money=10**15, **provider):
    world = World(seed=seed)
    world.config.holdout = holdout
    row = world.add_provider(places=places, **provider)
    people = world.add_people(applicants)
    world.queue_up(people, row)
    rotate_to_intake(world, row)
    world.budgets = new_budgets()
    world.budgets.public.credit(money)
    return world, people


def after(*args, **kwargs):
    """Pids of those admitted and of those held out."""
    world, _people = a_queue(*args, **kwargs)
    admit(world)
    log = world.treated.table()
    return set(log.pid[~log.held_out]), set(log.pid[log.held_out])


def test_all_places_are_filled_by_the_next_in_order():
    plain, none = after(0.0)
    some, held = after(0.2)
    assert not none and len(plain) == len(some) == 100
    assert plain - some <= held, "of the winners only those held out lose the place"
    assert 10 <= len(held) <= 45, "a fifth of 125, within four standard errors"


def test_more_hold_outs_are_a_superset_and_depend_on_the_person_only():
    _, few = after(0.1)
    _, many = after(0.3)
    _, other_places = after(0.1, places=300)
    assert few <= many and few <= other_places


def test_the_held_out_leave_the_queue_and_never_apply_again():
    world, people = a_queue(0.5, places=1000)
    admit(world)
    held = world.treated.held_out(world.people.pid[people])
    assert 400 < held.sum() < 600
    assert (world.people.waiting_for[people[held]] == -1).all() and world.providers.queue[0] == 0
    world.set("choice", hazard=1.0, awareness=1.0, wait=100)
    for _ in range(6):
        world.month += 1
        choose_training(world)
    assert (world.people.waiting_for[people[held]] == -1).all()
    assert world.treated.table().pid.is_unique, "logged once"


def test_nothing_is_reserved_for_those_held_out_and_who_money_would_not_reach_is_not_held_out():
    course = int(0.2 * 6 * MILLION)
    world, people = a_queue(0.3, places=1000, money=50 * course)
    admit(world)
    assert (world.people.education[people] == Education.COURSE).sum() == 50
    assert world.budgets.public.committed == 50 * course
    assert 8 <= world.treated.table().held_out.sum() <= 38, "three in ten of some 71, within four standard errors"


def test_winners_of_a_place_with_a_master_are_held_out_as_well():
    world, _people = a_queue(0.3, kind=ProviderKind.MASTER, fee=0.0)
    admit(world)
    log = world.treated.table()
    assert set(log.by) == {"apprenticeship"} and log.held_out.any()


def test_a_share_of_zero_changes_not_even_the_key_of_the_run():
    assert sim.configure("holdout=0").run_key == sim.configure().run_key != sim.configure("holdout=0.1").run_key


@pytest.mark.parametrize("share", ["-0.1", "0.6", "many"])
def test_a_share_outside_its_range_is_refused(share):
    with pytest.raises(InputError, match="holdout"):
        sim.configure(f"holdout={share}")


def test_the_share_held_out_of_the_winners():
    """1,000 applicants for 400 places, share 0.3: of some 570 winners, within four standard errors."""
    world, people = a_queue(0.3, places=400)
    admit(world)
    held = world.treated.held_out(world.people.pid[people])
    taken = world.people.education[people] == Education.COURSE
    assert np.isclose(held.sum() / (held | taken).sum(), 0.3, atol=4 * np.sqrt(0.21 / 570))
