"""Delivery: skill, certificates, drop-out and money."""

import numpy as np
import pytest
from training_world import World

from sim.core.calendar import NEVER
from sim.core.levers import Lever
from sim.core.policy import Change, LeverTable
from sim.core.states import Education, Job, ProviderKind, Sex
from sim.finance.ledger import MILLION, Account, For
from sim.training.delivery import deliver_training, drop_out_hazard
from sim.training.parameters import DeliveryParameters  # noqa: F401


def a_course(n=50, sex=0, **provider):
    world = World()
    row = world.add_provider(places=n, **provider)
    people = world.add_people(n, sex=sex)
    world.put_in_course(people, row)
    return world, people, row


def finish(world, months=7):
    totals = {"completed": 0, "dropped_out": 0}
    for _ in range(months):
        world.events = {}
        deliver_training(world)
        for name in totals:
            totals[name] += world.events[name]
        world.month += 1
    return totals


def test_a_full_course_raises_the_skill_of_its_family_by_the_gain():
    world, people, _ = a_course()
    world.set("delivery", drop_out_m=0.0)
    finish(world)
    assert (world.people.education[people] == Education.NONE).all()
    assert world.people.skill[people, 1] == pytest.approx(1500, abs=6)
    assert (np.delete(world.people.skill[people], 1, axis=1) == 0).all()


def test_completers_hold_the_certificate_only_where_it_is_recognised():
    for recognised in (0, 1):
        world, people, _ = a_course(recognised=recognised)
        world.set("delivery", drop_out_m=0.0, certificate=1.0)
        finish(world)
        assert (world.people.certificates[people] == recognised * 2).all()


def test_women_drop_out_more_often_than_men_and_at_the_stated_rates():
    shares = []
    for sex, expected in ((Sex.MALE, 0.2), (Sex.FEMALE, 0.3)):
        world, _people, _ = a_course(n=1500, sex=sex)
        totals = finish(world)
        assert totals["completed"] + totals["dropped_out"] == 1500
        share = totals["dropped_out"] / 1500
        assert abs(share - expected) < 4 * np.sqrt(expected * (1 - expected) / 1500)
        shares.append(share)
    assert shares[1] > shares[0]


def test_small_children_and_an_uncovered_cost_raise_drop_out():
    d = World().parameters.delivery
    assert drop_out_hazard(True, True, 6.0, 1.0, d) > drop_out_hazard(True, False, 6.0, 1.0, d)
    assert drop_out_hazard(True, False, 6.0, 1.0, d) > drop_out_hazard(True, False, 6.0, 0.0, d)


def test_the_fee_posted_is_the_cash_that_households_lose():
    world, _people, _row = a_course(fee=0.05)
    world.set("choice", travel=0.0, travel_far=0.0, materials=0.0)
    before = world.households.cash[:50].copy()
    deliver_training(world)
    assert world.paid(For.FEE, Account.HOUSEHOLDS, Account.PROVIDERS) == 50 * int(0.05 * MILLION)
    assert (before - world.households.cash[:50] == int(0.05 * MILLION)).all()
    world.check_cash(int(before.sum()), 0)


def test_who_cannot_pay_the_fee_leaves_and_owes_nothing():
    world, people, _ = a_course(fee=0.05)
    world.households.cash[:] = 10
    totals = finish(world, 1)
    assert totals["dropped_out"] == 50
    assert world.paid(For.FEE) == 0 and (world.people.provider[people] == -1).all()
    assert (world.people.course_end[people] == NEVER).all()


def test_donors_and_government_pay_their_shares():
    world, _people, _ = a_course(public_share=0.5, donor_share=0.3)
    deliver_training(world)
    cost = 50 * 0.2 * MILLION
    assert world.paid(For.PUBLIC_PLACES, Account.GOVERNMENT, Account.PROVIDERS) == pytest.approx(0.5 * cost)
    assert world.paid(For.DONOR_PLACES, Account.DONORS, Account.PROVIDERS) == pytest.approx(0.3 * cost)


def test_a_reputation_moves_toward_the_placement_of_leavers():
    world, people, row = a_course(reputation=0.5)
    world.set("delivery", drop_out_m=0.0)
    finish(world)
    world.people.job[people] = Job.OWN_ACCOUNT
    finish(world, 18)
    assert world.providers.reputation[row] > 0.7


def test_apprentices_learn_the_trade_are_paid_more_with_time_and_then_choose_freely(world):
    row = world.add_provider(kind=ProviderKind.MASTER, duration=30, recognised=0, places=20, public_share=0.0)
    world.set("apprenticeship", drop_out_m=0.0)
    people = world.add_people(20)
    p = world.people
    p.job[people], p.provider[people], p.course_end[people] = Job.UNPAID_APPRENTICE, row, 30
    world.providers.enrolled[row] = 20
    deliver_training(world)
    assert (p.job[people] == Job.UNPAID_APPRENTICE).all() and (p.pay_kind[people] > 0).all()
    for month in range(1, 31):
        world.month = month
        deliver_training(world)
        if month == 29:
            assert (p.job[people] == Job.PAID_APPRENTICE).all()
    assert (p.job[people] == Job.NONE).all()
    assert p.skill[people, 1] == pytest.approx(1500, abs=30)
    assert (p.certificates[people] == 0).all() and world.providers.completed[row] == 20
    assert world.paid(For.APPRENTICE_FEE) == 20 * int(0.18 * MILLION)


def test_a_month_without_instruments_asks_no_lever():
    assert not LeverTable().has(Lever.STIPEND)
    assert Change(Lever.STIPEND, 0.1).how == "add"
