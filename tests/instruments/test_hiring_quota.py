"""A quota: fines for missing posts, a higher rank for the group, firms that stay just below the threshold."""

import numpy as np
import pytest

import sim
from sim.markets.quota import bonus_for_group, missing_posts, reserved_posts, stays_below

ALL = (
    "inclusion=[hiring_quota]", "instruments.hiring_quota.compliance=1", "instruments.hiring_quota.threshold=8",
    "instruments.hiring_quota.fine=1.0",
)  # fmt: skip


def lived(*words, people=12_000, months=18):
    model = sim.LabourMarket(sim.configure(f"people={people}", f"months={months}", "checks=true", *words))
    model.run_for(months)
    return model


@pytest.mark.parametrize(("staff", "reserved"), [(19, 0), (20, 1), (39, 1), (40, 2), (100, 5)])
def test_one_post_in_twenty_is_reserved_from_the_threshold_on(staff, reserved):
    assert reserved_posts(0.05, staff, 20) == reserved


def test_members_of_the_group_fill_reserved_posts():
    assert [missing_posts(0.05, 100, members, 20) for members in (0, 3, 5, 9)] == [5, 2, 0, 0]


def test_a_firm_stays_below_unless_the_posts_above_bring_more_than_the_fine():
    assert stays_below(20, 0.05, 0, 0.5, 20, 1.0, 0.1)
    assert not stays_below(30, 0.05, 0, 0.5, 20, 1.0, 0.1)
    assert not stays_below(20, 0.05, 1, 0.5, 20, 1.0, 0.1)
    assert not stays_below(19, 0.05, 0, 0.5, 20, 1.0, 0.1)


def test_the_bonus_is_what_the_fine_saves_on_pay():
    assert bonus_for_group(1.0, 1.0) == pytest.approx(np.log(2.0))
    assert bonus_for_group(0.0, 1.0) == 0.0


def test_nothing_changes_where_nobody_complies():
    without, law = (
        lived(people=1500, months=6),
        lived("inclusion=[hiring_quota]", "instruments.hiring_quota.compliance=0", people=1500, months=6),
    )
    for name in without.people._fields:
        assert np.array_equal(getattr(without.people, name), getattr(law.people, name)), name
    assert np.array_equal(without.ledger.rows(), law.ledger.rows())


def test_firms_pay_for_missing_posts_and_fill_some_and_some_stay_below():
    model = lived(*ALL)
    table = model.ledger.table()
    fines = table[table["purpose"] == "quota_fine"]
    assert set(fines["payer"]) == {"enterprises"} and set(fines["payee"]) == {"training_fund"}
    assert fines["amount"].sum() == pytest.approx(sum(model.series["quota_missing"]))
    missing = model.series["quota_missing"]
    assert np.mean(missing[-6:]) < np.mean(missing[:3])
    assert sum(model.series["firms_below_threshold"]) > 0
