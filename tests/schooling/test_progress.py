"""Plans of schooling: pure rules."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.draws import Purpose, key, uniforms
from sim.schooling.progress import completion_age, draw_ultimate, leaving_age, leaving_month, level_at, plan_schooling

CUTOFFS = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])


def test_the_index_decides_the_level():
    assert [draw_ultimate(z, CUTOFFS) for z in (-2.0, -1.0, -0.2, 0.4, 0.9, 3.0)] == [0, 1, 2, 3, 4, 5]


def test_without_delay_levels_end_at_the_official_ages(p):
    assert [completion_age(level, 5, 0.0, p) for level in range(1, 6)] == [12, 15, 18, 20, 22]
    assert leaving_age(3, 0.0, 0.0, p) == 18


@settings(deadline=None)  # the first call compiles
@given(st.integers(1, 5), st.floats(0, 12))
def test_levels_are_completed_in_order_and_the_last_one_on_time(p, ultimate, delay):
    ages = [completion_age(level, ultimate, delay, p) for level in range(1, ultimate + 1)]
    assert ages == sorted(ages)
    assert ages[-1] == pytest.approx(leaving_age(ultimate, 0.0, delay, p))
    assert level_at(ages[-1], ultimate, delay, p) == ultimate
    assert level_at(ages[0] - 0.01, ultimate, delay, p) == 0


@settings(deadline=None)  # the first call compiles
@given(st.integers(-400, 400), st.floats(0, 0.999))
def test_school_is_left_within_a_month_of_the_nearest_end_of_year(p, due, u):
    month = leaving_month(due, u, p)
    assert month % 12 in (5, 6, 7)
    assert abs(month - due) <= 7


def test_leavers_spread_over_three_months_without_bias(p):
    u = uniforms(key(1, Purpose.SCHOOL_LEAVING), np.arange(30_000))
    due = np.arange(30_000) % 120
    months = np.array([leaving_month(d, x, p) for d, x in zip(due, u, strict=True)])
    shares = np.bincount(months % 12, minlength=12)[5:8] / 30_000
    assert shares == pytest.approx([1 / 3] * 3, abs=0.011)  # 4 SE, n = 30,000
    assert (months - due).mean() == pytest.approx(0, abs=0.6)


def test_plans_depend_on_the_person_only(p, solution):
    n = 500
    rows = np.arange(n)
    args = [np.full(n, -180), rows % 2, rows % 2, rows % 5, np.zeros(n), np.zeros(n), rows + 1]
    rest = (key(1, Purpose.SCHOOL_PROGRESS), solution.cutoffs, solution.gradient, solution.delay, p)
    forward = plan_schooling(*args, 0, *rest)
    backward = plan_schooling(*(a[::-1].copy() for a in args), 0, *rest)
    for a, b in zip(forward, backward, strict=True):
        assert (a == b[::-1]).all()
    ultimate, end, level = forward
    assert (level <= ultimate).all()
    assert (level[end <= 0] == ultimate[end <= 0]).all()


def test_the_able_and_the_rich_go_further(p, solution):
    n = 4000
    pid, zero = np.arange(1, n + 1), np.zeros(n, np.int64)
    rest = (key(1, Purpose.SCHOOL_PROGRESS), solution.cutoffs, solution.gradient, solution.delay, p)

    def mean_level(wealth, ability, set_back=0.0):
        return plan_schooling(zero - 180, zero, zero, zero + wealth, zero + ability, zero + set_back, pid, 0, *rest)[
            0
        ].mean()

    assert mean_level(0, 0.0) < mean_level(2, 0.0) < mean_level(4, 0.0)
    assert mean_level(2, -1.0) < mean_level(2, 1.0)
    assert mean_level(2, 0.0, 0.5) < mean_level(2, 0.0)
