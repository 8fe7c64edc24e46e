"""The flows that the rules count reproduce the stocks of every month."""

import numpy as np
from small_market import market

from sim.agents.transitions import ACTIVITIES, Activity
from sim.experiments.flows import FlowWatch
from sim.indicators.identities import count_activities


def test_counted_moves_lead_from_stock_to_stock():
    model = market(months=24)
    stock = count_activities(model.people)
    for month in range(24):
        model.step()
        moves = model.flow_history[month]
        assert moves.shape == (ACTIVITIES, ACTIVITIES) and (moves >= 0).all()
        expected = (stock + moves.sum(axis=0) - moves.sum(axis=1))[:-1]
        stock = count_activities(model.people)
        assert stock[:-1].tolist() == expected.tolist()
    assert len(model.flow_history) == 24


def test_people_enter_and_leave_the_model_and_work():
    model = market(months=24)
    model.run_for(24)
    moves = np.sum(model.flow_history, axis=0)
    work = [Activity.REGULAR, Activity.CASUAL, Activity.OWN_ACCOUNT, Activity.FAMILY_WORK]
    assert moves[Activity.ELSEWHERE].sum() > 0 and moves[:, Activity.ELSEWHERE].sum() > 0
    assert moves[Activity.UNEMPLOYED, work].sum() > 0 and moves[work, Activity.UNEMPLOYED].sum() > 0
    assert moves[Activity.STUDENT].sum() > 0


def test_month_end_comparison_counts_everybody_once_and_ends_with_the_stocks():
    model = market(months=6)
    watch = FlowWatch(model.people)
    for _ in range(6):
        model.step()
        watch.observe(model.people)
    last = watch.table().query("month == 5 and destination != 'elsewhere'")
    stock = count_activities(model.people)
    for activity in list(Activity)[:-1]:
        assert last.loc[last["destination"] == activity.name.lower(), "persons"].sum() == stock[activity]
