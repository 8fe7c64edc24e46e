"""Rules of labour demand, participation, own-account work, pay and learning: facts that hold for any numbers."""

import math

import numpy as np
import pytest
from market_world import firms

import sim
from sim.core.draws import key
from sim.core.states import Sex
from sim.markets.activity_choice import care_hours, free_hours, home_value, search_value
from sim.markets.demand import relative_demand, relative_price, season
from sim.markets.labour_demand import log_desired, next_productivity, posts
from sim.markets.own_account import farm_share, log_income
from sim.markets.pay import bound_by_floor, gained, learned, outside_option, unit_pay, with_floor
from sim.markets.reconsider import (
    LONG,
    NEWLY_OUTSIDE,
    SELF_EMPLOYED,
    SETTLED,
    hazard,
    hazard_limits,
    hazard_table,
)


@pytest.fixture(scope="module")
def numbers():
    return sim.configure("country=ghana").parameters


def test_balanced_growth_leaves_demand_and_prices_at_one():
    assert relative_demand(1.0, 1.0, 0.8, 1.0, 1.5) == 1.0
    assert relative_price(1.0, 0.3) == 1.0
    assert relative_price(1.1, 0.3) < 1.0 < relative_price(0.9, 0.3)


def test_the_season_averages_to_one_over_the_year():
    months = [season(m, 0.25, 6) for m in range(12)]
    assert np.mean(months) == pytest.approx(1.0)
    assert max(months) == months[6] == pytest.approx(1.25)


def test_one_percent_more_labour_cost_lowers_desired_posts_by_the_elasticity(numbers):
    p = numbers.labour_demand
    before, after = (log_desired(3.0, 0.0, math.log(cost), 0.0, 0.0, p) for cost in (1.0, 1.01))
    assert after - before == pytest.approx(-p.labour_cost * math.log(1.01))


def test_desired_posts_rise_with_demand_productivity_and_the_supply_of_skill(numbers):
    p = numbers.labour_demand
    rest = log_desired(3.0, 0.0, 0.0, 0.0, 0.0, p)
    assert log_desired(3.0, 0.1, 0.0, 0.0, 0.0, p) == pytest.approx(rest + 0.1)
    assert log_desired(3.0, 0.0, 0.0, 0.1, 0.0, p) == pytest.approx(rest + 0.1 * p.productivity)
    assert log_desired(3.0, 0.0, 0.0, 0.0, 0.1, p) == pytest.approx(rest + 0.1 * p.supply_response)


def test_rounding_has_the_mean_of_the_wish_over_thresholds_and_never_moves_without_a_cause():
    thresholds = (np.arange(1000) + 0.5) / 1000
    assert np.mean([posts(math.log(2.3), u) for u in thresholds]) == pytest.approx(2.3, abs=1e-3)
    assert posts(math.log(2.3), 0.4) == posts(math.log(2.3), 0.4)


def test_productivity_has_its_stationary_spread(numbers):
    p, a = numbers.labour_demand, 0.0
    rng, path = np.random.default_rng(1), []
    for _ in range(60_000):
        a = next_productivity(a, 0.0, rng.standard_normal(), p)
        path.append(a)
    # variance of an AR(1) sample: standard error of the SD about sd · sqrt((1 + ρ²) / (2 n (1 − ρ²)))
    se = p.sd * math.sqrt((1 + p.persistence**2) / (2 * 60_000 * (1 - p.persistence**2)))
    assert np.std(path) == pytest.approx(p.sd, abs=4 * se)


def test_hazards_fall_with_time_rise_with_casual_attachment_and_never_pass_the_cap(numbers):
    p = numbers.participation
    table = hazard_table(p)
    assert (np.diff(table, axis=3) <= 0).all()
    assert (table[:, 1] >= table[:, 0]).all() and table[:NEWLY_OUTSIDE].max() <= p.hazard_cap
    assert table[SELF_EMPLOYED, 1, 0, 7] == hazard(p.hazard_own_account, p.casual_factor, True, 7.0, False, p)
    assert (table[SETTLED] == 0).all() and (table[NEWLY_OUTSIDE] == 1).all()
    assert (hazard_limits(table).reshape(-1, 2)[..., None, None] >= np.floor(table * 2.0**32)).all()
    assert table.shape[-1] == LONG + 1


