"""Equal treatment: bias that the scenario has falls in formal firms, and nothing happens where there is none."""

import numpy as np
import pytest

import sim
from sim.core.policy import compile
from sim.instruments.anti_discrimination import AntiDiscrimination
from sim.markets.access import deduction


def a_model(*words):
    return sim.LabourMarket(sim.configure("people=1000", "months=12", *words))


def gaps(model, enforcement):
    """Deduction from the score of a woman in formal and informal firms, and of a man."""
    model.levers = compile({"a": AntiDiscrimination(enforcement=enforcement)} if enforcement else {}, 0)
    woman, man = (int(np.flatnonzero((model.people.sex == sex) & (model.people.pid != 0))[0]) for sex in (1, 0))
    who = np.array([woman, woman, man])
    return deduction(model, who, np.array([True, False, True]))


def test_enforcement_takes_its_share_of_the_bias_in_formal_firms_only():
    model = a_model("economy.access.bias_women=0.5")
    gap = model.country.constants.hiring_gap
    assert gaps(model, 0.0) == pytest.approx([gap, gap, 0.0])
    assert gaps(model, 0.4) == pytest.approx([gap * (0.5 + 0.5 * 0.6), gap, 0.0])


def test_without_bias_in_the_scenario_there_is_nothing_to_enforce():
    model = a_model()
    assert (gaps(model, 1.0) == gaps(model, 0.0)).all()


def test_bias_against_refugees_and_people_with_a_disability_is_there_only_by_scenario():
    model = a_model("economy.access.bias_refugee=0.3")
    model.people.segment[:2] = 1
    plain = gaps(a_model(), 0.0)
    who = np.array([0, 1])
    model.levers = compile({}, 0)
    more = deduction(model, who, np.array([True, False])) - model.country.constants.hiring_gap * model.people.sex[who]
    assert more == pytest.approx([0.3, 0.3])
    assert plain[2] == 0.0
