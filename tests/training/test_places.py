"""Places, fees and masters."""

import numpy as np
import pytest
from training_world import all_parameters

from sim.core.states import ProviderKind
from sim.training.apprenticeship import apprentice_value
from sim.training.places import fee_step, forecast_factors, set_places, teaching_effort

P, A = all_parameters().places, all_parameters().apprenticeship


def run(world, months):
    for month in range(world.month, world.month + months):
        world.month = month
        set_places(world)
    world.month += 1


def test_a_private_fee_stands_still_when_the_queue_equals_the_places():
    assert fee_step(10, 10, P) == 0.0
    assert fee_step(20, 10, P) == pytest.approx(P.fee_speed)
    assert fee_step(0, 10, P) == pytest.approx(-P.fee_speed)


def test_queues_raise_private_fees_and_leave_public_ones(world):
    public = world.add_provider(fee=0.1)
    private = world.add_provider(kind=ProviderKind.PRIVATE, fee=0.1, public_share=0.0)
    for provider in (public, private):
        world.queue_up(world.add_people(25), provider)
    run(world, 6)
    assert world.providers.fee[private] > 0.1
    assert world.providers.fee[public] == np.float32(0.1)


def test_a_crowded_private_school_opens_more_places_after_the_building_delay(world):
    row = world.add_provider(kind=ProviderKind.PRIVATE, fee=0.4, public_share=0.0, places=20)
    world.put_in_course(world.add_people(20), row)
    world.queue_up(world.add_people(40), row)
    run(world, 18)
    assert world.providers.places[row] == 20 and world.providers.opening_places[row] > 0
    run(world, 20)
    assert world.providers.places[row] > 20
    world.check_cash(int(world.households.cash.sum()), 0)


def test_lasting_losses_close_a_private_school(world):
    row = world.add_provider(kind=ProviderKind.PRIVATE, fee=0.01, public_share=0.0)
    run(world, 120)
    assert world.providers.places[row] == 0


def test_a_master_gains_about_nothing_over_the_whole_term():
    assert abs(apprentice_value(30, 0.02, 1.0, A)) < 0.5
    assert apprentice_value(30, 0.0, 1.0, A) < apprentice_value(30, 0.02, 1.0, A)


def test_masters_teach_less_where_rivals_crowd_the_trade():
    assert teaching_effort(0.05, 0.05, P) == 1.0
    assert P.teaching_least <= teaching_effort(0.2, 0.05, P) < teaching_effort(0.08, 0.05, P) < 1.0


def test_public_places_follow_the_forecast_and_keep_their_total(world):
    rows = [world.add_provider(family=f, places=100) for f in range(4)]
    world.averages.vacancies[:] = [0.01, 0.02, 0.02, 0.04, 0.02, 0.02, 0.02, 0.02]
    set_places(world)
    places = world.providers.places[rows]
    assert places[0] < places[1] < places[3]
    assert abs(int(places.sum()) - 400) <= 4
    assert (forecast_factors(np.ones(8), P) == 1.0).all()


def test_learners_who_left_the_model_are_not_counted(world):
    row = world.add_provider()
    people = world.add_people(5)
    world.put_in_course(people, row)
    from sim.agents.worker import Worker

    world.store(Worker).release(people[:2])
    set_places(world)
    assert world.providers.enrolled[row] == 3
