"""Guided leavers believe what is observed; the service is paid for whenever somebody leaves school or a course."""

import numpy as np
import pytest
from lived import lived, paid

from sim.core.served import served
from sim.services.guidance import guided

GUIDE = ("services=[career_guidance]", "instruments.career_guidance.take_up=1")


def test_the_belief_moves_to_the_truth_by_the_weight():
    assert guided(np.array([0.4, -0.2]), np.array([0.5, 1.0])).tolist() == [0.2, 0.0]


def test_leavers_are_guided_once_a_leaving_and_paid_for():
    model = lived(*GUIDE)
    log = model.treated.table()
    guided_people = log[log["by"] == "career_guidance"]
    assert len(guided_people) > 10 and not guided_people.duplicated(["pid", "month"]).any()
    assert sum(paid(model, "guidance").values()) == pytest.approx(0.02 * len(guided_people))


def test_the_guided_are_less_optimistic_than_the_same_people_without():
    model, base = lived(*GUIDE), lived()
    pid = served(model, "career_guidance").pid
    beliefs = [np.mean(m.people.belief[np.isin(m.people.pid, pid)]) for m in (model, base)]
    assert beliefs[0] < beliefs[1]