def test_a_small_child_costs_women_more_hours_than_men_and_the_poor_more_than_the_rich(numbers):
    p = numbers.participation
    assert care_hours(Sex.FEMALE, True, 0, p) > care_hours(Sex.MALE, True, 0, p) > care_hours(Sex.MALE, False, 0, p)
    assert care_hours(Sex.FEMALE, True, 4, p) < care_hours(Sex.FEMALE, True, 0, p)
    assert free_hours(200.0, 0.0, p) == 0.0


def test_search_is_worth_more_where_jobs_are_found_and_pay_more_and_never_less_than_its_constant(numbers):
    p = numbers.participation
    assert search_value(-1.0, 0.2, 0.5, p) > search_value(-1.0, 0.1, 0.5, p) > search_value(-1.0, 0.1, 0.0, p)
    assert search_value(-1.0, 0.2, -0.5, p) == -1.0


def test_home_gains_with_care_disability_and_old_age_and_loses_with_womens_schooling(numbers):
    p = numbers.participation
    rest = home_value(0.0, 6.0, 0.0, 0.0, 0.0, Sex.FEMALE, p)
    assert home_value(0.0, 26.0, 0.0, 0.0, 0.0, Sex.FEMALE, p) > rest
    assert home_value(0.0, 6.0, 1.0, 5.0, 0.0, Sex.FEMALE, p) > rest
    assert home_value(0.0, 6.0, 0.0, 0.0, 2.0, Sex.FEMALE, p) < rest
    assert home_value(0.0, 6.0, 0.0, 0.0, 2.0, Sex.MALE, p) == rest


def test_schooling_pays_less_in_own_account_work_than_skill_and_crowding_lowers_income(numbers):
    p = numbers.own_account
    rest = log_income(0.0, 0.0, 0.0, 0.0, p)
    assert log_income(0.0, 1.0, 0.0, 0.0, p) > log_income(0.0, 0.0, 1.0, 0.0, p) > rest
    assert log_income(0.0, 0.0, 0.0, 0.1, p) == pytest.approx(rest - 0.1 * p.crowding)


def test_members_of_a_family_farm_share_output(numbers):
    share = [math.exp(farm_share(n, numbers.own_account.farm_labour)) for n in (1, 2, 3)]
    assert share[0] == 1.0 > share[1] > share[2]
    assert 3 * share[2] > 2 * share[1]  # another pair of hands still adds to output


def test_a_levy_is_borne_by_pay_in_part_only(numbers):
    p = numbers.pay
    outside = outside_option(1.0, 1.0, p)
    before, after = unit_pay(1.0, outside, p), unit_pay(1.0 / 1.01, outside, p)
    assert 0 < (before - after) / (0.01 * before) < 1


def test_pay_rises_with_local_finding_and_the_outside_option_scales_with_product(numbers):
    p = numbers.pay
    assert outside_option(1.0, 2.0, p) > outside_option(1.0, 1.0, p)
    assert outside_option(2.0, 1.0, p) == 2 * outside_option(1.0, 1.0, p)


def test_the_floor_binds_formal_jobs_where_it_is_enforced_and_no_others():
    assert with_floor(0.1, 0.2, True) == 0.2
    assert with_floor(0.1, 0.2, False) == 0.1
    assert with_floor(0.3, 0.2, True) == 0.3


def test_the_floor_is_enforced_in_a_share_of_formal_firms_and_in_no_informal_one(numbers):
    """n = 20,000 firms, half of them formal, seed 3; four standard errors."""
    formal = np.arange(20_000) % 2
    bound = bound_by_floor(firms(20_000, formal=formal), key(3, 46, 1), numbers.pay)
    share = numbers.pay.floor_enforcement
    assert bound[formal == 0].sum() == 0
    assert abs(bound[formal == 1].mean() - share) < 4 * np.sqrt(share * (1 - share) / 10_000)


def test_employers_learn_and_stocks_stop_at_their_ceiling(numbers):
    gap = 0.5
    for _ in range(240):
        gap = learned(gap, numbers.pay.learning_rate)
    assert abs(gap) < 0.001
    assert gained(0.599, 0.01, 0.6) == 0.6
