"""Demand falls and may come back; prices stay up and take from what is fixed in money; training money is cut."""

import numpy as np
import pytest
from lived import lived, paid
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.core.states import Job, Sector
from sim.instruments.crisis import Crisis
from sim.markets.prices import price_level, real_floor

WITH = "context=[crisis]"


def test_demand_recovers_after_the_end_over_the_fade():
    crisis = Crisis(depth=0.2, ramp=1, end=12, fade=3)
    sector = np.array([Sector.SERVICES])

    def demand(t):
        return compile({"c": crisis}, t).values(Lever.DEMAND_PATH, np.ones(1), world(), sector)[0]

    assert [demand(t) for t in (0, 11, 12, 14, 15)] == pytest.approx([0.8, 0.8, 0.85, 0.95, 1.0])


def test_hires_fall_and_households_lose_cash_to_prices():
    model, base = lived(WITH), lived()
    assert np.sum(model.series["hires"]) < np.sum(base.series["hires"])
    assert paid(model, "prices")["households"] > 0


def test_the_self_employed_earn_less_when_customers_spend_less():
    """Mean income of the same people who are on own account in both worlds throughout; no person's luck differs."""
    (model, base), pay = (lived(WITH), lived()), []
    kept = (model.people.pid == base.people.pid) & (model.people.pid != 0)
    for m in (model, base):
        kept &= (m.people.job == Job.OWN_ACCOUNT) & (m.people.family == base.people.family)
    for m in (model, base):
        pay.append(float(m.people.pay[kept].mean()))
    assert kept.sum() > 100
    assert pay[0] < pay[1]


def test_prices_do_not_fall_back_and_the_minimum_wage_loses_by_them():
    over = lived(WITH, "instruments.crisis.end=8")
    floor = over.country.institutions.minimum_wage
    assert price_level(over) == pytest.approx(1.5)
    assert real_floor(over) == pytest.approx(floor / 1.5)


def test_public_training_money_is_cut():
    assert lived(WITH).series["training_budget"][-1] < lived().series["training_budget"][-1]
