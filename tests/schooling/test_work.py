"""Work beside school."""

import numpy as np
import pytest

from sim.agents.transitions import Activity, start_employment
from sim.core.states import Education, Family, Job, Outside, Tier, Unit
from sim.schooling.school import go_through_school
from sim.schooling.work import student_work, working_students

SMALL = (Job.OWN_ACCOUNT, Job.FAMILY_WORKER)


def test_the_identity_of_working_students():
    assert working_students(0.30, 0.40, 0.40) == pytest.approx(0.10)
    assert working_students(0.10, 0.30, 0.40) == 0


def test_ghana_shares_follow_from_one_years_figures(ghana, solution):
    shares = student_work(ghana, solution, 2022)
    for s, (neet, employed) in enumerate(((0.25242, 0.36219), (0.29803, 0.35679))):
        identity = neet + employed + solution.enrolled[s] - 1
        assert shares[s] * solution.enrolled[s] == pytest.approx(max(0.0, identity), abs=1e-4)
    assert 0 <= shares.max() < 0.3


def test_the_share_at_work_is_the_share_asked_for_by_sex(world):
    n = 40_000
    m = world(n=n, shares=(0.10, 0.06), wealth=np.arange(n) % 5)
    go_through_school(m)
    pupils = m.people.education == Education.SCHOOL
    for sex, share in ((0, 0.10), (1, 0.06)):
        here = pupils & (m.people.sex == sex)
        se = np.sqrt(share * (1 - share) / here.sum())
        assert np.isin(m.people.job[here], SMALL).mean() == pytest.approx(share, abs=4 * se)


def test_more_pupils_work_where_there_is_a_farm_and_among_the_poor(world):
    n = 40_000
    m = world(n=n, shares=(0.10, 0.10), wealth=np.arange(n) % 5)
    go_through_school(m)
    works, farm, poor = m.people.job != Job.NONE, m.households.farm == 1, m.people.wealth <= 1
    p = m.parameters.school
    assert works[farm & ~poor].mean() / works[~farm & ~poor].mean() == pytest.approx(p.work_enterprise, rel=0.15)
    assert works[farm & poor].mean() / works[farm & ~poor].mean() == pytest.approx(p.work_poor, rel=0.15)


def test_a_small_job_has_few_hours_and_family_workers_need_a_farm_or_shop(world):
    m = world(n=20_000, shares=(0.3, 0.3))
    go_through_school(m)
    who, p = m.people, m.parameters.school
    works = who.job != Job.NONE
    assert (who.hours[works] == p.work_hours).all() and (who.unit[works] == Unit.HOUSEHOLD).all()
    family = who.job == Job.FAMILY_WORKER
    assert (m.households.farm[family] == 1).all() and (who.family[family] == Family.FARMING).all()
    on_farms = works & (m.households.farm == 1)
    assert family[on_farms].mean() == pytest.approx(p.work_family, abs=4 * np.sqrt(0.24 / on_farms.sum()))
    own = who.job == Job.OWN_ACCOUNT
    assert who.pay[own] == pytest.approx(p.work_pay * p.work_pay_default)
    assert (who.pay[family] == 0).all()


def test_the_same_pupils_work_month_after_month(world, p):
    m = world(p=p._replace(drop_out=0.0), shares=(0.2, 0.2), school_end=100)
    go_through_school(m)
    works = m.people.job != Job.NONE
    since = m.people.job_since.copy()
    m.month = 1
    go_through_school(m)
    assert ((m.people.job != Job.NONE) == works).all() and (m.people.job_since == since).all()


def test_a_pupil_who_stops_working_is_a_student_again(world, p):
    m = world(p=p._replace(drop_out=0.0), shares=(0.5, 0.5))
    go_through_school(m)
    working = int((m.people.job != Job.NONE).sum())
    m.country.constants.student_work_m = m.country.constants.student_work_f = 0.0
    m.month, m.moves[:] = 1, 0
    go_through_school(m)
    assert (m.people.job == Job.NONE).all()
    assert (m.people.outside_reason == Outside.STUDY).all() and (m.people.plans_to_work == 1).all()
    assert m.moves[Activity.OWN_ACCOUNT, Activity.STUDENT] + m.moves[Activity.FAMILY_WORK, Activity.STUDENT] == working


def test_a_pupils_employment_is_left_alone(world, p):
    m = world(p=p._replace(drop_out=0.0), n=10)
    start_employment(m.people, m.firms, m.moves, 0, 0, 0, Tier.CASUAL, 4, 100, 1, 20, 0.5, 0)
    go_through_school(m)
    assert m.people.job[0] == Job.EMPLOYEE and m.people.education[0] == Education.SCHOOL
