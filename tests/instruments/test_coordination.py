"""Stipends come sooner, and other instruments lose less on the way; every month of stipend is paid once."""

import numpy as np
import pytest
from lived import lived, paid

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.registry import parse
from sim.training.payments import paid_so_far

STIPEND = "inclusion=[stipend]"
BOARD = "system=[coordination]"


def test_overhead_of_other_instruments_falls():
    alone = {"s": {"kind": "stipend", "admin_share": 0.1, "leakage": 0.05}}
    board = {"b": {"kind": "coordination", "overhead": -0.5}}
    overhead = [compile(parse(i), 0).overhead(Lever.STIPEND) for i in (alone, alone | board)]
    assert overhead[1] == pytest.approx(0.5 * overhead[0])


@pytest.mark.parametrize("delays", [[2] * 7, [2, 2, 2, 1, 1, 1, 1], [3, 3, 0, 0, 0, 0, 0], [0] * 7])
def test_all_months_of_a_course_are_paid_whenever_the_delay_is_shortened(delays):
    due = 0
    for month, delay in enumerate(delays):
        before = delays[max(0, month - 1)]
        now, earlier = (
            int(paid_so_far(np.array([k]), d, np.array([6]))[0]) for k, d in ((month, delay), (month - 1, before))
        )
        due += now - (earlier if month > 0 else 0)
        assert now >= (earlier if month > 0 else 0)
    assert due == 6


def test_the_board_costs_and_administration_of_the_stipend_falls():
    board, alone = lived(STIPEND, BOARD), lived(STIPEND)
    assert paid(board, "skills_system")["government"] > 0
    rate = [
        paid(m, "administration")["government"] - paid(lived(), "administration")["government"] for m in (board, alone)
    ]
    stipends = [sum(paid(m, "stipend").values()) for m in (board, alone)]
    board_overhead = paid(board, "skills_system")["government"] * (1.1 / 0.95 - 1) * 0.7
    assert (rate[0] - board_overhead) / stipends[0] < rate[1] / stipends[1]
