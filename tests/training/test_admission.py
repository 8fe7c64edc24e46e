"""Admission: full is full, one more place turns nobody away, more money costs nobody the place."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_world import World, rotate_to_intake

from sim.core.states import Education, Job, ProviderKind, Tier
from sim.finance.budget import new_budgets
from sim.finance.ledger import MILLION, Account, Commitments, For
from sim.training.admission import admit, affordable, winners
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


# -- many programmes: who gets in depends on one's own lottery number and the places there ------------------------


def a_town(extra=0, without=None, seed=1, programmes=40, applicants=1_000, reverse=False):
    """Ids of those admitted by 40 masters' and college programmes with 8 places each, 1,000 people in the queues.

    ``extra`` more places at the first programmes; ``without`` one person who did not apply.
    """
    world = World(seed=seed)
    rows = [world.add_provider(places=8 + (n < extra)) for n in range(programmes)]
    people = world.add_people(applicants)
    wanted = np.random.default_rng(3).integers(0, programmes, applicants)
    if reverse:
        people, wanted = people[::-1], wanted[::-1]
    for row in rows:
        queue = people[wanted == row]
        world.queue_up(queue[queue != without], row)
    world.set("choice", intake=1)
    admit(world)
    return set(world.people.pid[world.people.education == Education.COURSE].tolist())


@pytest.mark.parametrize("seed", range(5))
def test_one_more_place_changes_one_life(seed):
    before, after = a_town(seed=seed), a_town(extra=1, seed=seed)
    assert len(before) == 40 * 8 and before < after and len(after - before) == 1


def test_more_places_everywhere_admit_that_many_more_and_nobody_loses():
    before, after = a_town(), a_town(extra=40)
    assert before < after and len(after - before) == 40


@pytest.mark.parametrize("person", range(0, 1000, 97))
def test_one_applicant_fewer_changes_at_most_that_place(person):
    before, after = a_town(), a_town(without=person)
    assert len(before - after) == len(after - before) <= 1


def test_the_order_of_the_queue_does_not_matter():
    assert a_town() == a_town(reverse=True)


def test_another_seed_is_another_lottery_and_everybody_has_the_same_chance():
    """10 of 40 at 400 seeds: counts by person within chi-square's mean + 4 SD, and no two seeds in ten agree."""
    world, people = a_queue(places=10)
    counts, seen = np.zeros(40), set()
    for seed in range(400):
        world.seed, world.budgets = seed, new_budgets()
        world.budgets.public.credit(10**15)
        world.people.education[people], world.providers.enrolled[0], world.providers.queue[0] = 0, 0, 0
        world.people.provider[people] = -1
        world.queue_up(people, 0)
        chosen = admitted(world, people)
        seen.add(frozenset(chosen))
        counts[list(chosen)] += 1
    chi2 = ((counts - 100.0) ** 2 / (100.0 * 0.75)).sum() * 39 / 40
    assert abs(chi2 - 39) < 4 * np.sqrt(2 * 39) and len(seen) == 400


# -- budgets: the longest prefix that money covers -----------------------------------------------------------------


def paid_for(parts, money):
    """Which people (in order) the three budgets pay for."""
    public, donor, fund = (Commitments(amount) for amount in money)
    fine = affordable(SimpleNamespace(budgets=SimpleNamespace(public=public, donor=donor, fund=fund)), parts)
    assert [b.committed for b in (public, donor, fund)] == parts[fine].sum(axis=0).tolist()
    return fine


costs = st.lists(st.tuples(*[st.sampled_from([0, 0, 1, 2, 5, 9])] * 3), max_size=25)
money = st.tuples(*[st.integers(0, 60)] * 3)


@settings(max_examples=300, deadline=None)
@given(costs, money, money)
def test_a_larger_budget_pays_for_a_superset(parts, some, added):
    parts = np.array(parts, np.int64).reshape(-1, 3)
    more = tuple(a + b for a, b in zip(some, added, strict=True))
    assert (paid_for(parts, some) <= paid_for(parts, more)).all()


def test_two_per_cent_more_money_costs_nobody_the_place():
    """400 queues of 60 with costs from .5 to 3: in many, passing over the dear ones would cost somebody the place."""
    rng, lost_by_skipping = np.random.default_rng(5), 0
    for _ in range(400):
        parts = np.zeros((60, 3), np.int64)
        parts[:, 0] = rng.integers(500, 3000, 60)
        budget = int(parts.sum() * 0.6)
        fewer, more = (paid_for(parts, (b, 0, 0)) for b in (budget, int(1.02 * budget)))
        assert (fewer <= more).all() and not (np.diff(fewer.astype(int)) > 0).any()
        lost_by_skipping += (skipping(parts[:, 0], budget) & ~skipping(parts[:, 0], int(1.02 * budget))).any()
    assert lost_by_skipping > 100


def skipping(cost, budget):
    """The rule that admission does not use: whoever can still be paid for gets in."""
    fine = np.zeros(len(cost), bool)
    for n, c in enumerate(cost):
        fine[n] = c <= budget
        budget -= c * fine[n]
    return fine


def test_who_needs_no_budget_passes_a_closed_one():
    parts = np.array([[5, 0, 0], [9, 0, 0], [1, 0, 0], [0, 3, 0], [0, 0, 0]])
    assert paid_for(parts, (10, 3, 0)).tolist() == [True, False, False, True, True]
