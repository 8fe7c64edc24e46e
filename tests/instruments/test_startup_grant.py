"""Grants are paid once; capital opens trades that need tools, and a full trade earns less."""

import numpy as np
import pytest
from lived import lived, paid

from sim.core.served import served
from sim.core.states import Family, Job

WITH = ("services=[startup_grant]", "instruments.startup_grant.offered=0.3")
TOOLS = (Family.CRAFT, Family.CONSTRUCTION, Family.MACHINES)


def test_one_grant_a_person_paid_by_the_payers():
    model = lived(*WITH)
    log = model.treated.table()
    pid = log.loc[log["by"] == "startup_grant", "pid"]
    shares = paid(model, "start_up")
    assert len(pid) > 30 and pid.is_unique
    assert sum(shares.values()) == pytest.approx(1.6 * len(pid))
    assert shares["donors"] == pytest.approx(shares["government"], rel=1e-4)


def test_grantees_open_trades_with_tools_more_often_than_the_same_people_without():
    model, base = lived(*WITH), lived()
    granted = served(model, "startup_grant").pid

    def in_trades(m):
        own = np.isin(m.people.job, (Job.OWN_ACCOUNT, Job.EMPLOYER)) & np.isin(m.people.family, TOOLS)
        return int((own & np.isin(m.people.pid, granted)).sum())

    assert in_trades(model) > in_trades(base)


def test_density_of_the_trades_rises_and_with_it_crowding():
    model, base = lived(*WITH), lived()
    assert model.averages.density[:, list(TOOLS)].sum() > base.averages.density[:, list(TOOLS)].sum()
