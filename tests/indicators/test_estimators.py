"""Durations, quarterly flows and earnings regressions."""

import numpy as np
import pytest
from registers import crowd, observed, persons

from sim.agents.capital import SCHOOL_YEARS
from sim.core.calendar import NEVER
from sim.core.states import Job
from sim.indicators.durations import greenwood, kaplan_meier, median, medians, spells
from sim.indicators.earnings import mincer_return, pay_growth_20
from sim.indicators.quarters import EMPLOYED, OUTSIDE, UNEMPLOYED, Snapshot, quarterly_flows, snapshot


def test_kaplan_meier_by_hand():
    # Six spells: ends at 1, 2, 2, 4; cuts at 2 and 3. S(1) = 5/6, S(2) = 5/6 · 3/5 = 1/2, S(4) = 0.
    t, survival, at_risk = kaplan_meier([1, 2, 2, 2, 3, 4], [1, 1, 1, 0, 0, 1])
    assert t.tolist() == [1, 2, 4] and at_risk.tolist() == [6, 5, 1]
    assert survival == pytest.approx([5 / 6, 1 / 2, 0])
    assert median(t, survival) == 2
    assert greenwood(survival, at_risk)[1] == pytest.approx(0.5 * np.sqrt(1 / 30 + 2 / 15))
    assert median(*kaplan_meier([1, 5, 5], [1, 0, 0])[:2]) is None


def test_constant_hazard_is_recovered():
    r, n, hazard = np.random.default_rng(3), 20_000, 0.08
    ends, cut = r.geometric(hazard, n), r.integers(1, 40, n)
    t, survival, at_risk = kaplan_meier(np.minimum(ends, cut), ends <= cut)
    at_12 = np.searchsorted(t, 12)
    assert abs(survival[at_12] - (1 - hazard) ** 12) < 4 * greenwood(survival, at_risk)[at_12]
    assert median(t, survival) == np.ceil(np.log(0.5) / np.log(1 - hazard))


def test_spells_start_at_leaving_school_and_are_cut_at_thirty():
    left = {"left_school": -24}
    people = persons(
        {**left, "first_job": -24}, {**left, "first_job": -12}, left,  # ended at 0 and 12, cut at 24
        {"left_school": -200, "first_job": -1}, {"left_school": NEVER}, {**left, "education": 1},  # not counted
        {"left_school": -100, "first_job": -5, "birth": -29 * 12 - 24}, age=22,  # 30 a year ago: cut at 88
    )  # fmt: skip
    curve = spells(people, 0).query("indicator == 'months_to_first_job' and group == 'all'").set_index("months")
    assert curve["at_risk"][0] == 4 and curve["events"].sum() == 2
    assert curve["survival"][0] == 0.75 and curve["survival"][12] == 0.5
    assert curve.index.max() == 88 or curve["at_risk"][88] == 1
    assert medians(people, "first_job", 0, -120)[0] == 12
    assert np.isnan(medians(people, "first_stable", 0, -120)[0])


def test_spells_agree_with_the_estimator():
    people = crowd(3000)
    people.first_job[:] = np.where(people.pid % 3 == 0, people.left_school + people.pid % 40, NEVER)
    kept = (people.left_school >= -120) & (people.education != 1) & (people.birth > -36 * 12)
    kept &= people.left_school <= np.minimum(0, people.birth + 360)
    last = np.minimum(0, people.birth + 360)
    ended = (people.first_job != NEVER) & (people.first_job <= last)
    length = np.where(ended, people.first_job, last) - people.left_school
    t, survival, _ = kaplan_meier(length[kept], ended[kept])
    curve = spells(people, 0).query("indicator == 'months_to_first_job' and group == 'all'").set_index("months")
    assert curve["survival"][t].to_numpy() == pytest.approx(survival)


def test_quarterly_flows_follow_the_same_people():
    e, u, o = EMPLOYED, UNEMPLOYED, OUTSIDE
    ids = np.arange(10)
    first = Snapshot(ids[:9], np.array([e, e, e, e, e, u, u, o, e]))
    second = Snapshot(ids[:8], np.array([e, e, e, u, u, u, e, o]))
    third = Snapshot(ids, np.array([e, e, o, e, u, u, u, e, e, e]))
    flows = quarterly_flows(first, second, third)
    assert flows == pytest.approx(
        {"employed_stay": 3 / 5, "employed_stay_again": 2 / 3, "employed_to_unemployed": 2 / 5, "back_at_work": 1 / 2,
         "still_unemployed": 1 / 2, "unemployed_throughout": 1 / 5}
    )  # fmt: skip


def test_snapshot_reads_the_status_words():
    people = persons({"job": Job.OWN_ACCOUNT}, {"available": 1, "wants_work": 1}, {}, {"pid": 0})
    observed(people)
    assert snapshot(people).state.tolist() == [EMPLOYED, UNEMPLOYED, OUTSIDE]


def test_mincer_regression_recovers_the_equation():
    n = 5000
    r = np.random.default_rng(5)
    people = crowd(n)
    people.job[:], people.hours[:], people.pay_kind[:] = Job.EMPLOYEE, 40, 0
    years = SCHOOL_YEARS[people.level]
    x = np.maximum(-people.birth / 12 - years - 6, 0)
    people.pay[:] = np.exp(0.1 * years + 0.03 * x - 0.0005 * x**2 - 0.2 * people.sex + r.normal(0, 0.5, n))
    fitted = mincer_return(people, 0)
    assert abs(fitted.schooling - 0.1) < 4 * fitted.schooling_se
    assert abs(fitted.residual_sd - 0.5) < 4 * 0.5 / np.sqrt(2 * n)
    assert pay_growth_20(people, 0) == pytest.approx(100 * (np.exp(0.6 - 0.2) - 1), rel=0.25)
