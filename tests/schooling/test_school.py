"""A month of school."""

import numpy as np
import pytest

from sim.agents.transitions import Activity
from sim.core.states import Education, Job, Outside
from sim.schooling.school import drop_out_probability, go_through_school


def test_pupils_who_stay_are_enrolled_this_month(world, p):
    m = world(p=p._replace(drop_out=0.0))
    go_through_school(m)
    assert (m.people.education == Education.SCHOOL).all()
    assert (m.people.last_enrolled == 0).all()
    assert m.events["pupils"] == 1000 and m.moves.sum() == 0


def test_leavers_complete_their_level_and_are_free_to_choose_this_month(world, p):
    m = world(month=6, school_end=6)
    go_through_school(m)
    who = m.people
    assert (who.education == Education.NONE).all() and (who.level == 3).all()
    assert (who.left_school == 6).all() and (who.since == 6).all() and (who.plans_to_work == 1).all()
    assert (who.outside_reason == Outside.OTHER).all() and (who.last_enrolled == 5).all()
    assert m.moves[Activity.STUDENT, Activity.OUTSIDE] == 1000 == m.moves.sum()
    assert m.events["school_leavers"] == 1000


def test_a_level_is_completed_when_its_time_has_come_and_never_lost(world, p):
    calm = p._replace(drop_out=0.0)
    m = world(p=calm, birth=-15 * 12, ultimate=5, school_end=7 * 12, level=1)
    levels = []
    for m.month in range(7 * 12 + 1):
        go_through_school(m)
        levels.append(m.people.level.copy())
    assert (np.diff(np.array(levels).astype(int), axis=0) >= 0).all()
    assert (levels[0] == 2).all() and (levels[37] == 3).all() and (levels[-1] == 5).all()
    kept = world(p=calm, level=3, ultimate=3, school_end=40)
    go_through_school(kept)
    assert (kept.people.level == 3).all()


def test_drop_out_is_more_likely_for_the_poor_and_without_cash(p):
    poor, middle, rich = (drop_out_probability(q, False, p) for q in (0, 2, 4))
    assert poor > middle > rich > 0
    assert middle == pytest.approx(p.drop_out, rel=0.01)
    assert drop_out_probability(2, True, p) == pytest.approx(p.drop_out_no_cash * middle, rel=0.01)


def test_shocks_end_school_at_the_level_completed(world, p):
    n, hazard = 20_000, 0.05
    m = world(p=p._replace(drop_out=hazard), n=n, ultimate=5, school_end=100)
    go_through_school(m)
    gone = m.people.education == Education.NONE
    assert gone.mean() == pytest.approx(1 - np.exp(-hazard), abs=4 * np.sqrt(hazard / n))
    assert m.events["school_drop_outs"] == gone.sum()
    assert (m.people.ultimate[gone] == m.people.level[gone]).all()
    assert (m.people.ultimate[~gone] == 5).all()


def test_half_of_the_girls_who_give_birth_leave(world, p):
    n = 20_000
    m = world(p=p._replace(drop_out=0.0), n=n, child_birth=0)
    go_through_school(m)
    left = m.people.education == Education.NONE
    assert not left[m.people.sex == 0].any()
    assert left[m.people.sex == 1].mean() == pytest.approx(p.drop_out_birth, abs=4 * np.sqrt(0.25 / (n / 2)))


def test_the_same_people_drop_out_when_the_hazard_rises(world, p):
    gone = []
    for hazard in (0.02, 0.05):
        m = world(p=p._replace(drop_out=hazard), n=5000)
        go_through_school(m)
        gone.append(m.people.education == Education.NONE)
    assert (gone[1] | ~gone[0]).all() and gone[1].sum() > gone[0].sum()


def test_the_small_job_ends_with_school(world, p):
    m = world(p=p._replace(drop_out=0.0), month=6, school_end=7, shares=(0.5, 0.5))
    go_through_school(m)
    assert (m.people.job != Job.NONE).sum() > 300
    m.month = 7
    go_through_school(m)
    assert (m.people.job == Job.NONE).all() and (m.people.since == 7).all()
    assert m.events["working_pupils"] == 0
