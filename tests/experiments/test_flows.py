"""Moves from month to month are those of persons, not of rows."""

import numpy as np
import pytest

from sim.agents.transitions import Activity
from sim.agents.worker import People
from sim.core.states import Education, Job, Tier
from sim.experiments.flows import FlowWatch, monthly_rates


def people(n: int) -> People:
    """Registers of n persons outside the labour force."""
    from sim.agents.worker import Worker
    from sim.core.columns import columns_of

    made = People(*(column.empty(n) for column in columns_of(Worker).values()))
    made.pid[:] = np.arange(1, n + 1)
    return made


def cell(flows, origin: Activity, destination: Activity) -> int:
    hit = flows[(flows["origin"] == origin.name.lower()) & (flows["destination"] == destination.name.lower())]
    return int(hit["persons"].sum())


def test_a_job_found_is_one_move_and_the_others_stay():
    them = people(10)
    watch = FlowWatch(them)
    them.job[:2] = Job.EMPLOYEE
    them.tier[:2] = Tier.REGULAR
    assert watch.observe(them) == 10
    assert cell(watch.table(), Activity.OUTSIDE, Activity.REGULAR) == 2
    assert cell(watch.table(), Activity.OUTSIDE, Activity.OUTSIDE) == 8


def test_a_row_taken_over_by_a_newcomer_is_an_exit_and_an_entry():
    them = people(3)
    watch = FlowWatch(them)
    them.pid[0], them.education[0] = 99, Education.SCHOOL
    watch.observe(them)
    assert cell(watch.table(), Activity.OUTSIDE, Activity.ELSEWHERE) == 1
    assert cell(watch.table(), Activity.ELSEWHERE, Activity.STUDENT) == 1


def test_people_added_and_gone_are_counted_at_the_door():
    watch = FlowWatch(people(3))
    more = people(5)
    more.pid[1] = 0
    assert watch.observe(more) == 4
    assert cell(watch.table(), Activity.ELSEWHERE, Activity.OUTSIDE) == 2
    assert cell(watch.table(), Activity.OUTSIDE, Activity.ELSEWHERE) == 1


def test_stock_is_previous_stock_plus_entries_minus_exits():
    them, luck = people(200), np.random.default_rng(2)
    watch = FlowWatch(them)
    for _ in range(5):
        them.job[:] = luck.choice([Job.NONE, Job.OWN_ACCOUNT, Job.FAMILY_WORKER], 200)
        watch.observe(them)
    table = watch.table()
    for month in range(1, 5):
        ended = table[table["month"] == month - 1].groupby("destination")["persons"].sum()
        begun = table[table["month"] == month].groupby("origin")["persons"].sum()
        assert ended.to_dict() == begun.to_dict()


def test_rates_of_a_row_add_up_to_a_hundred():
    them = people(50)
    watch = FlowWatch(them)
    them.seeking[:20] = them.available[:20] = 1
    watch.observe(them)
    rates = monthly_rates(watch.table())
    assert rates.loc["outside"].sum() == pytest.approx(100)
    assert rates.loc["outside", "unemployed"] == pytest.approx(40)
