"""How public money reaches providers and learners: by the head, by results, by account and by loan."""

import numpy as np
import pytest
from training_world import World, rotate_to_intake

from sim.agents.averages import Averages
from sim.core.policy import compile
from sim.core.states import Education, Job, Level, ProviderKind, Unit
from sim.finance.budget import new_budgets
from sim.finance.envelopes import open_envelopes
from sim.finance.ledger import MILLION, Account, For
from sim.finance.loans import lend, loans, repay_loans
from sim.instruments.registry import parse
from sim.training import funding
from sim.training.admission import admit
from sim.training.delivery import deliver_training
from sim.training.placement_pay import by_predicted_placement, pay_placements, results
from sim.training.vouchers import account, offers, vouchers


def a_world(kind=None, places=10, applicants=40, provider=None, **options):
    world = World()
    row = world.add_provider(places=places, **(provider or {}))
    people = world.add_people(applicants)
    if kind:
        world.levers = compile(parse({"it": {"kind": kind, **options}}), 0)
    world.queue_up(people, row)
    rotate_to_intake(world, row)
    world.budgets = new_budgets()
    world.budgets.public.credit(10**13)
    open_envelopes(world)
    return world, row, people


def test_by_the_head_colleges_take_in_more_than_they_have_places_and_teach_less():
    usual, row, _ = a_world()
    admit(usual)
    paid, row, _ = a_world("public_places_per_capita", rate=1.3)
    admit(paid)
    assert usual.providers.enrolled[row] == 10 < paid.providers.enrolled[row] <= 20
    for world in (usual, paid):
        world.flows[:] = 0
        deliver_training(world)
    skills = [w.people.skill[w.people.education == Education.COURSE, 1].mean() for w in (usual, paid)]
    assert skills[1] < skills[0]
    heads = [w.paid(For.PUBLIC_PLACES) / (w.people.education == Education.COURSE).sum() for w in (usual, paid)]
    assert heads[1] > heads[0]


def a_year(world, months=12):
    for _ in range(months):
        world.events = {}
        deliver_training(world)
        world.month += 1


def test_results_money_is_kept_back_and_paid_for_the_placed_only():
    world, _, people = a_world("results_based_payment", share=0.5, short=0.0, places=40)
    world.set("delivery", drop_out_m=0.0, drop_out_f=0.0)
    admit(world)
    assert world.budgets.public.committed == 40 * 6 * int(0.2 * MILLION)
    world.flows[:] = 0
    a_year(world, 7)
    now = world.paid(For.PUBLIC_PLACES)
    assert now == 40 * 6 * int(0.1 * MILLION)
    assert len(results(world).open) == 40
    world.people.job[people[:10]] = Job.OWN_ACCOUNT
    world.month += 5
    pay_placements(world)
    assert world.paid(For.PUBLIC_PLACES) - now == 10 * 6 * int(0.1 * MILLION)
    assert world.budgets.public.committed == 0


def test_short_placements_are_paid_and_gone():
    world, _, _ = a_world("results_based_payment", share=0.5, short=1.0, places=40)
    world.set("delivery", drop_out_m=0.0, drop_out_f=0.0)
    admit(world)
    a_year(world, 7)
    world.month += 5
    pay_placements(world)
    assert world.events["short_placements"] == 40 and world.events["results_paid"] > 0
    assert (world.people.job == Job.NONE).all()


def test_pay_by_results_admits_those_who_are_easily_placed():
    world, row, people = a_world("results_based_payment", share=1.0)
    world.averages = Averages.new(2)
    world.averages.finding[0, :, 0], world.averages.finding[0, :, 1] = 0.02, 0.2
    world.people.level[people[::2]] = Level.UPPER_SECONDARY
    number = np.linspace(0.0, 0.99, 40)
    moved = by_predicted_placement(world, people, np.full(40, row), number)
    assert moved[::2].max() < moved[1::2].min()


def test_an_account_adds_up_and_its_balance_is_spent_once():
    world, row, people = a_world("individual_learning_account", credit=1.2, awareness=1.0, provider={"fee": 0.05})
    (offer,) = offers(world)
    world.month = 11
    assert account(world, offer, people) == pytest.approx(np.where(account(world, offer, people) > 0, 1.2, 0.0))
    rotate_to_intake(world, row)
    before = account(world, offer, people)
    admit(world)
    held = vouchers(world).held
    assert 0 < len(held) <= 10
    one = held[0]
    at = int(np.flatnonzero(people == one["row"])[0])
    assert account(world, offer, people)[at] == pytest.approx(before[at] - 6 * 0.05, abs=1e-6)
    world.flows[:] = 0
    deliver_training(world)
    assert world.paid(For.ACCOUNT, Account.GOVERNMENT, Account.PROVIDERS) > 0


def test_accounts_are_known_more_to_the_educated():
    world, _, people = a_world("individual_learning_account", awareness=0.4, applicants=40)
    (offer,) = offers(world)
    low = account(world, offer, people) > 0
    world.people.level[people] = Level.SHORT_TERTIARY
    high = account(world, offer, people) > 0
    assert (low <= high).all() and high.sum() > low.sum()


def a_loan(**options):
    world, _, people = a_world("income_contingent_loan", take_up=1.0, **options)
    world.households.cash[:] = 0
    world.flows[:] = 0
    lend(world, people, np.full(len(people), 0.3))
    return world, people


def test_a_loan_fills_the_gap_up_to_the_limit_and_is_owed():
    world, people = a_loan(limit=0.5)
    assert world.paid(For.LOAN, Account.GOVERNMENT, Account.HOUSEHOLDS) == len(people) * 300_000
    world.households.cash[:] = 0
    lend(world, people, np.full(len(people), 0.3))
    assert (loans(world).owed(world.people.pid[people]) == 500_000).all()


def test_only_seen_pay_above_the_threshold_repays():
    world, people = a_loan(collection=1.0)
    p = world.people
    p.job[people], p.pay[people] = Job.EMPLOYEE, 2.0
    p.unit[people] = np.where(np.arange(40) % 2 == 0, Unit.FORMAL, Unit.INFORMAL)
    p.pay[people[:10]] = 0.9
    world.households.cash[:] = MILLION
    repay_loans(world)
    left = loans(world).owed(p.pid[people])
    repaid = left < 300_000
    assert repaid.tolist() == [n >= 10 and n % 2 == 0 for n in range(40)]
    assert left[repaid] == pytest.approx(300_000 - 80_000, abs=1)
    assert world.paid(For.REPAYMENT, Account.HOUSEHOLDS, Account.GOVERNMENT) == int((300_000 - left).sum())


def test_collection_decides_how_many_ever_repay():
    world, people = a_loan(collection=0.3)
    assert 0 < loans(world).debts["collected"].sum() < len(people)


def test_private_places_are_not_touched_by_rules_for_public_colleges():
    world, row, _ = a_world("public_places_per_capita", provider={"kind": ProviderKind.PRIVATE})
    assert funding.overfill(world)[row] == 0
