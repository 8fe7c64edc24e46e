"""D16: who bears a levy where pay clears the market; and the spot rule inside the whole month."""

import numpy as np
import pytest

import sim
from sim.experiments.exact.d16_levy_incidence import cleared, log_ratios
from sim.experiments.exact.registry import checks
from sim.markets.limits.spot_pay import spot_log_pay


def test_pay_and_jobs_fall_as_the_elasticities_say():
    found = list(checks("D16"))
    assert len(found) == 24
    assert [check for check in found if not check.passes] == []
    assert all(0 < check.standard_error < 0.01 for check in found if "floor" not in check.parameters)


def test_without_a_levy_nothing_changes():
    pay, jobs = log_ratios(*(cleared(0.0, 0.5, 0.3, people=5_000) for _ in range(2)))
    assert pay[0] == jobs[0] == 0.0


@pytest.mark.parametrize(("demand", "supply"), [(0.5, 0.3), (2.0, 0.1)])
def test_the_inelastic_side_bears_the_levy(demand, supply):
    assert np.exp(spot_log_pay(np.log(1.01), demand, supply)) == pytest.approx(1.01 ** (-demand / (demand + supply)))


@pytest.fixture(scope="module")
def two_years():
    model = sim.LabourMarket(sim.configure("theory=spot_pay", "people=4000", "months=24", "checks=true"))
    model.run_for(24)
    return model


def test_spot_pay_keeps_people_links_and_money_in_the_whole_month(two_years):
    assert two_years.month == 24
    assert two_years.events["spot_pay"].shape == (len(two_years.territory),)


def test_every_post_is_filled_at_the_pay_of_its_market(two_years):
    firms = two_years.firms
    assert (firms.staff_regular <= firms.target_regular).all()
    assert firms.staff_regular.sum() + firms.staff_casual.sum() == two_years.events["vacancies"]
