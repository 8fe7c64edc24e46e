"""What jobseekers believe of their chance."""

import numpy as np
import pytest
from small_services import BELIEFS, MARKETS, services_world

from sim.core.draws import uniforms
from sim.core.states import Job
from sim.services.beliefs import believed_rate, learned, peer_surprise, update_beliefs

F = 0.10


def test_an_optimist_expects_more_than_the_true_rate():
    assert believed_rate(F, 0.4, 0.99) == pytest.approx(F * np.exp(0.4))
    assert believed_rate(0.9, 1.0, 0.99) == 0.99


def test_a_month_without_a_job_lowers_the_belief_and_a_job_raises_it():
    assert learned(0.3, F, 0.0, 0.0, BELIEFS) < 0.3 < learned(0.3, F, 1.0, 0.0, BELIEFS)


def test_at_the_truth_the_own_result_is_no_surprise_on_average():
    mean = F * learned(0.0, F, 1.0, 0.0, BELIEFS) + (1 - F) * learned(0.0, F, 0.0, 0.0, BELIEFS)
    assert mean == pytest.approx(0, abs=1e-12)


def test_over_optimistic_jobseekers_come_to_the_truth():
    n, months = 2_000, 100
    belief = np.full(n, 0.4)
    paths = []
    for month in range(months):
        found = uniforms(np.uint64(month + 1), np.arange(n)) < F
        belief = np.array([learned(b, F, float(x), 0.0, BELIEFS) for b, x in zip(belief, found, strict=True)])
        paths.append(belief.mean())
    assert (np.diff(paths[:40]) < 0).all()
    assert belief.mean() == pytest.approx(0, abs=0.01 + 4 * belief.std() / np.sqrt(n))


def test_the_unemployed_of_the_model_lose_their_optimism():
    m = services_world(month=20, belief=0.4)
    for m.month in range(20, 80):
        update_beliefs(m)
    assert abs(m.people.belief.mean()) < 0.1
    assert m.events["learners"] == 1000


def test_only_people_who_searched_learn():
    m = services_world(belief=0.4)
    m.people.seeking[:500] = 0
    m.people.search_since[500:600] = m.month
    update_beliefs(m)
    same = m.people.belief == np.float32(0.4)
    assert same[:600].all() and not same[600:].any()


def test_people_hired_last_month_learn_that_it_can_be_done():
    m = services_world(n=2, belief=0.0, seeking=0, job=Job.EMPLOYEE)
    m.people.job_since[:] = m.month - 1, m.month - 2
    update_beliefs(m)
    assert m.people.belief[0] > 0 == m.people.belief[1]


def test_people_of_a_better_market_come_to_believe_more():
    m = services_world(belief=0.0)
    m.averages.local_finding[:] = 0.05, 0.15, 0.10, 0.10
    for m.month in range(20, 60):
        update_beliefs(m)
    mean = [m.people.belief[m.people.market == k].mean() for k in range(MARKETS)]
    assert mean[2] == pytest.approx(mean[3])
    assert mean[0] < mean[2] < mean[1]


def test_peers_are_compared_with_their_own_kind_of_area():
    surprise = peer_surprise(
        np.array([0.1, 0.1, 0.2, 0.4]), np.array([0, 0, 1, 1]), np.array([0.25, 0.25, 0.25, 0.25]), 0.5
    )
    assert surprise == pytest.approx([0, 0, np.log(0.2 / 0.3), np.log(0.4 / 0.3)])
    assert np.abs(peer_surprise(np.array([0.01, 1.0]), np.array([0, 0]), np.ones(2), 0.5)).max() == 0.5


def test_a_belief_stays_within_its_limit():
    assert learned(1.5, 0.01, 1.0, 0.5, BELIEFS._replace(evidence=50.0)) == BELIEFS.limit
