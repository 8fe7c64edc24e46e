"""Passing shocks to pay: what is received in a month beside what was agreed on."""

import numpy as np
import pytest
from small_world import PAY, small_world

from sim.core.draws import Purpose, key
from sim.core.states import Job, Tier
from sim.finance.budget import check_money, open_the_budgets
from sim.finance.ledger import Account, For
from sim.finance.passing import received_by
from sim.finance.taxes import pay_and_tax

SHAKEN = PAY._replace(passing_regular=0.15, passing_casual=0.35)


def factors(months, tier, p=SHAKEN, n=40_000, seed=1):
    """Received over agreed pay of ``n`` employees in each of ``months``."""
    m = small_world(n=n)
    m.people.tier[:], m.people.pay[:] = tier, 2.0
    rows, k = np.arange(n), key(seed, Purpose.PASSING_PAY)
    return np.stack([received_by(m.people, rows, month, p, k) / 2.0 for month in months])


@pytest.mark.parametrize(("tier", "sd"), [(Tier.REGULAR, 0.15), (Tier.CASUAL, 0.35)])
def test_passing_shocks_make_no_wage_bill_and_have_the_spread_of_the_tier(tier, sd):
    # n = 40,000 persons, seed 1; four standard errors
    found = factors([7], tier)[0]
    assert found.mean() == pytest.approx(1.0, abs=4 * np.sqrt(np.expm1(sd**2) / 40_000))
    assert np.log(found).std() == pytest.approx(sd, abs=4 * sd / np.sqrt(80_000))


def test_a_shock_lasts_three_months_and_is_gone_after_them():
    # n = 40,000 persons, seed 1; correlation 1 − t/3 over t months, four standard errors
    found = np.log(factors([20, 21, 22, 23, 32], Tier.CASUAL))
    for t in range(1, 5):
        expected = max(0.0, 1 - t / 3) if t < 4 else 0.0
        assert np.corrcoef(found[0], found[t])[0, 1] == pytest.approx(expected, abs=4 / np.sqrt(40_000))
    changed = (found[0] != found[1]).mean()
    assert changed == pytest.approx(1 / 3, abs=4 * np.sqrt(2 / 9 / 40_000))


def test_without_spread_pay_is_received_as_agreed():
    assert (factors([3], Tier.CASUAL, PAY) == 1.0).all()


def test_shocks_move_through_the_ledger_and_leave_the_pay_agreed_on():
    plain, shaken = small_world(), small_world()
    shaken.parameters.pay = SHAKEN
    for m in (plain, shaken):
        open_the_budgets(m)
        pay_and_tax(m)
        check_money(m)
    assert (plain.people.pay == shaken.people.pay).all()
    staff = np.flatnonzero((shaken.people.job == Job.EMPLOYEE) & (shaken.people.employer < 5))
    k = key(shaken.seed, Purpose.PASSING_PAY)
    wages = np.rint(received_by(shaken.people, staff, 0, SHAKEN, k) * 1e6).sum()
    assert shaken.flows[For.PAY, Account.ENTERPRISES].sum() == pytest.approx(wages, abs=len(staff))
    assert plain.flows[For.OWN_INCOME].sum() == shaken.flows[For.OWN_INCOME].sum()
