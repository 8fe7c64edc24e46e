import numpy as np
import pytest
from lived import lived
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.core.states import ProviderKind
from sim.instruments.trainer_quality import TrainerQuality


def test_better_teaching_and_pay_for_results_where_trainers_are_trained():
    m = world()
    m.providers.kind[:2] = [ProviderKind.MASTER, ProviderKind.ENTERPRISE]
    table = compile({"t": TrainerQuality(teaching=0.2, result_pay=0.1)}, 0)
    assert table.values(Lever.TEACHING, 1.0, m, np.arange(2)).tolist() == pytest.approx([1.2, 1.0])
    assert table.values(Lever.RESULT_PAY, 0.0, m, np.arange(2)).tolist() == pytest.approx([0.1, 0.0])


def test_apprentices_and_learners_know_more_after_a_year():
    better, base = lived("system=[trainer_quality]"), lived()
    learners = [m.people.skill[np.isin(m.people.pid, base.people.pid)].sum(dtype=np.int64) for m in (better, base)]
    assert learners[0] > learners[1]
