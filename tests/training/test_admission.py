"""Admission: full is full, one more place turns nobody away, more money costs nobody the place."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_world import World, rotate_to_intake

from sim.core.states import Education, Job, ProviderKind, Tier
from sim.finance.budget import new_budgets
from sim.finance.ledger import MILLION, Account, For
from sim.training.admission import admit, winners
from sim.training.delivery import deliver_training


def a_queue(places=10, money=10**15, applicants=40, seed=1, **provider):
    world = World(seed=seed)
    row = world.add_provider(places=places, **provider)
    people = world.add_people(applicants)
    world.queue_up(people, row)
    rotate_to_intake(world, row)
    world.budgets = new_budgets()
    world.budgets.public.credit(money)
    return world, people


def admitted(world, people):
    admit(world)
    return set(np.flatnonzero(world.people.education[people] == Education.COURSE))


def test_full_is_full():
    world, people = a_queue(places=10)
    assert len(admitted(world, people)) == 10
    assert world.providers.enrolled[0] == 10 and world.providers.queue[0] == 30
    assert admitted(world, people) == admitted(world, people)


def test_one_more_place_admits_a_superset():
    sets = [admitted(*a_queue(places=n)) for n in (5, 6, 20)]
    assert [len(s) for s in sets] == [5, 6, 20]
    assert sets[0] < sets[1] < sets[2]


def test_more_money_costs_nobody_the_place():
    course = int(0.2 * 6 * MILLION)
    sets = [admitted(*a_queue(places=30, money=int(course * k))) for k in (5.0, 5.05, 6.1, 9.0)]
    assert [len(s) for s in sets] == [5, 5, 6, 9]
    assert sets[0] <= sets[1] <= sets[2] <= sets[3]


def test_an_admission_reserves_the_whole_cost_of_the_course():
    world, _people = a_queue(places=7)
    admit(world)
    assert world.budgets.public.committed == 7 * 6 * int(0.2 * MILLION)


def test_the_lottery_number_does_not_change_while_waiting():
    world, people = a_queue(places=10)
    later, same = a_queue(places=10)
    later.month += 3
    assert admitted(world, people) == admitted(later, same)


def test_a_course_takes_the_place_of_the_job():
    world, people = a_queue(places=40)
    world.people.job[people] = Job.OWN_ACCOUNT
    admit(world)
    assert (world.people.job[people] == Job.NONE).all()
    assert (world.people.seeking[people] == 0).all()


def test_who_found_a_regular_job_declines():
    world, people = a_queue(places=40)
    world.people.tier[people[:15]] = Tier.REGULAR
    assert admitted(world, people) == set(range(15, 40))


def test_a_master_is_paid_the_entry_fee_from_the_household():
    world, _people = a_queue(kind=ProviderKind.MASTER, places=5, fee=0.02, duration=30, public_share=0.0)
    cash = int(world.households.cash.sum())
    admit(world)
    apprentices = np.isin(world.people.job, (Job.PAID_APPRENTICE, Job.UNPAID_APPRENTICE))
    assert apprentices.sum() == 5
    paid = world.paid(For.APPRENTICE_FEE, Account.HOUSEHOLDS, Account.ENTERPRISES)
    assert paid == cash - int(world.households.cash.sum()) == 5 * int(0.6 * MILLION)


def test_who_cannot_pay_a_master_is_not_taken():
    world, _people = a_queue(kind=ProviderKind.MASTER, fee=0.02, duration=30, public_share=0.0)
    world.households.cash[:] = 100
    admit(world)
    assert world.events["admitted"] == 0 and world.providers.enrolled[0] == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=30), st.integers(0, 12), st.floats(0, 1))
def test_reserved_places_are_nested_and_never_exceed_the_vacant(queue, vacant, share):
    queue.sort(key=lambda entry: entry[0])
    programme = np.array([p for p, _ in queue], np.int64)
    reserved = np.array([share if group else 0.0 for _, group in queue])
    fewer = winners(programme, reserved, np.full(3, vacant)) < 2
    more = winners(programme, reserved, np.full(3, vacant + 1)) < 2
    assert (fewer <= more).all()
    for p in range(3):
        assert fewer[programme == p].sum() == min(vacant, (programme == p).sum())


def test_reserved_places_favour_the_group():
    programme, reserved = np.zeros(20, np.int64), np.zeros(20)
    reserved[15:] = 0.5
    grade = winners(programme, reserved, np.array([8]))
    assert (grade[15:19] == 0).all() and (grade[:4] == 1).all() and (grade < 2).sum() == 8


def test_commitments_equal_what_is_still_to_be_paid_month_after_month():
    world, people = a_queue(places=20)
    admit(world)
    for _ in range(7):
        deliver_training(world)
        world.month += 1
        left = int(
            np.maximum(0, world.people.course_end[people].astype(int) - world.month)[
                world.people.education[people] == Education.COURSE
            ].sum()
        )
        assert world.budgets.public.committed == left * int(0.2 * MILLION)
    assert world.budgets.public.committed == 0
    spent = world.paid(For.PUBLIC_PLACES, Account.GOVERNMENT, Account.PROVIDERS)
    assert world.budgets.public.balance == 10**15 - spent


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_people_does_not_matter(seed):
    world, people = a_queue(places=10, seed=seed)
    turned, same = a_queue(places=10, seed=seed)
    for column in turned.people:
        column[:] = column[::-1].copy()
    ids = set(world.people.pid[list(admitted(world, people))].tolist())
    assert ids == set(turned.people.pid[list(admitted(turned, same))].tolist())
