"""Who pays for training: the firm's value, its sign, and what it learns about its staff."""

import numpy as np
import pytest
from training_world import World, all_parameters

from sim.core.states import Job, Tier
from sim.finance.ledger import Account, For
from sim.training.firm_training import (
    kept_gain,
    learned_retention,
    probability_of_training,
    train_staff,
    value_of_training,
)


def value(benefit, cost, grant=0.0, claim=0.0):
    return value_of_training(benefit, cost, 0.0, 0.0, grant, 0.0, 0.01, claim)


def test_a_firm_pays_up_to_2_1094_periods_of_a_compressed_gain():
    benefit = kept_gain(0.3, 1.0, 1.0, 0.9, 0.02, 0.01)
    assert benefit == pytest.approx(2.1094, abs=1e-4)
    assert probability_of_training(value(benefit, 2.1093), 0.0) == 1.0
    assert probability_of_training(value(benefit, 2.1095), 0.0) == 0.0


def test_a_competitive_firm_pays_for_none_of_a_general_skill():
    assert kept_gain(0.0, 1.0, 1.0, 0.9, 0.02, 0.01) == 0.0
    assert value(kept_gain(0.0, 1.0, 1.0, 0.9, 0.02, 0.01), 0.01) < 0


def test_investment_falls_in_poaching():
    values = [kept_gain(0.3, 1.0, 1.0, rho, 0.02, 0.01) for rho in (0.99, 0.95, 0.9, 0.5)]
    assert values == sorted(values, reverse=True)


def test_a_proportional_grant_moves_the_threshold_to_the_own_share_of_the_cost():
    benefit, share = 1.0, 0.4
    cost = benefit / (1.0 - share)
    assert value(benefit, cost - 1e-6, share * (cost - 1e-6)) > 0 > value(benefit, cost + 1e-6, share * (cost + 1e-6))


def test_a_grant_below_its_claim_cost_changes_nothing():
    assert value(1.0, 0.5, grant=0.2, claim=0.3) == value(1.0, 0.5)


def test_retention_is_learned_from_those_who_stay():
    assert learned_retention(0.97, 0.0, 20.0, 5.0, 0.3) < 0.97 < learned_retention(0.97, 20.0, 20.0, 5.0, 0.3)
    assert learned_retention(0.97, 20 * 0.97**12, 20.0, 5.0, 0.3) == pytest.approx(0.97)


def firms_with_staff(world, sizes):
    from sim.agents.firm import Firm

    n = len(sizes)
    rows = world.store(Firm).allocate(
        n, fid=np.arange(1, n + 1) * 31, staff_regular=sizes, pay_mean=1.0, formal=1, sector=2, family=1
    )
    people = world.add_people(int(np.sum(sizes)))
    columns = world.people
    columns.job[people], columns.tier[people], columns.family[people] = Job.EMPLOYEE, Tier.REGULAR, 1
    columns.employer[people] = np.repeat(rows, sizes)
    columns.job_since[people] = -24
    return rows


def a_year_of_reviews(world):
    trained = 0
    for month in range(world.month, world.month + 12):
        world.month = month
        world.events = {}
        train_staff(world)
        trained += world.events.get("staff_trained", 0)
    return trained


def test_about_forty_percent_of_formal_firms_with_five_workers_train_and_more_of_the_large():
    world = World()
    sizes = np.repeat([7, 12, 25, 60, 150], [80, 50, 40, 20, 10])
    rows = firms_with_staff(world, sizes)
    a_year_of_reviews(world)
    trains = world.firms.trains[rows]
    assert abs(trains.mean() - 0.40) < 4 * np.sqrt(0.24 / len(rows))  # n = 200
    assert trains[sizes >= 25].mean() > trains[sizes < 10].mean()


def test_staff_courses_raise_skill_and_are_paid_by_enterprises():
    world = World()
    world.add_provider(kind=1, places=20)
    rows = firms_with_staff(world, np.full(30, 20))
    world.flows[:] = 0
    trained = a_year_of_reviews(world)
    p = all_parameters().places
    assert trained == int((world.people.skill[:, 1] > 0).sum()) == int(world.firms.staff_trained[rows].sum())
    firms = int(world.firms.trains[rows].sum())
    price = trained * p.course_cost + firms * p.organising_cost
    assert world.paid(For.STAFF_TRAINING, Account.ENTERPRISES, Account.PROVIDERS) == pytest.approx(
        price * 1e6, abs=trained
    )
    world.check_cash(world.households.cash.sum(), 0)


def test_a_firm_whose_trainees_left_expects_less_retention():
    world = World()
    rows = firms_with_staff(world, np.full(30, 20))
    a_year_of_reviews(world)
    before = world.firms.retention[rows].copy()
    trained = world.firms.trains[rows] == 1
    world.people.job[:], world.people.employer[:] = Job.NONE, -1
    world.month += 1
    a_year_of_reviews(world)
    assert (world.firms.retention[rows][trained] < before[trained]).all()
    assert (world.firms.retention[rows][~trained] == before[~trained]).all()
