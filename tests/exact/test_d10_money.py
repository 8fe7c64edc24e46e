"""D10: money is neither made nor lost."""

import pytest

from sim.experiments.exact import d10_money
from sim.experiments.exact.registry import checks


def test_every_account_closes_in_every_month_under_every_policy():
    found = list(checks("D10"))
    assert len(found) == 8 * len(d10_money.WORLDS)
    assert [check for check in found if not check.passes] == []


def test_a_coin_from_nowhere_is_seen(monkeypatch):
    true = d10_money.held

    def richer(m):
        purse = true(m)
        purse[d10_money.Account.HOUSEHOLDS] += 1000 * m.month
        return purse

    monkeypatch.setattr(d10_money, "held", richer)
    worst, made = d10_money.worst_gaps()
    assert worst[d10_money.Account.HOUSEHOLDS] > d10_money.SHARE
    assert worst[d10_money.Account.PROVIDERS] == pytest.approx(0.0, abs=d10_money.SHARE)
    assert made > d10_money.SHARE
