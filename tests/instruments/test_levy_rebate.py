"""A levy that is paid back in the same month: what is raised, what returns, and what firms reckon with."""

import numpy as np
import pytest

import sim
from sim.finance.taxes import levy_rates, net_levy_rates


def after_a_year(*words):
    model = sim.LabourMarket(sim.configure("people=2000", "months=12", "checks=true", *words))
    model.run_for(12)
    return model, model.ledger.table()


@pytest.mark.parametrize("share", [0.25, 1.0])
def test_the_share_comes_back_and_firms_reckon_with_the_rest(share):
    model, table = after_a_year("financing=[levy_rebate]", f"instruments.levy_rebate.rebate={share}")
    levy = table[table["purpose"] == "levy"]
    raised = levy.loc[levy["payer"] == "enterprises", "micro"].sum()
    returned = levy.loc[levy["payee"] == "enterprises", "micro"].sum()
    assert raised > 0
    assert abs(returned - share * raised) <= 0.5 * 12 * len(model.firms.fid)  # rounded firm by firm
    assert np.allclose(net_levy_rates(model), (1.0 - share) * levy_rates(model))


def test_a_firm_that_gets_all_back_has_paid_nothing():
    model, _ = after_a_year("financing=[levy_rebate]")
    assert (model.firms.levy_paid == 0).all()
