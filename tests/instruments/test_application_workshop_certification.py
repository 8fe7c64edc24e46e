"""Attendants are seen more clearly, for years after; without new posts others lose what they gain."""

from types import SimpleNamespace

import numpy as np
import pytest
from lived import lived, paid

from sim.core.served import served
from sim.markets.matching import workshop_gain

WITH = ("services=[application_workshop_certification]", "instruments.application_workshop_certification.take_up=1")


def test_everybody_attends_once_and_is_paid_for_once():
    model = lived(*WITH)
    log = model.treated.table()
    pid = log.loc[log["by"] == "application_workshop_certification", "pid"]
    assert len(pid) > 10 and pid.is_unique
    assert sum(paid(model, "workshop").values()) == pytest.approx(0.1 * len(pid))


def test_the_gain_fades_with_the_months_and_outlives_the_policy():
    pid = np.arange(1, 4)
    fade = SimpleNamespace(workshop_fade=60.0)
    parameters = SimpleNamespace(employment_services=fade)
    m = SimpleNamespace(month=60, people=SimpleNamespace(pid=pid), parameters=parameters, memory={})
    assert workshop_gain(m, np.arange(3)).tolist() == [0.0]
    served(m, "application_workshop_certification").add(pid[:1], 60, 0.2)
    served(m, "application_workshop_certification").add(pid[1:2], 0, 0.2)
    assert workshop_gain(m, np.arange(3)) == pytest.approx([0.2, 0.2 / np.e, 0.0])
