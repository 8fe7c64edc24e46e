"""D15: a complete network of occupations is one market; any other network is a worse one."""

import numpy as np

from sim.experiments.exact.d15_one_market import STEP_OF_PAPER, complete, lived, occupations, other_lives, rates
from sim.experiments.exact.registry import checks
from sim.markets.labour_flows import at_rest, step


def test_many_occupations_that_all_reach_each_other_are_one_market():
    found = list(checks("D15"))
    assert len(found) > 60
    assert [check for check in found if not check.passes] == []


def test_people_and_posts_are_kept():
    now = occupations(8)
    later = step(now, now.e + now.u, complete(8), STEP_OF_PAPER)
    assert np.isclose((later.e + later.u).sum(), (now.e + now.u).sum(), rtol=1e-14)


def test_where_moves_are_rare_more_people_and_more_posts_are_left_over():
    """Occupations that shrink beside others that grow: mismatch, which the complete network does not know."""
    start = occupations(8)
    target = (start.e + start.u) * np.where(np.arange(8) < 4, 0.9, 1.1)
    target *= (start.e + start.u).sum() / target.sum()
    closed = np.where(np.eye(8, dtype=bool), 1.0, 0.01)
    apart, together = (rates(at_rest(start, target, network, STEP_OF_PAPER)) for network in (closed, complete(8)))
    assert apart["u"] > together["u"] and apart["v"] > together["v"]


def test_people_with_a_trade_live_otherwise_where_posts_are_of_other_trades():
    """The comparison of the months sees occupations as soon as skill and aim tell them apart."""
    one, many = (lived(share, 6, "limit.people=country", "economy.search.aim=3") for share in (1.0, 0.0))
    assert {"people.employer", "people.pay"} <= set(other_lives(one, many))
