"""Ranking: noisy signals, duration without a job, certificates."""

import numpy as np
import pytest
from market_world import firms, parameters, people

from sim.core.draws import normals
from sim.core.states import Level, Tier
from sim.markets.ranking import low_type_probability, low_type_table, noise_sd, posterior, score


@pytest.mark.parametrize("reliability", [0.2, 0.4, 0.8])
def test_employers_expect_the_reliable_part_of_a_difference(reliability):
    """Slope of the expectation on the truth is the reliability; n = 50,000, seed 7, 4 SE."""
    true = 0.4 * normals(np.uint64(7), np.arange(50_000))
    noise = noise_sd(reliability, 0.4) * normals(np.uint64(8), np.arange(50_000))
    seen = np.array([posterior(t, e, 0.0, reliability) for t, e in zip(true, noise, strict=True)])
    slope, se = np.polyfit(true, seen, 1)[0], (seen - reliability * true).std() / true.std() / np.sqrt(50_000)
    assert abs(slope - reliability) < 4 * se
    signal = true + noise
    assert true.var() / signal.var() == pytest.approx(reliability, abs=0.02)


def test_duration_counts_more_in_a_tight_market():
    p = parameters("search")

    def rise(finding: float) -> float:
        return low_type_probability(6, finding, p.low_share, p.finding_ratio) - p.low_share

    assert 0 < rise(0.05) < rise(0.10) < rise(0.20)


def test_table_holds_the_probability_of_every_month():
    table = low_type_table(np.array([0.05, 0.2]), 0.5, 1.8)
    assert table[1, 7] == low_type_probability(7, 0.2, 0.5, 1.8)
    assert (np.diff(table, axis=1) > 0).all()


def rank_of(who, tier, month=12):  # type: ignore[no-untyped-def]
    p, pay = parameters("search"), parameters("pay")
    employer = firms(1, formal=1, sector=2)
    low_type = low_type_table(np.array([0.1]), p.low_share, p.finding_ratio)[0]
    return score(who, employer, 0, 0, tier, 4, 0.0, False, low_type, 0.0, 0.0, 0.0, p, pay, month)


def test_certificate_raises_the_rank_for_regular_posts_only():
    with_it, without = people(1, certificates=1 << 4), people(1)
    assert rank_of(with_it, Tier.REGULAR) > rank_of(without, Tier.REGULAR)
    assert rank_of(with_it, Tier.CASUAL) == rank_of(without, Tier.CASUAL)


def test_longer_out_of_work_and_less_schooling_rank_lower():
    assert rank_of(people(1, since=0), 1) < rank_of(people(1, since=11), 1)
    assert rank_of(people(1, level=Level.BACHELOR), 1) > rank_of(people(1, level=Level.PRIMARY), 1)


def test_of_two_applicants_past_thirty_the_younger_one_ranks_higher():
    """Callbacks fall with age (Neumark, Burn & Button 2019); before thirty age itself does not count."""
    by_age = [rank_of(people(1, birth=12 - 12 * years), 1) for years in (20, 30, 50, 64)]
    assert by_age[0] == by_age[1] > by_age[2] > by_age[3]
