"""Choice: worth against cost, cash, reach."""

import numpy as np
import pytest
from training_world import World

from sim.core.calendar import NEVER
from sim.core.states import ProviderKind
from sim.finance.ledger import Account, For
from sim.training.admission import admit
from sim.training.choice import choose_training
from sim.training.delivery import deliver_training
from sim.training.places import set_places
from sim.training.reach import reach
from sim.training.worth import admission_chance, present_value, share_in_work, value_of_programme


def leavers(n=200, cash=5.0, providers=1, **provider):
    world = World(markets=1)
    for _ in range(providers):
        world.add_provider(**{"places": 100, **provider})
    people = world.add_people(n, cash=cash, left_school=0)
    return world, people


def test_a_gain_for_ever_is_worth_its_annuity():
    assert present_value(1.0, 0.0, 10_000.0, 0.985) == pytest.approx(1 / 0.015)
    assert present_value(1.0, 130.0, 120.0, 0.985) == 0.0


def test_expected_share_of_the_coming_months_at_work():
    assert share_in_work(0.1, 1.0) == pytest.approx(0.0)
    assert share_in_work(0.1, 1e6) == pytest.approx(1.0, abs=1e-4)


def test_value_rises_with_gain_and_falls_with_cost_and_queue():
    def v(gain, cost, queue):
        chance = admission_chance(10.0, 6.0, queue, 12)
        return value_of_programme(chance, 0.8, gain, 1.0, cost, 0.05)

    assert v(3, 1, 100) > v(2, 1, 100) > v(2, 1.5, 100)
    assert v(3, 1, 30) > v(3, 1, 300) > -0.05


def test_school_leavers_consider_training_at_once_and_only_the_aware_apply():
    world, _ = leavers()
    choose_training(world)
    assert world.events["considered"] == 200
    assert 0 < world.events["applied"] < 200
    world, _people = leavers()
    world.set("choice", awareness=0.0)
    choose_training(world)
    assert world.events["applied"] == 0


def test_a_household_without_cash_cannot_apply():
    world, _people = leavers(cash=0.01)
    world.set("choice", credit=0.0)
    choose_training(world)
    assert world.events["applied"] == 0


def test_the_application_is_paid_by_the_household():
    world, _people = leavers()
    before = int(world.households.cash.sum())
    choose_training(world)
    assert before - int(world.households.cash.sum()) == world.paid(For.SEARCH_COST, Account.HOUSEHOLDS) > 0


def test_higher_fees_turn_applicants_away():
    applied = []
    for fee in (0.0, 0.3, 1.0):
        world, _people = leavers(fee=fee)
        choose_training(world)
        applied.append(world.events["applied"])
    assert applied[0] > applied[1] > applied[2]


def test_one_more_programme_takes_only_its_own_share():
    chosen = []
    for providers in (10, 11):
        world, people = leavers(n=600, providers=providers)
        choose_training(world)
        chosen.append(world.people.waiting_for[people].copy())
    moved = chosen[0] != chosen[1]
    to_the_new_one = chosen[1] == 10
    assert (moved & ~to_the_new_one).mean() < 0.1
    assert to_the_new_one.mean() > 0.02


def test_a_place_in_a_queue_is_given_up_after_a_year():
    world, people = leavers()
    world.queue_up(people[:50], 0)
    world.month = 12
    choose_training(world)
    assert (world.people.waiting_since[people[:50]] == NEVER).all()
    assert world.providers.queue[0] == (world.people.waiting_for == 0).sum()


def test_masters_are_found_at_home_only_and_schools_in_towns_within_reach():
    world = World(markets=2)
    world.add_provider(market=1)
    world.add_provider(market=1, kind=ProviderKind.MASTER)
    assert set(reach(world, masters=False).slots.tolist()) == {-1, 0}
    assert reach(world, masters=False).size.tolist() == [4, 4]
    assert reach(world, masters=True).size.tolist() == [0, 4]


def year(seed):
    world = World(seed=seed)
    n = 400
    world.add_people(n, sex=np.arange(n) % 2, market=np.arange(n) % 2, left_school=0)
    for k in range(2):
        world.add_provider(market=k, kind=k, fee=0.03, public_share=1 - k)
        world.add_provider(market=k, kind=4, fee=0.02, duration=30, family=2 + k, public_share=0, places=30)
    for month in range(14):
        world.month, world.events = month, {}
        cash, balance = int(world.households.cash.sum()), int(world.providers.balance.sum())
        for phase in (set_places, choose_training, admit, deliver_training):
            phase(world)
        world.check_cash(cash, balance)
        world.ledger.close(month)
    return world


def test_two_years_alike_are_bit_identical_and_money_is_conserved():
    a, b = year(3), year(3)
    for x, y in zip(a.people, b.people):
        assert np.array_equal(x, y)
    for x, y in zip(a.providers, b.providers):
        assert np.array_equal(x, y)
    a.ledger.identity()
    assert a.providers.started.sum() > 0
